"""Who did what, when, to which object. Append-only; every write that matters goes through ``record``."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import translation

from intranet.core.models import AuditEntry

SYSTEM = "system"
LONGEST_LABEL = 250


class AnonymousActor(ValueError):
    """A write was about to be recorded as done by nobody: strangers write nothing here."""


def record(
    *,
    actor: AbstractBaseUser | AnonymousUser | None,
    action: str,
    obj: models.Model | None = None,
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write one entry in the caller's transaction and return it.

    ``action`` is "<app>.<verb>" ("orders.publish"); ``actor`` None means the system itself. The actor and the
    object are kept as id and label, so an entry outlives both. ``details`` must be JSON and free of client data.
    Raises AnonymousActor for somebody who is not signed in.
    """
    if actor is not None and not actor.is_authenticated:
        raise AnonymousActor(action)
    # Evidence reads the same whatever language the person who caused it has chosen.
    with translation.override(settings.LANGUAGE_CODE):
        return AuditEntry.objects.create(
            actor_id=str(actor.pk) if actor is not None else "",
            actor_label=str(actor)[:LONGEST_LABEL] if actor is not None else SYSTEM,
            action=action,
            object_type=obj._meta.label_lower if obj is not None else "",
            object_id=str(obj.pk) if obj is not None else "",
            object_label=str(obj)[:LONGEST_LABEL] if obj is not None else "",
            details=dict(details or {}),
        )
