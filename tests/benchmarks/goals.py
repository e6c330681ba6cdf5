"""What is measured and how good it must be: `goals.toml` beside this module, its only source."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GOALS = Path(__file__).with_name("goals.toml")
FIELDS = {"name", "unit", "says", "limit"}


class BrokenGoals(ValueError):
    """The file of goals says something that cannot be measured or compared."""


@dataclass(frozen=True)
class Goal:
    """One figure: its name, unit and meaning; ``limit`` is the most it may be, None for no goal."""

    name: str
    unit: str
    says: str
    limit: float | None = None


@dataclass(frozen=True)
class Row:
    """A measured figure beside its goal; ``is_met`` is None where there is no goal."""

    goal: Goal
    value: float

    @property
    def is_met(self) -> bool | None:
        return None if self.goal.limit is None else self.value <= self.goal.limit


def load_goals(path: Path = GOALS) -> list[Goal]:
    """Return the goals in the order of the file. Raises BrokenGoals."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("figure", [])
    for entry in entries:
        if not FIELDS - {"limit"} <= entry.keys() <= FIELDS:
            raise BrokenGoals(f"{entry.get('name', entry)}: needs name, unit, says and perhaps limit")
    goals = [Goal(**entry) for entry in entries]
    names = [goal.name for goal in goals]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise BrokenGoals(f"twice: {', '.join(sorted(repeated))}")
    return goals


def compare(goals: Sequence[Goal], values: Mapping[str, float]) -> list[Row]:
    """Return each goal with its figure. Raises BrokenGoals unless exactly the goals were measured."""
    names = {goal.name for goal in goals}
    if names != values.keys():
        raise BrokenGoals(f"measured or wanted, not both: {', '.join(sorted(names ^ values.keys()))}")
    return [Row(goal, values[goal.name]) for goal in goals]
