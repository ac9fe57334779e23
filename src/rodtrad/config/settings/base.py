"""Settings shared by all. What differs stands in demo.py, test.py and production.py."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF, STRICT_DYNAMIC
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.database.url import parse_database_url

ROOT = Path(__file__).resolve().parents[4]

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "rodtrad.config.urls"
WSGI_APPLICATION = "rodtrad.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Which municipality this database belongs to (Statistics Norway, KLASS 131).
RODTRAD_MUNICIPALITY = os.environ.get("RODTRAD_MUNICIPALITY", "0301")
# West, south, east, north of the municipality in degrees, roughly: a border drawn outside it is a slip. Oslo by default.
RODTRAD_MUNICIPALITY_BOX = (10.48, 59.80, 10.96, 60.14)
RODTRAD_DEMO = False
RODTRAD_ALLOW_SYNTHETIC_IDS = False

INSTALLED_APPS = [
    "rodtrad.config.static_files.StaticFilesConfig",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rodtrad.foundation.accounts",
    "rodtrad.foundation.audit",
    "rodtrad.foundation.drafts",
    "rodtrad.registry.areas",
    "rodtrad.registry.organisations",
    "rodtrad.registry.inbox",
    "rodtrad.registry.discussions",
    "rodtrad.registry.rulebook",
    "rodtrad.registry.devices",
    "rodtrad.fieldwork.counts",
    "rodtrad.fieldapp",
    "rodtrad.registry.laws",
    "rodtrad.registry.directory",
    "rodtrad.registry.knowledge",
    "rodtrad.casework.persons",
    "rodtrad.casework.grants",
    "rodtrad.casework.consents",
    "rodtrad.casework.emergencies",
    "rodtrad.casework.disclosures",
    "rodtrad.casework.responsibility",
    "rodtrad.casework.district_offers",
    "rodtrad.casework.access",
    "rodtrad.casework.rights",
    "rodtrad.casework.tasks",
    "rodtrad.casework.encounters",
    "rodtrad.casework.care_teams",
    "rodtrad.casework.stays",
    "rodtrad.casework.transitions",
    "rodtrad.casework.overdose",
    "rodtrad.programme.measures",
    "rodtrad.casework.plans",
    "rodtrad.programme.risks",
    "rodtrad.programme.forums",
    "rodtrad.programme.reports",
    "rodtrad.programme.safe_links",
    "rodtrad.programme.duties",
    "rodtrad.insight.statistics",
    "rodtrad.insight.indicators",
    "rodtrad.web",
    "rodtrad.cli",
    "django.forms",  # last, so that our widget templates win
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "rodtrad.web.middleware.WholeRequestTransaction",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rodtrad.web.middleware.SessionLimits",
    "rodtrad.web.middleware.SecondFactor",
    "rodtrad.web.middleware.ActingPost",
    "rodtrad.web.middleware.NoSuchFilter",
    "rodtrad.web.middleware.SentencesForErrors",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "src" / "rodtrad" / "web" / "templates"],  # before the library's own pages of the same name
        "OPTIONS": {
            "builtins": ["django_cotton.templatetags.cotton", "rodtrad.web.templatetags.rodtrad"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "rodtrad.web.layout.context.page",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
COTTON_DIR = "components"
FORM_RENDERER = "rodtrad.web.form_rendering.FormRenderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Norwegian bokmål")), ("nn", _("Norwegian nynorsk")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "rodtrad-language"
LOCALE_PATHS = sorted((ROOT / "locale").iterdir())  # one catalogue for each room of the product
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "rodtrad.config.static_files.StaticFilesStorage"},
}

DATABASES = {"default": parse_database_url(os.environ.get("DATABASE_URL", ""))}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# Jobs: modules called jobs in our apps, and the one that looks after the others.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_IMPORT_PATHS = ["rodtrad.foundation.jobs"]

# Sign-in. MFA for everybody is held by SecondFactor in web/middleware.py.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # what a sign-in has too; nobody signs up
ACCOUNT_FORMS = {"login": "rodtrad.web.accounts.forms.SignInForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator; nobody signs up
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/300s/key", "own_pages": "20/10m/ip"}
ACCOUNT_ADAPTER = "rodtrad.web.accounts.adapters.ClosedSignup"
MFA_ADAPTER = "rodtrad.web.accounts.adapters.EncryptedMFA"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("RODTRAD_TRUSTED_PROXIES", "1"))

# Sessions end after 12 hours, or 15 minutes without use; see SessionLimits.
SESSION_COOKIE_AGE = 43_200
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
RODTRAD_IDLE_SECONDS = 15 * 60
# How many different people one user may open within an hour before it stops and others are told.
RODTRAD_MOST_PEOPLE_AN_HOUR = 60
RODTRAD_OWN_IDLE_SECONDS = 5 * 60  # a person's own pages ask for the PIN again; the phone may be borrowed
RODTRAD_NEUTRAL_PAGE = "https://www.yr.no/"  # where "close fast" leads: a page that anybody may be looking at
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_PERMISSIONS = 0o600

LOGIN_ORIGINS: list[str] = []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE, STRICT_DYNAMIC],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *LOGIN_ORIGINS, RODTRAD_NEUTRAL_PAGE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "rodtrad.foundation.logging.AllowListedJson"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"procrastinate": {"level": "WARNING"}},
}
