"""A real OpenLDAP server for tests: own folder, free ports, ended by its process id."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers import packages, processes
from tests.servers.certificates import Certificate

SUFFIX = "dc=mops,dc=example"
SERVICE_DN = f"cn=intranet,ou=uslugi,{SUFFIX}"
SERVICE_PASSWORD = "haslo-uslugi"
SCHEMA_FOLDER = Path("/etc/ldap/schema")
MODULE_FOLDER = Path("/usr/lib/ldap")
START_SECONDS = 10.0
ATTEMPTS = 3


@dataclass(frozen=True)
class SlapdOptions:
    """How a server differs from the plain one.

    `limits`, `access` and `overlays` are lines of slapd.conf(5). `certificate` None makes a server without
    TLS.
    """

    certificate: Certificate | None = None
    limits: tuple[str, ...] = ("sizelimit size.soft=500 size.hard=500 size.prtotal=unlimited",)
    overlays: tuple[str, ...] = ()
    access: tuple[str, ...] = (
        "access to attrs=userPassword by anonymous auth by * none",
        f'access to * by dn.exact="{SERVICE_DN}" read by self read by * none',
    )


@dataclass
class Slapd:
    """A running server."""

    folder: Path
    process: subprocess.Popen[bytes]
    port: int
    tls_port: int

    @property
    def url(self) -> str:
        """The address for StartTLS."""
        return f"ldap://127.0.0.1:{self.port}"

    @property
    def tls_url(self) -> str:
        """The address with TLS from the first byte."""
        return f"ldaps://127.0.0.1:{self.tls_port}"

    def freeze(self) -> None:
        """Let connections in and answer nothing from now on."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def stop(self) -> None:
        """End the process and wait for it; harmless when it has ended."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGCONT)
            processes.end(self.process, signal.SIGTERM)


@contextlib.contextmanager
def running_slapd(folder: Path, ldif: str, options: SlapdOptions | None = None) -> Iterator[Slapd]:
    """Start a server in `folder` (emptied first) with the entries of `ldif`, stop it at the end.

    Entries are loaded below slapd's overlays, so `ldif` may hold operational attributes such as pwdReset.
    Raises RuntimeError with slapd's words when it does not start.
    """
    options = options or SlapdOptions()
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    (folder / "slapd.conf").write_text(_configuration(folder, options), encoding="utf-8")
    (folder / "content.ldif").write_text(ldif, encoding="utf-8")
    # Ubuntu's AppArmor keeps /usr/sbin/slapd out of temporary folders; a copy elsewhere is not confined.
    shutil.copy(packages.find_program("slapd") or "slapd", folder / "slapd")
    _load(folder)
    server = _start(folder, has_tls=options.certificate is not None)
    try:
        yield server
    finally:
        server.stop()


def _configuration(folder: Path, options: SlapdOptions) -> str:
    lines = [
        *(f"include {SCHEMA_FOLDER}/{name}.schema" for name in ("core", "cosine", "inetorgperson")),
        f"modulepath {MODULE_FOLDER}",
        *(f"moduleload {name}" for name in ("back_mdb", "ppolicy")),
    ]
    if options.certificate is not None:
        lines += [
            f"TLSCACertificateFile {options.certificate.ca_file}",
            f"TLSCertificateFile {options.certificate.certificate_file}",
            f"TLSCertificateKeyFile {options.certificate.key_file}",
        ]
    lines += [
        "database mdb",
        f"directory {folder}/data",
        f'suffix "{SUFFIX}"',
        f'rootdn "cn=admin,{SUFFIX}"',
        "maxsize 67108864",
        "dbnosync",
        "index objectClass,entryUUID,uid,mail,member eq",
        *options.limits,
        *options.access,
        *options.overlays,
    ]
    return "\n".join(lines) + "\n"


def _load(folder: Path) -> None:
    done = subprocess.run(
        [str(folder / "slapd"), "-Tadd", "-q", "-f", f"{folder}/slapd.conf", "-l", f"{folder}/content.ldif"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"slapadd: {done.stderr}")


def _start(folder: Path, *, has_tls: bool) -> Slapd:
    """Start slapd on free ports; another program may take one meanwhile, so try again."""
    log = folder / "slapd.log"
    for _ in range(ATTEMPTS):
        port, tls_port = processes.free_port(), processes.free_port()
        urls = f"ldap://127.0.0.1:{port}" + (f" ldaps://127.0.0.1:{tls_port}" if has_tls else "")
        # -d 0 keeps slapd in the foreground, so that its process id is ours to end.
        command = [str(folder / "slapd"), "-d", "0", "-f", f"{folder}/slapd.conf", "-h", urls]
        process = processes.start(command, log=log, folder=folder, parting=signal.SIGTERM)
        server = Slapd(folder, process, port, tls_port)
        if _answers(server):
            return server
        server.stop()
    raise RuntimeError(f"slapd did not start: {processes.last_lines(log)}")


def _answers(server: Slapd) -> bool:
    """Wait for the first accepted connection; give up when the process ends or takes too long."""
    waited = 0.0
    while waited < START_SECONDS:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=1):
            return True
        try:
            server.process.wait(0.05)
        except subprocess.TimeoutExpired:
            waited += 0.05
        else:
            return False
    return False
