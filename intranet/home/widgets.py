from typing import Any

from django.http import HttpRequest

from intranet.core.boxes import Box, boxes
from intranet.core.dates import today
from intranet.core.todo import by_urgency, waiting_for

WAITING_SHOWN = 7


def waiting_context(request: HttpRequest) -> dict[str, Any]:
    """Give what waits for the person, the most urgent first; the box is shown when empty too, saying so."""
    items = waiting_for(request.user)
    return {
        "waiting_count": len(items),
        "groups": by_urgency(items, on=today()),
        "shown_groups": by_urgency(items[:WAITING_SHOWN], on=today()),
        "is_shortened": len(items) > WAITING_SHOWN,
    }


boxes.register(Box("home.waiting", "home/_waiting_box.html", order=10, context=waiting_context))
