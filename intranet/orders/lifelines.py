"""The picture of a history: a lane for each act, a bar for its time in force, an arrow for each relation.

Days along the axis are percentages, so the picture takes the width it gets; lanes are counted in rem, so they grow
with the reader's text. All of it is text: a template must not write "12,5%".
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intranet.core.chart_scale import percent
from intranet.core.dates import long_date, short_date
from intranet.orders.models import OrderStatus
from intranet.orders.timeline import Act, Happening, Life, Tie, Timeline

# In rem, as in timeline.css. Above the lanes stand the years, then the chosen day if there is one; below them today.
LANE, AXIS, AXIS_WITH_DAY, FOOT = 3.5, 1.75, 3.0, 1.5
BAR_AT, BAR = 2.375, 0.75
# An empty edge, so that marks on the first and the last day are whole.
EDGE = 0.02
# What reaches further into the future than this would squeeze the rest into a corner.
FURTHEST = timedelta(days=5 * 365)
SHORTEST = timedelta(days=180)
MOST_TICKS, MOST_TICKS_ON_PHONE = 8, 4
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
MONTH_STEPS = (1, 3, 6)
MONTHS_UP_TO = 2 * 366
MOST_LANES_AT_ONCE = 8
# Arrows of one day stand this many pixels beside each other.
BESIDE = 6

_ARROWS = {
    Happening.AMENDED: "amends",
    Happening.CORRECTED: "corrects",
    Happening.PARTLY_REPEALED: "part",
    Happening.REPEALED: "repeals",
}


@dataclass(frozen=True)
class Tick:
    label: str
    position: str
    anchor: str
    is_on_phone: bool


@dataclass(frozen=True)
class Mark:
    """The line of a day: today, or the chosen one."""

    label: str
    position: str
    anchor: str


@dataclass(frozen=True)
class Bar:
    """Time in force. ``future`` is the part after today; ``ends`` tells whether an end is drawn."""

    start: str
    width: str
    future_start: str
    future_width: str
    y: str
    middle: str
    end: str
    has_end: bool


@dataclass(frozen=True)
class Lane:
    """A row of the picture. ``words`` say in full what its bar shows."""

    act: Act
    is_own: bool
    status: OrderStatus | None
    existed: bool
    words: str
    y: str
    middle: str
    signed_at: str
    bar: Bar | None


@dataclass(frozen=True)
class Arrow:
    """A relation, upright on its day: from the lane of the acting order to the lane of the other one."""

    kind: str
    position: str
    dx: int
    start: str
    end: str
    is_up: bool
    tip: str


@dataclass(frozen=True)
class Lifelines:
    title: str
    summary: str
    height: str
    lanes_start: str
    lanes_end: str
    ticks: Sequence[Tick]
    lanes: Sequence[Lane]
    arrows: Sequence[Arrow]
    today: Mark
    day: Mark | None
    kinds: Sequence[str]
    has_closed: bool

    @property
    def is_short(self) -> bool:
        """Tell whether the whole picture is seen at once beside a long list."""
        return len(self.lanes) <= MOST_LANES_AT_ONCE


@dataclass(frozen=True)
class _Axis:
    """The days of the picture, from the first to the last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    def share(self, day: date) -> float:
        """Return where ``day`` stands, 0 to 1; a day outside stands at the nearer edge."""
        at = (day - self.first).days / self.days
        return min(1.0, max(0.0, EDGE + at * (1 - 2 * EDGE)))

    def position(self, day: date) -> str:
        return percent(self.share(day))

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def draw_lifelines(timeline: Timeline) -> Lifelines:
    """Lay out the picture of a history; it says the same as the list of events."""
    axis = _axis(timeline)
    day = None
    if timeline.on != timeline.today and axis.holds(timeline.on):
        day = _mark(short_date(timeline.on), timeline.on, axis)
    top = AXIS_WITH_DAY if day else AXIS
    tops = {life.act.pk: top + LANE * row for row, life in enumerate(timeline.lives)}
    lanes = [_lane(life, tops[life.act.pk], axis, timeline.today) for life in timeline.lives]
    arrows = list(_arrows(timeline.ties, tops, axis))
    lanes_end = top + LANE * len(lanes)
    return Lifelines(
        title=_("The act and those tied to it, in time"),
        summary=_summary(timeline),
        height=_rem(lanes_end + FOOT),
        lanes_start=_rem(top),
        lanes_end=_rem(lanes_end),
        ticks=list(_ticks(axis)),
        lanes=lanes,
        arrows=arrows,
        today=_mark(_("today"), timeline.today, axis),
        day=day,
        kinds=[kind for kind in _ARROWS.values() if any(arrow.kind == kind for arrow in arrows)],
        has_closed=timeline.has_closed,
    )


def _axis(timeline: Timeline) -> _Axis:
    days = [timeline.today]
    for life in timeline.lives:
        days += [day for day in (life.signed_on, *(life.force or ())) if day is not None]
    days += [tie.day for tie in timeline.ties]
    furthest = timeline.today + FURTHEST
    last = max(day for day in days if day <= furthest)
    return _Axis(min(min(days), last - SHORTEST), last)


