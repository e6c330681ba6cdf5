from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from intranet.files.extraction.reading import ask_again, extract_all

SAY_EVERY = 50


class Command(BaseCommand):
    """Read the texts of files that wait, here and now; safe to interrupt, to repeat and to run beside workers."""

    help = "Read the texts of files that have not been read; safe to interrupt and to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="read also what has been read (after a new version of the reader)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = ask_again(also_read=options["again"])
        self.stdout.write(f"{waiting} files to read")

        def progress(number: int) -> None:
            if number % SAY_EVERY == 0:
                self.stdout.write(f"{number} of {waiting} …")
                self.stdout.flush()

        results = Counter(text.status for text in extract_all(progress=progress))
        for status, number in sorted(results.items()):
            self.stdout.write(f"{status}: {number}")
        self.stdout.write(self.style.SUCCESS(f"{sum(results.values())} files read"))
