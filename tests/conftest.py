"""What holds for every test: real PostgreSQL with the application's own rights, no network, no silent mistakes."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings

from rodtrad.cli.management.commands.prepare_database import apply_privileges
from tests.city import City, build_city
from tests.fieldwork.scenes import Scenes, build_scenes

settings.register_profile(
    "fast",
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("fast"), max_examples=400)
settings.load_profile("fast")


def pytest_configure(config: pytest.Config) -> None:
    if "not long" not in (config.option.markexpr or ""):
        settings.load_profile("long")


def pytest_runtest_setup() -> None:
    from pytest_socket import socket_allow_hosts

    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The test database gets the same rights as a real one."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        apply_privileges()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test begins in English; what a page of another test chose does not stay."""
    with translation.override("en"):
        yield


@pytest.fixture
def as_app_role(db: None) -> Iterator[None]:
    """The connection as the web server has it: owning nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE rodtrad_app")
        yield
        cursor.execute("RESET ROLE")


@pytest.fixture
def city(db: None) -> City:
    return build_city()


@pytest.fixture
def scenes(city: City) -> Scenes:
    return build_scenes(city)
