"""Preparing a checkout: the database, its tables and roles, the message catalogues, the static files."""

import base64
import hashlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rodtrad.cli.launch.catalogues import compile_catalogues
from rodtrad.foundation.database.embedded import CannotStart, Server, data_folder

ROOT = Path(__file__).resolve().parents[4]


@contextmanager
def database(name: str, *, durable: bool = True) -> Iterator["Addresses"]:
    """The addresses of the database to use: DATABASE_URL if it is set, else the embedded server, started for us."""
    given = os.environ.get("DATABASE_URL")
    if given:
        join = "&" if "?" in given else "?"
        yield Addresses(owner=given, app=given if "role=" in given else f"{given}{join}role=rodtrad_app")
        return
    with Server(data_folder(ROOT) / name, durable=durable) as server:
        yield Addresses(owner=server.url(), app=server.url(role="rodtrad_app"))


class Addresses:
    """One database, reached as the owner who migrates or as the application that owns nothing."""

    def __init__(self, *, owner: str, app: str) -> None:
        self.owner = owner
        self.app = app


def demo_environment(address: str) -> dict[str, str]:
    """The environment of a demo process, with keys made at the first start and kept beside the data."""
    keys = data_folder(ROOT) / "keys"
    keys.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "rodtrad.config.settings.demo"),
        "DATABASE_URL": address,
        "RODTRAD_SECRET_KEY": _kept(keys / "secret-key"),
        "RODTRAD_MASTER_KEY": _kept(keys / "master-key"),
    }


def _kept(place: Path) -> str:
    if not place.exists():
        place.touch(mode=0o600)
        place.write_text(base64.b64encode(secrets.token_bytes(32)).decode())
    return place.read_text()


def run(command: str, *arguments: str, environment: dict[str, str]) -> None:
    """One command of `bin/rodtrad`; ends this program with its exit code if it fails."""
    done = subprocess.run([sys.executable, "-m", "django", command, *arguments], env=environment, cwd=ROOT, check=False)
    if done.returncode != 0:
        sys.exit(done.returncode)


def prepare(environment: dict[str, str], owner: dict[str, str]) -> None:
    """Tables, roles, catalogues and static files; each only if something changed since last time."""
    compile_catalogues(ROOT / "locale")
    stamp = data_folder(ROOT) / "prepared"
    wanted = hashlib.sha256(b"".join(_fingerprint())).hexdigest() + environment["DATABASE_URL"][-40:]
    if stamp.exists() and stamp.read_text() == wanted:
        return
    run("prepare_database", "-v", "0", environment=owner)
    run("collectstatic", "--noinput", "-v", "0", environment=environment)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)


def _fingerprint() -> Iterator[bytes]:
    """What migrations and static files look like now."""
    source = ROOT / "src" / "rodtrad"
    places = [
        *source.rglob("migrations/*.py"),
        *source.rglob("static/**/*"),
        *source.rglob("*.sql"),
        ROOT / "requirements.lock",
    ]
    for place in sorted(places):
        if place.is_file():
            yield str(place.relative_to(ROOT)).encode() + hashlib.sha256(place.read_bytes()).digest()


__all__ = ["ROOT", "Addresses", "CannotStart", "data_folder", "database", "demo_environment", "prepare", "run"]
