"""Units as a tree to show."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from intranet.directory.models import OrgUnit


@dataclass
class UnitNode:
    """A unit and the units directly below it."""

    unit: OrgUnit
    children: list["UnitNode"] = field(default_factory=list)


def unit_tree(units: Iterable[OrgUnit]) -> list[UnitNode]:
    """Return the top units with everything below them; a unit whose parent is not given is a top one.

    Units in a loop (bad data) have no way to a top one and are shown as tops, so nobody disappears.
    """
    nodes = {unit.pk: UnitNode(unit) for unit in units}
    tops: list[UnitNode] = []
    for node in nodes.values():
        parent = nodes.get(node.unit.parent_id) if node.unit.parent_id is not None else None
        (parent.children if parent is not None else tops).append(node)
    reached = {id(node) for top in tops for node in _walk(top)}
    for node in nodes.values():
        if id(node) not in reached:
            tops.append(UnitNode(node.unit))
    return tops


def _walk(node: UnitNode) -> Iterable[UnitNode]:
    yield node
    for child in node.children:
        yield from _walk(child)
