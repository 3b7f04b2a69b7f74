"""Settings: one table of environment variables, read here and documented in docs/running.md."""

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from commonbeat.signing_in import *  # noqa: F403

try:  # Debian's SQLite predates the fix of the WAL-reset corruption (3.51.3); the wheel brings its own.
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
except ImportError:  # no wheel on this processor: frame.checks says so where the system's SQLite is too old
    pass

HERE = Path(__file__).resolve().parent

#: name → (default, what it is for). The whole table; a test holds docs/running.md to it.
VARIABLES = {
    "COMMONBEAT_DATA": ("var", "Folder of the database, files and keys."),
    "COMMONBEAT_DATABASE": ("", "postgresql://user:password@host:port/name; empty means SQLite in the data folder."),
    "COMMONBEAT_ADDRESS": ("", "Web address, for example https://voice.example.gov; empty means this machine only."),
    "COMMONBEAT_MAIL": ("", "smtp://user:password@host:port (smtps:// for TLS at once); empty means mail is off."),
    "COMMONBEAT_MAIL_FROM": ("", "Sender address of all mail."),
    "COMMONBEAT_PROXY": ("", "1 where an HTTPS proxy stands in front and sets X-Forwarded-Proto."),
    "COMMONBEAT_RECORDS_ENGINE": ("duckdb", "What counts records: duckdb, or pyspark where one machine is too small."),
    "HOST": ("127.0.0.1", "Address on which the server listens."),
    "PORT": ("8000", "Port on which the server listens."),
}


def variable(name: str) -> str:
    return os.environ.get(name) or VARIABLES[name][0]


DATA = Path(variable("COMMONBEAT_DATA")).resolve()
DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
FILES, KEYS, CHECKING = DATA / "files", DATA / "keys", DATA / "checking"  # the last: records until they are accepted
CHECKING.mkdir(exist_ok=True, mode=0o700)


def key(name: str) -> str:
    """The named key from its file in the data folder; made at first use, readable by the owner only."""
    path = KEYS / name
    if not path.exists():
        KEYS.mkdir(exist_ok=True, mode=0o700)
        fresh = KEYS / f".{name}.{secrets.token_hex(8)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            os.link(fresh, path)  # fails where another process was first: then its key counts
        except FileExistsError:
            pass
        fresh.unlink()
    return path.read_text().strip()


SECRET_KEY, RECEIPT_KEY = key("secret"), key("receipts")
RECORDS_KEY = key("records")  # officers' numbers become pseudonyms under it

DEBUG = False
ADDRESS = variable("COMMONBEAT_ADDRESS").rstrip("/")
HOST, PORT = variable("HOST"), variable("PORT")
ALLOWED_HOSTS = [h for h in {urlsplit(ADDRESS).hostname or "", HOST, "localhost", "127.0.0.1"} if h]
SECURE = ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [ADDRESS] if SECURE else []
if variable("COMMONBEAT_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "commonbeat.people",  # before the accounts library, whose pages it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "commonbeat.ledger",
    "commonbeat.frame",
    "commonbeat.records",
    "commonbeat.matters",
    "commonbeat.gatherings",
    "commonbeat.scorecard",
    "commonbeat.front",
]

MIDDLEWARE = [
    "commonbeat.frame.head.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "commonbeat.people.kept_pages.KeptPages",  # after the language, before all that asks who the reader is
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonbeat.frame.breakdown.Breakdown",
    "commonbeat.people.middleware.WhoActs",
    "commonbeat.people.kept_pages.KeptForKnown",  # after all that finds out who the reader is
]

ROOT_URLCONF = "commonbeat.urls"
WSGI_APPLICATION = "commonbeat.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["commonbeat.frame.typesetting.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "commonbeat.people.middleware.house",
            ],
            "builtins": [
                "commonbeat.frame.templatetags.house",
                "django.templatetags.i18n",
                "commonbeat.frame.templatetags.constant",  # in place of Django's own translate and url
            ],
        },
    }
]


def database(address: str) -> dict:
    """Django's database entry for an address as in COMMONBEAT_DATABASE."""
    if not address:
        return {
            "ENGINE": "commonbeat.frame.sqlite",
            "NAME": DATA / "commonbeat.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
            },
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(variable("COMMONBEAT_DATABASE"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People: a code by e-mail or a passkey, never a password.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_NAME = "beat"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# Static files are served by the program itself.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 86_400

# From this many new givers in one minute and process on, new comments wait for a look.
NEW_GIVERS_A_MINUTE = 60
# The most seconds for which wrong return words are slowed down.
LONGEST_PAUSE = 2.0
PASSPHRASE_PASSES, PASSPHRASE_MEMORY = 6, 64 * 1024 * 1024  # Argon2id's passes and bytes, for a checker's passphrase

DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS, FILE_UPLOAD_TEMP_DIR = 4000, CHECKING  # a field for each value of a file's columns

# Logs carry neither addresses nor contents: no access log, errors name the page only, and refusals leave no line.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "commonbeat.frame.logs.Discreet",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {name: {"level": "ERROR"} for name in ("django.request", "django.security.csrf")},
}


# Mail
def mail(address: str) -> dict:
    """Django's mail settings for an address as in COMMONBEAT_MAIL."""
    parts = urlsplit(address)
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
    }


globals().update(mail(variable("COMMONBEAT_MAIL")))
EMAIL_TIMEOUT = 10
MAIL_IS_ON = bool(variable("COMMONBEAT_MAIL"))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if MAIL_IS_ON else "commonbeat.frame.mail.Nowhere"
DEFAULT_FROM_EMAIL = variable("COMMONBEAT_MAIL_FROM") or "commonbeat@localhost"

# Accounts have a file of their own.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
