import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from defusedxml import ElementTree
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from intranet.accounts.models import Role, User
from intranet.core.models import AuditEntry
from intranet.directory.audience import make_audience
from intranet.orders.models import REGISTER, FeedToken, Order, OrderCorrection
from intranet.orders.services.feed_addresses import make_address, used_address
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEED_PAGE = "/zarzadzenia/kanal/"


@pytest.fixture
def reader(db: None) -> User:
    return UserFactory()


def address(token: str) -> str:
    return reverse("orders:feed", args=[token])


def entries(content: bytes) -> list[Any]:
    return ElementTree.fromstring(content).findall(f"{ATOM}entry")


def titles(client: Client, token: str) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in entries(client.get(address(token)).content)]


def restricted_order(**fields: object) -> Order:
    return OrderFactory(audience=make_audience(units=[OrgUnitFactory()]), **fields)


@pytest.mark.parametrize("token", ["x", "A" * 43, "a" * 2000, "..", "%00", "ł"])
def test_unknown_secret_is_not_found(client: Client, token: str) -> None:
    assert client.get(address(token)).status_code == 404


def test_blocked_account_has_no_feed(client: Client, reader: User) -> None:
    token = make_address(by=reader)
    reader.is_active = False
    reader.save()

    assert client.get(address(token)).status_code == 404


def test_revoked_address_is_not_found(client_as: Callable[..., Client], client: Client) -> None:
    browser = client_as()
    token = make_address(by=browser.user)

    response = browser.post(f"{FEED_PAGE}uniewaznij/", follow=True)

    assert response.status_code == 200
    assert client.get(address(token)).status_code == 404
    assert AuditEntry.objects.filter(action="orders.feed_revoke", actor_id=str(browser.user.pk)).exists()


def test_older_address_stops_to_work_when_a_new_one_is_made(client: Client, reader: User) -> None:
    old, new = make_address(by=reader), make_address(by=reader)

    assert client.get(address(old)).status_code == 404
    assert client.get(address(new)).status_code == 200


def test_feed_never_shows_what_its_owner_may_not_read(client: Client, reader: User) -> None:
    restricted_order(subject="tajemnej sprawy")
    OrderFactory(subject="jawnej sprawy")

    response = client.get(address(make_address(by=reader)))

    assert "jawnej" in response.content.decode()
    assert "tajemnej" not in response.content.decode()
    assert len(entries(response.content)) == 1


def test_feed_is_the_owners_whoever_is_signed_in(client_as: Callable[..., Client], reader: User) -> None:
    restricted_order()

    browser = client_as(Role.DIRECTOR)

    assert titles(browser, make_address(by=reader)) == []
    assert len(titles(Client(), make_address(by=browser.user))) == 1


@pytest.mark.parametrize("path", ["nowy/", "uniewaznij/"])
def test_asking_by_get_changes_nothing_and_puts_the_question(
    client_as: Callable[..., Client], path: str
) -> None:
    browser = client_as()
    token = make_address(by=browser.user)

    page = browser.get(FEED_PAGE + path)

    assert 'method="post"' in page.content.decode()
    assert browser.get(address(token)).status_code == 200


@pytest.mark.parametrize("path", ["", "nowy/", "uniewaznij/"])
def test_strangers_are_sent_to_sign_in(client: Client, path: str) -> None:
    response = client.post(FEED_PAGE + path)

    assert response.status_code == 302
    assert response["Location"].startswith("/konto/logowanie/")


def test_secret_is_shown_once_and_only_its_hash_is_kept(client_as: Callable[..., Client]) -> None:
    browser = client_as()

    shown = browser.post(f"{FEED_PAGE}nowy/").content.decode()

    token = re.search(r"/zarzadzenia/kanal/([\w-]{43})\.xml", shown)
    assert token
    row = FeedToken.objects.get(user=browser.user)
    assert re.fullmatch("[0-9a-f]{64}", row.token_hash)
    assert token[1] not in browser.get(FEED_PAGE).content.decode()
    entry = AuditEntry.objects.get(action="orders.feed_make")
    assert entry.actor_id == str(browser.user.pk)
    assert token[1] not in f"{entry.object_label}{entry.details}"
    assert browser.get(address(token[1])).status_code == 200


def test_making_again_is_recorded_as_a_renewal_and_keeps_the_feeds_id(reader: User) -> None:
    make_address(by=reader)
    first = FeedToken.objects.get()
    make_address(by=reader)

    again = FeedToken.objects.get()
    assert again.feed_id == first.feed_id
    assert again.token_hash != first.token_hash
    assert AuditEntry.objects.filter(action="orders.feed_renew").count() == 1


def test_revoking_nothing_is_no_mistake_and_no_record(client_as: Callable[..., Client]) -> None:
    assert client_as().post(f"{FEED_PAGE}uniewaznij/").status_code == 302
    assert not AuditEntry.objects.filter(action="orders.feed_revoke").exists()


