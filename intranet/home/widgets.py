from typing import Any

from django.http import HttpRequest

from intranet.core.boxes import Box, boxes
from intranet.core.todo import waiting_for


def waiting_context(request: HttpRequest) -> dict[str, Any]:
    """Give what waits for the person; the box is shown when empty too, saying so."""
    return {"items": waiting_for(request.user)}


boxes.register(Box("home.waiting", "home/_waiting_box.html", order=10, context=waiting_context))
