"""Step: the sync of the demo staff into an empty database, and again when nothing has changed."""

import ssl
import statistics
import time
from collections.abc import Callable

import ldap3
from django.conf import settings
from django.db import connection

from intranet.directory.sync import apply_snapshot
from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import config_from_settings
from tests.benchmarks.client import WrongAnswer

TIMES = 5
ATTRIBUTES = ["uid", "entryUUID", "givenName", "sn", "mail", "title", "departmentNumber", "memberOf"]


def main(arguments: list[str]) -> dict[str, float]:
    """Return milliseconds on the clock of the first sync, of one without changes and of a bare read."""
    connection.ensure_connection()
    _bare_read()  # What Python loads and the server prepares on the first connection is not in the figures.
    found = {"first": _milliseconds(_sync)}
    found["unchanged"] = statistics.median(_milliseconds(_sync) for _ in range(TIMES))
    found["bare-read"] = statistics.median(_milliseconds(_bare_read) for _ in range(TIMES))
    return found


def _sync() -> None:
    apply_snapshot(DirectoryClient(config_from_settings()).read_snapshot())


def _bare_read() -> None:
    """Read the people with ldap3 alone, as few attributes as anything could be done with."""
    tls = ldap3.Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=settings.LDAP_CA_FILE)
    server = ldap3.Server(settings.LDAP_SERVERS[0], tls=tls, get_info=ldap3.NONE)
    with ldap3.Connection(
        server,
        settings.LDAP_BIND_DN,
        settings.LDAP_BIND_PASSWORD,
        auto_bind=ldap3.AUTO_BIND_TLS_BEFORE_BIND,
        client_strategy=ldap3.SYNC,
    ) as directory:
        found = directory.extend.standard.paged_search(
            settings.LDAP_PEOPLE_BASE,
            "(objectClass=person)",
            attributes=ATTRIBUTES,
            paged_size=500,
            generator=False,
        )
    if not found:
        raise WrongAnswer("The directory has nobody.")


def _milliseconds(action: Callable[[], None]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000
