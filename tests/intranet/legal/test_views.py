from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils.html import escape

from intranet.accounts.models import Role, User
from intranet.core.models import AuditEntry
from intranet.legal.models import LegalAct
from intranet.legal.services import ActDetails, correct_act
from intranet.legal.uses import ActUse, ActUseSource, act_uses
from intranet.search.indexing import index_object
from tests.factories.accounts import UserFactory
from tests.factories.legal import LegalActFactory

pytestmark = pytest.mark.django_db
LIST, NEW = "/akty-prawne/", "/akty-prawne/nowy/"
GOOD = {
    "journal": "DU",
    "year": "2004",
    "number": "64",
    "position": "593",
    "title": "Ustawa z dnia 12 marca 2004 r. o pomocy społecznej",
    "force": "UNKNOWN",
}


class Papers(ActUseSource):
    """A thing that rests on every act, which one person alone may see."""

    key = "test-papers"
    label = "Pisma"
    order = 1

    def __init__(self, reader: User) -> None:
        self.reader = reader

    def counts(self, act_ids: Collection[int], user: User) -> Mapping[int, int]:
        return dict.fromkeys(act_ids, 3) if user == self.reader else {}

    def uses(self, act: LegalAct, user: User, limit: int) -> Sequence[ActUse]:
        return [ActUse("Pismo o <b>świadczeniach</b>", "/zarzadzenia/", provision="art. 5 ust. 2")]


@pytest.fixture
def papers() -> Iterator[Papers]:
    source = Papers(UserFactory())
    act_uses.register(source)
    yield source
    act_uses.unregister(source.key)


def page_of(client, address: str, **query: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address, query).content, "html.parser")


def names(page: BeautifulSoup) -> list[str]:
    return [cell.a.get_text().replace("\u00a0", " ") for cell in page.select(".acts__name")]


# --- Refusals ---


@pytest.mark.parametrize("role", [None, Role.HEAD, Role.HR, Role.DIRECTOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_chancellery_and_legal_team_write(client_as, role: Role | None) -> None:
    act = LegalActFactory()
    client = client_as(*([role] if role else []))

    for address in (NEW, f"{LIST}{act.pk}/zmien/"):
        assert client.get(address).status_code == 403
        assert client.post(address, GOOD).status_code == 403
    assert LegalAct.objects.get().title == act.title
    assert "Dodaj akt" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("address", [LIST, NEW, f"{LIST}1/", f"{LIST}1/zmien/"])
def test_stranger_is_sent_to_sign_in(client, address: str) -> None:
    assert client.get(address)["Location"].startswith("/konto/logowanie/")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"journal": "XX"}, "journal"),
        ({"journal": ""}, "journal"),
        ({"year": ""}, "year"),
        ({"year": "dwa"}, "year"),
        ({"year": "1900"}, "year"),
        ({"year": "2016"}, "number"),
        ({"number": "99999999999999999999"}, "number"),
        ({"position": ""}, "position"),
        ({"position": "999999999999999999999"}, "position"),
        ({"position": "-1"}, "position"),
        ({"journal_name": "MF"}, "journal_name"),
        ({"designation": "statut"}, "designation"),
        ({"journal": "OFFICIAL"}, "journal_name"),
        ({"journal": "OTHER"}, "designation"),
        ({"journal": "OTHER", "designation": "statut"}, "year"),
        ({"title": " "}, "title"),
        ({"title": "x" * 1001}, "title"),
        ({"short_name": "x" * 251}, "short_name"),
        ({"title": "zła\x00nazwa"}, "title"),
        ({"enacted_on": "31.02.2004"}, "enacted_on"),
        ({"enacted_on": "1.1.2999"}, "enacted_on"),
        ({"kind": "XX"}, "kind"),
        ({"force": "XX"}, "force"),
        ({"repealed_on": "1.1.2020"}, "repealed_on"),
    ],
)
def test_bad_act_is_refused_at_its_field(client_as, change: dict[str, str], field: str) -> None:
    response = client_as(Role.LEGAL).post(NEW, {**GOOD, **change})

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not LegalAct.objects.exists()


