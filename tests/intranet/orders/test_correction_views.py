from datetime import date

import pytest
from bs4 import BeautifulSoup

from intranet.accounts.models import Role
from intranet.directory.audience import make_audience
from intranet.orders.models import Order, OrderCorrection, RegisterSettings
from intranet.orders.services.correcting import Metadata, correct_order
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db

REASON = "pomyłka przy rejestracji"


def address(order: Order) -> str:
    return f"{order.get_absolute_url()}sprostowanie/"


def fields_of(page: BeautifulSoup) -> dict[str, object]:
    """Return what the form would send, as a browser does."""
    form = page.select_one("main form[method=post]")
    assert form is not None
    data: dict[str, object] = {}
    for tag in form.select("input[name], textarea[name], select[name]"):
        name, kind = tag["name"], tag.get("type", "text")
        if kind in ("checkbox", "radio"):
            if tag.has_attr("checked"):
                data[name] = tag.get("value", "on")
        elif tag.name == "select":
            chosen = tag.select_one("option[selected]")
            data[name] = chosen["value"] if chosen else ""
        else:
            data[name] = tag.text.lstrip("\n") if tag.name == "textarea" else tag.get("value", "")
    return data


def opened(client, order: Order) -> dict[str, object]:
    return fields_of(BeautifulSoup(client.get(address(order)).content, "html.parser"))


def sent(client, order: Order, data: dict[str, object], **more: object) -> BeautifulSoup:
    return BeautifulSoup(client.post(address(order), data | more).content, "html.parser")


# --- Refusals ---


@pytest.mark.parametrize("role", [None, Role.DIRECTOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.LEGAL])
def test_only_the_chancellery_corrects(client_as, role: Role | None) -> None:
    order = OrderFactory()
    client = client_as(role) if role else client_as()

    assert client.get(address(order)).status_code == 403
    assert client.post(address(order), {"subject": "x", "zapisz": "1"}).status_code == 403


def test_unknown_order_is_not_found(client_as) -> None:
    assert client_as(Role.CHANCELLERY).get("/zarzadzenia/999999/sprostowanie/").status_code == 404


def test_reason_is_required(client_as) -> None:
    order, client = OrderFactory(), client_as(Role.CHANCELLERY)

    page = sent(client, order, opened(client, order), subject="inaczej", zapisz="1")

    assert page.select_one(".error-summary") is not None
    assert not OrderCorrection.objects.exists()


def test_unchanged_form_says_so(client_as) -> None:
    order, client = OrderFactory(legal_basis="art. 1\nart. 2"), client_as(Role.CHANCELLERY)
    OrderAttachmentFactory(order=order)

    page = sent(client, order, opened(client, order), reason=REASON, zapisz="1")

    assert "w rejestrze jest już to wszystko" in page.text or "the register says all of this" in page.text
    assert not OrderCorrection.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("subject", ""),
        ("subject", "x" * 1001),
        ("issuer", "a\x00b"),
        ("published_on", "31.2.2017"),
        ("published_on", "1.1.2017"),
        ("effective_from", "1.1.1950"),
        ("effective_until", "1.1.2001"),
        ("owner_unit", "999999"),
        ("owner_unit", "x"),
        ("jrwa_class", "999999"),
        ("audience", "UNITS"),
        ("audience", "NOBODY"),
        ("seen", "-1"),
        ("seen", "x"),
        ("zalaczniki-0-number", "0"),
        ("zalaczniki-0-number", "1000"),
        ("zalaczniki-0-role", "NIC"),
        ("zalaczniki-0-title", ""),
        ("zalaczniki-TOTAL_FORMS", "x"),
        ("podstawy-TOTAL_FORMS", "99999"),
        ("podstawy-0-provision", "byle co"),
    ],
)
def test_bad_input_is_told_and_nothing_is_kept(client_as, name: str, value: str) -> None:
    RegisterSettings.objects.update_or_create(
        pk=1, defaults={"issuer": "Dyrektor", "established_on": date(1990, 1, 1)}
    )
    order, client = OrderAttachmentFactory().order, client_as(Role.CHANCELLERY)

    response = client.post(
        address(order), opened(client, order) | {"reason": REASON, "zapisz": "1", name: value}
    )

    assert response.status_code == 200
    assert not OrderCorrection.objects.exists()


def test_row_of_a_strangers_attachment_is_left_out(client_as) -> None:
    stranger, order, client = (
        OrderAttachmentFactory(title="Cudzy"),
        OrderFactory(),
        client_as(Role.CHANCELLERY),
    )
    row = {"zalaczniki-TOTAL_FORMS": 1, "zalaczniki-0-pk": stranger.pk, "zalaczniki-0-title": "Zmieniony"}

    sent(
        client,
        order,
        opened(client, order),
        reason=REASON,
        zapisz="1",
        **row,
        **{"zalaczniki-0-role": "ANNEX"},
    )

    stranger.refresh_from_db()
    assert stranger.title == "Cudzy"


# --- Two steps ---


def test_differences_are_shown_before_anything_is_saved(client_as) -> None:
    order, client = OrderFactory(subject="urlopow"), client_as(Role.CHANCELLERY)

    page = sent(client, order, opened(client, order), subject="urlopów", reason=REASON)

    assert page.select_one("del").text == "urlopow"
    assert page.select_one("ins").text == "urlopów"
    assert not OrderCorrection.objects.exists()


