"""Charts worked out on the server: checked numbers become positions that templates put into SVG.

Positions along the x axis are percentages, so a chart takes the width it gets and its words keep their size
on a phone. Positions along the y axis are pixels. All of them are text: a template must not write "12,5%".
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from django.utils.translation import gettext as _

from intranet.core.chart_scale import Scale, number, percent, scale_for

# Colours, dashes and markers that are told apart; more lines nobody can follow.
MOST_SERIES = 6

PLOT_TOP = 14
PLOT_HEIGHT = 200
DIRECT_LABEL_PITCH = 17
LONGEST_DIRECT_LABEL = 20
# How many pixels of an axis its labels can count on: in the narrowest wide chart, and on a phone.
WIDE_AXIS, NARROW_AXIS = 420, 220
LETTER, LABEL_GAP = 7, 14
# Longer labels would reach out of the plot at its ends: they are pulled inside, which needs more room.
LONGEST_CENTRED_LABEL = 8
# Labels up to this long stand beside their bars on a phone too, longer ones above them.
LONGEST_LABEL_BESIDE_BAR = 9
# A sentence for each line up to so many lines.
MOST_LINES_IN_SUMMARY = 2
# From this share of the axis on, the value fits inside the bar; below it there is room beside the bar.
VALUE_INSIDE_FROM = 0.6
# Boxes of a tree that stand side by side on an ordinary screen.
MOST_IN_A_ROW = 6


@dataclass(frozen=True)
class Point:
    """A labelled number, not negative; with ``url`` the reader can go to what it counts."""

    label: str
    value: float
    url: str = ""


@dataclass(frozen=True)
class Series:
    """One line of a line chart."""

    name: str
    points: Sequence[Point]


@dataclass(frozen=True)
class Branch:
    """A box of a tree with the boxes below it."""

    label: str
    detail: str = ""
    url: str = ""
    children: Sequence["Branch"] = ()


@dataclass(frozen=True)
class TableRow:
    """A row of the table that says the same as the chart."""

    label: str
    cells: Sequence[str]
    url: str = ""


@dataclass(frozen=True)
class Chart:
    """What every chart has: its name, one sentence about it, and its table."""

    id: str
    title: str
    summary: str
    headings: Sequence[str]
    table_rows: Sequence[TableRow]
    total: str = field(default="", kw_only=True)
    has_numbers: bool = field(default=True, kw_only=True)

    @property
    def is_empty(self) -> bool:
        return not self.table_rows


@dataclass(frozen=True)
class Tick:
    """A line of the grid: where it stands and what it says; no words where they would not fit."""

    label: str
    position: str
    is_on_phone: bool = True


@dataclass(frozen=True)
class Bar:
    label: str
    value: str
    width: str
    is_value_inside: bool
    url: str = ""


@dataclass(frozen=True)
class BarChart(Chart):
    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    has_short_labels: bool
    has_links: bool


@dataclass(frozen=True)
class AxisLabel:
    """A label below a line chart; where labels are many, a phone shows fewer."""

    label: str
    position: str
    anchor: str
    is_on_phone: bool


@dataclass(frozen=True)
class Marker:
    x: str
    y: str
    tip: str


@dataclass(frozen=True)
class Line:
    """A drawn series: ``style`` (1 to 6) picks its colour, dash and marker; ``path`` is in percentages."""

    name: str
    style: int
    path: str
    markers: Sequence[Marker]
    short_name: str
    name_y: str


@dataclass(frozen=True)
class LineChart(Chart):
    lines: Sequence[Line]
    ticks: Sequence[Tick]
    axis_labels: Sequence[AxisLabel]
    gutter: str


@dataclass(frozen=True)
class TreeChart(Chart):
    roots: Sequence[Branch]
    has_links: bool

    @property
    def is_wide(self) -> bool:
        """Whether the second level needs more than one row of boxes."""
        return any(len(root.children) > MOST_IN_A_ROW for root in self.roots)


def bar_chart(
    *, title: str, label_heading: str, value_heading: str, points: Sequence[Point], has_total: bool = True
) -> BarChart:
    """Lay out one horizontal bar for each point, in the given order.

    ``has_total`` is False where a sum means nothing, as with percentages. Raises ValueError for a value that
    is negative or not a number.
    """
    values = _values(points)
    scale = scale_for(values)
    total = number(math.fsum(values)) if has_total and len(points) > 1 else ""
    return BarChart(
        id=_id("bar", title, points),
        title=title,
        summary=_bar_summary(points, values, total),
        headings=(label_heading, value_heading),
        table_rows=[TableRow(point.label, (number(point.value),), point.url) for point in points],
        total=total,
        bars=[
            Bar(
                point.label,
                number(value),
                percent(scale.share(value)),
                scale.share(value) >= VALUE_INSIDE_FROM,
                point.url,
            )
            for point, value in zip(points, values, strict=True)
        ],
        ticks=_bar_ticks(scale),
        has_short_labels=all(len(point.label) <= LONGEST_LABEL_BESIDE_BAR for point in points),
        has_links=any(point.url for point in points),
    )


def line_chart(*, title: str, label_heading: str, series: Sequence[Series]) -> LineChart:
    """Lay out one line for each series over the same labels, such as months.

    Raises ValueError for a value that is negative or not a number, for series whose labels differ, and for
    more series than MOST_SERIES.
    """
    if len(series) > MOST_SERIES:
        raise ValueError(f"{len(series)} lines cannot be told apart; at most {MOST_SERIES}")
    labels = [point.label for point in series[0].points] if series else []
    if any([point.label for point in one.points] != labels for one in series):
        raise ValueError("all series of a chart need the same labels")
    values = [_values(one.points) for one in series]
    scale = scale_for([value for line in values for value in line])
    names_y = _spread([_y(scale, line[-1]) for line in values]) if labels else [0.0] * len(series)
    ticks = [Tick(scale.label(tick), _pixels(_y(scale, tick))) for tick in scale.ticks]
    return LineChart(
        id=_id("line", title, series),
        title=title,
        summary=_line_summary(series) if labels else "",
        headings=(label_heading, *(one.name for one in series)),
        table_rows=[
            TableRow(label, [number(line[at]) for line in values]) for at, label in enumerate(labels)
        ],
        lines=[
            _line(one, style, line, scale, name_y)
            for style, (one, line, name_y) in enumerate(zip(series, values, names_y, strict=True), start=1)
        ],
        ticks=ticks,
        axis_labels=list(_axis_labels(labels)),
        gutter=_gutter(max((len(tick.label) for tick in ticks), default=0)),
    )


def tree_chart(*, title: str, roots: Sequence[Branch], summary: str = "") -> TreeChart:
    """Lay out boxes below boxes, as in a picture of an organisation."""
    rows = [row for root in roots for row in _tree_rows(root, above="–")]
    levels = max((_depth(root) for root in roots), default=0)
    return TreeChart(
        id=_id("tree", title, roots),
        title=title,
        summary=summary or _("Boxes: %(count)s, levels: %(levels)s.") % {"count": len(rows), "levels": levels}
        if rows
        else "",
        headings=(_("Item"), _("Details"), _("Belongs to")),
        table_rows=rows,
        roots=roots,
        has_links=any(row.url for row in rows),
        has_numbers=False,
    )


def _id(kind: str, title: str, data: object) -> str:
    """Return an id that is the same on every visit and differs between the charts of a page."""
    return f"chart-{kind}-{crc32(f'{title}{data!r}'.encode()):08x}"


def _values(points: Sequence[Point]) -> list[float]:
    values = [float(point.value) for point in points]
    for point, value in zip(points, values, strict=True):
        if not (math.isfinite(value) and value >= 0):
            raise ValueError(f"a chart cannot draw {value} ({point.label})")
    return values


def _bar_summary(points: Sequence[Point], values: Sequence[float], total: str) -> str:
    if not points:
        return ""
    highest = max(range(len(points)), key=values.__getitem__)
    if not values[highest]:
        return _("All values are zero.")
    words = {"label": points[highest].label, "value": number(values[highest]), "total": total}
    if not total:
        return _("Highest: %(label)s (%(value)s).") % words
    return _("Total: %(total)s. Highest: %(label)s (%(value)s).") % words


def _line_summary(series: Sequence[Series]) -> str:
    sentences = []
    tops = [(one, max(one.points, key=lambda point: float(point.value))) for one in series]
    if len(series) > MOST_LINES_IN_SUMMARY:
        one, highest = max(tops, key=lambda top: float(top[1].value))
        words = {"label": f"{one.name}, {highest.label}", "value": number(highest.value)}
        return _("Highest: %(label)s (%(value)s).") % words
    for one, highest in tops:
        words = {
            "name": one.name,
            "last": number(one.points[-1].value),
            "value": number(highest.value),
            "label": highest.label,
        }
        sentences.append(_("%(name)s: last %(last)s, highest %(value)s (%(label)s).") % words)
    return " ".join(sentences)


def _line(series: Series, style: int, values: Sequence[float], scale: Scale, name_y: float) -> Line:
    across = _across(len(values))
    name = series.name
    if len(name) > LONGEST_DIRECT_LABEL:
        name = f"{name[: LONGEST_DIRECT_LABEL - 1].rstrip()}…"
    return Line(
        name=series.name,
        style=style,
        path=" ".join(
            f"{100 * x:.2f},{100 * (1 - scale.share(value)):.2f}"
            for x, value in zip(across, values, strict=True)
        ),
        markers=[
            Marker(percent(x), _pixels(_y(scale, value)), f"{series.name}, {point.label}: {number(value)}")
            for x, value, point in zip(across, values, series.points, strict=True)
        ],
        short_name=name,
        name_y=_pixels(name_y),
    )


def _across(count: int) -> list[float]:
    """Return where points stand on an axis from 0 to 1; a single one stands in the middle."""
    return [0.5] if count == 1 else [at / (count - 1) for at in range(count)]


def _y(scale: Scale, value: float) -> float:
    return PLOT_TOP + PLOT_HEIGHT * (1 - scale.share(value))


def _pixels(value: float) -> str:
    return f"{value:.1f}"


def _spread(wanted: Sequence[float]) -> list[float]:
    """Push apart names that would lie on each other, downwards and then back up from the plot's bottom."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed = list(wanted)
    for above, below in zip(order, order[1:], strict=False):
        placed[below] = max(placed[below], placed[above] + DIRECT_LABEL_PITCH)
    bottom = float(PLOT_TOP + PLOT_HEIGHT)
    for at in reversed(order):
        placed[at] = min(placed[at], bottom)
        bottom = placed[at] - DIRECT_LABEL_PITCH
    return placed


