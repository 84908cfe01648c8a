"""How the site is set up: one file, everything from the environment."""

import datetime as dt
import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import environment as env
from config import unsafe

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = env.folder("DATA", BASE_DIR / "var")

MODE = env.choice("SKERRY_MODE", "production", ("demo", "test", "production"))
DEMO, TEST, PRODUCTION = MODE == "demo", MODE == "test", MODE == "production"
DEBUG = False
# All that is unsafe at once, before any of it is used; `manage.py ready` shows it with what only the database can tell.
REFUSED = unsafe.refused(MODE, os.environ)
ADVISED = unsafe.advised(os.environ) if PRODUCTION else []
if REFUSED and not unsafe.is_looking():
    raise ImproperlyConfigured(unsafe.words(REFUSED))

PUBLIC_URL = env.text("PUBLIC_URL", None if PRODUCTION else "http://127.0.0.1:8000")
HTTPS = PUBLIC_URL.startswith("https://")
PUBLIC_HOST = PUBLIC_URL.split("://", 1)[1].split("/", 1)[0]
ALLOWED_HOSTS = [PUBLIC_HOST.rsplit(":", 1)[0]] + (
    [] if PRODUCTION else ["127.0.0.1", "localhost", "testserver"]
)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL.rstrip("/")]

SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = [key for key in env.text("SECRET_KEY_FALLBACKS", "").split(",") if key]

# --- people and places -----------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_structlog",
    "practice",
    "patients",
    "activation",
    "prescribing",
    "coaching",
    "reminders",
    "outreach",
    "insight",
]

MIDDLEWARE = [
    "practice.watch.keep_origin",
    "practice.counting.count_requests",
    "practice.afterwards.begin_afterwards",
    "practice.known_browsers.keep_browser",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "practice.watch.no_store",
    "csp.middleware.CSPMiddleware",
    "practice.watch.RefuseLarge",
    "practice.flood.RefuseFloods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "practice.watch.rest",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "practice.pages.surroundings",
            ],
            "builtins": [
                "practice.templatetags.skerry",
                "practice.templatetags.quick",
                "template_partials.templatetags.partials",
            ],
        },
    }
]
FORM_RENDERER = "practice.rendering.FormRenderer"

# --- database --------------------------------------------------------------------------------
# Three log-ins (docs/decisions/database-roles.md): the web and worker processes never own a table.
DATABASE_ROLE = env.choice("SKERRY_ROLE", "web", ("web", "worker", "owner"))
_URLS = {"web": "DATABASE_URL", "worker": "DATABASE_WORKER_URL", "owner": "DATABASE_OWNER_URL"}
DATABASES = {"default": env.database(_URLS[DATABASE_ROLE])}
if env.text("DATABASE_OWNER_URL", ""):
    DATABASES["owner"] = env.database("DATABASE_OWNER_URL") | {"TEST": {"MIRROR": "default"}}
if DATABASE_ROLE != "owner" and PRODUCTION:
    DATABASES.pop("owner", None)
APPLICATION_DATABASE_ROLES = [
    env.text("DATABASE_WEB_ROLE", "skerry_web"),
    env.text("DATABASE_WORKER_ROLE", "skerry_worker"),
]
DATABASES["default"]["OPTIONS"] |= {"application_name": f"skerry {DATABASE_ROLE}"}
DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 5  # for what goes through practice/prepared.py
if DATABASE_ROLE == "web":
    DATABASES["default"]["OPTIONS"] |= {
        "options": "-c statement_timeout=20000 -c idle_in_transaction_session_timeout=60000",
    }
    if not TEST:
        DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # one that the server has ended is not handed out
        DATABASES["default"]["OPTIONS"]["pool"] = {
            "min_size": 1,
            "max_size": env.number("DATABASE_POOL", 8),
            "timeout": 10,
            # Then the next request tries anew: left alone, the pool waits for minutes after the database is back.
            "reconnect_timeout": 5,
        }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "skerry_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- sign-in ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "practice.User"
