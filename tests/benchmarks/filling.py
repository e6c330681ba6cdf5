"""Step: a register of many orders, after a directory sync.

The same orders in every run. A tenth is for chosen units, a twentieth for single persons, the rest for everyone;
some are repealed, amended or expired; each has a text of its own, two attachments and is filed for search.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection

from intranet.directory.audience import everyone, make_audience
from intranet.directory.models import Audience, OrgUnit, Person
from intranet.files.models import StoredFile
from intranet.orders.models import Order, OrderAttachment, OrderRelation
from intranet.search.rebuilding import rebuild_source
from intranet.search.registry import source_of
from tests.benchmarks.wording import COMMON_WORD, RARE_WORD, Writer

FIRST_DAY, LAST_DAY = date(2006, 1, 2), date(2025, 12, 31)
BATCH = 1_000
# Of 10,000 orders 26 have the rare word, and the person who asks may read more than the 20 of a page.
RARE_EVERY = 397
# For everyone, in force, amends an older order and is amended by a newer one.
EXAMPLE = 27


def main(arguments: list[str]) -> dict[str, int | str]:
    """Register that many orders and return the key and number of the example, the keys of a unit and a person."""
    orders = _orders(int(arguments[0]))
    Order.objects.bulk_create(orders, batch_size=BATCH)
    _relate(orders)
    _attach(orders)
    rebuild_source(source_of(Order))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    example, unit, person = orders[EXAMPLE], OrgUnit.objects.earliest("pk"), Person.objects.earliest("pk")
    return {"order": example.pk, "number": example.full_number, "unit": unit.pk, "person": person.pk}


def _orders(count: int) -> list[Order]:
    writer = Writer(seed=count)
    audiences = _audiences()
    units = list(OrgUnit.objects.order_by("symbol"))
    numbers: dict[int, int] = {}
    orders = []
    for index in range(count):
        day = FIRST_DAY + (LAST_DAY - FIRST_DAY) * index // max(count - 1, 1)
        numbers[day.year] = numbers.get(day.year, 0) + 1
        unit = units[index % len(units)]
        orders.append(
            Order(
                number=numbers[day.year],
                year=day.year,
                subject=writer.subject(),
                issuer="Dyrektor Miejskiego Ośrodka Pomocy Społecznej",
                signed_on=day,
                published_on=day,
                effective_from=day + timedelta(days=14),
                effective_until=day + timedelta(days=365) if index % 20 == 3 else None,
                owner_unit=unit,
                owner_unit_name=unit.name,
                legal_basis="art. 110 ust. 1 ustawy z dnia 12 marca 2004 r. o pomocy społecznej",
                text=writer.text(*_planted(index)),
                executor="kierownicy komórek organizacyjnych",
                distribution="zastępcy dyrektora, kierownicy komórek organizacyjnych, a/a",
                audience=audiences[index % len(audiences)],
            )
        )
    return orders


def _planted(index: int) -> list[str]:
    common = [COMMON_WORD] if index % 10 else []
    return [*common, RARE_WORD] if index % RARE_EVERY == 0 else common


def _audiences() -> Sequence[Audience]:
    """Return twenty audiences: seventeen times everyone, two of units, one of a person."""
    units = list(OrgUnit.objects.order_by("symbol"))
    person = Person.objects.order_by("pk")[0]
    whole = everyone()
    some = [make_audience(units=units[:3]), make_audience(units=units[3:8]), make_audience(persons=[person])]
    return [whole] * 5 + some[:1] + [whole] * 6 + some[1:2] + [whole] * 6 + some[2:]


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
    OrderRelation.objects.bulk_create(relations, batch_size=BATCH)


def _attach(orders: Sequence[Order]) -> None:
    """Attach the records of two files to each order; the files themselves are never opened here."""
    files = [
        StoredFile(name="Załącznik.pdf", media_type="application/pdf", size=180_000, sha256="0" * 64)
        for _order in orders
        for _number in (1, 2)
    ]
    StoredFile.objects.bulk_create(files, batch_size=BATCH)
    OrderAttachment.objects.bulk_create(
        (
            OrderAttachment(
                order=orders[index // 2], file=file, number=index % 2 + 1, title="Regulamin postępowania"
            )
            for index, file in enumerate(files)
        ),
        batch_size=BATCH,
    )
