"""What one order may do to another: the rules a lawyer would check before the order is signed.

What is being written can still be mended, so a contradiction is refused. An order signed long ago says what it
says: in history the register keeps it, and the same contradiction is a warning (``is_history``).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from intranet.core.dates import long_date
from intranet.orders.family import way_down
from intranet.orders.fragments import FragmentNotUnderstood, normalise_fragment
from intranet.orders.models import Order, OrderDraft, OrderRelation

LONGEST_FRAGMENT = 100
LONGEST_CHAIN = 8

Type = OrderRelation.Type


@dataclass(frozen=True)
class Problem:
    """What is wrong, for a person to read: ``field`` of the relation at ``row``, or of the order (no row)."""

    field: str
    message: str
    row: int | None = None
    is_warning: bool = False


class RelationsRefused(ValueError):
    """The relations contradict each other or the register; ``problems`` says how, warnings left out."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = list(problems)


class PlannedRelation(Protocol):
    """A relation to be: `NewRelation` of the services, a row of a draft or of a file being imported."""

    @property
    def type(self) -> str: ...
    @property
    def target(self) -> Order: ...
    @property
    def fragment(self) -> str: ...
    @property
    def effective_on(self) -> date | None: ...


@dataclass(frozen=True)
class ActingOrder:
    """What the rules need to know of the order that acts on others; a draft may not know its days yet."""

    pk: int | None = None
    kind: str = Order.Kind.ORDER
    signed_on: date | None = None
    effective_from: date | None = None
    effective_until: date | None = None
    change_summary: str = ""

    @classmethod
    def of(cls, source: Order | OrderDraft) -> "ActingOrder":
        """Return the facts of a draft, or of an order that may not be saved yet."""
        return cls(
            pk=source.pk if isinstance(source, Order) else None,
            kind=source.kind,
            signed_on=source.signed_on,
            effective_from=source.effective_from or source.signed_on,
            effective_until=source.effective_until,
            change_summary=source.change_summary,
        )


@dataclass(frozen=True)
class _Tie:
    """A planned relation as the rules see it; ``day`` is None while neither it nor its order has one."""

    row: int
    type: str
    target: Order
    fragment: str
    day: date | None

    @property
    def is_whole_repeal(self) -> bool:
        return self.type == Type.REPEALS and not self.fragment

    @property
    def needs_force(self) -> bool:
        """Tell whether the target must still bind that day. A mistake may be corrected in a dead text too."""
        return self.type in {Type.AMENDS, Type.REPEALS}


@dataclass(frozen=True)
class _Repeal:
    day: date
    number: str


Repeals = dict[int, list[_Repeal]]
Rule = Callable[[ActingOrder, list[_Tie], Repeals], Iterator[Problem]]


def check_relations(
    source: ActingOrder, relations: Sequence[PlannedRelation], *, is_history: bool = False
) -> list[Problem]:
    """Return what is wrong with ``relations`` of ``source``, errors and warnings; at most four queries.

    ``is_history``: the order was signed and is only being written down, so what its author got wrong is a warning;
    what no register can hold (an order acting on itself, a circle, the same twice) stays an error.
    """
    problems: list[Problem] = []
    ties: list[_Tie] = []
    for row, relation in enumerate(relations):
        fragment, wrong = _read_fragment(row, relation.fragment)
        problems += wrong
        day = relation.effective_on or source.effective_from
        ties.append(_Tie(row, relation.type, relation.target, fragment, day))
    repeals = _whole_repeals(source, ties)
    for rule in _LAW:
        problems += rule(source, ties, repeals)
    if is_history:
        problems = [replace(problem, is_warning=True) for problem in problems]
    problems += _itself(source, ties)
    problems += _twice(source, ties)
    problems += _circle(source, ties)
    return sorted(problems, key=lambda problem: (problem.row is None, problem.row or 0, problem.is_warning))


def refuse_contradictions(
    source: ActingOrder, relations: Sequence[PlannedRelation], *, is_history: bool = False
) -> list[Problem]:
    """Raise RelationsRefused when the relations cannot stand; return the warnings when they can."""
    problems = check_relations(source, relations, is_history=is_history)
    if errors := [problem for problem in problems if not problem.is_warning]:
        raise RelationsRefused(errors)
    return problems


