"""System checks of the settings of private files."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from intranet.core.startup import STARTUP_TAG
from intranet.files import limits


@register(STARTUP_TAG)
def check_limit(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a limit under which no file could be stored."""
    if limits.most_bytes() >= limits.MEGABYTE:
        return []
    return [Error("FILES_MAX_MB is below 1.", hint="Remove it, or set it to 50.", id="files.E001")]


@register(STARTUP_TAG)
def check_accel_prefix(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a prefix that nginx would not take for an address of its own."""
    prefix = getattr(settings, "FILES_ACCEL_PREFIX", "")
    if not prefix or (prefix.startswith("/") and prefix.strip("/")):
        return []
    return [
        Error(
            "FILES_ACCEL_PREFIX is not the address of a location.",
            hint='Set it to the internal location of nginx, such as "/chronione-pliki/".',
            id="files.E002",
        )
    ]
