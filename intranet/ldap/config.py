"""Where the directory is and how long we wait for it."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from intranet.ldap.schemas import SCHEMAS

DEFAULT_PORTS = {"ldap": 389, "ldaps": 636}
SNAPSHOT_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """One directory server: `use_tls` means TLS from the first byte, otherwise StartTLS follows."""

    url: str
    host: str
    port: int
    use_tls: bool

    @classmethod
    def parse(cls, url: str) -> "ServerAddress":
        """Read `ldap://host[:port]` or `ldaps://host[:port]`.

        Raises ValueError for another scheme, no host or a port that is not one.
        """
        parts = urlsplit(url.strip())
        if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
            raise ValueError(url)
        port = parts.port or DEFAULT_PORTS[parts.scheme]
        return cls(url=url, host=parts.hostname, port=port, use_tls=parts.scheme == "ldaps")


@dataclass(frozen=True, slots=True)
class LdapConfig:
    """Everything the client needs; times are seconds.

    `deadline` bounds a whole sign-in, `snapshot_deadline` a whole read of the directory, whatever the
    servers do; `connect_timeout` and `receive_timeout` bound one step of it.
    """

    servers: tuple[str, ...]
    ca_file: str
    bind_dn: str
    bind_password: str = field(repr=False)
    people_base: str
    units_base: str
    groups_base: str
    schema: str = "openldap"
    start_tls: bool = True
    connect_timeout: float = 3.0
    receive_timeout: float = 5.0
    deadline: float = 12.0
    snapshot_deadline: float = SNAPSHOT_SECONDS
    page_size: int = 500

    def addresses(self) -> tuple[ServerAddress, ...]:
        """Return the servers in the order given. Raises ValueError for one that cannot be read."""
        return tuple(ServerAddress.parse(url) for url in self.servers)

    def problems(self) -> tuple[str, ...]:
        """Return what makes these settings unusable, in English, empty when nothing does; reads no file."""
        found = [f"{name} is empty." for name in _REQUIRED if not getattr(self, name)]
        if self.schema not in SCHEMAS:
            found.append(f"schema is {self.schema!r}, not one of: {', '.join(SCHEMAS)}.")
        for url in self.servers:
            try:
                address = ServerAddress.parse(url)
            except ValueError:
                found.append(f"server {url!r} is not ldap://host[:port] or ldaps://host[:port].")
                continue
            if not (address.use_tls or self.start_tls):
                found.append(f"server {url!r} would be spoken to without TLS.")
        limits = (self.connect_timeout, self.receive_timeout, self.deadline, self.snapshot_deadline)
        if min(*limits, self.page_size) <= 0:
            found.append("a time limit or the page size is not above zero.")
        return tuple(found)


_REQUIRED = ("servers", "ca_file", "bind_dn", "bind_password", "people_base", "units_base", "groups_base")


def config_from_settings() -> LdapConfig:
    """Return the configuration written in Django's settings (`LDAP_*`)."""
    return LdapConfig(
        servers=tuple(settings.LDAP_SERVERS),
        ca_file=str(settings.LDAP_CA_FILE),
        bind_dn=settings.LDAP_BIND_DN,
        bind_password=settings.LDAP_BIND_PASSWORD,
        people_base=settings.LDAP_PEOPLE_BASE,
        units_base=settings.LDAP_UNITS_BASE,
        groups_base=settings.LDAP_GROUPS_BASE,
        schema=settings.LDAP_SCHEMA,
        start_tls=settings.LDAP_START_TLS,
        connect_timeout=settings.LDAP_CONNECT_TIMEOUT,
        receive_timeout=settings.LDAP_RECEIVE_TIMEOUT,
        deadline=settings.LDAP_DEADLINE,
        snapshot_deadline=getattr(settings, "LDAP_SNAPSHOT_DEADLINE", SNAPSHOT_SECONDS),
        page_size=settings.LDAP_PAGE_SIZE,
    )
