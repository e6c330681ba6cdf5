"""System checks of the settings that must agree; they bite only in production settings."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from intranet.core.startup import STARTUP_TAG

SHORTEST_SECRET = 50
MARKS_OF_A_SAMPLE = ("change", "only-for-tests", "django-insecure", "secret", "example")


@register(STARTUP_TAG)
def check_secret_key(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a short or sample SECRET_KEY: sessions and signed links rest on it."""
    key = settings.SECRET_KEY
    is_sample = any(mark in key.lower() for mark in MARKS_OF_A_SAMPLE)
    if not settings.IS_PRODUCTION or (len(key) >= SHORTEST_SECRET and not is_sample):
        return []
    return [
        Error(
            "SECRET_KEY is a sample or shorter than 50 characters.",
            hint="Set SECRET_KEY to the output of: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
            id="core.E001",
        )
    ]


@register(STARTUP_TAG)
def check_debug_off(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse DEBUG: its error pages show settings and data to whoever meets an error."""
    if not settings.IS_PRODUCTION or not settings.DEBUG:
        return []
    return [
        Error("DEBUG is on in production.", hint="Remove DJANGO_DEBUG from the environment.", id="core.E002")
    ]