def test_taken_place_is_refused_with_the_way_to_the_act(client_as) -> None:
    act = LegalActFactory(year=2004, position=593)

    response = client_as(Role.LEGAL).post(NEW, GOOD)

    assert f'href="/akty-prawne/{act.pk}/"' in response.content.decode()
    assert LegalAct.objects.count() == 1


def test_correction_to_a_taken_place_is_refused_with_the_way_to_the_act(client_as) -> None:
    act, other = LegalActFactory(), LegalActFactory(year=2004, position=593)

    response = client_as(Role.LEGAL).post(f"{LIST}{act.pk}/zmien/", {**GOOD, "stamp": act.stamp})

    assert f'href="/akty-prawne/{other.pk}/"' in response.content.decode()


def test_late_correction_shows_what_the_other_person_saved_and_may_replace_it(client_as) -> None:
    act = LegalActFactory(year=2004, position=593)
    stamp, client, address = act.stamp, client_as(Role.LEGAL), f"{LIST}{act.pk}/zmien/"
    details = ActDetails(title="Ustawa z dnia 12 marca 2004 r. o czym innym")
    correct_act(act=act, place=act.place, details=details, stamp=stamp, by=UserFactory())

    refused = client.post(address, {**GOOD, "stamp": stamp})
    page = BeautifulSoup(refused.content, "html.parser")
    again = client.post(address, {**GOOD, "stamp": page.select_one("[name=stamp]")["value"]})

    assert "o czym innym" in page.select_one(".callout .facts").get_text()
    assert GOOD["title"] in page.select_one("[name=title]").get_text()
    assert again.status_code == 302
    act.refresh_from_db()
    assert act.title == GOOD["title"]


def test_unknown_act_is_not_found(client_as) -> None:
    client = client_as(Role.LEGAL)

    assert client.get(f"{LIST}999/").status_code == 404
    assert client.get(f"{LIST}999/zmien/").status_code == 404


@pytest.mark.parametrize("query", ["?year=abc", "?kind=XX", f"?q={'x' * 300}", "?q=%00", "?page=99"])
def test_bad_filter_is_no_failure(client_as, query: str) -> None:
    LegalActFactory()

    assert client_as().get(LIST + query).status_code in (200, 404)


# --- Writing ---


@pytest.mark.parametrize("role", [Role.CHANCELLERY, Role.LEGAL])
def test_an_act_is_added(client_as, role: Role) -> None:
    client = client_as(role)

    response = client.post(NEW, GOOD)

    act = LegalAct.objects.get()
    assert response["Location"] == f"/akty-prawne/{act.pk}/"
    assert act.place_in_words == "Dz.U. z 2004 r. Nr 64, poz. 593"
    assert AuditEntry.objects.about(act).get().actor_id == str(client.user.pk)


def test_an_act_outside_journals_is_added(client_as) -> None:
    client_as(Role.LEGAL).post(
        NEW, {"journal": "OTHER", "designation": "Statut", "title": "Statut Ośrodka", "force": "UNKNOWN"}
    )

    assert LegalAct.objects.get().place_in_words == "Statut"


def test_an_act_is_corrected(client_as) -> None:
    act = LegalActFactory(year=2004, position=594)

    client_as(Role.CHANCELLERY).post(
        f"{LIST}{act.pk}/zmien/",
        {**GOOD, "stamp": act.stamp, "force": "REPEALED", "repealed_on": "1.1.2021"},
    )

    act.refresh_from_db()
    assert (act.position, act.repealed_on) == (593, date(2021, 1, 1))


def test_a_citation_fills_the_form(client_as) -> None:
    page = page_of(
        client_as(Role.LEGAL),
        NEW,
        opis="art. 5 ustawy z dnia 12 marca 2004 r. o pomocy społecznej (Dz.U. z 2004 r. Nr 64, poz. 593)",
    )

    assert page.select_one("[name=position]")["value"] == "593"
    assert page.select_one("[name=number]")["value"] == "64"
    assert page.select_one("[name=title]").get_text(strip=True) == GOOD["title"]


def test_a_citation_of_a_known_act_leads_to_it(client_as) -> None:
    act = LegalActFactory(year=2004, position=593)

    page = page_of(client_as(Role.LEGAL), NEW, opis="Dz.U. z 2004 r. Nr 64, poz. 593")

    assert page.select_one(f'.callout a[href="/akty-prawne/{act.pk}/"]')


