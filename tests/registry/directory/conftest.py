import pytest

from tests.city import City
from tests.directory import Directory, build_directory


@pytest.fixture
def directory(city: City) -> Directory:
    return build_directory(city)
