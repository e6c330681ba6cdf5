import re
from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from intranet.core import audit, maintenance
from intranet.core.models import HelpContact


class Command(BaseCommand):
    """Close the intranet for works and open it again; works while the database is down."""

    help = 'Close the intranet for works: maintenance on --message "…" --until 14:30, then maintenance off.'
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        on = actions.add_parser("on", help="answer every page with a note about works")
        on.add_argument("--message", default="", help="a sentence for the readers, in Polish")
        on.add_argument("--until", default="", help='planned end: "14:30" or "2026-11-22 14:30", local time')
        actions.add_parser("off", help="open the intranet again")
        actions.add_parser("status", help="say whether it is closed")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if action == "on":
            self._close(options["message"].strip(), options["until"].strip())
        elif action == "off":
            self._open()
        self.stdout.write(_status())

    def _close(self, message: str, until: str) -> None:
        end = moment(until) if until else None
        try:
            contact = HelpContact.current()
        except DatabaseError:
            contact = None
            self.stderr.write("The database does not answer: the page will show the phone from HELP_PHONE.")
        maintenance.turn_on(message=message, until=end, contact=contact)
        self._record("core.maintenance_on", {"message": message, "until": end.isoformat() if end else None})

    def _open(self) -> None:
        if maintenance.turn_off():
            self._record("core.maintenance_off", {})

    def _record(self, action: str, details: dict[str, str | None]) -> None:
        try:
            audit.record(actor=None, action=action, details=details)
        except DatabaseError:
            self.stderr.write("The database does not answer: this is not in the audit log.")


def moment(text: str) -> datetime:
    """Return the moment meant by "14:30" (the next one) or "2026-11-22 14:30", in the house's time zone."""
    now = timezone.localtime()
    try:
        if re.fullmatch(r"\d{1,2}:\d{2}", text):
            hour, minute = map(int, text.split(":"))
            end = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
            return end if end > now else end + timedelta(days=1)
        end = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f'"{text}" is no time: write 14:30 or "2026-11-22 14:30".') from error
    end = timezone.make_aware(end) if timezone.is_naive(end) else end
    if end <= now:
        raise CommandError(f'"{text}" has passed already.')
    return end


def _status() -> str:
    works = maintenance.current()
    if works is None:
        return "The intranet is open."
    end = works.planned_end
    until = f" until {timezone.localtime(end):%Y-%m-%d %H:%M}" if end else ", with no planned end"
    return f"The intranet is closed{until}. {works.message}".rstrip()
