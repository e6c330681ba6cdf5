from datetime import date

import pytest
from django.utils.translation import override

from intranet.orders.models import OrderRelation, OrderStatus
from intranet.orders.standing import ShownRelation
from intranet.orders.wording import in_genitive, in_the_matter_of

# The last letters of Polish participles, which would have to follow the gender of the kind: uchylone, uchylona.
GENDERED = ("one", "ony", "ona", "ane", "any", "ana", "ło", "ła", "ące", "ąca", "ący")


@pytest.mark.parametrize(
    "issuer", ["", "p.o. Dyrektora Ośrodka", "Dyrektorka Ośrodka", "Komisja Przetargowa"]
)
def test_unknown_issuer_is_left_as_it_was_written(issuer: str) -> None:
    assert in_genitive(issuer) == issuer


@pytest.mark.parametrize(
    ("issuer", "genitive"),
    [
        ("Dyrektor", "Dyrektora"),
        ("Dyrektor Miejskiego Ośrodka Pomocy", "Dyrektora Miejskiego Ośrodka Pomocy"),
        ("Zastępca Dyrektora do spraw finansów", "Zastępcy Dyrektora do spraw finansów"),
        ("Prezydent Miasta Łodzi", "Prezydenta Miasta Łodzi"),
        ("Rada Miejska w Łodzi", "Rady Miejskiej w Łodzi"),
        ("Rada Ministrów", "Rady Ministrów"),
        ("Minister Rodziny", "Ministra Rodziny"),
    ],
)
def test_issuer_is_declined_as_in_a_heading(issuer: str, genitive: str) -> None:
    assert in_genitive(issuer) == genitive


@pytest.mark.parametrize(
    "subject",
    [
        "zmieniające zarządzenie w sprawie staży",
        "zmieniająca decyzję",
        "Uchylające okólnik",
        "w sprawie staży",
    ],
)
def test_subject_that_says_what_it_does_stays_alone(subject: str) -> None:
    assert in_the_matter_of(subject) == subject


def test_other_subjects_come_in_the_matter_of() -> None:
    assert in_the_matter_of("zmian w regulaminie") == "w sprawie zmian w regulaminie"


@pytest.mark.parametrize("status", OrderStatus)
def test_words_of_a_status_fit_acts_of_every_gender(status: OrderStatus) -> None:
    with override("pl"):
        words = str(status.label).split()

    # „Wygasło” is the field's own word, whatever the kind of the act.
    assert not [word for word in words if word.endswith(GENDERED) and word != "wygasło"]


@pytest.mark.parametrize(
    ("type", "words"),
    [
        (OrderRelation.Type.AMENDS, "Zmiana: 6/2017 (§ 3)"),
        (OrderRelation.Type.REPEALS, "Uchylenie: 6/2017 (§ 3)"),
        (OrderRelation.Type.CORRECTS, "Sprostowanie: 6/2017 (§ 3)"),
    ],
)
def test_what_is_done_to_an_act_is_a_noun(type: OrderRelation.Type, words: str) -> None:
    relation = ShownRelation(type, date(2099, 1, 12), "§ 3", "6/2017", None)

    with override("pl"):
        assert relation.passive_words == words
