"""Charts are refused wrong numbers, keep their words readable, and say everything in a table too."""

import math

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from intranet.core.chart_samples import chart_samples
from intranet.core.chart_scale import number, scale_for
from intranet.core.charts import (
    DIRECT_LABEL_PITCH,
    MOST_SERIES,
    BarChart,
    Branch,
    Chart,
    LineChart,
    Point,
    Series,
    bar_chart,
    line_chart,
    tree_chart,
)

NBSP = "\u00a0"


def draw(kind: str, chart: Chart) -> BeautifulSoup:
    return BeautifulSoup(render_to_string(f"components/{kind}_chart.html", {"chart": chart}), "html.parser")


def bars(*points: Point, has_total: bool = True) -> BarChart:
    return bar_chart(
        title="Tickets", label_heading="Unit", value_heading="Number", points=points, has_total=has_total
    )


def lines(**series: list[float]) -> LineChart:
    drawn = [
        Series(name, [Point(f"m{at}", value) for at, value in enumerate(values)])
        for name, values in series.items()
    ]
    return line_chart(title="Tickets", label_heading="Month", series=drawn)


# --- Numbers that are refused ---


@pytest.mark.parametrize("value", [-1, math.nan, math.inf])
def test_a_value_that_cannot_be_drawn_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="cannot draw"):
        bars(Point("a", value))
    with pytest.raises(ValueError, match="cannot draw"):
        lines(new=[1, value])


def test_lines_over_different_labels_are_refused() -> None:
    series = [Series("a", [Point("May", 1)]), Series("b", [Point("June", 1)])]

    with pytest.raises(ValueError, match="same labels"):
        line_chart(title="T", label_heading="Month", series=series)


def test_more_lines_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="told apart"):
        lines(**{f"s{number}": [1] for number in range(MOST_SERIES + 1)})


# --- The axis ---


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([3], [0, 1, 2, 3]),
        ([12], [0, 5, 10, 15]),
        ([41, 7], [0, 10, 20, 30, 40, 50]),
        ([99], [0, 20, 40, 60, 80, 100]),
        ([2.5], [0, 0.5, 1, 1.5, 2, 2.5]),
        ([0, 0], [0]),
        ([], [0]),
    ],
)
def test_an_axis_has_round_numbers_and_holds_the_highest(values: list[float], ticks: list[float]) -> None:
    scale = scale_for(values)

    assert list(scale.ticks) == pytest.approx(ticks)
    assert scale.top >= max(values, default=0)


def test_millions_on_the_axis_are_words() -> None:
    scale = scale_for([2_000_000])

    with translation.override("en"):
        assert scale.label(1_500_000) == "1.5 million"


def test_thousandths_do_not_all_read_zero() -> None:
    scale = scale_for([0.004])

    assert len({scale.label(tick) for tick in scale.ticks}) == len(scale.ticks)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1234567.5, f"1{NBSP}234{NBSP}567,5"),
        (0.1 + 0.2, "0,3"),
        (10, "10"),
        (1e15, f"1{NBSP}000" + f"{NBSP}000" * 4),
    ],
)
def test_numbers_are_written_as_in_polish(value: float, expected: str) -> None:
    with translation.override("pl"):
        assert number(value) == expected


# --- Bars ---


def test_lengths_are_not_written_with_a_comma() -> None:
    with translation.override("pl"):
        page = draw("bar", bars(Point("a", 1), Point("b", 8)))

    assert [rect["width"] for rect in page.select("rect.chart__bar")] == ["12.5%", "100%"]


def test_a_value_is_inside_a_long_bar_and_beside_a_short_one() -> None:
    page = draw("bar", bars(Point("a", 10), Point("b", 1)))

    assert page.select_one(".chart__value-inside").get_text() == "10"
    assert page.select_one(".chart__value").get_text() == "1"


def test_a_chart_is_one_picture_with_a_name_and_a_description() -> None:
    page = draw("bar", bars(Point("a", 3), Point("b", 1)))

    picture = page.find(role="img")
    assert page.find(id=picture["aria-labelledby"]).get_text() == "Tickets"
    assert "4" in page.find(id=picture["aria-describedby"]).get_text()


def test_a_chart_with_links_is_not_a_picture_because_a_picture_hides_them() -> None:
    page = draw("bar", bars(Point("a", 3, "/a/"), Point("b", 1)))

    assert page.find(role="img") is None
    assert page.select_one("[role=group] a")["href"] == "/a/"


