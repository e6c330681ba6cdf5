"""The embedded way to run: SQLite, a folder as broker, the demo directory; no servers, no root."""

from intranet.core.secret_file import read_or_make_secret
from intranet.settings.base import *
from intranet.settings.base import BASE_DIR, VAR_DIR, env

DEBUG = env.bool("DJANGO_DEBUG", default=False)
SHOW_COMPONENT_CATALOGUE = env.bool("SHOW_COMPONENT_CATALOGUE", default=DEBUG)
IS_DEMO = env.bool("IS_DEMO", default=True)
SECRET_KEY = read_or_make_secret(VAR_DIR / "secret_key")

LDAP_SERVERS = env.list("LDAP_SERVERS", default=["ldap://localhost:3389"])
LDAP_CA_FILE = env.str("LDAP_CA_FILE", default=str(VAR_DIR / "demo" / "directory" / "ca.pem"))
LDAP_BIND_DN = env.str("LDAP_BIND_DN", default="cn=intranet,ou=uslugi,dc=mops,dc=example")
LDAP_BIND_PASSWORD = env.str("LDAP_BIND_PASSWORD", default="Demo-katalog-1")
LDAP_PEOPLE_BASE = env.str("LDAP_PEOPLE_BASE", default="ou=ludzie,dc=mops,dc=example")
LDAP_UNITS_BASE = env.str("LDAP_UNITS_BASE", default="ou=jednostki,dc=mops,dc=example")
LDAP_GROUPS_BASE = env.str("LDAP_GROUPS_BASE", default="ou=grupy,dc=mops,dc=example")

BROKER_DIR = VAR_DIR / "broker"
CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(BROKER_DIR / "queue"),
    "data_folder_out": str(BROKER_DIR / "queue"),
    "control_folder": str(BROKER_DIR / "control"),
    "polling_interval": 0.5,
}

# No web server stands in front to compress what is sent.
MIDDLEWARE.insert(1, "django.middleware.gzip.GZipMiddleware")

# Static files straight from the packages: no collectstatic between a change and a look at it.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")

for folder in (STATIC_ROOT, BROKER_DIR / "queue", BROKER_DIR / "control"):
    folder.mkdir(parents=True, exist_ok=True)

__all__ = ["BASE_DIR"]