AUTHENTICATION_BACKENDS = ["practice.sessions.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "practice.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Skerry: "
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGIN_TIMEOUT = 600  # between the password and the second step
ACCOUNT_FORMS = {"reset_password": "practice.sign_in.ResetPasswordForm"}
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "5/5m/key,5/m/ip",  # a browser that knows the account is a place of its own
    "login_failed_anywhere": "50/15m/key",
    "reset_password": "20/m/ip,5/15m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Skerry"
MFA_REQUIRED = env.flag("SKERRY_MFA_REQUIRED", PRODUCTION)
PASSWORD_RESET_TIMEOUT = 60 * 60

SESSION_ENGINE = "practice.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_SECONDS = env.number("SKERRY_IDLE_SECONDS", 15 * 60)
ABSOLUTE_SECONDS = env.number("SKERRY_ABSOLUTE_SECONDS", 12 * 60 * 60)

# --- the browser's walls ---------------------------------------------------------------------
_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_PREFIX}skerry"
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
BROWSER_COOKIE_NAME = f"{_PREFIX}skerry-known"
LINK_COOKIE_NAME = f"{_PREFIX}skerry-link"  # one for each link, with its number after it
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "practice.errors.csrf_failure"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = False  # the proxy in front does that; a health check arrives by http
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# How many proxies of ours a request comes through; the last of them says from where.
PROXIES = env.number("SKERRY_PROXIES", 1 if PRODUCTION else 0)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
UPLOAD_LIMIT = env.number("SKERRY_UPLOAD_LIMIT", 50_000_000)
# Of pages without an account, in a minute, from one place, by one web process: many phones share one address.
VISITS_LIMIT = env.number("SKERRY_VISITS_LIMIT", 1200)
OPENED_RECORDS_LIMIT = env.number("SKERRY_OPENED_RECORDS_LIMIT", 300)  # in ten minutes, by one person
# On a dashboard, hidden from those who may not see the people behind it.
SMALL_NUMBERS_UNDER = env.number("SKERRY_SMALL_NUMBERS_UNDER", 5)
# Points on a 0-100 scale from which a change matters, where a questionnaire does not say: half of a spread
# (SD 13.6) reported for a like measure in the UK, shown as provisional.
MINIMAL_IMPORTANT_CHANGE = env.number("SKERRY_MINIMAL_IMPORTANT_CHANGE", 7)

# --- files -----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", BASE_DIR / "static_root")
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "static_vendor"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOADS = DATA / "uploads"
OUTBOX = DATA / "outbox"
# The local number for a mental health crisis, on every page for people without an account.
CRISIS_LINE = env.text("SKERRY_CRISIS_LINE", "")
# Whom to call in a crisis, as pages for staff say it: national numbers, until somebody has checked what holds here.
CRISIS_NHS = env.text("SKERRY_CRISIS_NHS", "111, then press 2")
CRISIS_SAMARITANS = env.text("SKERRY_CRISIS_SAMARITANS", "116 123")
CRISIS_CHECKED = env.text("SKERRY_CRISIS_CHECKED", "")  # who checked these numbers for this area, and when
RISK_ANSWER_MINUTES = env.number("SKERRY_RISK_ANSWER_MINUTES", 15)  # then the next person is told
SENSITIVE_LIST = env.text("SKERRY_SENSITIVE_LIST", "")  # a file; empty: patients/sensitive.txt
# Weeks without a session, a contact or anything planned, after which Today asks a coach about somebody enrolled.
GONE_QUIET_WEEKS = env.number("SKERRY_GONE_QUIET_WEEKS", 6)
# Of a hundred on the list; a whole list that loses more stops and shows names.
LEAVERS_LIMIT = env.number("SKERRY_LEAVERS_PERCENT", 2) / 100

