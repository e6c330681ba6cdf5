import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction, Site

from intranet.accounts.models import Role, User
from intranet.directory.audience import make_audience
from intranet.page_notes.owners import owned_page
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.news import days_ago, make_news
from tests.factories.orders import OrderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return UserFactory()


def information_page(owner: User | None, slug: str = "kadry") -> Page:
    root = Site.objects.get(is_default_site=True).root_page
    return root.add_child(instance=Page(title="Tajny plan", slug=slug, owner=owner, live=True))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "https://evil.example/zarzadzenia/",
        "//evil.example/zarzadzenia/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "zarzadzenia/",
        "/nie-ma-takiej-strony/",
        "/zarzadzenia/99999999999999999999999/x",
        "/[",
        "http://[",
    ],
)
def test_address_that_leads_nowhere_here_is_its_and_has_no_title(user: User, path: str) -> None:
    page = owned_page(path=path, user=user)

    assert (page.owner.role, page.title) == (Role.IT_SUPPORT, "")


def test_order_that_the_author_may_not_read_is_not_named(user: User) -> None:
    order = OrderFactory(audience=make_audience(units=[OrgUnitFactory()]))

    page = owned_page(path=order.get_absolute_url(), user=user)

    assert (page.owner.role, page.title) == (Role.CHANCELLERY, "")


def test_person_who_has_left_is_not_named(user: User) -> None:
    person = PersonFactory(is_active=False)

    page = owned_page(path=person.get_absolute_url(), user=user)

    assert (page.owner.role, page.title) == (Role.HR, "")


@pytest.mark.parametrize("kind", [PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD])
def test_closed_wagtail_page_names_neither_itself_nor_its_maker(user: User, kind: str) -> None:
    maker = PersonFactory(user=UserFactory()).user
    page = information_page(maker)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="sekret")
    restriction.groups.add(Group.objects.create(name="dyrekcja"))

    found = owned_page(path="/strony/kadry/", user=user)

    assert (found.owner.role, found.owner.person, found.title) == (Role.EDITOR, None, "")


def test_page_of_a_leaver_goes_to_administrators(user: User) -> None:
    leaver = PersonFactory(user=UserFactory(), is_active=False).user
    information_page(leaver)

    assert owned_page(path="/strony/kadry/", user=user).owner.role == Role.EDITOR


def test_wagtail_page_goes_to_its_maker_with_its_title(user: User) -> None:
    person = PersonFactory(user=UserFactory())
    information_page(person.user)

    page = owned_page(path="/strony/kadry/?x=1", user=user)

    assert (page.owner.person, page.title) == (person, "Tajny plan")


@pytest.mark.parametrize(
    ("path", "role", "title"),
    [
        ("/zarzadzenia/?year=2017", Role.CHANCELLERY, "Zarządzenia"),
        ("/pracownicy/", Role.HR, "Pracownicy"),
        ("/pracownicy/komorki/", Role.HR, ""),
        ("/strony/", Role.EDITOR, "Intranet"),
        ("/", Role.IT_SUPPORT, "Start"),
        ("/szukaj/?q=urlop", Role.IT_SUPPORT, ""),
        ("/deklaracja-dostepnosci/", Role.ADMINISTRATOR, "Deklaracja dostępności"),
        ("/prywatnosc/", Role.ADMINISTRATOR, "Informacja o prywatności"),
    ],
)
def test_every_page_has_an_owner(user: User, path: str, role: Role, title: str) -> None:
    page = owned_page(path=path, user=user)

    assert page.owner.role == role
    if title and role != Role.EDITOR:
        assert page.title == title


def test_order_and_unit_are_named_to_those_who_may_open_them(user: User) -> None:
    order, unit = OrderFactory(number=7), OrgUnitFactory(name="Wydział Wsparcia")

    assert owned_page(path=order.get_absolute_url(), user=user).title == "Zarządzenie 7/2017"
    assert owned_page(path=unit.get_absolute_url(), user=user).title == "Wydział Wsparcia"


def test_note_about_news_goes_to_its_author_or_to_page_editors(user: User) -> None:
    author = PersonFactory(user=UserFactory())
    signed = make_news("podpisana", owner=author.user)
    unsigned = make_news("niczyja")

    found, other = (owned_page(path=item.get_absolute_url(), user=user) for item in (signed, unsigned))

    assert (found.owner.person, found.title) == (author, signed.title)
    assert (other.owner.role, other.title) == (Role.EDITOR, unsigned.title)


NEWS_ADDRESSES = ["/aktualnosci/wiadomosc/", "/strony/aktualnosci/wiadomosc/"]


@pytest.mark.parametrize("path", NEWS_ADDRESSES)
@pytest.mark.parametrize("kind", ["of another unit", "of tomorrow", "draft"])
def test_note_about_hidden_news_names_neither_title_nor_author(user: User, kind: str, path: str) -> None:
    fields = {
        "of another unit": {"units": [OrgUnitFactory()]},
        "of tomorrow": {"published_on": days_ago(-1)},
        "draft": {"live": False},
    }[kind]
    make_news(owner=PersonFactory(user=UserFactory()).user, **fields)

    found = owned_page(path=path, user=user)

    assert (found.owner.role, found.owner.person, found.title) == (Role.EDITOR, None, "")


@pytest.mark.parametrize("path", NEWS_ADDRESSES)
def test_editor_and_author_know_the_news_of_another_unit(path: str) -> None:
    author = PersonFactory(user=UserFactory())
    item = make_news(owner=author.user, units=[OrgUnitFactory()])

    for user in (UserFactory(roles=[Role.EDITOR]), author.user):
        found = owned_page(path=path, user=user)
        assert (found.owner.person, found.title) == (author, item.title)


@pytest.mark.parametrize("address", ["/aktualnosci/%00/", "/strony/%00/", "/zarzadzenia/%0a/"])
def test_address_with_hidden_characters_leads_nowhere(user: User, address: str) -> None:
    assert owned_page(path=address, user=user).title == ""
