"""Settings of a real city. Secrets come from files that the service manager hands over, never from the source."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from rodtrad.config.settings.base import *


def _secret(name: str) -> str:
    """The content of the file that NAME_FILE points to, or of a systemd credential called NAME."""
    given = os.environ.get(f"{name}_FILE")
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    place = Path(given) if given else Path(credentials) / name if credentials else None
    if place is None or not place.is_file():
        raise ImproperlyConfigured(f"{name} is missing. Put it in a file and point {name}_FILE to it.")
    return place.read_text().strip()


SECRET_KEY = _secret("RODTRAD_SECRET_KEY")
RODTRAD_MASTER_KEY = _secret("RODTRAD_MASTER_KEY")
ALLOWED_HOSTS = [host for host in os.environ.get("RODTRAD_HOSTS", "").split(",") if host]
if not os.environ.get("DATABASE_URL"):
    raise ImproperlyConfigured("DATABASE_URL is missing. It names the PostgreSQL server of this municipality.")

SESSION_COOKIE_NAME = "__Host-rodtrad-session"
CSRF_COOKIE_NAME = "__Host-rodtrad-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SECURE_HSTS_SECONDS = 31_536_000
if os.environ.get("RODTRAD_PROXY_SETS_PROTO") == "1":  # only where the proxy strips what the visitor sent
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
