"""Where a run happens: its folder, its PostgreSQL server, the environment of everything it starts."""

import json
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from deploy.demo.commands import ROOT, Stopper, run
from deploy.demo.directory.accounts import (
    GROUPS_BASE,
    PEOPLE_BASE,
    SERVICE_DN,
    SERVICE_PASSWORD,
    UNITS_BASE,
)
from deploy.demo.environment import clean_environment
from deploy.demo.machine import HOST
from tests.servers.directory import RunningDirectory
from tests.servers.postgres import PostgresServer

SETTINGS = "tests.benchmarks.settings"
# The output of steps and servers; it stays when the folder of the run is gone.
LOG = ROOT / "var" / "log" / "bench.log"


@dataclass(frozen=True)
class Place:
    """One run's folder and servers; what it starts ends when the stopper is asked to."""

    folder: Path
    server: PostgresServer
    directory: RunningDirectory
    stopper: Stopper
    secret: str = secrets.token_urlsafe(50)

    def environment(self, database: str, settings: str = SETTINGS) -> Mapping[str, str]:
        """Return the environment of a process that works on the database."""
        server = self.server
        return {
            **clean_environment(),
            "PYTHONPATH": str(self.folder),
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": f"postgresql://{server.user}:{server.password}@{server.host}:{server.port}/{database}",
            "VAR_DIR": str(self.folder),
            "SECRET_KEY": self.secret,
            "ALLOWED_HOSTS": HOST,
            "BASE_URL": f"https://{HOST}",
            "REDIS_URL": "redis://127.0.0.1:9/0",
            "LDAP_SERVERS": self.directory.url,
            "LDAP_CA_FILE": str(self.directory.ca_file),
            "LDAP_BIND_DN": SERVICE_DN,
            "LDAP_BIND_PASSWORD": SERVICE_PASSWORD,
            "LDAP_PEOPLE_BASE": PEOPLE_BASE,
            "LDAP_UNITS_BASE": UNITS_BASE,
            "LDAP_GROUPS_BASE": GROUPS_BASE,
        }

    def django(self, database: str, *words: str, settings: str = SETTINGS) -> None:
        """Run a management command. Raises Failure, StopRequested."""
        self._run([sys.executable, "-m", "django", *words], self.environment(database, settings))

    def step(self, database: str, name: str, *arguments: str, settings: str = SETTINGS) -> Any:
        """Run a module of this package inside Django and return what it found. Raises Failure, StopRequested."""
        result = self.folder / f"{name}-{database}.json"
        command = [sys.executable, "-m", "tests.benchmarks.inside", name, str(result), *arguments]
        self._run(command, self.environment(database, settings))
        return json.loads(result.read_text(encoding="utf-8"))

    def copy_database(self, source: str, copy: str) -> None:
        """Make a database like another one, which nobody may use meanwhile."""
        self.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(copy), sql.Identifier(source))
        )

    def execute(self, statement: sql.SQL | sql.Composed) -> list[tuple[Any, ...]]:
        """Run one statement at the server, in no transaction, and return its rows if it has any."""
        with psycopg.connect(f"{self.server.url.rpartition('/')[0]}/postgres", autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _run(self, command: list[str], environment: Mapping[str, str]) -> None:
        run(command, log=LOG, environment=environment, stopper=self.stopper)
