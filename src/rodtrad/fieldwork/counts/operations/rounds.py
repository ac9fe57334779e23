"""Rounds from plan to sent. What a phone sends may come late, twice and in any order; every act here bears that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import rules
from rodtrad.fieldwork.counts.models import Border, CountingPeriod, Observer, Round, Tally, Tap, Zone
from rodtrad.fieldwork.counts.operations.followups import after_sent
from rodtrad.fieldwork.counts.permissions import CITY, check_can_count, check_can_plan
from rodtrad.fieldwork.counts.queries.plan import bands_on
from rodtrad.fieldwork.counts.vocabulary import NEXT_STATES, Coverage, Gender, RoundState, Way
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.registry.organisations.queries import local_day

LONGEST_ROUND = timedelta(hours=12)
UNPLANNED = timedelta(hours=1)


@dataclass(frozen=True)
class NewTap:
    """One press as the phone tells it. `id` is the command's own, so that it is counted once however often it is sent."""

    id: UUID
    band: int
    gender: str
    delta: int
    occurred_at: datetime
    number: int = 1
    undoes_id: UUID | None = None


@dataclass(frozen=True)
class Walked:
    """How a round went, as the counter says at the end."""

    coverage: str
    reason: str = ""
    weather: str = ""
    police_present: str = ""
    counters: int | None = None
    was_asked_unusual: bool = False


@transaction.atomic
def plan_round(
    zone_id: UUID,
    *,
    slot: str,
    planned_from: datetime,
    planned_until: datetime,
    by: Actor,
    at: datetime,
    post_ids: Sequence[UUID] = (),
    counter_id: UUID | None = None,
) -> Round:
    """Somebody will walk a zone at a time. The unit is the actor's own unless the programme office names another."""
    check_can_plan(by)
    if planned_until <= planned_from:
        raise DomainError(_("The round must end after it begins."), field="until")
    if planned_until - planned_from > LONGEST_ROUND:
        raise DomainError(_("A round lasts at most twelve hours."), field="until")
    day = local_day(planned_from)
    if not CountingPeriod.objects.on(day).filter(zone_id=zone_id).exists():
        raise DomainError(_("The zone is not counted on that day. Start counting it first."), field="zone")
    round_ = Round.objects.create(
        zone_id=zone_id, slot=slot, planned_from=planned_from, planned_until=planned_until,
        counter_id=counter_id or by.own_unit_id, **_versions(zone_id, planned_from),
    )  # fmt: skip
    Observer.objects.bulk_create(Observer(round=round_, post_id=post_id) for post_id in dict.fromkeys(post_ids))
    audit.record("counts.round.planned", by=by, at=at, subject_id=round_.pk)
    return round_


@transaction.atomic
def call_off(round_id: UUID, *, by: Actor, at: datetime) -> None:
    """A planned round will not be walked and nobody was to answer for it; see `leave_uncounted` for the other case."""
    check_can_plan(by)
    round_ = _locked(round_id, by)
    _move(round_, RoundState.CANCELLED)
    round_.save(update_fields=["state"])
    audit.record("counts.round.called_off", by=by, at=at, subject_id=round_id)


@transaction.atomic
def begin(round_id: UUID, *, began_at: datetime, by: Actor, at: datetime) -> Round:
    """The round is out. Beginning again changes nothing."""
    check_can_count(by)
    round_ = _locked(round_id, by)
    if round_.state == RoundState.PLANNED:
        round_.state, round_.began_at = RoundState.UNDER_WAY, began_at
        round_.save(update_fields=["state", "began_at"])
        audit.record("counts.round.begun", by=by, at=at, subject_id=round_id)
    return round_


