"""What is in the register already, as far as a table is compared with it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from intranet.directory.models import Audience, AudienceUnit
from intranet.orders.importing.cells import many_lines, one_line
from intranet.orders.importing.rows import Key, Row
from intranet.orders.models import HeldNumber, Order, OrderAttachment, OrderRelation
from intranet.search.indexing import batches

AT_ONCE = 500
# Compared one by one; the rest of an order is compared in `contents_of`.
_LINES = ("subject", "issuer", "executor", "distribution", "original_place")
_TEXTS = ("legal_basis", "text", "change_summary")
_PLAIN = ("signed_on", "published_on", "effective_from", "effective_until", "owner_unit_id", "jrwa_class_id")
# The columns of the table that stand for what is compared, in the order they are told.
COMPARED = (
    "signed_on",
    "published_on",
    "effective_from",
    "effective_until",
    "subject",
    "legal_basis",
    "owner_unit",
    "executor",
    "distribution",
    "jrwa_class",
    "original_place",
    "issuer",
    "text",
    "change_summary",
    "amends",
    "audience",
    "files",
)
Contents = dict[str, Any]
# An audience that a table cannot tell: single persons, or a unit without those below it.
_UNTOLD = frozenset({-1})


class RegisterNow:
    """Numbers, repeals and held numbers of the register, read once: light enough for tens of thousands."""

    def __init__(self) -> None:
        self.ids: dict[Key, int] = {}
        self.signed: dict[int, date] = {}
        self.external: dict[str, list[int]] = {}
        fields = ("pk", "kind", "year", "number", "number_suffix", "external_number", "signed_on")
        for pk, kind, year, number, suffix, external, signed_on in _rows(Order, fields):
            self.signed[pk] = signed_on
            if number is not None:
                self.ids[kind, year, number, suffix] = pk
            else:
                self.ids["", external, signed_on, ""] = pk
                self.external.setdefault(external, []).append(pk)
        self.held = {
            (held.kind, held.year, held.number, held.number_suffix): held
            for held in HeldNumber.objects.holding()
        }

    def whole_repeals(self) -> Iterator[tuple[int, int, date]]:
        """Yield (repealer, repealed, day) of what is repealed whole."""
        repeals = OrderRelation.objects.filter(type=OrderRelation.Type.REPEALS, fragment="").order_by()
        yield from repeals.values_list("source_id", "target_id", "effective_on").iterator()


def contents_of(ids: Iterable[int]) -> Iterator[tuple[int, Contents]]:
    """Yield the contents of registered orders in the shape of `contents_in`, a few hundred at a time."""
    for some in batches(ids, AT_ONCE):
        relations: dict[int, set[Any]] = {pk: set() for pk in some}
        ties = OrderRelation.objects.filter(source__in=some).order_by()
        for source, *tie in ties.values_list("source_id", "type", "target_id", "fragment", "effective_on"):
            relations[source].add(tuple(tie))
        files: dict[int, set[Any]] = {pk: set() for pk in some}
        rows = OrderAttachment.objects.filter(order__in=some).order_by()
        for order, *file in rows.values_list("order_id", "file_sha256", "number", "title", "role"):
            files[order].add(tuple(file))
        orders = list(_rows(Order, ("pk", "audience_id", *_LINES, *_TEXTS, *_PLAIN), Q(pk__in=some)))
        audiences = _audiences({order[1] for order in orders})
        for pk, audience, *values in orders:
            told = dict(zip((*_LINES, *_TEXTS, *_PLAIN), values, strict=True))
            contents = {name: one_line(told[name]) for name in _LINES}
            contents |= {name: many_lines(told[name]) for name in _TEXTS}
            contents |= {name.removesuffix("_id"): told[name] for name in _PLAIN}
            yield (
                pk,
                contents | {"audience": audiences[audience], "amends": relations[pk], "files": files[pk]},
            )


def contents_in(row: Row) -> Contents:
    """Return what ``row`` says, in the shape that `contents_of` gives the register."""
    contents: Contents = {name: getattr(row, name) for name in COMPARED if name not in {"amends", "files"}}
    contents["amends"] = {
        (tie.type, tie.target if isinstance(tie.target, int) else None, tie.fragment, tie.effective_on)
        for tie in row.ties
    }
    contents["files"] = {(file.sha256, file.number, file.title, file.role) for file in row.attached}
    return contents


def _audiences(ids: set[int]) -> dict[int, frozenset[int]]:
    units: dict[int, set[int]] = {pk: set() for pk in ids}
    for audience, unit, with_subunits in AudienceUnit.objects.filter(audience__in=ids).values_list(
        "audience_id", "unit_id", "with_subunits"
    ):
        units[audience].add(unit if with_subunits else -1)
    for audience in Audience.objects.filter(pk__in=ids, person_rows__isnull=False).values_list(
        "pk", flat=True
    ):
        units[audience] |= _UNTOLD
    return {pk: frozenset(found) for pk, found in units.items()}


def _rows(model: Any, fields: tuple[str, ...], condition: Q | None = None) -> Iterator[tuple[Any, ...]]:
    found = model.objects.filter(condition or Q()).order_by()
    yield from found.values_list(*fields).iterator(chunk_size=2000)
