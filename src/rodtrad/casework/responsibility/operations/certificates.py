"""The certificate of a night: every case is looked at, and what was found is kept, good or bad."""

from datetime import datetime

from django.db import transaction

from rodtrad.casework.responsibility import invariants
from rodtrad.casework.responsibility.invariants import Flaw
from rodtrad.casework.responsibility.models import NightlyCheck
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.coordination import citys_own


@transaction.atomic
def certify(*, by: Actor, at: datetime) -> NightlyCheck:
    """Look at everything and keep the result. What is wrong becomes a task for those who can mend it."""
    found = invariants.check(at=at)
    check = NightlyCheck.objects.create(
        checked_at=at,
        cases=found.cases,
        unowned=found.count(Flaw.UNOWNED),
        doubly_owned=found.count(Flaw.DOUBLY_OWNED),
        other_flaws=found.count(Flaw.OTHER),
    )
    if found.violations:
        _tell(check, at=at)
    audit.record("responsibility.chain.certified", by=by, at=at, subject_id=check.pk)
    return check


def _tell(check: NightlyCheck, *, at: datetime) -> None:
    day = organisations.local_day(at)
    owners = {citys_own(on=day), organisations.unit_of_role(Role.ADMINISTRATOR, on=day)}
    for unit_id in owners - {None}:
        inbox.send(
            "CHECK_FAILED",
            form=ItemForm.TASK,
            unit_id=unit_id,  # type: ignore[arg-type]
            reference_id=check.pk,
            effect_key=f"check:{check.pk}:{unit_id}",
            at=at,
        )
