"""Who did what, when, to which object. Append-only; every write that matters goes through ``record``."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models

from intranet.core.models import AuditEntry

SYSTEM = "system"


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
    """
    is_person = actor is not None and actor.is_authenticated
    return AuditEntry.objects.create(
        actor_id=str(actor.pk) if is_person and actor is not None else "",
        actor_label=str(actor) if is_person else SYSTEM,
        action=action,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        object_label=str(obj)[:250] if obj is not None else "",
        details=dict(details or {}),
    )
