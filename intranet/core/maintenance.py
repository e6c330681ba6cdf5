"""The switch that closes the intranet for works: a file, because the database may be what is worked on."""

import json
import logging
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from intranet.core.last_contact import Contact, WrittenContact

logger = logging.getLogger(__name__)

RETRY_SECONDS = 300


@dataclass(frozen=True)
class Maintenance:
    """Works that go on: a sentence for the readers, the planned end, whom to call; each may be missing."""

    message: str = ""
    until: datetime | None = None
    contact: WrittenContact | None = None

    @property
    def planned_end(self) -> datetime | None:
        """Return the planned end while it lies ahead: one that has passed would only annoy."""
        return self.until if self.until and self.until > timezone.now() else None

    @property
    def retry_after(self) -> int:
        """Return the seconds after which to ask again."""
        end = self.planned_end
        return max(1, round((end - timezone.now()).total_seconds())) if end else RETRY_SECONDS


def switch() -> Path:
    """Return the file whose presence closes the intranet."""
    return Path(settings.VAR_DIR) / "maintenance.json"


def current() -> Maintenance | None:
    """Return the works that go on, or None. Costs one look at the folder; the file is read when it changes."""
    try:
        found = os.stat(switch())
    except OSError:
        return None
    return _read(switch(), found.st_mtime_ns, found.st_size, found.st_ino)


def turn_on(*, message: str = "", until: datetime | None = None, contact: Contact | None = None) -> None:
    """Close the intranet in every process at once. ``until`` must be aware of its time zone."""
    path = switch()
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = WrittenContact(contact.phone, contact.hours, contact.email, contact.note) if contact else None
    text = {
        "message": message,
        "until": until.isoformat() if until else None,
        "contact": asdict(shown) if shown else None,
    }
    # Put in place whole: a process must never read half of it.
    half = path.with_suffix(".new")
    half.write_text(json.dumps(text, ensure_ascii=False, indent=1), encoding="utf-8")
    half.chmod(0o644)
    half.replace(path)


def turn_off() -> bool:
    """Open the intranet; return whether it was closed."""
    try:
        switch().unlink()
    except FileNotFoundError:
        return False
    return True


@lru_cache(maxsize=1)
def _read(path: Path, changed: int, size: int, number: int) -> Maintenance:
    try:
        text = json.loads(path.read_text(encoding="utf-8"))
        until = datetime.fromisoformat(text["until"]) if text.get("until") else None
        contact = WrittenContact(**text["contact"]) if text.get("contact") else None
        return Maintenance(
            str(text.get("message") or ""),
            timezone.make_aware(until) if until and timezone.is_naive(until) else until,
            contact,
        )
    except (OSError, ValueError, TypeError, AttributeError):
        # Somebody meant to close the intranet: a slip in the file must not open it.
        logger.exception("%s is damaged; the intranet stays closed without a message", path.name)
        return Maintenance()
