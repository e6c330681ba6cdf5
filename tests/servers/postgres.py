"""A PostgreSQL server of the tests' own, in a temporary folder, from the system's package."""

import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import processes

DEBIAN_VERSIONS = Path("/usr/lib/postgresql")
USER = DATABASE = "intranet"
START_SECONDS = 30

# Nothing here outlives the tests, so nothing waits for the disk.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)


class PostgresError(RuntimeError):
    """PostgreSQL is not there or would not start; the message ends with its log."""


@dataclass(frozen=True)
class PostgresServer:
    """Where the server listens and who may do everything there."""

    port: int
    password: str
    socket_folder: Path
    log: Path
    host: str = "127.0.0.1"
    user: str = USER
    database: str = DATABASE

    @property
    def url(self) -> str:
        """Return the value of DATABASE_URL."""
        return f"postgresql://{self.user}:{self.password}@{self.host}:{self.port}/{self.database}"


def find_binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL programs, or None without a server package.

    Debian keeps each version in its own folder, outside PATH.
    """
    versions = [path.parent.parent for path in DEBIAN_VERSIONS.glob("*/bin/initdb")]
    if versions:
        newest = max(versions, key=lambda path: [int(part) for part in re.findall(r"\d+", path.name)])
        return newest / "bin"
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Run a fresh server with one empty database for as long as the block lasts. Raises PostgresError.

    PostgreSQL refuses to run as root: then its processes and files belong to the user `postgres`.
    """
    binaries = find_binaries()
    if binaries is None:
        raise PostgresError("there is no PostgreSQL server here")
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="intranet-postgres-"))
    try:
        if owner:
            shutil.chown(folder, owner, owner)
        server = PostgresServer(
            port=processes.free_port(),
            password=secrets.token_hex(16),
            socket_folder=folder,
            log=folder / "postgres.log",
        )
        _make_cluster(server, binaries, folder, owner)
        process = _start(server, binaries, folder, owner)
        try:
            _wait_until_ready(server, binaries, process)
            _run([binaries / "createdb", *_address(server), DATABASE], server, folder, owner)
            yield server
        finally:
            # SIGQUIT stops at once, without a checkpoint of data that is thrown away with the folder.
            processes.end(process, signal.SIGQUIT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> str | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise PostgresError("PostgreSQL does not run as root and there is no user postgres") from None


def _make_cluster(server: PostgresServer, binaries: Path, folder: Path, owner: str | None) -> None:
    password_file = folder / "password"
    password_file.touch(mode=0o600)
    password_file.write_text(server.password, encoding="ascii")
    if owner:
        shutil.chown(password_file, owner, owner)
    # C.UTF-8 knows no Polish order: a list that forgot to ask for our collation shows itself in the tests.
    options = [
        "--locale=C.UTF-8",
        "--encoding=UTF8",
        "--auth=scram-sha-256",
        "--no-sync",
        "--no-instructions",
    ]
    accounts = [f"--username={USER}", f"--pwfile={password_file}"]
    _run([binaries / "initdb", f"--pgdata={folder / 'data'}", *options, *accounts], server, folder, owner)


def _start(
    server: PostgresServer, binaries: Path, folder: Path, owner: str | None
) -> subprocess.Popen[bytes]:
    settings = [
        f"port={server.port}",
        f"listen_addresses={server.host}",
        f"unix_socket_directories={server.socket_folder}",
        *FAST,
    ]
    options = [word for setting in settings for word in ("-c", setting)]
    command = [str(binaries / "postgres"), "-D", str(folder / "data"), *options]
    return processes.start(command, log=server.log, folder=folder, user=owner, parting=signal.SIGQUIT)


def _wait_until_ready(server: PostgresServer, binaries: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    ask = [str(binaries / "pg_isready"), "--quiet", *_address(server)]
    while subprocess.run(ask, check=False).returncode != 0:
        if process.poll() is not None or time.monotonic() > deadline:
            raise PostgresError(f"PostgreSQL did not start:\n{processes.last_lines(server.log)}")
        time.sleep(0.05)


def _address(server: PostgresServer) -> list[str]:
    return [f"--host={server.host}", f"--port={server.port}", f"--username={server.user}"]


def _run(command: list[str | Path], server: PostgresServer, folder: Path, owner: str | None) -> None:
    """Run one of PostgreSQL's tools as the owner of the data. Raises PostgresError with what it said."""
    result = subprocess.run(
        [str(word) for word in command],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PGPASSWORD": server.password, "LC_ALL": "C.UTF-8"},
        user=owner,
        group=owner,
        extra_groups=[] if owner else None,
    )
    if result.returncode != 0:
        raise PostgresError(f"{Path(command[0]).name} failed:\n{result.stdout}{result.stderr}")
