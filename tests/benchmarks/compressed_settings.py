"""The benchmark's settings with pages compressed, as nginx does in a house: for what a browser sees."""

from tests.benchmarks.settings import *
from tests.benchmarks.settings import MIDDLEWARE as PLAIN

MIDDLEWARE = [PLAIN[0], "django.middleware.gzip.GZipMiddleware", *PLAIN[1:]]