@transaction.atomic
def begin_unplanned(
    zone_id: UUID, *, slot: str, began_at: datetime, by: Actor, at: datetime, round_id: UUID | None = None
) -> Round:
    """A round that nobody had planned. With `round_id`, made on the phone, sending it twice makes one round."""
    check_can_count(by)
    there = Round.objects.filter(pk=round_id, counter_id=by.unit_id).first() if round_id else None
    if there:
        return there
    if not Zone.objects.filter(pk=zone_id).exists():
        raise NotFound(_("There is no such zone."))
    given: dict[str, Any] = {"id": round_id} if round_id else {}
    round_ = Round.objects.create(
        **given, zone_id=zone_id, slot=slot, planned_from=began_at, planned_until=began_at + UNPLANNED,
        counter_id=by.own_unit_id, state=RoundState.UNDER_WAY, began_at=began_at, is_planned=False,
        **_versions(zone_id, began_at),
    )  # fmt: skip
    audit.record("counts.round.begun", by=by, at=at, subject_id=round_.pk)
    return round_


@transaction.atomic
def record_taps(round_id: UUID, *, taps: Sequence[NewTap], device_id: UUID, by: Actor, at: datetime) -> int:
    """Store presses and let the tally be what all of the round's presses add up to. Returns how many were new.

    Several phones may count one round; order does not matter. Presses that come when the round is approved already
    bring it back to review, with both versions of the tally kept.
    """
    check_can_count(by)
    round_ = _locked(round_id, by)
    highest = len(round_.bands.bounds)
    if any(t.band > highest or t.band < 0 or t.gender not in Gender.values or t.delta not in (-1, 1) for t in taps):
        raise DomainError(_("The press is of an age or gender that this round does not count."))
    before = Tap.objects.filter(round=round_).count()
    Tap.objects.bulk_create(
        (
            Tap(
                id=t.id, round=round_, number=t.number, band=t.band, gender=t.gender, delta=t.delta,
                undoes_id=t.undoes_id, device_id=device_id, occurred_at=t.occurred_at, recorded_at=at,
            )
            for t in taps
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    new = Tap.objects.filter(round=round_).count() - before
    if new:
        _add_up(round_, first=min(t.occurred_at for t in taps), by=by, at=at)
    return new


def _add_up(round_: Round, *, first: datetime, by: Actor, at: datetime) -> None:
    by_number: dict[int, list[tuple[int, str, int]]] = {}
    for number, band, gender, delta in Tap.objects.filter(round=round_).values_list(
        "number", "band", "gender", "delta"
    ):
        by_number.setdefault(number, []).append((band, gender, delta))
    held = {tally.number: tally for tally in round_.tallies.filter(is_current=True)}
    for number, taps in by_number.items():
        cells = rules.cells_of_taps(taps, bounds=round_.bands.bounds)
        tally = held.get(number)
        if tally is None or (tally.way == Way.PHONE and round_.state == RoundState.APPROVED and tally.cells != cells):
            replace_tally(round_, number=number, cells=cells, way=Way.PHONE, by=by, at=at)
        elif tally.way == Way.PHONE:  # what somebody has typed or corrected is not undone by a late press
            tally.cells, tally.made_at = cells, at
            tally.save(update_fields=["cells", "made_at"])
    if round_.state == RoundState.PLANNED:
        round_.state, round_.began_at = RoundState.UNDER_WAY, first
        round_.save(update_fields=["state", "began_at"])
    elif round_.state == RoundState.APPROVED:
        round_.state = RoundState.TO_REVIEW
        round_.save(update_fields=["state"])
        audit.record("counts.round.reopened", by=by, at=at, subject_id=round_.pk)


@transaction.atomic
def finish(round_id: UUID, *, walked: Walked, ended_at: datetime, by: Actor, at: datetime) -> Round:
    """The counters say how it went; the round waits for review. A second phone that finishes the same round changes nothing."""
    check_can_count(by)
    round_ = _locked(round_id, by)
    if round_.state in (RoundState.TO_REVIEW, RoundState.APPROVED):
        return round_
    if walked.coverage != Coverage.COUNTED and not walked.reason:
        raise DomainError(_("Say why not all of the zone was walked."), field="reason")
    _move(round_, RoundState.TO_REVIEW)
    if walked.coverage != Coverage.NOT_COUNTED:
        round_.began_at = min(round_.began_at or ended_at, ended_at)
        round_.ended_at = ended_at
        if not round_.tallies.filter(is_current=True).exists():  # a walk that met nobody is a count of zero
            nobody = [0] * rules.number_of_cells(round_.bands.bounds)
            replace_tally(round_, number=1, cells=nobody, way=Way.PHONE, by=by, at=at)
    for name in ("coverage", "reason", "weather", "police_present", "counters", "was_asked_unusual"):
        setattr(round_, name, getattr(walked, name))
    round_.sent_by_id, round_.sent_at = by.post_id, at
    round_.save()
    audit.record("counts.round.sent", by=by, at=at, subject_id=round_id, details={"coverage": walked.coverage})
    after_sent(round_, at=at)
    return round_


@transaction.atomic
def leave_uncounted(round_id: UUID, *, reason: str, by: Actor, at: datetime) -> Round:
    """Nobody walked the zone, and why. Every line shows a gap, never a zero."""
    walked = Walked(coverage=Coverage.NOT_COUNTED, reason=reason)
    return finish(round_id, walked=walked, ended_at=at, by=by, at=at)


@transaction.atomic
def enter_paper(
    round_id: UUID,
    *,
    cells: Sequence[int],
    walked: Walked,
    began_at: datetime,
    ended_at: datetime,
    by: Actor,
    at: datetime,
) -> Round:
    """Type in a paper sheet; the tally is marked as from paper, and the round waits for review."""
    check_can_count(by)
    round_ = _locked(round_id, by)
    if ended_at < began_at:
        raise DomainError(_("The round must end after it begins."), field="until")
    if ended_at > at:
        raise DomainError(_("The round cannot end in the future."), field="until")
    if walked.coverage != Coverage.NOT_COUNTED:
        if len(cells) != rules.number_of_cells(round_.bands.bounds) or min(cells) < 0:
            raise DomainError(_("Write a whole number, 0 or more, in every square."))
        replace_tally(round_, number=1, cells=cells, way=Way.PAPER, by=by, at=at)
    round_.began_at = began_at
    round_.save(update_fields=["began_at"])
    return finish(round_id, walked=walked, ended_at=ended_at, by=by, at=at)


def replace_tally(
    round_: Round, *, number: int, cells: Sequence[int], way: str, by: Actor, at: datetime, note: str = ""
) -> Tally:
    """A new version of a tally; the one before stays readable. Part of an act that checks and records."""
    before = round_.tallies.filter(number=number).order_by("-version").first()
    round_.tallies.filter(number=number, is_current=True).update(is_current=False)
    version = before.version + 1 if before else 1
    return Tally.objects.create(
        round=round_, number=number, version=version, cells=list(cells), way=way, note=note, made_at=at,
        made_by_id=by.post_id,
    )  # fmt: skip


def _locked(round_id: UUID, by: Actor) -> Round:
    """The round of the actor's own unit, locked. Raises NotFound."""
    rounds = Round.objects.select_for_update(of=("self",)).select_related("bands")
    round_ = rounds.filter(pk=round_id).first()
    if round_ is None or (round_.counter_id != by.unit_id and not by.has(*CITY)):
        raise NotFound(_("There is no such round at your unit."))
    return round_


def _move(round_: Round, to: RoundState) -> None:
    if to not in NEXT_STATES[RoundState(round_.state)]:
        raise DomainError(_("The round is at another stage by now. Load the page again."))
    round_.state = to


def _versions(zone_id: UUID, at: datetime) -> dict[str, Any]:
    """The border and the age bands of the day. Raises DomainError when the zone has no border then."""
    day = local_day(at)
    border = Border.objects.on(day).filter(zone_id=zone_id).first()
    if border is None:
        raise DomainError(_("The zone has no border on that day."), field="zone")
    return {"border": border, "bands": bands_on(day), "on_day": day}
