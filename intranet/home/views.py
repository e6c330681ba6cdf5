from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from intranet.core.boxes import boxes, rendered_boxes
from intranet.core.menu import quick_links, shown_entries


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the first page: search, what waits, the newest orders, quick links; all from registries."""
    context = {
        "main_boxes": rendered_boxes(boxes, request, column="main"),
        "side_boxes": rendered_boxes(boxes, request, column="side"),
        "quick_links": shown_entries(quick_links, request),
    }
    return render(request, "home/index.html", context)
