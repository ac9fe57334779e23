"""A database with all tables and nothing in it, from which every test run copies its own: made when a migration changed."""

import hashlib
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from rodtrad.cli.launch.preparation import ROOT, run

PREFIX = "tests_of_"
UNFINISHED = f"{PREFIX}unfinished"


def template_database(address: str) -> str:
    """The name of the template on the server at `address`, made now if it is not there. Needs the right to create databases."""
    wanted = PREFIX + hashlib.sha256(b"".join(_fingerprint())).hexdigest()[:16]
    with psycopg.connect(address, autocommit=True) as connection:
        found = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
        if wanted in found:
            return wanted
        for old in found:
            if old.startswith(PREFIX):
                connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(UNFINISHED)))
        run("migrate", "-v", "0", environment={**os.environ, "DATABASE_URL": _beside(address, UNFINISHED)})
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(UNFINISHED), sql.Identifier(wanted)))
    return wanted


def _beside(address: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlsplit(address)._replace(path=f"/{name}").geturl()


def _fingerprint() -> Iterator[bytes]:
    places = [*(ROOT / "src").rglob("migrations/*.py"), ROOT / "requirements.lock"]
    for place in sorted(places):
        yield str(place.relative_to(ROOT)).encode() + place.read_bytes()
