"""A project as `wagtail start` makes it with one page type, on our database, sessions in it as with us.

The generated project is called `stocksite` and stands beside on PYTHONPATH.
"""

import os

import dj_database_url
from stocksite.settings.production import *
from stocksite.settings.production import INSTALLED_APPS

INSTALLED_APPS = ["tests.benchmarks.stock", *INSTALLED_APPS]
# Made in the generated project, so that it fits whatever version of Wagtail is installed.
MIGRATION_MODULES = {"stock": "stocksite.migrations"}
DATABASES = {
    "default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=None, conn_health_checks=True)
}
SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Nothing is collected: the pages only need the addresses of the files.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
