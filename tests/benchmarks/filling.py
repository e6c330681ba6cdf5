"""Step: a register of many orders, after a directory sync.

The same orders in every run. A tenth is for chosen units, a twentieth for single persons, the rest for everyone;
some are repealed, amended or expired; each has a text of its own and two attachments whose text was read. Orders
are filed for search here, attachments by the step `indexing`.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from intranet.directory.audience import everyone, make_audience
from intranet.directory.models import Audience, OrgUnit, Person
from intranet.files.models import FileText, StoredFile, stored_path
from intranet.orders.models import REGISTER, HeldNumber, Order, OrderAttachment, OrderRelation
from intranet.search.rebuilding import rebuild_source
from intranet.search.registry import source_of
from tests.benchmarks.acts import SKIPPED_EVERY, Act, acts

BATCH = 1_000
# For everyone, in force, amends an older order and is amended by a newer one.
EXAMPLE = 27


def main(arguments: list[str]) -> dict[str, int | str]:
    """Register that many orders and return the key and number of the example, the keys of a unit and a person."""
    written = list(acts(int(arguments[0])))
    orders = _orders(written)
    Order.objects.bulk_create(orders, batch_size=BATCH)
    _hold_numbers(orders)
    _relate(orders)
    _attach(orders, written)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    rebuild_source(source_of(Order))
    example, unit, person = orders[EXAMPLE], OrgUnit.objects.earliest("pk"), Person.objects.earliest("pk")
    return {
        "order": example.pk,
        "number": example.full_number,
        "year": orders[-1].year,
        "unit": unit.pk,
        "person": person.pk,
    }


def _orders(written: Sequence[Act]) -> list[Order]:
    audiences = _audiences()
    units = list(OrgUnit.objects.order_by("symbol"))
    orders = []
    for act in written:
        index, day = act.index, act.signed_on
        unit = units[index % len(units)]
        orders.append(
            Order(
                number=act.number,
                year=day.year,
                written_number=act.full_number,
                subject=act.subject,
                issuer="Dyrektor Miejskiego Ośrodka Pomocy Społecznej",
                signed_on=day,
                published_on=day,
                effective_from=day + timedelta(days=14),
                effective_until=day + timedelta(days=365) if index % 20 == 3 else None,
                owner_unit=unit,
                owner_unit_name=unit.name,
                legal_basis="art. 110 ust. 1 ustawy z dnia 12 marca 2004 r. o pomocy społecznej",
                text=act.text,
                executor="kierownicy komórek organizacyjnych",
                distribution="zastępcy dyrektora, kierownicy komórek organizacyjnych, a/a",
                original_place="Kancelaria, segregator zarządzeń",
                audience=audiences[index % len(audiences)],
            )
        )
    return orders


def _audiences() -> Sequence[Audience]:
    """Return twenty audiences: seventeen times everyone, two of units, one of a person."""
    units = list(OrgUnit.objects.order_by("symbol"))
    person = Person.objects.order_by("pk")[0]
    whole = everyone()
    some = [make_audience(units=units[:3]), make_audience(units=units[3:8]), make_audience(persons=[person])]
    return [whole] * 5 + some[:1] + [whole] * 6 + some[1:2] + [whole] * 6 + some[2:]


def _hold_numbers(orders: Sequence[Order]) -> None:
    """Say of every second skipped number why no order bears it; the others are gaps."""
    last: dict[int, int] = {}
    for order in orders:
        last[order.year] = order.number or 0
    HeldNumber.objects.bulk_create(
        (
            HeldNumber(
                kind=Order.Kind.ORDER,
                year=year,
                number=number,
                state=HeldNumber.State.ANNULLED,
                reason="numer nadany omyłkowo",
            )
            for year, end in last.items()
            for number in range(SKIPPED_EVERY, end, 2 * SKIPPED_EVERY)
        ),
        batch_size=BATCH,
    )


def _relate(orders: Sequence[Order]) -> None:
    """Let every fifth order repeal an older one and every third amend one; the last does both."""
    relations = []
    for index in range(2, len(orders)):
        for every, type, back in (
            (5, OrderRelation.Type.REPEALS, 3),
            (3, OrderRelation.Type.AMENDS, 2),
        ):
            if index % every == 0 or index == len(orders) - 1:
                target = orders[index // back]
                relations.append(
                    OrderRelation(
                        source=orders[index],
                        target=target,
                        type=type,
                        effective_on=orders[index].effective_from,
                    )
                )
    with REGISTER.opened():
        OrderRelation.objects.bulk_create(relations, batch_size=BATCH)


def _attach(orders: Sequence[Order], written: Sequence[Act]) -> None:
    """Attach to each order its two files as records with their text; no page here opens the bytes."""
    for start in range(0, len(orders), BATCH):
        files, texts, attachments = [], [], []
        for order, act in zip(orders[start : start + BATCH], written[start : start + BATCH], strict=True):
            for number, each in enumerate(act.attachments, start=1):
                file = _file(f"Załącznik nr {number} do zarządzenia {act.number}.pdf")
                files.append(file)
                texts.append(_text(file, each.text))
                attachment = OrderAttachment(order=order, file=file, number=number, title=each.title)
                attachment.note_file()
                attachments.append(attachment)
        StoredFile.objects.bulk_create(files)
        FileText.objects.bulk_create(texts)
        with REGISTER.opened():
            OrderAttachment.objects.bulk_create(attachments)


def _file(name: str) -> StoredFile:
    file = StoredFile(name=name, media_type="application/pdf", size=180_000, sha256="0" * 64)
    file.content.name = stored_path(file, name)
    return file


def _text(file: StoredFile, text: str) -> FileText:
    return FileText(
        file=file, status=FileText.Status.DONE, text=text, pages=1, attempts=1, extracted_at=timezone.now()
    )
