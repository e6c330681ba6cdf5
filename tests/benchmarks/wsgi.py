"""The product's application, with a second one beside it that has no middleware for the bare view."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from intranet.wsgi import application as product

PLAIN = ("/benchmark/bare/", "/benchmark/worker/")

with override_settings(MIDDLEWARE=[]):
    plain = WSGIHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer the request by the one or the other."""
    chosen = plain if environ["PATH_INFO"].startswith(PLAIN) else product
    return chosen(environ, start_response)
