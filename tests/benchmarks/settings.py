"""Production settings on one machine: everything as in a house but the cache, which needs no Redis here."""

from intranet.settings.production import *

# Each worker keeps its own copies: what a cache shared through Redis costs is not in the figures.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
ROOT_URLCONF = "tests.benchmarks.urls"
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