def test_what_was_looked_at_is_saved_and_readers_see_it(client_as) -> None:
    order, client = OrderAttachmentFactory(order__subject="urlopow").order, client_as(Role.CHANCELLERY)
    preview = sent(client, order, opened(client, order), subject="urlopów", reason=REASON)

    response = client.post(address(order), fields_of(preview) | {"zapisz": "1"})

    assert response.status_code == 302
    order.refresh_from_db()
    assert order.subject == "urlopów"
    reader = client_as().get(order.get_absolute_url()).content.decode()
    for words in ("urlopow<", "urlopów<", REASON):
        assert words in reader
    assert str(client.user) not in BeautifulSoup(reader, "html.parser").select_one(".corrections").text
    chancellery = BeautifulSoup(client.get(order.get_absolute_url()).content, "html.parser")
    assert str(client.user) in chancellery.select_one(".corrections").text


def test_one_may_go_back_to_the_form_with_everything_typed(client_as) -> None:
    order, client = OrderFactory(), client_as(Role.CHANCELLERY)
    preview = sent(client, order, opened(client, order), subject="inaczej", reason=REASON)

    form = sent(client, order, fields_of(preview), popraw="1")

    assert fields_of(form)["subject"] == "inaczej"
    assert fields_of(form)["reason"] == REASON


def test_correcting_the_first_day_warns_that_relations_keep_theirs(client_as) -> None:
    order, client = OrderFactory(), client_as(Role.CHANCELLERY)
    OrderRelationFactory(source=order)

    response = client.post(
        address(order), opened(client, order) | {"effective_from": "1.2.2017", "reason": REASON}
    )

    assert response.context["keeps_relations"]


def test_units_are_chosen_as_readers(client_as) -> None:
    unit, order, client = OrgUnitFactory(), OrderFactory(), client_as(Role.CHANCELLERY)

    sent(
        client,
        order,
        opened(client, order),
        audience="UNITS",
        audience_units=[unit.pk],
        reason=REASON,
        zapisz="1",
    )

    assert client_as().get(order.get_absolute_url()).status_code == 404
    assert client_as(unit=unit).get(order.get_absolute_url()).status_code == 200


def test_audience_of_named_people_stays_when_nobody_touches_it(client_as) -> None:
    client = client_as(Role.CHANCELLERY)
    order = OrderFactory(audience=make_audience(persons=[client_as().user.person]))

    sent(client, order, opened(client, order), subject="inaczej", reason=REASON, zapisz="1")

    assert [row.field for row in order.corrections.all()] == ["subject"]


# --- Somebody else at the same time ---


def test_second_person_is_told_what_changed_and_loses_nothing(client_as) -> None:
    order, client = OrderFactory(subject="stare", executor=""), client_as(Role.CHANCELLERY)
    mine = opened(client, order) | {"executor": "kierownicy komórek", "reason": REASON, "zapisz": "1"}
    correct_order(
        order=order,
        metadata=Metadata(fields={"subject": "poprawione przez inną osobę"}),
        reason=REASON,
        seen_corrections=0,
        by=UserFactory(),
    )

    page = sent(client, order, mine)

    assert order.corrections.count() == 1
    assert "poprawione przez inną osobę" in page.select_one(".callout").text
    merged = fields_of(page)
    assert (merged["subject"], merged["executor"]) == ("poprawione przez inną osobę", "kierownicy komórek")
    sent(client, order, merged, zapisz="1")
    order.refresh_from_db()
    assert (order.subject, order.executor) == ("poprawione przez inną osobę", "kierownicy komórek")


def test_both_changed_one_field_and_the_second_decides_knowing(client_as) -> None:
    order, client = OrderFactory(subject="stare"), client_as(Role.CHANCELLERY)
    mine = opened(client, order) | {"subject": "moje", "reason": REASON, "zapisz": "1"}
    correct_order(
        order=order,
        metadata=Metadata(fields={"subject": "cudze"}),
        reason=REASON,
        seen_corrections=0,
        by=UserFactory(),
    )

    page = sent(client, order, mine)

    assert fields_of(page)["subject"] == "moje"
    assert "cudze" in page.select_one(".callout").text
    order.refresh_from_db()
    assert order.subject == "cudze"


# --- The page of the order ---


def test_page_of_an_order_costs_a_fixed_number_of_questions(client_as, django_assert_max_num_queries) -> None:
    order, client = OrderFactory(), client_as()
    for number in range(12):
        OrderAttachmentFactory(order=order, number=number + 1)
    for number in range(12):
        correct_order(
            order=order,
            metadata=Metadata(fields={"executor": f"osoba {number}"}),
            reason=REASON,
            seen_corrections=number,
            by=UserFactory(),
        )
    client.get(order.get_absolute_url())

    with django_assert_max_num_queries(30):
        client.get(order.get_absolute_url())


def test_reader_sees_no_way_to_correct(client_as) -> None:
    order = OrderFactory()

    page = client_as().get(order.get_absolute_url()).content.decode()

    assert "sprostowanie" not in page
    assert 'class="corrections"' not in page
