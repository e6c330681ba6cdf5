"""Settings shared by every way to run the intranet; the other modules hold only the differences."""

import sys
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from intranet.settings.env import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()

# Appended, never inserted: the folder helpdesk/ has no __init__.py and holds our app `servicedesk`,
# while `import helpdesk` must keep finding the library in site-packages.
sys.path.append(str(BASE_DIR / "helpdesk"))

# --- Core ---------------------------------------------------------------------------------------------------

IS_PRODUCTION = False
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
ROOT_URLCONF = "intranet.urls"
WSGI_APPLICATION = "intranet.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1
SITE_NAME = env.str("SITE_NAME", default="Miejski Ośrodek Pomocy Społecznej w Łodzi")
IS_DEMO = env.bool("IS_DEMO", default=False)
# Said on the page of a failure when the database cannot be asked for the help contact and nobody has seen it yet.
HELP_PHONE = env.str("HELP_PHONE", default="")
# The catalogue of components is for developers and for the tests that look at it.
SHOW_COMPONENT_CATALOGUE = env.bool("SHOW_COMPONENT_CATALOGUE", default=False)

OUR_APPS = [
    "intranet.core",
    "intranet.ldap",
    "intranet.accounts",
    "intranet.directory",
    "intranet.files",
    "intranet.page_notes",
    "intranet.statements",
    "intranet.search",
    "intranet.legal",
    "intranet.orders",
    "intranet.news",
    "intranet.home",
]
INSTALLED_APPS = [
    *OUR_APPS,
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.sites",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.embeds",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_htmx",
    "heroicons",
    "csp",
    "allauth",
    "allauth.account",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    # Outermost: its number is in every log line and in every answer.
    "intranet.core.middleware.RequestIdMiddleware",
    "intranet.core.middleware.AnswerHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "intranet.core.middleware.SectionCSPMiddleware",
    # Before anything that asks the database.
    "intranet.core.middleware.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "intranet.core.middleware.ChosenLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "intranet.core.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "intranet.core.middleware.OutageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

# View names that answer without a session; everything else is behind sign-in, whatever its decorators say.
PUBLIC_VIEWS = frozenset(
    {
        "healthz",
        "readyz",
        "favicon",
        "set_language",
        "account_login",
        # The act on digital accessibility wants the statement within reach of everybody, also before sign-in.
        "statements:accessibility",
        "statements:privacy",
        # Reader programs cannot sign in: the secret in the address says whose feed it is.
        "orders:feed",
    }
)

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "intranet.core.context_processors.shell",
                "intranet.directory.context_processors.person",
            ],
        },
    },
]
FORM_RENDERER = "intranet.core.forms.ComponentFormRenderer"

# --- Database -----------------------------------------------------------------------------------------------

DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL",
        default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}",
        conn_max_age=None,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at the start of a transaction, so two writers wait instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA recursive_triggers=ON;",
    }

# --- Cache, sessions, tasks ---------------------------------------------------------------------------------

# Cache and sessions live in the database: rate limits are shared by all processes, and a broker that is down stops
# background work alone, never a page or a sign-in.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
    # Each process's own memory, for what everybody may see and what may be half a minute old.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "process"},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Warsaw"
CELERY_TASK_TIME_LIMIT = 15 * 60
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# --- Language -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "intranet" / "locale"]
FORMAT_MODULE_PATH = ["intranet.core.formats"]

# --- Static and uploaded files ------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Static files are for our own pages.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "intranet.core.bundles.BundleFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Files of registers are private: never under MEDIA_ROOT, always served after a permission check.
PRIVATE_FILES_ROOT = VAR_DIR / "files"
FILES_MAX_MB = env.int("FILES_MAX_MB", default=50)
# Address of nginx's internal location that sends private files; empty: the application sends them itself.
FILES_ACCEL_PREFIX = env.str("FILES_ACCEL_PREFIX", default="")
# Folder on the server with scans of a register to import; empty: files come in a ZIP only.
REGISTER_IMPORT_FOLDER = env.str("REGISTER_IMPORT_FOLDER", default="")
REGISTER_IMPORT_MAX_MB = env.int("REGISTER_IMPORT_MAX_MB", default=1024)
FILE_UPLOAD_HANDLERS = [
    "intranet.files.upload_handlers.SizeGuard",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Sign-in ------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["intranet.accounts.backends.LdapBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:index"
ACCOUNT_ADAPTER = "intranet.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "intranet.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
# `password1*` must stay: without it allauth silently offers a form with no password.
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# One address may be a whole building behind a router. The key of login_failed is the login as typed; the account
# itself has its own limit, below the directory's lockout (intranet.accounts.attempts).
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,4/5m/key"}

LDAP_SERVERS: list[str] = env.list("LDAP_SERVERS", default=[])
LDAP_START_TLS = env.bool("LDAP_START_TLS", default=True)
LDAP_CA_FILE = env.str("LDAP_CA_FILE", default="")
LDAP_BIND_DN = env.str("LDAP_BIND_DN", default="")
LDAP_BIND_PASSWORD = env.str("LDAP_BIND_PASSWORD", default="")
LDAP_SCHEMA = env.str("LDAP_SCHEMA", default="openldap")
LDAP_PEOPLE_BASE = env.str("LDAP_PEOPLE_BASE", default="")
LDAP_UNITS_BASE = env.str("LDAP_UNITS_BASE", default="")
LDAP_GROUPS_BASE = env.str("LDAP_GROUPS_BASE", default="")
LDAP_JOB_GROUP_PREFIX = env.str("LDAP_JOB_GROUP_PREFIX", default="stanowisko-")
LDAP_CONNECT_TIMEOUT = env.float("LDAP_CONNECT_TIMEOUT", default=3.0)
LDAP_RECEIVE_TIMEOUT = env.float("LDAP_RECEIVE_TIMEOUT", default=5.0)
LDAP_DEADLINE = env.float("LDAP_DEADLINE", default=12.0)
LDAP_SNAPSHOT_DEADLINE = env.float("LDAP_SNAPSHOT_DEADLINE", default=300.0)
LDAP_PAGE_SIZE = env.int("LDAP_PAGE_SIZE", default=500)

# --- Wagtail ------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Intranet"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("pl", "Polski"), ("en", "English")]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 2000
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
# Without a list Wagtail offers the system's name of its own zone, which browsers do not know.
WAGTAIL_USER_TIME_ZONES = ["Europe/Warsaw"]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "simple"}}

# --- Security headers ---------------------------------------------------------------------------------------

# Wagtail's admin has looser rules of its own: intranet.core.middleware.SectionCSPMiddleware.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-src": [NONE],
        "worker-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
_UNUSED_FEATURES = """
    accelerometer browsing-topics camera display-capture geolocation gyroscope hid idle-detection magnetometer
    microphone midi payment screen-wake-lock serial usb
"""
PERMISSIONS_POLICY: dict[str, list[str]] = {feature: [] for feature in _UNUSED_FEATURES.split()}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "intranet.core.views.csrf_failure"

# --- Logs ---------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "intranet.core.request_id.RequestIdFilter"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} [{request_id}] {name}: {message}", "style": "{"}
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
}
