"""The phone app's tests sit at the same desks as the web's."""

from tests.web.conftest import desk

__all__ = ["desk"]
