from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intranet.directory.sync import SyncNotNeeded, sync_with_directory
from intranet.ldap.errors import DirectoryError


class Command(BaseCommand):
    help = "Read the whole directory and write units, people, heads, job groups and roles."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            snapshot, report = sync_with_directory()
        except DirectoryError as error:
            raise CommandError(f"The directory could not be read, nothing was changed: {error}") from error
        except SyncNotNeeded as reason:
            raise CommandError(f"Nothing was changed: {reason}") from reason
        read = (
            f"{len(snapshot.people)} people, {len(snapshot.units)} units, {len(snapshot.groups)} groups read"
        )
        changes = (
            ", ".join(f"{name}: {count}" for name, count in report.counts.items() if count) or "no change"
        )
        self.stdout.write(f"{read}; {changes}")
        if report.passed_over:
            symbols = ", ".join(report.passed_over)
            self.stderr.write(f"Passed over, as another unit has the same symbol: {symbols}")
        if report.refusals:
            raise CommandError(
                "\n".join([*report.refusals, "Check the search bases and the rights of the service account."])
            )
