"""manage.py rebuild_search_index"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model

from intranet.search.rebuilding import forget_unknown_sources, is_outdated, rebuild_source
from intranet.search.registry import SearchSource, sources

SAY_EVERY = 2_000


class Command(BaseCommand):
    help = "Make the search index again; safe to repeat and to run while people search."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="*", help="keys of the sources to rebuild; none means all")
        parser.add_argument(
            "--if-outdated",
            action="store_true",
            help="do nothing unless the keys have changed or something was never filed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_outdated"] and not is_outdated():
            self.stdout.write("The search index is up to date.")
            return
        for source in self._chosen(options["source"]):
            self._rebuild(source)
        if not options["source"] and (forgotten := forget_unknown_sources()):
            self.stdout.write(f"{forgotten} entries of unknown sources forgotten")

    def _chosen(self, keys: list[str]) -> list[SearchSource[Model]]:
        unknown = [key for key in keys if sources.get(key) is None]
        if unknown:
            known = ", ".join(source.key for source in sources)
            raise CommandError(f"No such source: {', '.join(unknown)}. There are: {known}.")
        return [source for source in sources if not keys or source.key in keys]

    def _rebuild(self, source: SearchSource[Model]) -> None:
        def say(filed: int) -> None:
            if filed % SAY_EVERY == 0:
                self.stdout.write(f"{source.key}: {filed} …")

        filed = rebuild_source(source, progress=say)
        self.stdout.write(self.style.SUCCESS(f"{source.key}: {filed} filed"))
