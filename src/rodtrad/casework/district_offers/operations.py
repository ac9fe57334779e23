"""Keeping the duties as history says they are, telling of those that are late, and postponing with a reason."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.district_offers import queries
from rodtrad.casework.district_offers.models import Duty, Postponement
from rodtrad.casework.district_offers.vocabulary import DutyEnd
from rodtrad.casework.persons.models import Belonging
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.persons.vocabulary import BelongingStatus
from rodtrad.casework.responsibility import rules
from rodtrad.casework.responsibility.models import Case, Period
from rodtrad.casework.responsibility.permissions import check_can_lead
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.working_days import END_OF_DAY, OSLO
from rodtrad.registry.areas.vocabulary import AreaKind
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations.coordination import units_of_districts
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

LOOKS_BACK = timedelta(days=3)  # statements older than the newest known duty by so much have been looked at
FIRST_LOOK = timedelta(days=400)


@transaction.atomic
def keep_duties(*, at: datetime) -> int:
    """Find who should be offered to their district, end what is over, tell of what is late. Returns how many were found.

    Safe to run as often as one likes: each statement makes one duty, and what is late speaks once.
    """
    found = _find(at=at)
    Duty.objects.bulk_create(found, ignore_conflicts=True)
    _end(Duty.objects.open().select_related("case", "belonging__area"), at=at)
    for duty in Duty.objects.late_at(at).select_related("case"):
        _tell(duty, at=at)
    return len(found)


def _find(*, at: datetime) -> list[Duty]:
    newest = Duty.objects.aggregate(newest=Max("begins_at"))["newest"]
    since = newest - LOOKS_BACK if newest else at - FIRST_LOOK
    clear = Belonging.objects.filter(
        status=BelongingStatus.CLEAR,
        area__kind=AreaKind.DISTRICT,
        area__municipality_code=settings.RODTRAD_MUNICIPALITY,
        superseded_at=None,
    ).exclude(pk__in=Duty.objects.values("belonging"))
    cases = Case.objects.filter(person__in=clear.values("person"), opened_at__gte=since) | Case.objects.open().filter(
        person__in=clear.filter(recorded_at__gte=since).values("person")
    )
    by_person = {case.person_id: case for case in cases.order_by("opened_at")}
    return [
        duty
        for said in clear.filter(person__in=by_person).select_related("area").order_by("recorded_at")
        if (duty := _duty(by_person[said.person_id], said))
    ]


def _duty(case: Case, said: Belonging) -> Duty | None:
    begins = max(said.recorded_at, case.opened_at)
    if case.closed_at is not None and case.closed_at <= begins:
        return None
    return Duty(
        case=case, belonging=said, begins_at=begins, due_at=rulebook.deadline("deadline.district_offer", at=begins)
    )


def _end(duties: Iterable[Duty], *, at: datetime) -> None:
    duties = list(duties)
    offered, within = queries.first_offers(duties), units_of_districts()
    held = Period.objects.filter(case__in=[duty.case_id for duty in duties]).order_by("starts_at")
    periods: dict[UUID, list[Period]] = {}
    for period in held:
        periods.setdefault(period.case_id, []).append(period)
    for duty in duties:
        code = queries.code_of(duty)
        there = [
            max(p.starts_at, duty.begins_at)
            for p in periods.get(duty.case_id, [])
            if p.ends_at > duty.begins_at and within.get(p.unit_id) == code
        ]
        ends = [(offered[duty.pk], DutyEnd.OFFERED)] if duty.pk in offered else []
        ends += [(there[0], DutyEnd.HELD_THERE)] if there else []
        ends += [(duty.belonging.superseded_at, DutyEnd.BELONGS_ELSEWHERE)] if duty.belonging.superseded_at else []
        if duty.belonging.valid_until <= local_day(at):
            ends.append((at, DutyEnd.BELONGS_ELSEWHERE))
        ends += [(duty.case.closed_at, DutyEnd.CASE_CLOSED)] if duty.case.closed_at else []
        if ends:
            duty.ended_at, duty.end = min(ends)
            if duty.ended_at >= duty.due_at:
                inbox.withdraw(reference_id=duty.case_id, kinds=("DISTRICT_OFFER_LATE",), at=at)
    Duty.objects.bulk_update([duty for duty in duties if duty.ended_at], ["ended_at", "end"])


def _tell(duty: Duty, *, at: datetime) -> None:
    inbox.send(
        "DISTRICT_OFFER_LATE",
        unit_id=duty.case.unit_id,
        reference_id=duty.case_id,
        about_id=duty.case_id,
        due_at=duty.due_at,
        effect_key=f"district-offer:{duty.pk}:{duty.case.unit_id}",
        at=at,
    )


@transaction.atomic
def postpone(duty_id: UUID, *, until: date, reason: str, by: Actor, at: datetime) -> Postponement:
    """Move the deadline before it has passed, to a working day, with a reason that is kept. Raises DomainError."""
    row = queries.duty_for(duty_id, by=by, at=at)
    duty = Duty.objects.select_for_update(of=("self",)).select_related("case").get(pk=row.duty_id)
    check_can_lead(duty.case, by=by)
    if duty.due_at <= at:
        raise DomainError(_("The deadline has passed, and stays as it was. Offer the person to the district now."))
    to_at = rules.on_a_working_day(datetime.combine(until, END_OF_DAY, tzinfo=OSLO)).at
    if to_at <= at:
        raise DomainError(_("The deadline cannot be in the past. Choose a later day."), field="until")
    if to_at <= duty.due_at:
        raise DomainError(_("That is not later than the deadline there is. Choose a later day."), field="until")
    if not reason.strip():
        raise DomainError(_("Write why it must wait. Your name and the reason are kept."), field="reason")
    check_free_text(reason, field="reason")
    moved = Postponement.objects.create(
        duty=duty, from_at=duty.due_at, to_at=to_at, reason=reason.strip(), moved_at=at, moved_by_id=by.own_post_id
    )
    duty.due_at = to_at
    duty.save(update_fields=["due_at"])
    audit.record("district_offers.duty.postponed", by=by, at=at, subject_id=duty.pk, person_id=duty.case.person_id)
    return moved
