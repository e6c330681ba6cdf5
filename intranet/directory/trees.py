"""Units as a tree to show."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from intranet.accounts.models import User
from intranet.core.charts import Branch, TreeChart, tree_chart
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


def units_above(unit: OrgUnit, *, user: User) -> list[OrgUnit]:
    """Return the way from the top unit down to this one, itself last, with two queries whatever the depth."""
    units = OrgUnit.objects.visible_to(user)
    chain = units.chain_of(unit.pk)
    known = units.in_bulk(chain)
    return [known[pk] for pk in reversed(chain) if pk in known]


def tree_picture(tree: Iterable[UnitNode]) -> TreeChart:
    """Return the tree as a chart: each unit a box with its head and number of people."""
    roots = [_branch(node) for node in tree]
    count = sum(1 for root in roots for _box in walk_branches(root))
    return tree_chart(
        title=_("How the centre is built"),
        roots=roots,
        summary=_("Number of units: %(count)s.") % {"count": count},
    )


def _branch(node: UnitNode) -> Branch:
    head = node.unit.head.full_name if node.unit.head else _("post of head vacant")
    return Branch(
        label=node.unit.name,
        detail=head,
        url=node.unit.get_absolute_url(),
        children=[_branch(child) for child in node.children],
    )


def walk_branches(branch: Branch) -> Iterable[Branch]:
    """Yield the branch and everything below it."""
    yield branch
    for child in branch.children:
        yield from walk_branches(child)
