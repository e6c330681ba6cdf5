from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import Role, User
from intranet.accounts.permissions import has_role
from intranet.core.boxes import Box, director_boxes, team_boxes
from intranet.core.charts import Point, bar_chart
from intranet.core.dates import today
from intranet.core.todo import TodoItem, TodoSource, todo_sources
from intranet.directory.forms import EVERYBODY, TeamSearchForm
from intranet.directory.models import OrgUnit, Person
from intranet.directory.team import direct_people, teams_of, topmost, units_led_by
from intranet.directory.trees import UnitNode, unit_tree

# From this many people on, looking for one in the list takes longer than typing.
SEARCHED_FROM = 20
# A list of more people than this is a staff list, not a team.
MOST_SHOWN_AT_ONCE = 60


def units_without_head(user: AbstractBaseUser | AnonymousUser) -> Iterator[TodoItem]:
    """Give HR the units whose post of head is vacant: nobody there can be asked to approve or to acquaint."""
    if not isinstance(user, User) or not has_role(user, Role.HR):
        return
    for unit in OrgUnit.objects.visible_to(user).existing(today()).filter(head__isnull=True):
        yield TodoItem(
            title=_("Name a head of the unit %(unit)s") % {"unit": unit.name},
            url=unit.get_absolute_url(),
            source_label=gettext_lazy("People and units"),
            detail=_(
                "Ask IT support to write the head into the account directory. Here it shows in half an hour."
            ),
        )


todo_sources.register(TodoSource("directory.heads", units_without_head))


def my_people(request: HttpRequest) -> dict[str, Any]:
    """Give a head the people of their units and of the units below, unit by unit; of a crowd first the nearest."""
    user = signed_in_user(request)
    units = units_led_by(user, on=today())
    people = Person.objects.visible_to(user).filter(unit__in=[unit.pk for unit in units])
    form = TeamSearchForm(request.GET)
    everybody = list(people)
    nearest = direct_people(units, everybody) if len(everybody) > MOST_SHOWN_AT_ONCE else everybody
    is_crowd = 0 < len(nearest) < len(everybody)
    found = shown = nearest if is_crowd and not form.is_everybody else everybody
    if form.words:
        matching = {person.pk for person in people.matching(form.words)}
        found = [person for person in shown if person.pk in matching]
    return {
        "form": form if len(everybody) > SEARCHED_FROM or form.words or not form.is_valid() else None,
        "words": form.words,
        "led_units": topmost(units),
        "everybody_count": len(everybody),
        "nearest_count": len(nearest),
        "people_count": len(shown),
        "found_count": len(found),
        "clear_url": _address("", everybody=form.is_everybody),
        "everybody_url": _address(form.words, everybody=True) if is_crowd and shown is nearest else "",
        "nearest_url": _address(form.words, everybody=False) if is_crowd and shown is everybody else "",
        "teams": teams_of(units, found),
        "today": today(),
    }


def _address(words: str, *, everybody: bool) -> str:
    """Return the address of the team with the same words in another scope."""
    query = ({"scope": EVERYBODY} if everybody else {}) | ({"q": words} if words else {})
    return f"{reverse('home:team')}{'?' if query else ''}{urlencode(query)}"


def staff_by_unit(request: HttpRequest) -> dict[str, Any] | None:
    """Give the number of people in each unit directly below the top, with all that is below it."""
    units = OrgUnit.objects.visible_to(signed_in_user(request)).existing(today())
    tree = unit_tree(units.annotate(people_count=Count("people", filter=Q(people__is_active=True))))
    if not tree:
        return None
    points = [point for top in tree for point in _points_of(top)]
    points.sort(key=lambda point: -point.value)
    chart = bar_chart(
        title=_("People by unit, with sub-units"),
        label_heading=_("Unit"),
        value_heading=_("Number of people"),
        points=points,
    )
    return {"chart": chart}


def _points_of(top: UnitNode) -> Iterator[Point]:
    """Yield the top unit's own people, then each unit below it with everything it holds."""
    own = _("%(unit)s (without units below)") if top.children else "%(unit)s"
    yield Point(own % {"unit": top.unit.name}, _own(top), top.unit.get_absolute_url())
    for node in top.children:
        yield Point(node.unit.name, _whole(node), node.unit.get_absolute_url())


def _own(node: UnitNode) -> int:
    number: int = node.unit.people_count  # type: ignore[attr-defined]  # annotated above
    return number


def _whole(node: UnitNode) -> int:
    return _own(node) + sum(_whole(child) for child in node.children)


team_boxes.register(Box("directory.people", "directory/_team_box.html", order=10, context=my_people))
director_boxes.register(Box("directory.units", "directory/_staff_box.html", order=20, context=staff_by_unit))
