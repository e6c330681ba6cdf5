from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from intranet.core.catalogue import checks, pofile, sources


class Command(BaseCommand):
    """Keep the catalogue of Polish texts: update lists sentences, check finds faults, compile installs."""

    help = "Update, check or compile the catalogue of Polish texts."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        update = actions.add_parser("update", help="bring the list of sentences up to date with the code")
        update.add_argument("--prune", action="store_true", help="forget the sentences that left the code")
        actions.add_parser("check", help="fail and list what is missing or wrong")
        actions.add_parser("compile", help="write the compiled catalogue if it is stale")

    def handle(self, *, action: str, verbosity: int, prune: bool = False, **options: object) -> None:
        root = Path(settings.BASE_DIR)
        path = root / pofile.LOCATION
        try:
            if action == "compile":
                self._compile(path, quiet=verbosity == 0)
            elif action == "update":
                self._update(root, path, prune=prune)
            else:
                self._check(root, path)
        except pofile.BrokenCatalogueError as error:
            raise CommandError(f"{path} cannot be read: {error}") from error

    def _compile(self, path: Path, *, quiet: bool) -> None:
        written = pofile.compile_catalogue(path)
        if not quiet:
            self.stdout.write(
                "Compiled the catalogue." if written else "The compiled catalogue is up to date."
            )

    def _update(self, root: Path, path: Path, *, prune: bool) -> None:
        found = sources.collect(root).found
        catalog = pofile.updated(pofile.read(path), found.values())
        if prune:
            pofile.without_removed(catalog)
        written = pofile.write(path, catalog)
        empty = sum(not any(pofile.forms(message)) for message in pofile.messages(catalog).values())
        state = "updated" if written else "up to date"
        self.stdout.write(
            f"Catalogue {state}: {len(catalog)} sentences, {empty} to translate,"
            f" {len(catalog.obsolete)} removed."
        )

    def _check(self, root: Path, path: Path) -> None:
        problems = checks.problems(pofile.read(path), sources.collect(root))
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"The Polish catalogue has {len(problems)} faults.")
        self.stdout.write("The Polish catalogue is complete.")
