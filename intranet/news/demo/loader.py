"""Put the sample pages, news and events into the page tree, published as an editor would."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image as Drawing
from PIL import ImageDraw
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Site

from intranet.core.pdf import DocumentForPdf, OrderHeading, render_document
from intranet.directory.audience import everyone
from intranet.directory.models import OrgUnit, Person
from intranet.news.audiences import audience_of_units
from intranet.news.demo.content import EVENTS, NEWS, Block, DemoEvent, DemoNews
from intranet.news.demo.pages import PAGES
from intranet.news.models import EventPage, InformationPage, NewsIndexPage, NewsItem, NewsPage
from intranet.orders.models import Order
from intranet.orders.register import number_condition

AUTHOR = "Miejski Ośrodek Pomocy Społecznej w Łodzi"
PICTURE_SIZE = (1200, 480)
PICTURE_TITLE = "Kamienice o zmierzchu"


def load_pages(today: date) -> str:
    """Write what is not there yet; return how many pages and news there are."""
    root = InformationPage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    if not root.lead:
        root.lead = "Krótkie strony o tym, jak się u nas pracuje."
        root.save_revision().publish()
    for slug, title, lead, body in PAGES:
        if not InformationPage.objects.child_of(root).filter(slug=slug).exists():
            page = InformationPage(title=title, slug=slug, lead=lead, body=_blocks(body))
            root.add_child(instance=page)
            page.save_revision().publish()
    index = NewsIndexPage.objects.first()
    if index is not None:
        known = set(NewsItem.objects.values_list("slug", flat=True))
        # From the oldest, so that those published later also come later in the page tree.
        items: list[DemoNews | DemoEvent] = [*NEWS, *EVENTS]
        for item in sorted(items, key=lambda item: item.published):
            if item.slug not in known:
                made = _news(item, today) if isinstance(item, DemoNews) else _event(item, today)
                index.add_child(instance=made)
                made.save_revision().publish()
    return (
        f"{InformationPage.objects.live().count()} pages, {NewsItem.objects.live().count()} news and events"
    )


def _news(item: DemoNews, today: date) -> NewsPage:
    units = list(OrgUnit.objects.filter(symbol__in=item.units))
    return NewsPage(
        title=item.title,
        slug=item.slug,
        lead=item.lead,
        body=_blocks(item.body),
        audience=audience_of_units(units=units) if units else everyone(),
        published_on=today + timedelta(days=item.published),
        expires_on=today + timedelta(days=item.expires) if item.expires is not None else None,
        is_pinned=item.is_pinned,
        is_urgent=item.is_urgent,
        picture=_picture() if item.picture_alt else None,
        picture_alt=item.picture_alt,
    )


def _event(item: DemoEvent, today: date) -> EventPage:
    day = today + timedelta(days=item.day)
    return EventPage(
        title=item.title,
        slug=item.slug,
        lead=item.lead,
        body=_blocks(item.body),
        audience=everyone(),
        published_on=today + timedelta(days=item.published),
        starts_at=_moment(day, item.starts),
        ends_at=_moment(day, item.ends),
        place=item.place,
        online_link=item.online_link,
    )


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _blocks(body: Iterable[Block]) -> list[Block]:
    """Return blocks of the page; one whose orders or unit are not there is left out."""
    made = [(kind, _VALUES[kind](value) if kind in _VALUES else value) for kind, value in body]
    return [(kind, value) for kind, value in made if value is not None]


def _contacts(marks: Iterable[str]) -> list[tuple[str, Any]]:
    """Return people and units of the directory; whoever is not there (no demo directory) is left out."""
    found: list[tuple[str, Any]] = []
    for mark in marks:
        kind, _, key = mark.partition(":")
        if kind == "person":
            person = Person.objects.active().filter(email__istartswith=f"{key}@").first()
            found += [("person", person)] if person else []
        else:
            unit = OrgUnit.objects.filter(symbol=key).first()
            found += [("unit", unit)] if unit else []
    return found


def _files(titles: Iterable[str]) -> list[Document]:
    return [_document(title) for title in titles]


def _chosen_orders(value: dict[str, Any]) -> dict[str, Any] | None:
    acts = Order.objects.filter(kind=Order.Kind.ORDER)
    found = [acts.filter(number_condition(number)).first() for number in value["orders"]]
    orders = [order for order in found if order is not None]
    return value | {"orders": orders} if orders else None


def _orders_of_unit(value: dict[str, Any]) -> dict[str, Any] | None:
    unit = OrgUnit.objects.filter(symbol=value["unit"]).first()
    return value | {"unit": unit} if unit else None


_VALUES: dict[str, Callable[[Any], Any]] = {
    "contacts": _contacts,
    "files": _files,
    "chosen_orders": _chosen_orders,
    "orders_of_unit": _orders_of_unit,
}


def _document(title: str) -> Document:
    if (known := Document.objects.filter(title=title).first()) is not None:
        return known
    data = render_document(
        DocumentForPdf(
            title=title,
            author=AUTHOR,
            heading=OrderHeading(name=title.upper()),
            body="To jest plik przykładowy.",
            footer_note="Dane przykładowe",
        )
    )
    made: Document = Document.objects.create(
        title=title, file=ContentFile(data, name=f"{slugify(title)}.pdf")
    )
    made.get_file_size()  # kept with the document: lists say how big it is
    return made


def _picture() -> Image:
    """Draw a row of houses: a sample picture may show nobody and belong to nobody."""
    if (known := Image.objects.filter(title=PICTURE_TITLE).first()) is not None:
        return known
    width, height = PICTURE_SIZE
    drawing = Drawing.new("RGB", PICTURE_SIZE, "#cfe3ee")
    pen = ImageDraw.Draw(drawing)
    for line in range(height):
        share = line / height
        pen.line(
            (0, line, width, line), fill=(int(18 + 190 * share), int(66 + 130 * share), int(100 + 90 * share))
        )
    houses = zip(range(0, width, 150), (210, 260, 180, 240, 290, 200, 250, 220), strict=True)
    for number, (left, tall) in enumerate(houses):
        top = height - tall
        pen.rectangle((left, top, left + 150, height), fill=("#0a3a54", "#0f4a6a", "#0b5a80")[number % 3])
        pen.polygon([(left, top), (left + 75, top - 46), (left + 150, top)], fill="#082c40")
        for row, window_top in enumerate(range(top + 26, height - 30, 56)):
            for column in range(3):
                is_lit = (number * 5 + row * 3 + column * 2) % 4 == 0
                x = left + 22 + column * 40
                pen.rectangle(
                    (x, window_top, x + 24, window_top + 32), fill="#f2b544" if is_lit else "#123f5a"
                )
    made = BytesIO()
    drawing.save(made, "PNG", optimize=True)
    image: Image = Image.objects.create(
        title=PICTURE_TITLE,
        file=ContentFile(made.getvalue(), name="kamienice.png"),
        width=width,
        height=height,
    )
    return image
