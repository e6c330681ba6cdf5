from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from intranet.accounts.current import signed_in_user
from intranet.accounts.visits import note_visit
from intranet.core.boxes import boxes, director_boxes, rendered_columns, team_boxes
from intranet.core.dates import today
from intranet.core.menu import quick_links, shown_entries
from intranet.core.todo import by_urgency, waiting_for
from intranet.home.permissions import can_see_director_page, can_see_team_page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the first page: search, what waits, what is new, quick links; all from registries."""
    note_visit(signed_in_user(request))  # before the boxes, which ask since when something is new
    context = {
        "today": today(),
        **rendered_columns(boxes, request),
        "quick_links": shown_entries(quick_links, request),
    }
    return render(request, "home/index.html", context)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show everything that waits for the person, also on paper."""
    items = waiting_for(request.user)
    context = {"today": today(), "waiting_count": len(items), "groups": by_urgency(items, on=today())}
    return render(request, "home/waiting.html", context)


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Show a head what there is about the people they lead; refused to others."""
    if not can_see_team_page(request.user):
        raise PermissionDenied
    return render(request, "home/team.html", rendered_columns(team_boxes, request))


@require_safe
def director(request: HttpRequest) -> HttpResponse:
    """Show the centre in numbers to the director and the auditor; refused to others."""
    if not can_see_director_page(request.user):
        raise PermissionDenied
    return render(request, "home/director.html", rendered_columns(director_boxes, request))
