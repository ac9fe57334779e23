"""What was taken from others is byte for byte what VENDOR.json says."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SOURCE

FOLDERS = [SOURCE / "web" / "static" / "vendor", ROOT / "tests" / "vendor"]


def _stated(folder: Path) -> dict[str, str]:
    packages = json.loads((folder / "VENDOR.json").read_text()).values()
    return {name: digest for package in packages for name, digest in package["files"].items()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_vendored_file_is_listed_and_unchanged(folder: Path) -> None:
    there = {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and file.name != "VENDOR.json"
    }

    assert there == _stated(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_vendored_package_states_version_and_license(folder: Path) -> None:
    for name, package in json.loads((folder / "VENDOR.json").read_text()).items():
        assert package["version"], name
        assert package["license"], name
