"""Ending a follow-up, when nothing is left hanging."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.closing.queries import StandsOpen, stands_open
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility import queries as cases
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.responsibility.vocabulary import CloseReason
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError

NAMED = 3  # tasks named in a refusal; the page shows them all
WHEREVER_THEY_STAY = {CloseReason.DIED, CloseReason.MOVED_AWAY}  # somebody else has taken over, or nobody can


@transaction.atomic
def end_follow_up(case_id: UUID, *, reason: CloseReason, last_word: str, version: int, by: Actor, at: datetime) -> Case:
    """End the follow-up with a reason and a last word to the person. The task, stay and attempts come first.

    Raises NotFound, and DomainError naming what stands open.
    """
    case = cases.case_by_id(case_id, by=by)
    case = Case.objects.select_for_update().get(pk=case.pk)
    _check(stands_open(case.pk, at=at), CloseReason(reason))
    return responsibility.close_case(
        case.pk, reason=CloseReason(reason), last_word=last_word, version=version, by=by, at=at
    )


def _check(left: StandsOpen, reason: CloseReason) -> None:
    if left.transitions:
        raise DomainError(
            _("A change is planned: %(kind)s, %(day)s. Carry it through or call it off first.")
            % {
                "kind": str(left.transitions[0].get_kind_display()).lower(),
                "day": date_format(left.transitions[0].happens_on, "j. F"),
            }
        )
    if left.tasks:
        named = "; ".join(f"«{task.text}»" for task in left.tasks[:NAMED])
        raise DomainError(
            _("Something is still to be done: %(tasks)s. Finish or drop it on the page of the person first.")
            % {"tasks": named}
        )
    if left.stays and reason not in WHEREVER_THEY_STAY:
        raise DomainError(
            _(
                "The person has a bed elsewhere now: %(kind)s. A stay ends no follow-up. Keep it, and plan what comes "
                "after the stay; or write the day they left."
            )
            % {"kind": str(left.stays[0].get_kind_display()).lower()}
        )
    if reason == CloseReason.NOT_REACHED and left.attempts < left.attempts_wanted:
        raise DomainError(
            _(
                "%(attempts)s of %(wanted)s attempts to reach the person are on record. Register each as an encounter "
                "that ended in «Not reached»."
            )
            % {"attempts": left.attempts, "wanted": left.attempts_wanted},
            field="reason",
        )
