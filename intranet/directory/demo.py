"""The sample staff comes from the demo directory by the ordinary sync."""

from datetime import date

from intranet.core.demo import DemoLoader, demo_loaders
from intranet.directory.models import Person
from intranet.directory.sync import sync_with_directory


def load(today: date) -> str:
    """Read the directory and write people, units, heads and job groups."""
    sync_with_directory()
    return f"{Person.objects.active().count()} people"


demo_loaders.register(DemoLoader("people", 10, load))