def _read_fragment(row: int, text: str) -> tuple[str, list[Problem]]:
    try:
        fragment = normalise_fragment(text)
    except FragmentNotUnderstood as error:
        message = _(
            "“%(text)s” names no part of an act. Write it for example so: § 2 ust. 1 pkt 3 i § 5, "
            "or: załącznik nr 1. Leave the field empty when the whole act is meant."
        ) % {"text": str(error)[:60]}
        return " ".join(text.split()), [Problem("fragment", message, row)]
    if len(fragment) > LONGEST_FRAGMENT:
        message = _("The part concerned is too long. At most %(limit)s characters.") % {
            "limit": LONGEST_FRAGMENT
        }
        return fragment, [Problem("fragment", message, row)]
    return fragment, []


def _whole_repeals(source: ActingOrder, ties: Sequence[_Tie]) -> Repeals:
    """Return the repeals of whole targets by other orders."""
    found: Repeals = {}
    targets = {tie.target.pk for tie in ties if tie.needs_force}
    if targets:
        rows = OrderRelation.objects.filter(target__in=targets, type=Type.REPEALS, fragment="")
        for row in rows.exclude(source=source.pk).select_related("source").order_by("effective_on", "pk"):
            found.setdefault(row.target_id, []).append(_Repeal(row.effective_on, row.source.full_number))
    return found


# --- What the law says; in history only warnings ---


def _no_longer_binds(source: ActingOrder, ties: list[_Tie], repeals: Repeals) -> Iterator[Problem]:
    """An act that has lost force can be neither changed nor repealed again: there is nothing left to change.

    A repeal earlier than one to come stands: it ends the force sooner.
    """
    for tie in ties:
        if not tie.needs_force or tie.day is None:
            continue
        number, day = tie.target.full_number, tie.day
        before = next((repeal for repeal in repeals.get(tie.target.pk, []) if repeal.day <= day), None)
        last = tie.target.effective_until
        if before is not None:
            message = _(
                "%(number)s has not been in force since %(day)s (repealed by %(repealer)s), "
                "so from that day on it can be neither amended nor repealed."
            ) % {"number": number, "day": long_date(before.day), "repealer": before.number}
            yield Problem("target", message, tie.row)
        elif last is not None and last < day:
            message = _(
                "The last day of force of %(number)s is %(day)s, so after it %(number)s can be neither amended "
                "nor repealed."
            ) % {"number": number, "day": long_date(last)}
            yield Problem("target", message, tie.row)


def _repealed_by_itself(source: ActingOrder, ties: list[_Tie], repeals: Repeals) -> Iterator[Problem]:
    """What the order repeals whole it cannot also change from that day on."""
    ends = {tie.target.pk: tie for tie in ties if tie.is_whole_repeal and tie.day is not None}
    for tie in ties:
        end = ends.get(tie.target.pk)
        if end is None or not tie.needs_force or tie.is_whole_repeal or tie.day is None or end.day is None:
            continue
        if tie.day >= end.day:
            message = _(
                "This order repeals the whole of %(number)s from %(day)s, so no other change of it can take "
                "effect from that day on."
            ) % {"number": tie.target.full_number, "day": long_date(end.day)}
            yield Problem("target", message, tie.row)


def _signed_later(source: ActingOrder, ties: list[_Tie], repeals: Repeals) -> Iterator[Problem]:
    for tie in ties:
        if source.signed_on is not None and tie.target.signed_on > source.signed_on:
            message = _(
                "%(number)s was signed on %(day)s, later than this order. An earlier order cannot change a later one."
            ) % {"number": tie.target.full_number, "day": long_date(tie.target.signed_on)}
            yield Problem("target", message, tie.row)


