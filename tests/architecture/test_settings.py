"""Production starts safe or not at all."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings


def _in_production(folder: Path, *command: str, without: str = "") -> subprocess.CompletedProcess[str]:
    """A command under production settings, with secrets in files as a service manager gives them."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(settings.ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "rodtrad.config.settings.production",
        "DATABASE_URL": "postgresql://somebody:secret@127.0.0.1/rodtrad",
        "RODTRAD_HOSTS": "rodtrad.example",
    }
    for name in ("RODTRAD_SECRET_KEY", "RODTRAD_MASTER_KEY"):
        place = folder / name
        place.write_text(base64.b64encode(os.urandom(48)).decode())
        environment[f"{name}_FILE"] = str(place)
    for name in (without, f"{without}_FILE"):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, "-m", "django", *command], env=environment, capture_output=True, text=True, check=False
    )


def test_the_check_for_deployment_finds_nothing(tmp_path: Path) -> None:
    done = _in_production(tmp_path, "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("missing", ["RODTRAD_SECRET_KEY", "RODTRAD_MASTER_KEY", "DATABASE_URL"])
def test_production_says_what_it_misses_and_does_not_start(tmp_path: Path, missing: str) -> None:
    done = _in_production(tmp_path, "check", without=missing)

    assert done.returncode != 0
    assert f"{missing} is missing" in done.stderr


def test_static_files_are_collected_with_hashed_names(tmp_path: Path) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "rodtrad.config.settings.test"}
    code = (
        "import django; from django.conf import settings; django.setup();"
        "settings.STATIC_ROOT = r'%s';"
        "settings.STORAGES = {**settings.STORAGES, 'staticfiles': {'BACKEND': 'rodtrad.config.static_files.StaticFilesStorage'}};"
        "from django.core.management import call_command;"
        "call_command('collectstatic', interactive=False, verbosity=0, ignore_patterns=['hx-*.js', 'htmx-4*.js', 'htmax-4*.js'])"
    ) % (tmp_path / "collected")
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "collected").glob("app.*.css"))
