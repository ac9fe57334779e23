"""The demo is built in an empty database only, and the same each time."""

import pytest
from django.utils import timezone

from rodtrad.cli.demo import city as demo
from rodtrad.foundation.errors import DomainError
from tests.city import City


def test_the_demo_is_never_built_where_there_are_data(city: City) -> None:
    city.take_in()

    with pytest.raises(DomainError, match="already holds data"):
        demo.begin(now=timezone.now(), tell=lambda _said: None)


def test_the_demo_is_never_built_outside_the_demo(db: None, settings: object) -> None:
    settings.RODTRAD_DEMO = False  # type: ignore[attr-defined]

    with pytest.raises(DomainError, match="already holds data"):
        demo.begin(now=timezone.now(), tell=lambda _said: None)
