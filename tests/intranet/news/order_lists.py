"""Pages with lists of orders, and what a reader finds on them."""

from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from intranet.directory.audience import make_audience
from intranet.directory.models import OrgUnit
from intranet.news.models import InformationPage
from intranet.orders.models import Order
from intranet.search.indexing import index_object
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderFactory

SUBJECT = {"title": "", "words": "umowa", "where": "subject", "kind": "", "sort": "-date", "limit": 10}
UNIT = {"title": "", "kind": "", "sort": "-date", "limit": 10}


def make_order(**fields: object) -> Order:
    order = OrderFactory(**fields)
    index_object(order)
    return order


def secret_order(*units: OrgUnit, **fields: object) -> Order:
    return make_order(
        subject="umowy tajnej", audience=make_audience(units=units or (OrgUnitFactory(),)), **fields
    )


def make_page(*body: tuple[str, object], **fields: object) -> InformationPage:
    root = InformationPage.objects.get(depth=2)
    page = root.add_child(
        instance=InformationPage(
            **{"slug": "dla-nowych", "title": "Dla nowych", "body": list(body), **fields}
        )
    )
    page.save_revision().publish()
    return InformationPage.objects.get(pk=page.pk)


def article(client: Client, page: InformationPage) -> Tag:
    found = BeautifulSoup(client.get(page.url).content, "html.parser").select_one("article.news-body")
    assert found is not None
    return found


def numbers(client: Client, page: InformationPage) -> list[str]:
    return [number.text for number in article(client, page).select(".order-row__number")]


def query(client: Client, page: InformationPage) -> dict[str, list[str]]:
    link = article(client, page).select_one(".card__foot a")
    assert link is not None
    assert urlsplit(str(link["href"])).path == reverse("orders:list")
    return parse_qs(urlsplit(str(link["href"])).query)


def chosen(*orders: Order | None, title: str = "") -> tuple[str, object]:
    return "chosen_orders", {"title": title, "orders": list(orders)}
