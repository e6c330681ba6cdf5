"""Boxes of the home page: domains register them, `intranet.home` lays them out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from intranet.core.registry import Registry


@dataclass(frozen=True)
class Box:
    """A box: its template and the function that fills it; None from the function hides the box.

    ``column`` is "main" or "side".
    """

    key: str
    template: str
    order: int
    context: Callable[[HttpRequest], dict[str, Any] | None]
    column: str = "main"


boxes: Registry[Box] = Registry(key=lambda box: box.key, order=lambda box: (box.order, box.key))


def rendered_boxes(request: HttpRequest, *, column: str) -> list[SafeString]:
    """Render the boxes of one column that have something to show to the person."""
    rendered = []
    for box in boxes:
        if box.column == column and (context := box.context(request)) is not None:
            rendered.append(render_to_string(box.template, context, request=request))
    return rendered