def test_day_of_last_use_is_kept_with_one_write_a_day(reader: User, django_assert_num_queries) -> None:
    token, day = make_address(by=reader), date(2026, 3, 1)

    with django_assert_num_queries(2):
        used_address(token=token, on=day)
    with django_assert_num_queries(1):
        used_address(token=token, on=day)

    assert FeedToken.objects.get().last_used_on == day


def test_feed_is_valid_atom(client: Client, reader: User) -> None:
    OrderFactory(number=7, subject="zasad <b>&amp;</b> „obiegu”")

    response = client.get(address(make_address(by=reader)))

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "pl"
    assert feed.findtext(f"{ATOM}id") == FeedToken.objects.get().feed_id.urn
    assert feed.findtext(f"{ATOM}title")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == django_settings.SITE_NAME
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{response.request['PATH_INFO']}"
    assert links["alternate"] == "http://testserver/zarzadzenia/"
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Zarządzenie 7/2017 w sprawie zasad <b>&amp;</b> „obiegu”"
    assert re.fullmatch("urn:uuid:[0-9a-f-]{36}", entry.findtext(f"{ATOM}id"))
    assert (
        entry.find(f"{ATOM}link").get("href") == f"http://testserver{Order.objects.get().get_absolute_url()}"
    )
    for moment in (feed.findtext(f"{ATOM}updated"), entry.findtext(f"{ATOM}updated")):
        assert datetime.fromisoformat(moment).tzinfo


def test_entry_holds_no_text_of_the_act(client: Client, reader: User) -> None:
    OrderFactory(text="§ 1. Tajna treść.", change_summary="Co się zmieniło.", legal_basis="art. 1")

    content = client.get(address(make_address(by=reader))).content.decode()

    assert "Tajna" not in content
    assert "zmieniło" not in content


def test_feed_is_polish_whatever_language_the_browser_has(client: Client, reader: User) -> None:
    OrderFactory(kind=Order.Kind.CIRCULAR, number=1)
    client.cookies["django_language"] = "en"

    assert titles(client, make_address(by=reader))[0].startswith("Okólnik 1/2017")


def test_ids_of_entries_are_the_same_in_every_feed_and_differ_between_acts(client: Client) -> None:
    OrderFactory.create_batch(2)
    ids = [
        [entry.findtext(f"{ATOM}id") for entry in entries(client.get(address(make_address(by=user))).content)]
        for user in UserFactory.create_batch(2)
    ]

    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_fifty_newest_published_are_shown(client: Client, reader: User) -> None:
    for number in range(1, 53):
        OrderFactory(number=number, published_on=date(2017, 1, 12) + timedelta(days=number))

    shown = titles(client, make_address(by=reader))

    assert len(shown) == 50
    assert shown[0].startswith("Zarządzenie 52/2017")


def test_control_characters_do_not_break_the_feed(client: Client, reader: User) -> None:
    OrderFactory(subject="zasad\x0b obiegu")

    assert "zasad obiegu" in titles(client, make_address(by=reader))[0]


def test_correction_makes_an_entry_newer(client: Client, reader: User) -> None:
    order = OrderFactory()
    with REGISTER.opened():
        OrderCorrection.objects.create(
            order=order, field="subject", before="a", after="b", reason="pomyłka", corrected_by=reader
        )
    [entry] = entries(client.get(address(make_address(by=reader))).content)

    assert entry.findtext(f"{ATOM}updated") > entry.findtext(f"{ATOM}published")


def test_unchanged_feed_is_answered_with_304(client: Client, reader: User) -> None:
    OrderFactory()
    token = make_address(by=reader)
    first = client.get(address(token))

    again = client.get(address(token), headers={"If-None-Match": first["ETag"]})
    OrderFactory()
    changed = client.get(address(token), headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "private, no-cache"
    assert again.status_code == 304
    assert again["ETag"] == first["ETag"]
    assert again.content == b""
    assert changed.status_code == 200


def test_empty_feed_was_changed_when_its_address_was_made(client: Client, reader: User) -> None:
    with time_machine.travel("2026-03-01 12:00Z", tick=False):
        token = make_address(by=reader)

    feed = ElementTree.fromstring(client.get(address(token)).content)

    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated")) == datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_feed_sets_no_cookie(client: Client, reader: User) -> None:
    assert not client.get(address(make_address(by=reader))).cookies


def test_feed_asks_the_same_number_of_queries_for_two_and_for_twenty(
    client: Client, reader: User, django_assert_max_num_queries
) -> None:
    token = make_address(by=reader)
    OrderFactory.create_batch(20)

    with django_assert_max_num_queries(6):
        client.get(address(token))


def test_page_says_when_the_address_was_last_used(client_as: Callable[..., Client]) -> None:
    browser = client_as()
    used_address(token=make_address(by=browser.user), on=date(2026, 3, 1))

    assert "01.03.2026" in browser.get(FEED_PAGE).content.decode()


def test_address_uses_the_host_that_was_asked(client_as: Callable[..., Client]) -> None:
    shown = client_as().post(f"{FEED_PAGE}nowy/").content.decode()

    found = re.search(r'data-copy="([^"]+)"', shown)
    assert found
    assert urlsplit(found[1]).netloc == "testserver"
