"""manage.py rebuild_search"""

import sys
from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model

from intranet.search.models import Vocabulary
from intranet.search.rebuilding import forget_unknown_sources, is_outdated, number_to_file, rebuild_source
from intranet.search.registry import SearchSource, sources
from intranet.search.vocabulary import make_vocabulary

SAY_EVERY = 2_000
BAR_WIDTH = 30
INTERRUPTED = 130  # what a shell says of a program ended by Ctrl+C


class Command(BaseCommand):
    help = (
        "Make the search index and its vocabulary again; safe to repeat and to run while people search. "
        "After Ctrl+C what was done stays; --resume goes on from there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="*", help="keys of the sources to rebuild; none means all")
        parser.add_argument("--resume", action="store_true", help="go on where an interrupted rebuild ended")
        parser.add_argument(
            "--if-outdated",
            action="store_true",
            help="do nothing unless the keys have changed or something was never filed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_outdated"] and not is_outdated():
            # Services file each object as it is saved; only the words for corrections are counted apart.
            if not Vocabulary.objects.exists():
                make_vocabulary()
            self.stdout.write("The search index is up to date.")
            return
        try:
            for source in self._chosen(options["source"]):
                self._rebuild(source, is_resumed=options["resume"])
            if not options["source"] and (forgotten := forget_unknown_sources()):
                self.stdout.write(f"{forgotten} entries of unknown sources forgotten")
            self.stdout.write(f"vocabulary: {make_vocabulary()} words")
        except KeyboardInterrupt:
            self.stderr.write(
                "\nInterrupted. What was done stays; go on with: manage.py rebuild_search --resume"
            )
            sys.exit(INTERRUPTED)

    def _chosen(self, keys: list[str]) -> list[SearchSource[Model]]:
        unknown = [key for key in keys if sources.get(key) is None]
        if unknown:
            known = ", ".join(source.key for source in sources)
            raise CommandError(f"No such source: {', '.join(unknown)}. There are: {known}.")
        return [source for source in sources if not keys or source.key in keys]

    def _rebuild(self, source: SearchSource[Model], *, is_resumed: bool) -> None:
        total = number_to_file(source)
        started = monotonic()
        is_watched = self.stdout.isatty()

        def say(filed: int) -> None:
            if is_watched:
                line = _bar(filed, total, monotonic() - started)
                self.stdout.write(f"\r{source.key:<14} {line}", ending="")
                self.stdout.flush()
            elif filed % SAY_EVERY == 0:
                self.stdout.write(f"{source.key}: {filed} of {total} …")

        filed = rebuild_source(source, progress=say, is_resumed=is_resumed)
        if is_watched:
            self.stdout.write("\r\033[K", ending="")
        self.stdout.write(self.style.SUCCESS(f"{source.key}: {filed} filed"))


def _bar(filed: int, total: int, seconds: float) -> str:
    """Return "[#####.....]  50 %, 10,000 of 20,000, 12 s left"."""
    share = min(filed / total, 1.0) if total else 1.0
    full = round(share * BAR_WIDTH)
    left = f"{seconds * (1 - share) / share:.0f} s left" if share else ""
    return f"[{'#' * full}{'.' * (BAR_WIDTH - full)}] {share:4.0%}, {filed:,} of {total:,}, {left}"
