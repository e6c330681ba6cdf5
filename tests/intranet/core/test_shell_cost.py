"""What the parts that all pages share cost, and that nothing remembered of one person reaches another."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe

from intranet.accounts.models import Role
from intranet.core.menu import ShownEntry
from intranet.core.models import HelpContact
from intranet.core.templatetags.components import _remembered
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderFactory

SHELL = "/sama-powloka/"


def shell(request: HttpRequest) -> HttpResponse:
    return render(request, "core/base.html")


urlpatterns = [path(SHELL[1:], shell), path("", include("intranet.urls"))]


@pytest.fixture
def _shell_alone(settings) -> None:
    settings.ROOT_URLCONF = __name__


def drawn(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def side_menu(page: HttpResponse) -> str:
    return page.content.decode().partition('<nav class="side-menu"')[2].partition("</nav>")[0]


def queries_of(client, address: str) -> list[str]:
    HelpContact.objects.get_or_create(pk=1, defaults={"phone": "42 685 40 00", "hours": "7-15"})
    client.get(address)  # what the process keeps for half a minute is there
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return [query["sql"] for query in caught]


@pytest.mark.parametrize("value", [SimpleLazyObject(lambda: "Anna"), HelpContact(pk=1), {"a": 1}, 1.5])
def test_what_is_no_plain_value_is_not_remembered(value) -> None:
    with pytest.raises(TypeError, match="label"):
        drawn('{% drawn_once "components/badge.html" label=value %}', value=value)


def test_lazy_list_is_not_kept_itself() -> None:
    entry = ShownEntry("Raz", "/raz/", "home")
    source = '{% drawn_once "core/side_menu.html" items=value %}'
    before = _remembered.cache_info().currsize

    lazily, plainly = drawn(source, value=SimpleLazyObject(lambda: [entry])), drawn(source, value=(entry,))

    assert lazily == plainly
    assert _remembered.cache_info().currsize == before + 1


def test_template_drawn_once_sees_nothing_of_the_page() -> None:
    text = drawn('{% drawn_once "components/badge.html" label="2" %}', tone="danger", explain="tajne")

    assert text.strip() == '<span class="badge">2</span>'


def test_token_of_one_page_is_not_kept_for_another() -> None:
    source = '{% drawn_once "components/messages.html" csrf_token=csrf_token %}'

    first, second = drawn(source, csrf_token="token1"), drawn(source, csrf_token="token2")

    assert 'value="token1"' in first
    assert 'value="token2"' in second
    assert "token1" not in second


def test_safe_text_does_not_make_the_same_unsafe_text_safe() -> None:
    source = '{% drawn_once "components/badge.html" label=label %}'

    assert "<b>x</b>" in drawn(source, label=mark_safe("<b>x</b>"))
    assert "&lt;b&gt;x&lt;/b&gt;" in drawn(source, label="<b>x</b>")


def test_words_follow_the_language_of_the_page() -> None:
    source = '{% drawn_once "components/theme_switch.html" %}'

    with translation.override("pl"):
        polish = drawn(source)
    with translation.override("en"):
        english = drawn(source)

    assert "Jasny" in polish
    assert "Light" in english


def test_phone_in_the_footer_is_the_one_given() -> None:
    source = '{% drawn_once "core/footer_lines.html" phone=phone %}'

    assert "42 685 40 00" in drawn(source, phone="42 685 40 00")
    assert "42 685 40 00" not in drawn(source, phone="42 685 41 11")


def test_two_people_in_turn_get_each_their_own_menu(client_as) -> None:
    head, other = client_as(Role.HEAD), client_as()

    pages = [client.get("/") for client in (head, other, head, other)]

    assert ["/moj-zespol/" in side_menu(page) for page in pages] == [True, False, True, False]
    assert [head.user.last_name in page.content.decode() for page in pages] == [True, False, True, False]


def test_two_languages_in_turn_get_each_their_own_menu(client_as) -> None:
    polish, english = client_as(), client_as()
    english.cookies["django_language"] = "en"

    pages = [client.get("/") for client in (polish, english, polish)]

    assert ["Zarządzenia" in side_menu(page) for page in pages] == [True, False, True]


def test_menu_marks_the_page_itself_and_the_place_that_holds_it(client_as) -> None:
    client = client_as()
    order = OrderFactory()

    register, detail, home = (
        side_menu(client.get(address)) for address in ("/zarzadzenia/", order.get_absolute_url(), "/")
    )

    assert 'href="/zarzadzenia/" aria-current="page"' in register
    assert 'href="/zarzadzenia/" aria-current="true"' in detail
    assert 'href="/" aria-current="page"' in home
    assert [text.count("aria-current") for text in (register, detail, home)] == [1, 1, 1]


def test_head_named_by_a_unit_is_offered_the_team_page(client_as) -> None:
    client = client_as()
    OrgUnitFactory(head=client.user.person)

    assert "/moj-zespol/" in side_menu(client.get("/"))


def test_head_no_longer_named_keeps_the_entry_but_not_the_page(client_as) -> None:
    client = client_as()
    unit = OrgUnitFactory(head=client.user.person)
    client.get("/")
    unit.head = None
    unit.save(update_fields=["head"])

    assert client.get("/moj-zespol/").status_code == 403


def test_entry_of_the_team_page_goes_when_the_process_asks_again(client_as) -> None:
    client = client_as()
    unit = OrgUnitFactory(head=client.user.person)
    client.get("/")
    unit.head = None
    unit.save(update_fields=["head"])
    caches["process"].clear()

    assert "/moj-zespol/" not in side_menu(client.get("/"))


@pytest.mark.parametrize("roles", [(), (Role.HEAD,), (Role.LEGAL, Role.HR, Role.CHANCELLERY)])
@pytest.mark.usefixtures("_shell_alone")
def test_session_brings_every_role_of_the_person(client_as, roles) -> None:
    response = client_as(*roles).get(SHELL)

    assert response.wsgi_request.user.roles == frozenset(roles)


@pytest.mark.parametrize("roles", [(), (Role.HEAD,), (Role.LEGAL, Role.HR, Role.CHANCELLERY)])
@pytest.mark.usefixtures("_shell_alone")
def test_shell_costs_the_session_the_person_and_the_unread(client_as, roles) -> None:
    assert len(queries_of(client_as(*roles), SHELL)) <= 3


@pytest.mark.parametrize("orders", [2, 20])
def test_home_costs_the_same_with_few_and_many_orders(client_as, orders) -> None:
    client = client_as()
    OrderFactory.create_batch(orders)

    assert len(queries_of(client, "/")) <= 10
