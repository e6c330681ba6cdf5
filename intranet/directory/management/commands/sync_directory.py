from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intranet.directory.sync import apply_snapshot
from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import config_from_settings
from intranet.ldap.errors import DirectoryError


class Command(BaseCommand):
    help = "Read the whole directory and write units, people, heads, job groups and roles."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            snapshot = DirectoryClient(config_from_settings()).read_snapshot()
        except DirectoryError as error:
            raise CommandError(f"The directory could not be read, nothing was changed: {error}") from error
        report = apply_snapshot(snapshot)
        read = (
            f"{len(snapshot.people)} people, {len(snapshot.units)} units, {len(snapshot.groups)} groups read"
        )
        changes = (
            ", ".join(f"{name}: {count}" for name, count in report.counts.items() if count) or "no change"
        )
        self.stdout.write(f"{read}; {changes}")
        if report.leavers_refused:
            raise CommandError(
                f"{report.leavers_refused} people are missing from the directory. That many are not believed: "
                "nobody was deactivated. Check the search base and the rights of the service account."
            )
