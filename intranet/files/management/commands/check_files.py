import json
import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intranet.files.checking import Problem, check_store

SAY_EVERY = 1_000
SENTENCES = {
    Problem.BYTES_MISSING: "the record has no bytes in the store: restore them from a copy",
    Problem.WRONG_SIZE: "the bytes are of another size than when they were stored: restore them from a copy",
    Problem.WRONG_HASH: "the bytes are not those that were stored: restore them from a copy",
    Problem.NO_ROW: "bytes without a record, which the nightly sweep removes",
    Problem.ATTACHED_NOWHERE: "attached nowhere, which the nightly sweep removes",
    Problem.NOT_READ: "its text has been waiting too long: is a worker running?",
    Problem.NO_TEXT_ROW: "stored before texts were kept: run extract_texts",
}


class Command(BaseCommand):
    """Compare the database with the store of private files; changes nothing, ends with 1 when something is wrong."""

    help = "Compare the database with the store of private files; ends with 1 when something is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object for programs")
        parser.add_argument(
            "--no-hashes", action="store_true", help="do not read the bytes: sizes only, fast"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        looked_at = 0

        def progress(number: int) -> None:
            nonlocal looked_at
            looked_at = number
            if number % SAY_EVERY == 0:
                self.stderr.write(f"{number} …")

        found = list(check_store(with_hashes=not options["no_hashes"], progress=progress))
        if options["json"]:
            problems = [
                {"problem": one.problem.value, "file": one.key, "detail": one.detail} for one in found
            ]
            self.stdout.write(json.dumps({"files": looked_at, "ok": not found, "problems": problems}))
            if found:
                sys.exit(1)
            return
        for one in found:
            detail = f" ({one.detail})" if one.detail else ""
            self.stdout.write(f"{one.key}: {SENTENCES[one.problem]}{detail}")
        if found:
            counts = ", ".join(
                f"{problem.value}: {number}"
                for problem, number in Counter(one.problem for one in found).items()
            )
            raise CommandError(f"{looked_at} files looked at. {counts}.")
        self.stdout.write(self.style.SUCCESS(f"{looked_at} files looked at, all in order."))
