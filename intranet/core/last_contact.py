"""Whom to call, when the database that knows it cannot be asked."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.cache import caches

LAST_CONTACT = "help-contact-last"


class Contact(Protocol):
    """What a page shows of the help desk; the row in the database has it too."""

    phone: str
    hours: str
    email: str
    note: str


@dataclass
class WrittenContact:
    """A contact that came from elsewhere than the database."""

    phone: str = ""
    hours: str = ""
    email: str = ""
    note: str = ""


def remember(contact: Contact | None) -> None:
    """Keep ``contact`` in this process for as long as it lives, or forget the one kept."""
    caches["process"].set(LAST_CONTACT, contact, None)


def last_contact() -> Contact | None:
    """Return the contact this process has shown last, else the phone from the settings, else None."""
    contact: Contact | None = caches["process"].get(LAST_CONTACT)
    if contact is None and settings.HELP_PHONE:
        return WrittenContact(phone=settings.HELP_PHONE)
    return contact
