"""System checks of the directory settings; they bite only in production settings."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from intranet.core.startup import STARTUP_TAG
from intranet.ldap.config import config_from_settings
from intranet.ldap.errors import DirectoryMisconfigured
from intranet.ldap.tls import trust_only


@register(STARTUP_TAG)
def check_directory_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse directory settings that are incomplete or would send passwords without TLS."""
    if not settings.IS_PRODUCTION:
        return []
    return [
        Error(
            f"Directory: {problem}",
            hint="Set the LDAP_* variables as deploy/env.example describes them.",
            id="ldap.E001",
        )
        for problem in config_from_settings().problems()
    ]


@register(STARTUP_TAG)
def check_directory_ca(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a CA file that is missing or holds no certificate: no server could be trusted."""
    if not settings.IS_PRODUCTION or not settings.LDAP_CA_FILE:
        return []
    try:
        trust_only(str(settings.LDAP_CA_FILE))
    except DirectoryMisconfigured as error:
        hint = "Set LDAP_CA_FILE to the PEM file of the authority that signed the directory's certificates."
        return [Error(str(error), hint=hint, id="ldap.E002")]
    return []
