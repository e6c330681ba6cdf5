"""The history of an order: what happened to it and to every act that relations tie to it, as facts with days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum
from itertools import groupby

from django.db.models import Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.orders.correction_words import field_label
from intranet.orders.family import family_of
from intranet.orders.models import Order, OrderAttachment, OrderCorrection, OrderRelation, OrderStatus
from intranet.orders.register import NOT_IN_LISTS

# More lanes nobody can follow; the page says that there are more.
MOST_ORDERS = 60

Type = OrderRelation.Type


class Happening(IntEnum):
    """What kind of thing happened; on one day they are told in this order."""

    SIGNED = 1
    PUBLISHED = 2
    IN_FORCE = 3
    AMENDED = 4
    CORRECTED = 5
    PARTLY_REPEALED = 6
    REPEALED = 7
    EXPIRED = 8
    DATA_MENDED = 9
    FILE_WITHDRAWN = 10


_OF_RELATION = {
    Type.AMENDS: Happening.AMENDED,
    Type.CORRECTS: Happening.CORRECTED,
    Type.REPEALS: Happening.REPEALED,
}


@dataclass(frozen=True)
class Act:
    """An act as this reader may see it: of a closed one (``order`` is None) the number alone."""

    pk: int
    number: str
    order: Order | None

    @property
    def url(self) -> str:
        return self.order.get_absolute_url() if self.order else ""

    @property
    def history_url(self) -> str:
        return reverse("orders:timeline", args=[self.pk]) if self.order else ""


@dataclass(frozen=True)
class Life:
    """An act of the family with its days; a closed act has none to show.

    ``force`` is the first and the last day on which it binds, None for the last day when no end is known; it is
    None when the act never binds.
    """

    act: Act
    is_own: bool
    signed_on: date | None = None
    force: tuple[date, date | None] | None = None
    status: OrderStatus | None = None
    existed: bool = True


@dataclass(frozen=True)
class Tie:
    """One act acts on another from a day on."""

    source: Act
    target: Act
    type: str
    fragment: str
    day: date

    @property
    def happening(self) -> Happening:
        happening = _OF_RELATION[Type(self.type)]
        if happening is Happening.REPEALED and self.fragment:
            return Happening.PARTLY_REPEALED
        return happening

    @property
    def verb(self) -> str:
        return str(Type(self.type).label)


@dataclass(frozen=True)
class Event:
    """One line of the history: ``words`` about ``act``, or ``act`` acts on ``target``."""

    day: date
    happening: Happening
    act: Act
    words: str
    target: Act | None = None
    fragment: str = ""
    details: str = ""
    details_lang: str = ""
    is_own: bool = False
    is_after: bool = False


@dataclass(frozen=True)
class Timeline:
    """The history of ``order`` and its family, with the state of a chosen day marked in it."""

    order: Order
    on: date
    today: date
    lives: list[Life]
    ties: list[Tie]
    events: list[Event]
    is_cut: bool
    most: int = MOST_ORDERS

    @property
    def is_as_on_today(self) -> bool:
        return self.on == self.today

    @property
    def has_closed(self) -> bool:
        return any(life.act.order is None for life in self.lives)

    @property
    def years(self) -> list[tuple[int, list[Event]]]:
        """Return the events year by year."""
        return [(year, list(events)) for year, events in groupby(self.events, lambda event: event.day.year)]


def timeline_of(order: Order, *, user: User, on: date) -> Timeline:
    """Return the history of ``order``, an order that ``user`` may read, through all relations.

    Reads six times whatever the size of the family. Acts the reader may not read are named by number alone, and
    nothing is told that is not a relation to an act the reader may read.
    """
    family = family_of(order, user=user, most=MOST_ORDERS)
    acts, rows = _acts(family.ids, user)
    ties = list(_ties(acts))
    readable = [act.order for act in acts.values() if act.order is not None]
    own = order.pk
    lives = [_life(act, rows[act.pk], on=on, is_own=act.pk == own) for act in acts.values()]
    # A closed act has no day of its own to stand by: it stands by the first thing it did or suffered.
    first_tie: dict[int, date] = {}
    for tie in ties:
        first_tie.setdefault(tie.source.pk, tie.day)
        first_tie.setdefault(tie.target.pk, tie.day)
    lives.sort(key=lambda life: (life.signed_on or first_tie.get(life.act.pk, on), life.act.pk))
    events = [
        *(event for life in lives for event in _own_days(life)),
        *(_acting(tie) for tie in ties),
        *_mended(acts, readable),
        *_withdrawn(acts, readable),
    ]
    events.sort(key=lambda event: (event.day, event.happening, event.act.pk))
    return Timeline(
        order=order,
        on=on,
        today=today(),
        lives=lives,
        ties=ties,
        events=[_seen_from(event, own=own, on=on) for event in events],
        is_cut=family.is_cut,
    )


def _acts(ids: Sequence[int], user: User) -> tuple[dict[int, Act], dict[int, Order]]:
    readable = set(Order.objects.visible_to(user).filter(pk__in=ids).order_by().values_list("pk", flat=True))
    whole = Q(incoming_relations__type=Type.REPEALS, incoming_relations__fragment="")
    orders = (
        Order.objects.filter(pk__in=ids)
        .annotate(repealed_first_on=Min("incoming_relations__effective_on", filter=whole))
        .defer(*(name for name in NOT_IN_LISTS if name != "change_summary"))
        .order_by("signed_on", "pk")
    )
    rows = {order.pk: order for order in orders}
    acts = {pk: Act(pk, order.full_number, order if pk in readable else None) for pk, order in rows.items()}
    return acts, rows


def _ties(acts: dict[int, Act]) -> Iterator[Tie]:
    """Yield the relations inside the family; what one closed act does to another is not for the reader."""
    rows = OrderRelation.objects.filter(source__in=acts, target__in=acts)
    for row in rows.order_by("effective_on", "pk"):
        source, target = acts[row.source_id], acts[row.target_id]
        if source.order is not None or target.order is not None:
            yield Tie(source, target, row.type, row.fragment, row.effective_on)


def _life(act: Act, row: Order, *, on: date, is_own: bool) -> Life:
    if act.order is None:
        return Life(act, is_own)
    repealed: date | None = row.repealed_first_on  # type: ignore[attr-defined]  # annotated
    lasts = [repealed - timedelta(days=1)] if repealed is not None else []
    if row.effective_until is not None:
        lasts.append(row.effective_until)
    last = min(lasts, default=None)
    has_force = last is None or last >= row.effective_from
    return Life(
        act,
        is_own,
        signed_on=row.signed_on,
        force=(row.effective_from, last) if has_force else None,
        status=_status(row, repealed, on),
        existed=on >= row.signed_on,
    )


def _status(row: Order, repealed: date | None, on: date) -> OrderStatus:
    """Return the status by the rule of `OrderQuerySet.annotate_status`, which costs a subquery more for each row."""
    if repealed is not None and repealed <= on:
        return OrderStatus.REPEALED
    if row.effective_until is not None and row.effective_until < on:
        return OrderStatus.EXPIRED
    return OrderStatus.PENDING if row.effective_from > on else OrderStatus.IN_FORCE


def _own_days(life: Life) -> Iterator[Event]:
    """Yield the days of an act's own life; what falls on one day is one line."""
    order = life.act.order
    if order is None:
        return
    days: list[tuple[date, Happening, str]] = [
        (order.signed_on, Happening.SIGNED, _("signing")),
        (order.published_on, Happening.PUBLISHED, _("publication")),
    ]
    if life.force is not None:
        days.append((order.effective_from, Happening.IN_FORCE, _("entry into force")))
        if order.effective_until is not None and life.force[1] == order.effective_until:
            days.append((order.effective_until, Happening.EXPIRED, _("last day of force")))
    for day, same_day in groupby(sorted(days), lambda one: one[0]):
        told = list(same_day)
        is_signing = told[0][1] is Happening.SIGNED
        yield Event(
            day,
            told[0][1],
            life.act,
            ", ".join(words for _day, _kind, words in told),
            details=f"{order.get_kind_display()} {order.title}" if is_signing else "",
            details_lang="pl" if is_signing else "",
        )


