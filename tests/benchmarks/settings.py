"""Production settings as they are, with the benchmark's addresses and errors alone in the log."""

from intranet.settings.production import *

ROOT_URLCONF = "tests.benchmarks.urls"
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
