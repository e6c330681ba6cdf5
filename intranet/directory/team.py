"""Whose head somebody is, and the people of those units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.directory.current import person_of
from intranet.directory.models import OrgUnit, Person
from intranet.directory.trees import UnitNode, unit_tree


@dataclass(frozen=True)
class UnitTeam:
    """The people who work directly in one unit, its head first."""

    unit: OrgUnit
    people: list[Person]


def heads_a_unit(user: User) -> bool:
    """Tell whether a unit names the person its head; asked once per request."""
    person = person_of(user)
    if person is None:
        return False
    if not hasattr(person, "_heads_a_unit"):
        person._heads_a_unit = OrgUnit.objects.existing(today()).filter(head=person).exists()  # type: ignore[attr-defined]
    answer: bool = person._heads_a_unit  # type: ignore[attr-defined]
    return answer


def units_led_by(user: User, *, on: date) -> list[OrgUnit]:
    """Return the units the person heads on the day ``on`` with everything below them, in the tree's order."""
    person = person_of(user)
    if person is None:
        return []
    units = OrgUnit.objects.visible_to(user).existing(on).select_related("head")
    return list(_led(unit_tree(units), person.pk, is_led=False))


def _led(nodes: Iterable[UnitNode], head_id: int, *, is_led: bool) -> Iterable[OrgUnit]:
    for node in nodes:
        is_own = is_led or node.unit.head_id == head_id
        if is_own:
            yield node.unit
        yield from _led(node.children, head_id, is_led=is_own)


def direct_people(units: Sequence[OrgUnit], people: Iterable[Person]) -> list[Person]:
    """Return, of ``people``, those whom the head of ``units`` leads without anybody between.

    ``units`` as `units_led_by` gives them: the people of the topmost and the heads of units directly below those.
    """
    top = {unit.pk for unit in topmost(units)}
    heads = {unit.head_id for unit in units if unit.parent_id in top}
    return [person for person in people if person.unit_id in top or person.pk in heads]


def topmost(units: Sequence[OrgUnit]) -> list[OrgUnit]:
    """Return the ``units`` that lie in no other of them."""
    led = {unit.pk for unit in units}
    return [unit for unit in units if unit.parent_id not in led]


def teams_of(units: Iterable[OrgUnit], people: Iterable[Person]) -> list[UnitTeam]:
    """Put ``people``, in their order, under their units; units of nobody are left out."""
    teams = {unit.pk: UnitTeam(unit, []) for unit in units}
    for person in people:
        if person.unit_id in teams:
            teams[person.unit_id].people.append(person)
    for team in teams.values():
        team.people.sort(key=lambda person: person.pk != team.unit.head_id)
    return [team for team in teams.values() if team.people]