def _acting(tie: Tie) -> Event:
    order = tie.source.order
    says = order.change_summary if order is not None and tie.type == Type.AMENDS else ""
    return Event(
        tie.day,
        tie.happening,
        tie.source,
        tie.verb,
        target=tie.target,
        fragment=tie.fragment,
        details=says,
        details_lang="pl" if says else "",
    )


def _mended(acts: dict[int, Act], readable: Iterable[Order]) -> Iterator[Event]:
    for row in OrderCorrection.objects.filter(order__in=[order.pk for order in readable]):
        words = _("data of the register mended: %(field)s") % {"field": field_label(row.field)}
        details = _("Was: %(before)s. Is: %(after)s. Why: %(reason)s") % {
            "before": row.before or "–",
            "after": row.after or "–",
            "reason": row.reason,
        }
        day = timezone.localtime(row.corrected_at).date()
        yield Event(day, Happening.DATA_MENDED, acts[row.order_id], words, details=details)


def _withdrawn(acts: dict[int, Act], readable: Iterable[Order]) -> Iterator[Event]:
    rows = OrderAttachment.objects.filter(order__in=[order.pk for order in readable])
    for row in rows.filter(withdrawn_at__isnull=False).order_by("withdrawn_at", "pk"):
        words = _("file withdrawn: %(name)s") % {"name": row.label}
        day = timezone.localtime(row.withdrawn_at).date()
        details = _("Why: %(reason)s") % {"reason": row.withdrawn_reason}
        yield Event(day, Happening.FILE_WITHDRAWN, acts[row.order_id], words, details=details)


def _seen_from(event: Event, *, own: int, on: date) -> Event:
    is_own = event.act.pk == own or (event.target is not None and event.target.pk == own)
    return replace(event, is_own=is_own, is_after=event.day > on)
