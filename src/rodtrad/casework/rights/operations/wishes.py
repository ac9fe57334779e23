"""Saying yes again to what was taken back, with one press and the same text."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rodtrad.casework.consents import operations as consents
from rodtrad.casework.consents.models import Consent
from rodtrad.casework.consents.queries import consent_line
from rodtrad.foundation.actor import Actor
from rodtrad.registry.organisations.queries import local_day

AGAIN_FOR = timedelta(days=90)


@transaction.atomic
def say_yes_again(consent_id: UUID, *, command_id: UUID, language: str, by: Actor, at: datetime) -> Consent:
    """A new consent to the same units and sections, to the day of the old one or for 90 days. Raises NotFound.

    The old one stays taken back: history is rows, and each yes has its own day and text.
    """
    line = consent_line(consent_id)
    last_day = local_day(line.until_at - timedelta(seconds=1))
    today = local_day(at)
    said = consents.Yes(
        unit_ids=[unit.unit_id for unit in line.units],
        sections={section for unit in line.units for section in (*unit.sections, *unit.taken_back)},
        purpose=line.purpose,
        until_on=last_day if last_day > today else today + AGAIN_FOR,
        language=language,
    )
    return consents.give_consent(line.person_id, said=said, command_id=command_id, by=by, at=at)
