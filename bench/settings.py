"""The demo's settings, with one database for each size and the templates of the bare pages beside our own."""

import os

from rodtrad.config.settings.base import parse_database_url
from rodtrad.config.settings.demo import *

SIZES = [int(size) for size in os.environ["RODTRAD_BENCH_SIZES"].split(",")]


def _database(size: int, query: str = "") -> dict[str, object]:
    return parse_database_url(os.environ["DATABASE_URL"].replace("/rodtrad?", f"/bench_{size}?") + query)


for size in SIZES:
    DATABASES |= {f"owner-{size}": _database(size), f"app-{size}": _database(size, "&role=rodtrad_app")}

TEMPLATES.append(
    {
        "NAME": "bare",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "bench" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
)
BARE_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "bench.bare.addresses",
]
LOGGING["root"]["level"] = "WARNING"

RODTRAD_MOST_PEOPLE_AN_HOUR = 1_000_000  # measuring opens more people in a minute than anybody in a week
