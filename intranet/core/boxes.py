"""Boxes of the home page, of heads and of the director: domains register them, `intranet.home` lays them out."""

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


def _box_registry() -> Registry[Box]:
    return Registry(key=lambda box: box.key, order=lambda box: (box.order, box.key))


# Everybody's first page, „Mój zespół” of heads, and the director's page.
boxes: Registry[Box] = _box_registry()
team_boxes: Registry[Box] = _box_registry()
director_boxes: Registry[Box] = _box_registry()


def rendered_boxes(registry: Registry[Box], request: HttpRequest, *, column: str) -> list[SafeString]:
    """Render the boxes of one column that have something to show to the person."""
    rendered = []
    for box in registry:
        if box.column == column and (context := box.context(request)) is not None:
            rendered.append(render_to_string(box.template, context, request=request))
    return rendered
