"""Pages are found by those who may open them, by everything that stands on them, from the moment it does."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from intranet.core.dates import today
from intranet.directory.hooks import Changes
from intranet.directory.models import OrgUnit, Person
from intranet.news import demo
from intranet.news.models import InformationPage, NewsItem
from intranet.search.indexing import index_object
from intranet.search.models import SearchEntry
from intranet.search.registry import Result
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.news import days_ago, make_event, make_news
from tests.factories.orders import OrderFactory

pytestmark = pytest.mark.django_db
NEWS, PAGES = "aktualnosci", "strony"


@pytest.fixture
def root() -> InformationPage:
    return InformationPage.objects.get(depth=2)


@pytest.fixture
def reader(client_as: Callable[..., Client]) -> Client:
    return client_as()


def make_page(parent: InformationPage, slug: str = "regulamin", **fields: object) -> InformationPage:
    page = parent.add_child(instance=InformationPage(slug=slug, **{"title": f"Strona {slug}", **fields}))
    page.save_revision().publish()
    return InformationPage.objects.get(pk=page.pk)


def results(client: Client, text: str) -> list[Result]:
    context = client.get("/szukaj/", {"q": text}).context
    found = [row.result for part in context["parts"] for row in part.rows]
    assert context["total"] == len(found)
    return found


def titles(client: Client, text: str) -> list[str]:
    return [result.title for result in results(client, text)]


# Who must not find what


def test_news_of_another_unit_is_neither_listed_nor_counted(reader: Client) -> None:
    make_news(title="Grafik dyżurów", units=[OrgUnitFactory()])

    response = reader.get("/szukaj/", {"q": "grafik"})

    assert "Grafik dyżurów" not in response.content.decode()
    assert response.context["total"] == 0
    assert NEWS not in "".join(tab.url for tab in response.context["filters"].tabs)


def test_account_without_a_person_finds_only_what_is_for_everyone(client_as: Callable[..., Client]) -> None:
    make_news("grafik", title="Grafik dyżurów", units=[OrgUnitFactory()])
    make_news("wspolny", title="Grafik sprzątania")

    assert titles(client_as(person=False), "grafik") == ["Grafik sprzątania"]


def test_future_news_is_not_found_before_its_day(reader: Client) -> None:
    item = make_news(title="Grafik dyżurów", published_on=days_ago(-1))
    assert titles(reader, "grafik") == []

    NewsItem.objects.filter(pk=item.pk).update(published_on=today())

    assert titles(reader, "grafik") == ["Grafik dyżurów"]


def test_drafts_are_not_found(reader: Client, root: InformationPage) -> None:
    make_news(title="Grafik dyżurów", live=False)
    root.add_child(instance=InformationPage(title="Grafik urlopów", slug="szkic", live=False))
    call_command("rebuild_search", stdout=StringIO())

    assert titles(reader, "grafik") == []


def test_changes_not_yet_published_are_not_found(reader: Client) -> None:
    item = make_news(title="Stary tytuł")
    item.title = "Grafik dyżurów"
    item.save_revision()

    assert titles(reader, "grafik") == []
    assert titles(reader, "stary tytuł") == ["Stary tytuł"]


def restrict(page: InformationPage, type: str, *groups: Group) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=type, password="tajne")
    restriction.groups.set(groups)


@pytest.mark.parametrize("type", ["groups", "password"])
def test_page_closed_to_the_reader_is_not_found_nor_what_lies_below_it(
    reader: Client, root: InformationPage, type: str
) -> None:
    closed = make_page(root, title="Grafik dyżurów")
    make_page(closed, "nizej", title="Grafik urlopów")
    restrict(closed, type, Group.objects.create(name="inni"))

    assert titles(reader, "grafik") == []


def test_page_moved_below_a_closed_one_is_found_no_more(reader: Client, root: InformationPage) -> None:
    closed, page = make_page(root, "zamknieta"), make_page(root, title="Grafik dyżurów")
    restrict(closed, "groups")

    page.move(closed, pos="last-child")

    assert titles(reader, "grafik") == []


def test_group_of_another_page_opens_nothing(reader: Client, root: InformationPage) -> None:
    mine, others = Group.objects.create(name="moi"), Group.objects.create(name="inni")
    reader.user.groups.add(mine)
    restrict(make_page(root, "moja"), "groups", mine)
    restrict(make_page(root, title="Grafik dyżurów"), "groups", others)

    assert titles(reader, "grafik") == []


def test_page_below_an_alias_of_a_closed_one_is_not_found(reader: Client, root: InformationPage) -> None:
    closed = make_page(root, "zamknieta")
    restrict(closed, "groups")
    alias = closed.create_alias(parent=root, update_slug="alias")
    make_page(alias, "nizej", title="Grafik dyżurów")

    assert titles(reader, "grafik") == []


def test_page_outside_the_site_is_not_found(reader: Client, root: InformationPage) -> None:
    make_page(root.get_parent(), "obok", title="Grafik dyżurów")

    assert titles(reader, "grafik") == []


# Who finds what


def test_news_of_ones_own_unit_is_found(client_as: Callable[..., Client]) -> None:
    unit = OrgUnitFactory()
    make_news(title="Grafik dyżurów", units=[unit])

    assert titles(client_as(unit=unit), "grafik") == ["Grafik dyżurów"]


def test_page_open_to_a_group_is_found_by_its_members_and_superusers(
    client_as: Callable[..., Client], root: InformationPage
) -> None:
    group = Group.objects.create(name="moi")
    restrict(make_page(root, title="Grafik dyżurów"), "groups", group, Group.objects.create(name="inni"))
    member, superuser = client_as(), client_as()
    member.user.groups.add(group)
    superuser.user.is_superuser = True
    superuser.user.save()

    assert titles(member, "grafik") == titles(superuser, "grafik") == ["Grafik dyżurów"]


def test_page_for_all_who_are_signed_in_is_found(reader: Client, root: InformationPage) -> None:
    restrict(make_page(root, title="Grafik dyżurów"), "login")

    assert titles(reader, "grafik") == ["Grafik dyżurów"]


def test_alias_does_not_repeat_its_page(reader: Client, root: InformationPage) -> None:
    page = make_page(root, title="Grafik dyżurów")
    page.create_alias(parent=root, update_slug="alias")

    assert [result.url for result in results(reader, "grafik")] == [page.url]


def test_expired_news_and_past_events_are_found_and_said_to_be_archive(reader: Client) -> None:
    make_news(title="Dawny grafik", expires_on=days_ago(2))
    make_event(title="Grafik na spotkaniu", starts_at=timezone.now() - timedelta(days=2))
    make_news("biezacy", title="Grafik bieżący")

    found = {result.title: str(result.status) for result in results(reader, "grafik")}

    assert found == {"Dawny grafik": "archiwum", "Grafik na spotkaniu": "archiwum", "Grafik bieżący": ""}


BODY = [
    ("heading", "Koszyczek"),
    ("paragraph", "<p>Zawiera <b>agrafki</b>.</p><p>Nożyczki&nbsp;leżą obok.</p>"),
    ("steps", [{"title": "Otwórz szufladę", "text": "<p>Kluczykiem.</p>"}]),
    ("callout", {"variant": "danger", "title": "Ostrożnie", "text": "<p>Ostrza</p>"}),
    ("contacts", [("typed", {"name": "Pralnia", "role": "usługi", "phone": "42 111 22 33", "email": ""})]),
]


@pytest.mark.parametrize(
    "text",
    [
        "koszyczki",
        "agrafka",
        "nożyczki",
        "szuflada",
        "kluczyk",
        "ostrożnie",
        "ostrze",
        "pralnie",
        "42 111 22 33",
        "wstępniak",
    ],
)
def test_pages_are_found_by_every_text_on_them(reader: Client, root: InformationPage, text: str) -> None:
    make_page(root, title="Strona", lead="Wstępniak", body=BODY)
    make_news(title="Aktualność", lead="Wstępniak", body=BODY)

    assert sorted(titles(reader, text)) == ["Aktualność", "Strona"]


@pytest.mark.parametrize("text", ["danger", "niebezpieczeństwo", "callout", "paragraph", "nbsp"])
def test_pages_are_not_found_by_what_nobody_reads_on_them(reader: Client, text: str) -> None:
    make_news(title="Aktualność", body=BODY)

    assert titles(reader, text) == []


def test_pages_are_found_by_the_people_units_and_files_they_name(reader: Client) -> None:
    person = PersonFactory(surname="Ślusarz", phone="42 685 40 17")
    leaver = PersonFactory(surname="Źrebiec", is_active=False)
    unit = OrgUnitFactory(name="Zespół Informatyków")
    file = make_file("Karta zastępstwa")
    contacts = [("person", person), ("person", leaver), ("unit", unit)]
    make_news(title="Aktualność", body=[("contacts", contacts), ("files", [file])])

    for text in ("ślusarz", "42 685 40 17", "informatycy", "karta zastępstwa"):
        assert titles(reader, text) == ["Aktualność"], text
    assert titles(reader, "źrebiec") == []


def make_file(title: str) -> Document:
    return Document.objects.create(title=title, file=ContentFile(b"x", name="karta.pdf"))


def test_event_is_found_by_its_place_and_shown_with_its_day(reader: Client) -> None:
    event = make_event(title="Narada", place="Sala Kolumnowa")

    (result,) = results(reader, "kolumnowa")

    assert result.meta == f"Wydarzenie · {event.starts_on:%d.%m.%Y} · Sala Kolumnowa"
    assert result.url == event.get_absolute_url()
    assert reader.get(result.url).status_code == 200


def test_page_is_shown_with_its_section_and_its_address(reader: Client, root: InformationPage) -> None:
    section = make_page(root, "dzial", title="Dla nowych")
    page = make_page(
        section,
        title="Grafik dyżurów",
        body=[("heading", "Nagłówek"), ("paragraph", "<p>Tekst &amp; treść.</p>")],
    )

    (result,) = results(reader, "grafik")

    assert (result.meta, result.url) == ("Strona informacyjna · Dla nowych", page.url)
    assert result.text == "Nagłówek.\nTekst & treść."


def test_the_root_page_has_its_address_and_no_section(reader: Client, root: InformationPage) -> None:
    root.lead = "Grafik dyżurów"
    root.save_revision().publish()

    (result,) = results(reader, "grafik")

    assert (result.meta, result.url) == ("Strona informacyjna", root.url)


def test_the_year_narrows_news_by_the_day_of_publication(reader: Client) -> None:
    make_news(title="Grafik", published_on=today().replace(year=2017, day=1))

    found = reader.get("/szukaj/", {"q": "grafik", "rodzaj": NEWS, "rok": "2017"})

    assert found.context["total"] == 1
    assert reader.get("/szukaj/", {"q": "grafik", "rok": "2016"}).context["total"] == 0


# The index keeps in step


def entries(source: str, page: NewsItem | InformationPage) -> int:
    return SearchEntry.objects.of_source(source).filter(object_id=page.pk).count()


def test_an_edited_page_is_found_by_its_new_words_only(reader: Client, root: InformationPage) -> None:
    page = make_page(root, title="Grafik")
    page.title = "Harmonogram"
    page.save_revision().publish()

    assert titles(reader, "grafik") == []
    assert titles(reader, "harmonogram") == ["Harmonogram"]


def test_an_unpublished_page_leaves_the_index(root: InformationPage) -> None:
    item, page = make_news(), make_page(root)
    assert (entries(NEWS, item), entries(PAGES, page)) == (1, 1)

    item.unpublish()
    page.unpublish()

    assert (entries(NEWS, item), entries(PAGES, page)) == (0, 0)


def test_deleted_pages_leave_the_index_with_those_below_them(root: InformationPage) -> None:
    item, page = make_event(), make_page(root)
    below = make_page(page, "nizej")
    keys = [(NEWS, item.pk), (PAGES, page.pk), (PAGES, below.pk)]

    item.delete()
    page.delete()

    left = set(SearchEntry.objects.values_list("source", "object_id"))
    assert left.isdisjoint(keys)


def test_a_copied_page_is_found(reader: Client, root: InformationPage) -> None:
    make_page(root, title="Grafik").copy(update_attrs={"slug": "kopia", "title": "Grafik drugi"})

    assert sorted(titles(reader, "grafik")) == ["Grafik", "Grafik drugi"]


def test_a_page_is_found_by_the_new_names_of_those_it_names(reader: Client) -> None:
    person, unit, file = PersonFactory(), OrgUnitFactory(), make_file("Karta")
    make_news(
        title="Aktualność", body=[("contacts", [("person", person), ("unit", unit)]), ("files", [file])]
    )
    Person.objects.filter(pk=person.pk).update(surname="Ślusarz")
    OrgUnit.objects.filter(pk=unit.pk).update(name="Pralnia")
    file.title = "Druczek"

    Changes(people={person.pk}, units={unit.pk}).announce()
    file.save()

    for text in ("ślusarz", "pralnia", "druczek"):
        assert "Aktualność" in titles(reader, text), text


def test_what_the_demo_loads_is_found(reader: Client) -> None:
    demo.load(today())

    assert "Podejrzana wiadomość e-mail? Nie klikaj, zgłoś" in titles(reader, "podejrzane wiadomości")
    assert "Ostatnie miejsca na szkoleniu z ochrony danych" in titles(reader, "szkolenie ochrona danych")


def test_help_pages_of_a_fresh_installation_are_filed_by_the_step_of_every_deployment(
    reader: Client,
) -> None:
    call_command("rebuild_search", "--if-outdated", stdout=StringIO())

    assert "Skróty klawiszowe i czytnik ekranu" in titles(reader, "skrót klawiszowy")


def test_an_order_stands_before_a_newer_reminder_of_it(reader: Client) -> None:
    order = OrderFactory(subject="wprowadzenia Polityki Antykorupcyjnej", signed_on=days_ago(3000))
    index_object(order)
    make_news(title="Polityka Antykorupcyjna: przypominamy o zapoznaniu się")

    assert titles(reader, "polityka antykorupcyjna")[0] == "W sprawie wprowadzenia Polityki Antykorupcyjnej"


# What it costs


@pytest.mark.parametrize("number", [2, 10])
def test_the_number_of_queries_does_not_grow(reader: Client, root: InformationPage, number: int) -> None:
    person, unit, file = PersonFactory(), OrgUnitFactory(), make_file("Karta")
    body = [*BODY, ("contacts", [("person", person), ("unit", unit)]), ("files", [file])]
    for at in range(number):
        make_news(f"n{at}", title="Grafik", body=body, published_on=days_ago(at))
        make_page(root, f"p{at}", title="Grafik", body=body)
    reader.get("/szukaj/", {"q": "grafik"})
    with CaptureQueriesContext(connection) as shell:
        reader.get("/szukaj/")

    # Two reads of the index, two for the person's audiences, one for the visibility of each kind, the rows.
    for kind in (NEWS, PAGES):
        with CaptureQueriesContext(connection) as asked:
            reader.get("/szukaj/", {"q": "grafik", "rodzaj": kind})
        assert len(asked) <= len(shell) + 7
