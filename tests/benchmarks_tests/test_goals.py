import json
from pathlib import Path

import pytest

from tests.benchmarks.goals import BrokenGoals, Goal, Row, compare, load_goals
from tests.benchmarks.pages import REGISTERS, SEARCHES, SUGGESTIONS
from tests.benchmarks.report import table, write

SOME = '[[figure]]\nname = "home"\nunit = "ms"\nsays = "home page"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "goals.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text", [SOME + SOME, SOME.replace("unit", "units"), SOME.replace('says = "home page"\n', "")]
)
def test_figures_with_one_name_or_wrong_fields_are_refused(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)

    with pytest.raises(BrokenGoals):
        load_goals(path)


def test_goals_are_read_and_no_limit_is_below_zero() -> None:
    goals = load_goals()

    limits = [goal.limit for goal in goals if goal.limit is not None]
    assert {goal.name for goal in goals} >= {
        "bare",
        "shell",
        "order",
        "register-10000",
        "search-common",
        "home",
    }
    assert limits
    assert min(limits) >= 0


@pytest.mark.parametrize(("names", "most"), [(SEARCHES, 2.5), (SUGGESTIONS, 1.5), (REGISTERS, 3)])
def test_each_page_of_the_register_and_the_search_has_its_goal(names: tuple[str, ...], most: float) -> None:
    limits = {goal.name: goal.limit for goal in load_goals()}

    assert all((limits[name] or most + 1) <= most for name in names)


@pytest.mark.parametrize("values", [{}, {"home": 1.0, "other": 1.0}])
def test_figures_that_are_not_exactly_the_goals_are_refused(values: dict[str, float]) -> None:
    goals = [Goal("home", "ms", "home page")]

    with pytest.raises(BrokenGoals):
        compare(goals, values)


@pytest.mark.parametrize(("value", "is_met"), [(2.0, True), (2.01, False)])
def test_limit_is_the_most_a_figure_may_be(value: float, is_met: bool) -> None:
    goal = Goal("home", "x shell", "home page", limit=2.0)

    row = compare([goal], {"home": value})[0]

    assert row.is_met is is_met


def test_table_names_what_is_missed() -> None:
    goal = Goal("home", "x shell", "home page", limit=2.0)
    other = Goal("bare", "ms", "bare view")

    lines = table([Row(goal, 3.0), Row(other, 1.2)])

    assert lines[-1] == "0 of 1 goals met. Missed: home."
    assert "MISSED" in lines[2]


def test_file_holds_name_value_unit_goal_and_verdict(tmp_path: Path) -> None:
    path = tmp_path / "var" / "bench.json"

    write([Row(Goal("home", "x shell", "home page", limit=2.0), 1.23456)], path)

    assert json.loads(path.read_text(encoding="utf-8")) == [
        {"name": "home", "value": 1.235, "unit": "x shell", "goal": 2.0, "ok": True}
    ]
