"""Closing a case: with a reason, a last word to the person, and nothing left open."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.responsibility import permissions, queries
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.responsibility.operations.escalations import end_escalation
from rodtrad.casework.responsibility.operations.moves import somebody_was_first, stop_holding
from rodtrad.casework.responsibility.operations.supports import end_all_supports
from rodtrad.casework.responsibility.vocabulary import CloseReason, EscalationEnd
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError
from rodtrad.registry.inbox import operations as inbox


@transaction.atomic
def close_case(case_id: UUID, *, reason: CloseReason, last_word: str, version: int, by: Actor, at: datetime) -> Case:
    """End the follow-up. Raises DomainError while a request is open, saying which."""
    case = Case.objects.select_for_update().get(pk=case_id)
    permissions.check_holds(case, by=by)
    if case.version != version:
        raise somebody_was_first()
    if not last_word.strip():
        raise DomainError(
            _("Write a last word to the person: whom to call later. If nobody was reached, write what was tried."),
            field="last_word",
        )
    if names := queries.open_requests_of(case):
        raise DomainError(
            _("Something is still open: a request to %(units)s. Settle it first.") % {"units": ", ".join(names)}
        )
    return close_with_reason(case, reason=reason, last_word=last_word.strip(), by=by, at=at)


def close_with_reason(case: Case, *, reason: CloseReason, last_word: str, by: Actor, at: datetime) -> Case:
    """The chain, the supports, what is lifted and what waits in inboxes end together."""
    end_all_supports(case, at=at)
    end_escalation(case, end=EscalationEnd.CASE_CLOSED, by=by, at=at)
    inbox.withdraw(about_id=case.pk, at=at)
    return stop_holding(case, close_reason=reason, last_word=last_word, by=by, at=at)
