"""One database for each size, and which of them the product works on right now."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connections

from rodtrad.foundation.database.embedded import DATABASE, OWNER, Server


def make(size: int, server: Server) -> None:
    """An empty database for a size; what was there before is thrown away."""
    with _maintenance(server) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS bench_{size} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE bench_{size} OWNER {OWNER}")


def exists(size: int, server: Server) -> bool:
    with _maintenance(server) as connection:
        return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [f"bench_{size}"]).fetchone())


@contextmanager
def using(alias: str) -> Iterator[None]:
    """Let everything work on one of the databases of the settings. Its connection stays open afterwards."""
    before = connections["default"]
    connections["default"] = connections[alias]
    try:
        yield
    finally:
        connections["default"] = before


def _maintenance(server: Server) -> "psycopg.Connection[tuple[object, ...]]":
    address = server.url(superuser=True).replace(f"/{DATABASE}?", "/postgres?")
    return psycopg.connect(address, autocommit=True)
