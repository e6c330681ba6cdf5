"""What must be done before the services start: texts, tables, demo data."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.demo.commands import ROOT, Stopper, end, run, start
from deploy.demo.console import Failure, say
from deploy.demo.machine import is_listening

CATALOGUE = ROOT / "intranet" / "locale" / "pl" / "LC_MESSAGES" / "django.po"
DIRECTORY_SECONDS = 20


@dataclass(frozen=True)
class Preparation:
    """The steps of one run; each may be interrupted and repeated."""

    python: Path
    var: Path
    environment: Mapping[str, str]
    directory_port: int | None
    """Where to start the demo directory while the data is loaded; None when there is another one."""
    stopper: Stopper

    @property
    def log(self) -> Path:
        """Return the file that keeps the output of all steps."""
        return self.var / "log" / "setup.log"

    def prepare(self, *, reload_demo: bool = False) -> None:
        """Bring texts and tables up to date, and load the demo data unless it is there. Raises Failure."""
        # Asked before migrating: that makes an empty database where the data is gone.
        is_loaded = self._is_loaded() and not reload_demo
        if _is_stale(CATALOGUE):
            say("• Compiling the Polish texts")
            self._manage("catalogue", "compile")
        say("• Bringing the database up to date")
        self._manage("migrate", "--no-input")
        if not is_loaded:
            say("• Loading the demo data (invented people, real subjects)")
            self._stamp.unlink(missing_ok=True)
            with self._directory():
                self._manage("load_demo")
            self._stamp.parent.mkdir(parents=True, exist_ok=True)
            self._stamp.write_text(self._database)
        self._manage("rebuild_search", "--if-outdated")

    @property
    def _stamp(self) -> Path:
        return self.var / "demo" / "loaded"

    @property
    def _database(self) -> str:
        """Return the name of the database in a form that shows no password."""
        url = self.environment.get("DATABASE_URL", "")
        return hashlib.sha256(url.encode()).hexdigest()

    def _is_loaded(self) -> bool:
        is_there = bool(self.environment.get("DATABASE_URL")) or (self.var / "db.sqlite3").is_file()
        return is_there and self._stamp.is_file() and self._stamp.read_text() == self._database

    def _manage(self, *words: str) -> None:
        try:
            run(
                [self.python, ROOT / "manage.py", *words],
                log=self.log,
                environment=self.environment,
                stopper=self.stopper,
            )
        except Failure as failure:
            raise Failure(f"{failure}\nTo begin again with fresh demo data, remove {self.var}.") from None

    @contextmanager
    def _directory(self) -> Iterator[None]:
        """Run the demo directory, from which the loader takes the people, for as long as the block lasts."""
        if self.directory_port is None:
            yield
            return
        folder = self.var / "demo" / "directory"
        command = [str(self.python), "-m", "deploy.demo.directory"]
        options = ["--port", str(self.directory_port), "--folder", str(folder)]
        with self.log.open("ab") as output:
            process = start([*command, *options], output=output.fileno(), environment=self.environment)
        try:
            deadline = time.monotonic() + DIRECTORY_SECONDS
            while not is_listening(self.directory_port):
                self.stopper.check()
                if process.poll() is not None or time.monotonic() > deadline:
                    raise Failure(f"The demo directory did not start.\nLog: {self.log}")
                time.sleep(0.05)
            yield
        finally:
            end(process)


def _is_stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    if not catalogue.exists():
        return False
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime
