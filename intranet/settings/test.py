"""Settings of the test tiers; DATABASE_URL chooses the database, SQLite by default."""

import atexit
import shutil
import tempfile
from pathlib import Path

from intranet.settings.base import *
from intranet.settings.base import BASE_DIR, env

SECRET_KEY = "only-for-tests"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

VAR_DIR = Path(tempfile.mkdtemp(prefix="intranet-tests-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_FILES_ROOT = VAR_DIR / "files"
STATIC_ROOT = VAR_DIR / "static"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # In a file, as in use: connections of several threads to one database in memory lock each other out.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}

CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CELERY_BROKER_URL = "memory://"
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

LDAP_SERVERS = env.list("LDAP_SERVERS", default=["ldap://127.0.0.1:9"])
LDAP_CA_FILE = env.str("LDAP_CA_FILE", default=str(VAR_DIR / "no-ca.pem"))
LDAP_PEOPLE_BASE = "ou=ludzie,dc=mops,dc=example"
LDAP_UNITS_BASE = "ou=jednostki,dc=mops,dc=example"
LDAP_GROUPS_BASE = "ou=grupy,dc=mops,dc=example"

__all__ = ["BASE_DIR"]
