"""The directory as one of the needs shown at `/readyz`."""

from intranet.core.readiness import Need, needs
from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import config_from_settings
from intranet.ldap.errors import DirectoryError


def _ask_directory() -> None:
    DirectoryClient(config_from_settings()).ping()


needs.register(Need("directory", _ask_directory, (DirectoryError,), order=30))
