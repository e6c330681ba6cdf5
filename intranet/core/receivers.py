"""What the kernel does when Django itself announces something."""

from typing import Any

from django.core.management import call_command


def make_cache_table(**kwargs: Any) -> None:
    """Make the table of the database cache after migrations; does nothing when it is there."""
    call_command("createcachetable", verbosity=0)