def test_the_table_says_what_the_chart_says() -> None:
    page = draw("bar", bars(Point("a", 3, "/a/"), Point("b", 1.5)))

    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.select("tbody tr")]
    assert rows == [["a", "3"], ["b", number(1.5)]]
    assert page.select_one("tbody a")["href"] == "/a/"
    assert page.select_one("tfoot td").get_text() == number(4.5)


def test_percentages_are_not_added_up() -> None:
    chart = bars(Point("a", 50), Point("b", 80), has_total=False)

    assert chart.total == ""
    assert "130" not in chart.summary


@pytest.mark.parametrize(
    ("kind", "chart"),
    [
        ("bar", bars()),
        ("line", lines()),
        ("line", lines(new=[])),
        ("tree", tree_chart(title="T", roots=[])),
    ],
    ids=["bars", "lines", "a line without points", "tree"],
)
def test_a_chart_without_data_says_so(kind: str, chart: Chart) -> None:
    page = draw(kind, chart)

    assert page.find("svg") is None
    assert page.find("details") is None
    assert page.select_one(".chart__empty") is not None


def test_bars_of_zero_are_drawn_with_their_value() -> None:
    page = draw("bar", bars(Point("a", 0), Point("b", 0)))

    assert [rect["width"] for rect in page.select("rect.chart__bar")] == ["0%", "0%"]
    assert [text.get_text() for text in page.select(".chart__value")] == ["0", "0"]


def test_labels_are_escaped() -> None:
    page = draw("bar", bars(Point("<script>x</script>", 1)))

    assert page.find("script") is None


# --- Lines ---


def test_each_line_has_its_own_style_and_name() -> None:
    page = draw("line", lines(new=[1, 2], closed=[2, 1]))

    assert len({drawn["class"][0] for drawn in page.select("svg > g")}) == 2
    assert [name.get_text() for name in page.select(".chart__name")] == ["new", "closed"]
    assert [item.get_text(strip=True) for item in page.select(".chart__key li")] == ["new", "closed"]


def test_names_beside_lines_do_not_lie_on_each_other() -> None:
    chart = lines(a=[1, 0], b=[1, 0], c=[1, 0], d=[1, 1])

    places = sorted(float(line.name_y) for line in chart.lines)
    assert all(below - above >= DIRECT_LABEL_PITCH for above, below in zip(places, places[1:], strict=False))


def test_a_phone_shows_fewer_labels_and_none_of_its_own() -> None:
    series = [Series("a", [Point(f"month {at:02}", at) for at in range(24)])]

    chart = line_chart(title="T", label_heading="Month", series=series)

    assert chart.axis_labels[0].label == "month 00"
    assert 1 < len([label for label in chart.axis_labels if label.is_on_phone]) < len(chart.axis_labels) < 24


def test_a_single_point_stands_in_the_middle() -> None:
    chart = lines(new=[7])

    assert [marker.x for marker in chart.lines[0].markers] == ["50%"]


def test_the_table_of_lines_has_a_column_for_each() -> None:
    page = draw("line", lines(new=[1, 2], closed=[3, 4]))

    assert [cell.get_text() for cell in page.select("thead th")] == ["Month", "new", "closed"]
    assert [cell.get_text() for cell in page.select("tbody tr:last-child > *")] == ["m1", "2", "4"]


# --- Trees ---


def test_a_tree_is_a_nested_list_with_links() -> None:
    page = draw("tree", tree_chart(title="T", roots=[Branch("A", children=[Branch("B", "24", "/b/")])]))

    assert page.select_one("ul ul a")["href"] == "/b/"
    assert page.select_one("ul ul .tree__detail").get_text() == "24"


def test_the_table_of_a_tree_says_what_belongs_where() -> None:
    chart = tree_chart(title="T", roots=[Branch("A", children=[Branch("B", children=[Branch("C")])])])

    assert [(row.label, row.cells[1]) for row in chart.table_rows] == [("A", "–"), ("B", "A"), ("C", "B")]


# --- Samples ---


def test_the_ids_of_the_charts_of_a_page_differ() -> None:
    samples = chart_samples()

    ids = [chart.id for chart in [*samples.bars, *samples.lines, *samples.trees]]
    assert len(ids) == len(set(ids))


def test_many_lines_are_summed_up_in_one_sentence() -> None:
    chart = lines(a=[1, 2], b=[7, 1], c=[1, 1])

    assert "b, m0" in chart.summary
    assert "a" not in chart.summary.split("b, m0")[1]


def test_of_long_numbers_on_the_axis_a_phone_shows_fewer() -> None:
    ticks = bars(Point("a", 1_234_567)).ticks

    assert ticks[0].label
    assert ticks[0].is_on_phone
    assert len([tick for tick in ticks if tick.label and tick.is_on_phone]) < len(ticks)