@pytest.mark.parametrize("text", ["", "nic takiego", "x" * 2000, "\x00"])
def test_a_text_without_a_citation_leaves_the_form_empty(client_as, text: str) -> None:
    response = client_as(Role.LEGAL).get(NEW, {"opis": text})

    assert response.status_code == 200
    assert not response.context["form"].initial


# --- Reading ---


def test_acts_stand_by_name_newest_text_first(client_as) -> None:
    LegalActFactory(short_name="żegluga", year=2000)
    LegalActFactory(short_name="łowiectwo", year=2004)
    LegalActFactory(short_name="łowiectwo", year=2020)
    LegalActFactory(short_name="Kodeks pracy")

    page = page_of(client_as(), LIST)

    assert names(page) == ["Kodeks pracy", "Łowiectwo", "Łowiectwo", "Żegluga"]
    assert "2020" in page.select(".acts__place")[1].get_text()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "pomoc społeczna"}, True),
        ({"q": "POMOCY SPOLECZNEJ"}, True),
        ({"q": "Dz. U. 2023 poz. 901"}, True),
        ({"q": "DU/2023/901"}, True),
        ({"q": "Dz.U. z 2023 r. poz. 902"}, False),
        ({"q": "rachunkowość"}, False),
        ({"year": "2023"}, True),
        ({"kind": "STATUTE"}, True),
        ({"kind": "RESOLUTION"}, False),
    ],
)
def test_acts_are_found_by_words_designation_kind_and_year(
    client_as, query: dict[str, str], found: bool
) -> None:
    act = LegalActFactory(year=2023, position=901)
    index_object(act)

    assert names(page_of(client_as(), LIST, **query)) == (["Ustawa o pomocy społecznej"] if found else [])


def test_empty_list_says_who_adds(client_as) -> None:
    assert page_of(client_as(Role.LEGAL), LIST).select_one(f'.empty a[href="{NEW}"]')
    assert not page_of(client_as(), LIST).select_one(f'.empty a[href="{NEW}"]')


def test_what_rests_on_an_act_is_shown_to_whoever_may_see_it(client_as, papers: Papers) -> None:
    act = LegalActFactory()
    client = client_as()
    papers.reader = client.user

    page = client.get(f"{LIST}{act.pk}/").content.decode()

    assert escape("Pismo o <b>świadczeniach</b>") in page.replace("\u00a0", " ")
    assert "art. 5 ust. 2" in page.replace("\u00a0", " ")
    assert page_of(client, LIST).select_one("td.is-number").get_text() == "3"


def test_neither_title_nor_number_of_what_rests_on_an_act_leaks(client_as, papers: Papers) -> None:
    act = LegalActFactory()
    client = client_as()

    assert "świadczeniach" not in client.get(f"{LIST}{act.pk}/").content.decode()
    assert page_of(client, LIST).select_one("td.is-number").get_text() == "0"


def test_repealed_act_says_so_first(client_as) -> None:
    act = LegalActFactory(force="REPEALED", repealed_on=date(2021, 1, 1))

    assert page_of(client_as(), f"{LIST}{act.pk}/").select_one(".state--repealed")


def test_link_to_the_official_text_tells_it_nothing(client_as) -> None:
    act = LegalActFactory(year=2023, position=901)

    link = page_of(client_as(), f"{LIST}{act.pk}/").select_one('a[href^="https://"]')

    assert link["href"] == "https://eli.gov.pl/eli/DU/2023/901/ogl"
    assert "noreferrer" in link["rel"]


@pytest.mark.parametrize("number", [2, 20])
def test_list_asks_a_fixed_number_of_questions(
    client_as, papers: Papers, number: int, django_assert_max_num_queries
) -> None:
    LegalActFactory.create_batch(number)
    client = client_as(Role.LEGAL)
    client.get(LIST)

    with django_assert_max_num_queries(14):
        client.get(LIST)


def test_search_finds_acts_by_name_and_designation_for_everybody(client_as) -> None:
    act = LegalActFactory(year=2023, position=901)
    index_object(act)
    client = client_as()

    for text in ("ustawą o pomocy społecznej", "Dz.U. z 2023 r. poz. 901"):
        assert f'href="/akty-prawne/{act.pk}/"' in client.get("/szukaj/", {"q": text}).content.decode()
