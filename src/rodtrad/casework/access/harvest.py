"""Nobody needs sixty different people in an hour: then it stops, and others are told (security plan, SEC-13)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.vocabulary import Operation
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.audit.queries import people_opened_by
from rodtrad.foundation.audit.vocabulary import EntryKind, Outcome
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations import queries as organisations

AN_HOUR = timedelta(hours=1)


def check_pace(person_id: UUID, *, by: Actor, at: datetime) -> None:
    """Raises NotAllowed when the user has opened as many different people within an hour as anybody may."""
    if by.user_id is None:
        return
    most = settings.RODTRAD_MOST_PEOPLE_AN_HOUR
    opened = people_opened_by(by.user_id, since=at - AN_HOUR, until=at, at_most=most + 1)
    if len(opened) >= most and person_id not in opened:
        raise NotAllowed(
            _(
                "You have opened %(count)s people within an hour, and it stops here. Your lead has been told. Wait a little."
            )
            % {"count": most},
            record_refusal=lambda: _tell(person_id, by=by, at=at),
        )


def _tell(person_id: UUID, *, by: Actor, at: datetime) -> None:
    """A line in the log for each try; one notice an hour to the lead and to each privacy officer."""
    audit.new_entry(
        "access.pace.stopped",
        by=by,
        at=at,
        kind=EntryKind.REFUSAL,
        outcome=Outcome.REFUSED,
        person_id=person_id,
        operation=Operation.READ,
    ).save(force_insert=True)
    officers = organisations.posts_of_role(Role.PRIVACY_OFFICER, on=organisations.local_day(at))
    readers = [(by.own_unit_id, None), *((line.unit_id, line.post_id) for line in officers)]
    for unit_id, post_id in readers:
        inbox.send(
            "MANY_OPENINGS",
            unit_id=unit_id,
            post_id=post_id,
            reference_id=by.user_id,
            effect_key=f"pace:{by.user_id}:{at:%Y%m%d%H}:{post_id or unit_id}",
            at=at,
        )
