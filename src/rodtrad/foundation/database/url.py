"""Reads DATABASE_URL. No Django, so that the launchers can use it too."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def parse_database_url(url: str) -> dict[str, Any]:
    """Django's database settings from `postgresql://user:password@host:port/name?host=/socket&role=app`.

    `role` is the database role the connection takes on: the web server and the jobs use `rodtrad_app`, which
    owns nothing. An empty address gives settings that connect to nothing, for commands that need no database.
    """
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    options: dict[str, Any] = {}
    if role := query.get("role"):
        options["options"] = f"-c role={role}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "rodtrad",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
