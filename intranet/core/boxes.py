"""Boxes of the home page, of heads and of the director: domains register them, `intranet.home` lays them out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template import Engine, RequestContext
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


def rendered_columns(registry: Registry[Box], request: HttpRequest) -> dict[str, list[SafeString]]:
    """Render the boxes that have something to show to the person, by column: "main_boxes" and "side_boxes".

    The shell's variables are made once for all of them.
    """
    engine = Engine.get_default()
    columns: dict[str, list[SafeString]] = {"main_boxes": [], "side_boxes": []}
    shell = RequestContext(request)
    # Any template of the engine serves to run the context processors; each box then renders in the same context.
    with shell.bind_template(engine.get_template("core/footer.html")):
        for box in registry:
            if (values := box.context(request)) is not None:
                with shell.push(**values):
                    columns[f"{box.column}_boxes"].append(engine.get_template(box.template).render(shell))
    return columns