# --- messages --------------------------------------------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "skerry@example.org")
if EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = OUTBOX / "mail"
# GOV.UK Notify (docs/providers.md). The token is what it shows when it calls back.
NOTIFY_API_KEY = env.text("NOTIFY_API_KEY", "")
NOTIFY_URL = env.text("NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_TEXT_TEMPLATE = env.number_of_notify("NOTIFY_TEXT_TEMPLATE")
NOTIFY_TEXT_SENDER = env.number_of_notify("NOTIFY_TEXT_SENDER")
NOTIFY_EMAIL_TEMPLATE = env.number_of_notify("NOTIFY_EMAIL_TEMPLATE")
NOTIFY_REPLY_TO = env.number_of_notify("NOTIFY_REPLY_TO")
NOTIFY_CALLBACK_TOKEN = env.text("NOTIFY_CALLBACK_TOKEN", "")
# Who carries messages to patients. Where nobody is named, they become calls for a person to make, and letters are
# written by hand.
_MAIL = "reminders.providers.SmtpProvider" if EMAIL_HOST else ""
_FILES = "" if PRODUCTION else "reminders.providers.FileProvider"
_NOTIFY_TEXT = "reminders.providers.notify.NotifyText" if NOTIFY_API_KEY and NOTIFY_TEXT_TEMPLATE else ""
_NOTIFY_EMAIL = "reminders.providers.notify.NotifyEmail" if NOTIFY_API_KEY and NOTIFY_EMAIL_TEMPLATE else ""
_PRINT = "reminders.providers.printing.PrintQueue" if DEMO or env.flag("SKERRY_PRINT_LETTERS", False) else ""
MESSAGE_PROVIDERS = {
    "text": env.text("REMINDERS_TEXT_PROVIDER", _NOTIFY_TEXT or _FILES),
    "email": env.text("REMINDERS_EMAIL_PROVIDER", _NOTIFY_EMAIL or _MAIL or _FILES),
    "letter": env.text("REMINDERS_LETTER_PROVIDER", _PRINT),
}
# By one worker, so that what went out late leaves the pages their database; GOV.UK Notify takes 50. 0 is no limit.
REMINDERS_A_SECOND = env.number("SKERRY_MESSAGES_A_SECOND", 0 if TEST else 100)
LETTERS = env.folder("SKERRY_LETTERS", DATA / "letters")  # those that wait to be printed
if NOTIFY_CALLBACK_TOKEN and len(NOTIFY_CALLBACK_TOKEN) < 16:
    raise ImproperlyConfigured("NOTIFY_CALLBACK_TOKEN is too short: 16 characters or more.")

# Whoever shows this token reads /metrics (docs/watching.md); where none is set, nothing is there.
METRICS_TOKEN = env.text("METRICS_TOKEN", "")
if METRICS_TOKEN and len(METRICS_TOKEN) < 16:
    raise ImproperlyConfigured("METRICS_TOKEN is too short: 16 characters or more.")

# Then they are put away, to be read only; and so long the queue remembers what was settled.
MESSAGES_KEPT_MONTHS = env.number("SKERRY_MESSAGES_KEPT_MONTHS", 13)
QUEUE_KEPT_DAYS = 30

# --- what may go, and when (docs/retention.md) -------------------------------------------------
RECORDS_KEPT_YEARS = env.number("SKERRY_RECORDS_KEPT_YEARS", 8)  # after the last contact
CHILD_RECORDS_KEPT_UNTIL_AGE = env.number(
    "SKERRY_CHILD_RECORDS_KEPT_UNTIL_AGE", 25
)  # a year more if seen at 17
DISPOSAL_LIST_DAYS = env.number("SKERRY_DISPOSAL_LIST_DAYS", 30)  # then a list is drawn up anew
DISPOSAL_WAIT_DAYS = env.number(
    "SKERRY_DISPOSAL_WAIT_DAYS", 7
)  # after the second approval; time to withdraw it
if min(RECORDS_KEPT_YEARS, CHILD_RECORDS_KEPT_UNTIL_AGE - 18, DISPOSAL_LIST_DAYS - DISPOSAL_WAIT_DAYS) < 1:
    raise ImproperlyConfigured(
        "SKERRY_RECORDS_KEPT_YEARS must be 1 or more, SKERRY_CHILD_RECORDS_KEPT_UNTIL_AGE 19 or more, and"
        " SKERRY_DISPOSAL_LIST_DAYS more than SKERRY_DISPOSAL_WAIT_DAYS."
    )
UPLOADS_KEPT_DAYS = env.number("SKERRY_UPLOADS_KEPT_DAYS", 30)  # a list that nobody brought in
LIST_LINES_KEPT_MONTHS = env.number("SKERRY_LIST_LINES_KEPT_MONTHS", 13)  # whom a list added and changed
ARRIVALS_KEPT_MONTHS = env.number("SKERRY_ARRIVALS_KEPT_MONTHS", 12)  # from the public page, never matched
SIGN_INS_KEPT_MONTHS = env.number("SKERRY_SIGN_INS_KEPT_MONTHS", 24)
FORM_KEYS_KEPT_DAYS = 30

# --- jobs ------------------------------------------------------------------------------------
CELERY_BROKER_URL = env.broker("REDIS_URL") if env.text("REDIS_URL", "") else ""

# --- time ------------------------------------------------------------------------------------
CLOCK_SHIFT = dt.timedelta(seconds=env.number("SKERRY_CLOCK_SHIFT", 0))

# --- logs ------------------------------------------------------------------------------------
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # it believes every header; practice.watch.keep_origin does not
from config.logs import LOGGING  # noqa: E402, F401 - Django reads it from here
