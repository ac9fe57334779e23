"""Somebody signed in from a post, as the demo's role picker does it."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.city import City

SignedIn = Callable[[str], Client]


@pytest.fixture
def desk(city: City) -> SignedIn:
    """A client that acts from a post of the city."""

    def sit_down(name: str) -> Client:
        client = Client()
        client.post("/sign-in/demo/", {"post": str(city[name].post_id)})
        return client

    return sit_down
