"""Step: numbers of queries of the lists and of the order page at 2, 20 and 200 rows."""

import uuid
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from intranet.directory.audience import everyone
from intranet.directory.models import OrgUnit, Person
from intranet.files.models import FileText, StoredFile
from intranet.orders.models import REGISTER, Order, OrderAttachment, OrderRelation
from intranet.search.indexing import index_objects
from tests.benchmarks.client import WrongAnswer
from tests.benchmarks.wording import ASKED_COMMON, BEGUN_COMMON, COMMON_FORMS, TITLE_WORD, Writer

SIZES = (2, 20, 200)
FIRST_DAY = date(2020, 1, 1)


def main(arguments: list[str]) -> dict[str, list[int]]:
    """Return the number of queries of each page at each size, in a database of no content."""
    client = _signed_in()
    writer = Writer(seed=1)
    counts: dict[str, list[int]] = {}
    rows = 0
    for size in SIZES:
        while rows < size:
            rows += 1
            _add_row(rows, writer)
        first = Order.objects.order_by("pk")[0]
        pages = {
            "register": "/zarzadzenia/?status=ALL",
            "order": first.get_absolute_url(),
            "home": "/",
            "search": f"/szukaj/?q={ASKED_COMMON}",
            "suggestions": f"/szukaj/podpowiedzi/?q={BEGUN_COMMON}",
            "table": "/zarzadzenia/rejestr/?rok=2020",
            "timeline": f"{first.get_absolute_url()}historia/",
            "statistics": "/zarzadzenia/statystyka/?rok=2020",
            "people": "/pracownicy/",
        }
        for name, path in pages.items():
            counts.setdefault(name, []).append(_queries(client, path))
    return counts


def _signed_in() -> Client:
    user = get_user_model().objects.create(username="osoba", directory_guid=uuid.uuid4())
    unit = OrgUnit.objects.create(symbol="K", name="Komórka", directory_guid=uuid.uuid4())
    Person.objects.create(user=user, given_name="Łucja", surname="Żak", unit=unit)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="intranet.accounts.backends.LdapBackend")
    return client


def _add_row(number: int, writer: Writer) -> None:
    """Add an order that amends the first one, an attachment of the first one, and a person."""
    day = FIRST_DAY + timedelta(days=number)
    order = Order.objects.create(
        number=number,
        year=day.year,
        subject=f"{TITLE_WORD} {writer.subject()}",
        issuer="Dyrektor",
        signed_on=day,
        published_on=day,
        effective_from=day,
        text=writer.text(COMMON_FORMS[0]),
        audience=everyone(),
    )
    first = Order.objects.order_by("pk")[0]
    file = StoredFile.objects.create(
        name="Załącznik.pdf", media_type="application/pdf", size=1, sha256="0" * 64
    )
    FileText.objects.create(file=file, status=FileText.Status.DONE, text=writer.attachment(COMMON_FORMS[0]))
    with REGISTER.opened():
        if order != first:
            OrderRelation.objects.create(
                source=order, target=first, type=OrderRelation.Type.AMENDS, effective_on=day
            )
        attachment = OrderAttachment.objects.create(
            order=first, file=file, number=number, title=f"{TITLE_WORD} {writer.title()}"
        )
    person = Person.objects.create(given_name="Łucja", surname=f"Żak{number}", unit=OrgUnit.objects.get())
    index_objects([order, attachment, person])


def _queries(client: Client, path: str) -> int:
    # The first visit fills what a worker keeps for good.
    if client.get(path, secure=True).status_code != 200:
        raise WrongAnswer(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path, secure=True)
    return len(captured)
