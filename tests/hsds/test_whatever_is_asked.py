"""Whatever is asked by our own OpenAPI file, the answer is one that the file promises, never a fault of the server."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case

from rodtrad.config.wsgi import application
from tests.directory import Directory

QUICK = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
)


@pytest.fixture
def stays_connected() -> Iterator[None]:
    """The connection of the test is kept between requests, as Django's own client keeps it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("stays_connected")
def test_every_operation_answers_as_the_openapi_file_says(directory: Directory) -> None:
    schema = schemathesis.openapi.from_wsgi("/hsds/openapi.json", application)
    operations = [found.ok() for found in schema.get_all_operations()]

    assert len(operations) == 16
    for operation in operations:
        _ask_all_kinds_of_things(operation)


def _ask_all_kinds_of_things(operation: Any) -> None:
    @QUICK
    @given(case=operation.as_strategy())
    def ask(case: Case) -> None:
        answer = case.call()
        assert answer.status_code < 500, (case.method, case.path, answer.text)
        assert str(answer.status_code) in operation.responses.status_codes, (case.path, answer.status_code)
        operation.validate_response(answer)

    ask()