def _before_there_was_anything(source: ActingOrder, ties: list[_Tie], repeals: Repeals) -> Iterator[Problem]:
    for tie in ties:
        first = min(tie.target.signed_on, tie.target.effective_from)
        if tie.day is not None and tie.day < first:
            message = _("On %(day)s %(number)s did not exist yet. Give a day from %(first)s on.") % {
                "day": long_date(tie.day),
                "number": tie.target.full_number,
                "first": long_date(first),
            }
            yield Problem("effective_on", message, tie.row)


def _outside_own_force(source: ActingOrder, ties: list[_Tie], repeals: Repeals) -> Iterator[Problem]:
    for tie in ties:
        if tie.day is None:
            continue
        if source.effective_until is not None and tie.day > source.effective_until:
            message = _("This order is in force until %(day)s, so it can change nothing after that day.") % {
                "day": long_date(source.effective_until)
            }
            yield Problem("effective_on", message, tie.row)
        elif source.effective_from is not None and tie.day < source.effective_from:
            message = _(
                "This takes effect before the order itself (%(day)s). Check that its text says so."
            ) % {"day": long_date(source.effective_from)}
            yield Problem("effective_on", message, tie.row, is_warning=True)


def _act_of_another_issuer(source: ActingOrder, ties: list[_Tie], repeals: Repeals) -> Iterator[Problem]:
    for tie in ties:
        is_external = tie.target.kind == Order.Kind.EXTERNAL_ACT
        if is_external and source.kind != Order.Kind.EXTERNAL_ACT:
            message = _("%(number)s is an external act: only its issuer can change or repeal it.") % {
                "number": tie.target.full_number
            }
            yield Problem("target", message, tie.row, is_warning=True)


def _says_what_changes(source: ActingOrder, ties: list[_Tie], repeals: Repeals) -> Iterator[Problem]:
    if any(tie.type == Type.AMENDS for tie in ties) and not source.change_summary.strip():
        message = _("Say in a few words what changes: this order amends another one.")
        yield Problem("change_summary", message)


_LAW: tuple[Rule, ...] = (
    _no_longer_binds,
    _repealed_by_itself,
    _signed_later,
    _before_there_was_anything,
    _outside_own_force,
    _act_of_another_issuer,
    _says_what_changes,
)


# --- What no register can hold ---


def _itself(source: ActingOrder, ties: Sequence[_Tie]) -> Iterator[Problem]:
    for tie in ties:
        if source.pk is not None and tie.target.pk == source.pk:
            yield Problem("target", _("An order cannot amend, repeal or correct itself."), tie.row)


def _twice(source: ActingOrder, ties: Sequence[_Tie]) -> Iterator[Problem]:
    said: set[tuple[int, str, str]] = set()
    if source.pk is not None and ties:
        said.update(
            OrderRelation.objects.filter(source=source.pk).values_list("target_id", "type", "fragment")
        )
    for tie in ties:
        what = (tie.target.pk, str(tie.type), tie.fragment)
        if what in said:
            message = _("The same is already said of %(number)s.") % {"number": tie.target.full_number}
            yield Problem("target", message, tie.row)
        said.add(what)


def _circle(source: ActingOrder, ties: Sequence[_Tie]) -> Iterator[Problem]:
    """An order that others do not know yet closes no circle, so only a registered one is looked at."""
    others = {tie.target.pk: tie for tie in reversed(ties) if tie.target.pk != source.pk}
    if source.pk is None or not others:
        return
    chain = way_down(list(others), source.pk)
    if not chain:
        return
    numbers = {order.pk: order.full_number for order in _named(chain)}
    written = " → ".join(_shortened([numbers[pk] for pk in (source.pk, *chain)]))
    message = _("The changes would run in a circle: %(chain)s.") % {"chain": written}
    yield Problem("target", message, others[chain[0]].row)


def _shortened(numbers: list[str]) -> list[str]:
    """Return both ends of a chain too long to be read."""
    if len(numbers) <= LONGEST_CHAIN:
        return numbers
    half = LONGEST_CHAIN // 2
    return [*numbers[:half], "…", *numbers[-half:]]


def _named(ids: Sequence[int]) -> list[Order]:
    fields = ("kind", "number", "number_suffix", "year", "written_number", "external_number")
    return list(Order.objects.filter(pk__in=ids).only(*fields))
