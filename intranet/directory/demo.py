"""The sample staff comes from the demo directory by the ordinary sync."""

from datetime import date

from intranet.core.demo import DemoLoader, demo_loaders
from intranet.directory.models import Person
from intranet.directory.sync import apply_snapshot
from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import config_from_settings


def load(today: date) -> str:
    """Read the directory and write people, units, heads and job groups."""
    apply_snapshot(DirectoryClient(config_from_settings()).read_snapshot())
    return f"{Person.objects.active().count()} people"


demo_loaders.register(DemoLoader("people", 10, load))