def _lane(life: Life, top: float, axis: _Axis, today: date) -> Lane:
    middle = top + BAR_AT
    return Lane(
        act=life.act,
        is_own=life.is_own,
        status=life.status,
        existed=life.existed,
        words=_life_in_words(life),
        y=_rem(top),
        middle=_rem(middle),
        signed_at=axis.position(life.signed_on) if life.signed_on else "",
        bar=_bar(life.force, middle, axis, today) if life.force else None,
    )


def _bar(force: tuple[date, date | None], middle: float, axis: _Axis, today: date) -> Bar:
    first, last = force
    has_end = last is not None and last <= axis.last
    start = axis.share(first)
    # The bar of an act without a known end runs out of the picture.
    end = axis.share(last) if last is not None and has_end else 1.0
    now = min(max(axis.share(today), start), end)
    return Bar(
        start=percent(start),
        width=percent(now - start),
        future_start=percent(now),
        future_width=percent(end - now),
        y=_rem(middle - BAR / 2),
        middle=_rem(middle),
        end=percent(end),
        has_end=has_end,
    )


def _arrows(ties: Sequence[Tie], tops: dict[int, float], axis: _Axis) -> Iterator[Arrow]:
    standing: Counter[int] = Counter()
    for tie in ties:
        source, target = tops[tie.source.pk], tops[tie.target.pk]
        share = axis.share(tie.day)
        place = round(share * 100)
        turn = standing[place]
        standing[place] += 1
        is_up = target < source
        reach = BAR / 2 if is_up else -BAR / 2
        yield Arrow(
            kind=_ARROWS[tie.happening],
            position=percent(share),
            # To the left and to the right in turns: 0, -6, 6, -12 …
            dx=(-1 if turn % 2 else 1) * ((turn + 1) // 2) * BESIDE,
            start=_rem(source + BAR_AT),
            end=_rem(target + BAR_AT + reach),
            is_up=is_up,
            tip=in_words(tie),
        )


def in_words(tie: Tie) -> str:
    """Return „6/2017 zmienia 5/2015 (§ 3) od 1 marca 2017 r.”."""
    words = f"{tie.source.number} {tie.verb} {tie.target.number}"
    if tie.fragment:
        words = f"{words} ({tie.fragment})"
    return f"{words} {_('from %(day)s') % {'day': long_date(tie.day)}}"


def _life_in_words(life: Life) -> str:
    if life.signed_on is None:
        return _("You are not among the readers of that order.")
    if life.force is None:
        return _("It never entered into force.")
    first, last = life.force
    if last is None:
        return _("In force from %(day)s") % {"day": long_date(first)}
    return _("In force from %(day)s until %(last)s") % {"day": long_date(first), "last": long_date(last)}


def _summary(timeline: Timeline) -> str:
    count = len(timeline.lives) - 1
    if not count:
        return _("No other act changes this one and this one changes no other.")
    return ngettext(
        "%(count)s act is tied to this one by changes and repeals.",
        "%(count)s acts are tied to this one by changes and repeals.",
        count,
    ) % {"count": count}


def _mark(label: str, day: date, axis: _Axis) -> Mark:
    share = axis.share(day)
    return Mark(label, percent(share), _anchor(share))


def _anchor(share: float) -> str:
    """Return how a label stands on its place, so that it does not reach out of the picture."""
    return "start" if share < 0.1 else "end" if share > 0.9 else "middle"


def _ticks(axis: _Axis) -> Iterator[Tick]:
    days = list(_months(axis) if axis.days <= MONTHS_UP_TO else _years(axis))
    is_months = axis.days <= MONTHS_UP_TO
    every_on_phone = -(-len(days) // MOST_TICKS_ON_PHONE) if days else 1
    for at, day in enumerate(days):
        label = f"{day:%m.%Y}" if is_months else str(day.year)
        share = axis.share(day)
        yield Tick(label, percent(share), _anchor(share), at % every_on_phone == 0)


def _years(axis: _Axis) -> Iterator[date]:
    """Yield the New Year's Days of round years that fit."""
    span = axis.last.year - axis.first.year
    step = next((step for step in YEAR_STEPS if span / step <= MOST_TICKS), YEAR_STEPS[-1])
    for year in range(axis.first.year + 1, axis.last.year + 1):
        if year % step == 0:
            yield date(year, 1, 1)


def _months(axis: _Axis) -> Iterator[date]:
    """Yield the first days of months that fit."""
    first = axis.first.year * 12 + axis.first.month
    last = axis.last.year * 12 + axis.last.month - 1
    step = next((step for step in MONTH_STEPS if (last - first + 1) / step <= MOST_TICKS), MONTH_STEPS[-1])
    for month in range(first, last + 1):
        if month % step == 0:
            yield date(month // 12, month % 12 + 1, 1)


def _rem(value: float) -> str:
    return f"{value:g}rem"
