"""The house way to run: PostgreSQL, Redis, the real directory, nginx in front.

Every secret comes from the environment and has no default. System checks (``core.E…``, ``ldap.E…``) refuse to
start on an unsafe combination; ``intranet.core.startup`` runs them in the web server and in the worker too.
"""

from intranet.settings.base import *
from intranet.settings.base import env

IS_PRODUCTION = True
IS_DEMO = env.bool("IS_DEMO", default=False)
DEBUG = env.bool("DJANGO_DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DATABASES["default"] = env.dj_db_url("DATABASE_URL", conn_max_age=None, conn_health_checks=True)
WAGTAILADMIN_BASE_URL = env.str("BASE_URL")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

CELERY_BROKER_URL = env.str("REDIS_URL")
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 3, "socket_timeout": 10}

# How many proxies of ours stand in front: limits per address must see the reader's address, not nginx's.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# The browser itself keeps these from other hosts of the domain and from plain HTTP.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
# The load balancer asks over plain HTTP from inside the network.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "intranet.core.static_storage.RememberingManifestStorage"},
}