def _steps(labels: Sequence[str]) -> tuple[int, int]:
    """Return of how many labels one fits: where there is room, and on a phone (a multiple of the first)."""
    longest = max((len(label) for label in labels), default=0)
    room = 1.0 if longest <= LONGEST_CENTRED_LABEL else 1.5
    needed = len(labels) * (longest * LETTER * room + LABEL_GAP)
    every = max(1, math.ceil(needed / WIDE_AXIS))
    return every, every * max(1, math.ceil(needed / NARROW_AXIS / every))


def _bar_ticks(scale: Scale) -> list[Tick]:
    labels = [scale.label(tick) for tick in scale.ticks]
    every, every_on_phone = _steps(labels)
    return [
        Tick(label if at % every == 0 else "", percent(scale.share(tick)), at % every_on_phone == 0)
        for at, (label, tick) in enumerate(zip(labels, scale.ticks, strict=True))
    ]


def _axis_labels(labels: Sequence[str]) -> Iterator[AxisLabel]:
    """Yield the labels that fit: every one, or every second, third and so on from the first."""
    every, every_on_phone = _steps(labels)
    across = _across(len(labels))
    for at in range(0, len(labels), every):
        is_centred = len(labels[at]) <= LONGEST_CENTRED_LABEL or 0 < at < len(labels) - 1 or len(labels) == 1
        anchor = "middle" if is_centred else "end" if at else "start"
        yield AxisLabel(labels[at], percent(across[at]), anchor, at % every_on_phone == 0)


def _gutter(letters: int) -> str:
    """Return the size of the room to the left of the plot: small, medium or large."""
    return "small" if letters <= 3 else "medium" if letters <= 6 else "large"


def _tree_rows(branch: Branch, *, above: str) -> Iterator[TableRow]:
    yield TableRow(branch.label, (branch.detail, above), branch.url)
    for child in branch.children:
        yield from _tree_rows(child, above=branch.label)


def _depth(branch: Branch) -> int:
    return 1 + max((_depth(child) for child in branch.children), default=0)
