"""Errors whose text is read by people: what happened, why, and what to do."""

from collections.abc import Callable
from typing import TypeVar

from django.utils.functional import Promise


class DomainError(Exception):
    """Something a person asked for cannot be done. The message is a whole sentence for the screen.

    `field` names the form field it belongs to, if one does. `record_refusal` is called after the
    refused act has been rolled back, when the refusal itself must be on record.
    """

    status = 422

    def __init__(
        self,
        message: str | Promise,
        *,
        field: str | None = None,
        record_refusal: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.record_refusal = record_refusal

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(DomainError):
    """The actor may not do this; the sentence says who may."""

    status = 403


class NotFound(DomainError):
    """Absent, or refused where even existence is confidential: the two look the same."""

    status = 404


Row = TypeVar("Row")


def found(row: Row | None, sentence: str | Promise) -> Row:
    """The row that was asked for. Raises NotFound with the sentence where there is none."""
    if row is None:
        raise NotFound(sentence)
    return row


class SomebodyWasFirst(DomainError):
    """Another person changed the same thing a moment ago; nothing of this act was saved."""

    status = 409
