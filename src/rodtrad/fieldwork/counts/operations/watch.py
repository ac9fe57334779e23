"""Free sightings outside the zones, and the alarm of zones that are no longer scenes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import rules
from rodtrad.fieldwork.counts.alarm import alarms
from rodtrad.fieldwork.counts.models import AlarmPause, Alert, Sighting, Zone, ZoneOwner
from rodtrad.fieldwork.counts.permissions import check_can_change_zones, check_can_count
from rodtrad.fieldwork.counts.queries.watch import Followed, is_paused, owner_of, quiet_zones, watched_rounds
from rodtrad.fieldwork.counts.vocabulary import GroupSize, SightingKind
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

MONTH = timedelta(days=30)
NEWS = timedelta(days=60)  # growth in an older round than this is history, and nobody is called out for it


@dataclass(frozen=True)
class Seen:
    """A group in a square of the grid. `row` and `column` come rounded from the phone."""

    row: int
    column: int
    size: str
    kind: str = SightingKind.GATHERED


@transaction.atomic
def report_sighting(seen: Seen, *, command_id: UUID, seen_at: datetime, by: Actor, at: datetime) -> Sighting:
    """Put down a group met outside the zones. The third in a month in one place asks whether it should be a zone."""
    check_can_count(by)
    if seen.size not in GroupSize.values:
        raise DomainError(
            _("One person alone is no sighting. Write an encounter instead, if the person wants to be written of."),
            field="size",
        )
    if not _is_in_municipality(seen):
        raise DomainError(_("The place lies outside the municipality."), field="place")
    local = seen_at.astimezone(OSLO)
    sighting, is_new = Sighting.objects.get_or_create(
        id=command_id,
        defaults={
            "row": seen.row, "column": seen.column, "size": seen.size, "kind": seen.kind,
            "seen_on": local.date(), "hour": local.hour, "unit_id": by.own_unit_id, "recorded_at": at,
        },
    )  # fmt: skip
    if is_new:
        audit.record("counts.sighting.reported", by=by, at=at, subject_id=sighting.pk)
        _consider_zone(sighting, at=at)
    return sighting


def _is_in_municipality(seen: Seen) -> bool:
    west, south, east, north = settings.RODTRAD_MUNICIPALITY_BOX
    latitude, longitude = rules.place_of(seen.row, seen.column)
    return bool(south <= latitude <= north and west <= longitude <= east)


def _consider_zone(sighting: Sighting, *, at: datetime) -> None:
    day = local_day(at)
    same = Sighting.objects.filter(
        row=sighting.row, column=sighting.column, settled_at=None, seen_on__gt=day - MONTH
    ).count()
    unit_id = owner_of(None, on=day)
    if same >= rulebook.value("counts.sightings_for_zone", on=day) and unit_id is not None:
        inbox.send(
            "CONSIDER_ZONE", unit_id=unit_id, at=at,
            effect_key=f"counts:zone:{sighting.row}:{sighting.column}:{day:%Y-%m}",
        )  # fmt: skip


@transaction.atomic
def settle_sightings(row: int, *, column: int, because: str, by: Actor, at: datetime) -> int:
    """The square has been looked at: a zone was drawn, or none is needed, and why. Returns how many sightings."""
    check_can_change_zones(by)
    if not because.strip():
        raise DomainError(_("Write what was decided."), field="because")
    open_ones = Sighting.objects.filter(row=row, column=column, settled_at=None)
    settled = open_ones.update(settled_at=at, settled_by=by.own_post_id, settled_because=because.strip())
    if not settled:
        raise NotFound(_("There are no open sightings there."))
    audit.record("counts.sightings.settled", by=by, at=at, details={"row": row, "column": column})
    return settled


def watch_zones(*, at: datetime) -> int:
    """Follow every quiet zone's rounds and tell the owner when one grows. One alert waits for an answer at a time."""
    day, raised = local_day(at), 0
    for zone in quiet_zones(on=day):
        if is_paused(zone.zone_id, on=day):
            continue
        for slot, rounds in watched_rounds(zone, on=day).items():
            found = rounds.watch
            if found is None:
                continue
            places = alarms(rounds.counts, found)
            if places and rounds.days[places[-1]] > day - NEWS:
                raised += _raise(zone.zone_id, rounds, places[-1], slot, usual=found.before, at=at)
    return raised


@transaction.atomic
def _raise(zone_id: UUID, rounds: Followed, place: int, slot: str, *, usual: float, at: datetime) -> int:
    round_id, persons = rounds.round_ids[place], rounds.counts[place]
    unit_id = owner_of(zone_id, on=local_day(at))
    known = Alert.objects.filter(Q(round_id=round_id) | Q(zone_id=zone_id, answered_at=None))
    if unit_id is None or known.exists():
        return 0
    alert = Alert.objects.create(
        zone_id=zone_id, round_id=round_id, slot=slot, persons=persons, usual=usual, unit_id=unit_id, raised_at=at
    )
    inbox.send("SCENE_GROWS", unit_id=unit_id, reference_id=alert.pk, effect_key=f"counts:grows:{alert.pk}", at=at)
    return 1


@transaction.atomic
def answer_alert(alert_id: UUID, *, answer: str, by: Actor, at: datetime) -> Alert:
    """What is done about a zone that grows. The notice is settled with it."""
    alert = Alert.objects.select_for_update().filter(pk=alert_id).first()
    if alert is None:
        raise NotFound(_("There is no such alert."))
    if alert.unit_id != by.unit_id:
        check_can_change_zones(by)
    if alert.answered_at is not None:
        raise DomainError(_("Somebody has answered this alert already."))
    if not answer.strip():
        raise DomainError(_("Write what is done."), field="answer")
    alert.answered_at, alert.answered_by_id, alert.answer = at, by.own_post_id, answer.strip()
    alert.save(update_fields=["answered_at", "answered_by", "answer"])
    inbox.withdraw(reference_id=alert.pk, at=at)
    audit.record("counts.alert.answered", by=by, at=at, subject_id=alert.pk)
    return alert


@transaction.atomic
def choose_owner(zone_id: UUID, *, unit_id: UUID, by: Actor, at: datetime) -> None:
    """The unit that is told when the zone grows."""
    check_can_change_zones(by)
    _check_zone(zone_id)
    ZoneOwner.objects.update_or_create(zone_id=zone_id, defaults={"unit_id": unit_id, "chosen_at": at})
    audit.record("counts.zone.owner_chosen", by=by, at=at, subject_id=zone_id, details={"unit": str(unit_id)})


@transaction.atomic
def pause_alarm(zone_id: UUID, *, until_on: date, reason: str, by: Actor, at: datetime) -> AlarmPause:
    """Turn the alarm of a zone off until a day, with a reason and a name."""
    check_can_change_zones(by)
    _check_zone(zone_id)
    day = local_day(at)
    if not reason.strip():
        raise DomainError(_("Write why the alarm is off."), field="reason")
    if not day < until_on <= day + timedelta(days=365):
        raise DomainError(_("Choose a day after today and within a year."), field="until_on")
    pause = AlarmPause.objects.create(
        zone_id=zone_id, from_on=day, until_on=until_on, reason=reason.strip(), paused_at=at,
        paused_by_id=by.own_post_id,
    )  # fmt: skip
    audit.record("counts.alarm.paused", by=by, at=at, subject_id=zone_id)
    return pause


def _check_zone(zone_id: UUID) -> None:
    if not Zone.objects.filter(pk=zone_id).exists():
        raise NotFound(_("There is no such zone."))
