"""Plays the twelve made-up people through the real operations, each step on its own day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from uuid import UUID

from rodtrad.casework.persons import belongings
from rodtrad.casework.persons import operations as persons
from rodtrad.casework.persons.models import DuplicateHint
from rodtrad.casework.persons.rules import Birth
from rodtrad.casework.persons.vocabulary import (
    BelongingSource,
    BelongingStatus,
    BirthPrecision,
    ClaimPosition,
    Gender,
    ProtectionGrade,
)
from rodtrad.casework.responsibility import clock
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Request, Support
from rodtrad.casework.responsibility.operations import supports
from rodtrad.casework.responsibility.vocabulary import CloseReason, Urgency
from rodtrad.cli.demo.staff import Staff
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations.queries import district_codes, local_day


@dataclass
class Life:
    """What the story remembers of one person while it is played."""

    script: dict[str, Any]
    person_id: UUID | None = None
    case_id: UUID | None = None
    twin_id: UUID | None = None
    clarification_id: UUID | None = None
    alias: str = ""
    requests: dict[str, UUID] = field(default_factory=dict)
    met: list[UUID] = field(default_factory=list)  # encounters before the person was on record
    task_id: UUID | None = None
    plan_id: UUID | None = None
    goals: dict[str, UUID] = field(default_factory=dict)  # by life area


@dataclass(frozen=True)
class Step:
    """One event of one life, and what plays it."""

    at: datetime
    life: Life
    event: dict[str, Any]
    act: Callable[[Life, dict[str, Any], datetime], None]


class Room(Protocol):
    """Another part of the product with steps of its own in the same lives."""

    def steps(self, lives: dict[str, Life], moment: Callable[[dict[str, Any]], datetime]) -> list[Step]:
        """Every step of the room; `moment` says when an event is."""


class Story:
    """The player: one method for each kind of step."""

    def __init__(self, script: dict[str, Any], staff: Staff, *, day_0: date) -> None:
        self._staff = staff
        self._day_0 = day_0
        self._codes = district_codes()
        self._lives = [Life(person) for person in script["persons"]]
        self._posts = {post["id"]: (post["unit"], post["roles"]) for post in script["staff"]}

    def play(self, tell: Callable[[str], None], rooms: Iterable["Room"] = ()) -> None:
        """All steps of all people in the order of time, those of other rooms too, with the clock running between them."""
        steps: list[Step] = [
            Step(self._at(event), life, event, getattr(self, f"_{event['type'].lower()}"))
            for life in self._lives
            for event in life.script["events"]
        ]
        for room in rooms:
            steps += room.steps({life.script["id"]: life for life in self._lives}, self._at)
        for step in sorted(steps, key=lambda step: step.at):
            clock.keep_deadlines(at=step.at)
            step.act(step.life, step.event, step.at)
        tell(f"{len(steps)} steps of {len(self._lives)} made-up people")

    def _at(self, event: dict[str, Any]) -> datetime:
        day = self._day_0 + timedelta(days=event["day"])
        return datetime.combine(day, time.fromisoformat(event["at"]), tzinfo=OSLO)

    def _case(self, life: Life) -> Case:
        assert life.case_id is not None
        return Case.objects.get(pk=life.case_id)

    def _holder(self, life: Life) -> Any:
        unit_id = self._case(life).unit_id
        return next(actor for actor in self._staff.posts.values() if actor.unit_id == unit_id and actor.gives_care)

    def _post(self, staff_id: str) -> UUID:
        unit, roles = self._posts[staff_id]
        which = "second" if staff_id.endswith("-2") else "lead" if "UNIT_LEAD" in roles else "coordinator"
        post_id = self._staff.posts[unit, which].post_id
        assert post_id is not None
        return post_id

    def _known(self, life: Life) -> responsibility.NewPerson:
        script = life.script
        if script["first_identity_level"] == "ALIAS":
            return responsibility.NewPerson(alias=script["name"])
        if script["first_identity_level"] == "ANONYMOUS":
            return responsibility.NewPerson(alias=life.alias)
        given, family = script["name"].split()
        return responsibility.NewPerson(
            given_name=given,
            family_name=family,
            gender=Gender(script["gender"]),
            birth=self._birth(script["birth"]),
            national_id=script.get("national_id", {}).get("value", ""),
        )

    def _birth(self, said: dict[str, Any]) -> Birth:
        if "turns_18_on_day" in said:
            turns = self._day_0 + timedelta(days=said["turns_18_on_day"])
            return Birth(turns.replace(year=turns.year - 18), BirthPrecision.DAY)
        return Birth(date.fromisoformat(said["date"]), BirthPrecision(said["precision"]))

    def _alias_set(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        life.alias = life.script["name"]

    def _case_opened(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        by = self._staff.actor(event["by"])
        case = responsibility.take_in(self._known(life), need=event["nb"], command_id=new_id(), by=by, at=at)
        life.case_id, life.person_id = case.pk, case.person_id
        if life.script.get("protected_address"):
            persons.protect_address(
                case.person_id,
                grade=ProtectionGrade.CONFIDENTIAL,
                source=BelongingSource.REGISTER,
                reason="Registrert i folkeregisteret",
                by=by,
                at=at,
            )

    def _duplicate_suggested(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        by = self._staff.actor(event["by"])
        twin = responsibility.take_in(
            responsibility.NewPerson(alias=life.script["name"]), need=event["nb"], command_id=new_id(), by=by, at=at
        )
        life.twin_id = twin.person_id
        DuplicateHint.objects.get_or_create(
            first_id=life.person_id,
            second_id=twin.person_id,
            settled_at=None,
            defaults={"reasons": ["SAME_NAME"], "found_at": at},
        )

    def _merged(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        assert life.person_id and life.twin_id
        responsibility.merge_persons(
            life.person_id,
            absorbed_id=life.twin_id,
            goes_on=life.case_id,
            reason=event["nb"],
            by=self._staff.posts["demo-ke-byen", "decider"],
            at=at,
        )

    def _identified(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        assert life.person_id
        given, family = life.script["name"].split()
        persons.identify(
            life.person_id,
            given_name=given,
            family_name=family,
            gender=Gender(life.script["gender"]),
            birth=self._birth(life.script["birth"]),
            national_id=life.script.get("national_id", {}).get("value", ""),
            by=self._staff.actor(event["by"]),
            at=at,
        )

    def _belonging_set(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        said, code = event["belonging"], self._codes.get(event["belonging"].get("org", ""), "")
        assert life.person_id
        if life.clarification_id and said["basis"] == "DECISION":
            belongings.decide_clarification(
                life.clarification_id,
                status=BelongingStatus(said["status"]),
                area_code=code,
                grounds=event["nb"],
                by=self._staff.posts["demo-ke-byen", "decider"],
                at=at,
            )
            life.clarification_id = None
            return
        belongings.set_belonging(
            life.person_id,
            status=BelongingStatus(said["status"]) if code else BelongingStatus.UNKNOWN,
            area_code=code,
            source=BelongingSource(said["basis"]),
            valid_from=local_day(at),
            by=self._staff.actor(event["by"]),
            at=at,
        )

    def _belonging_disputed(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        assert life.person_id
        by = self._staff.actor(event["by"])
        opened = belongings.open_clarification(life.person_id, own_words=event["nb"], by=by, at=at)
        life.clarification_id = opened.pk
        for place, position in (("bydel-sagene", ClaimPosition.NOT_OURS), ("bydel-gamle-oslo", ClaimPosition.NOT_OURS)):
            belongings.file_claim(
                opened.pk,
                area_code=self._codes[place],
                position=position,
                grounds="Adressen i registeret er en annen.",
                by=by,
                at=at,
            )

    def _case_closed(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        case = self._case(life)
        for request in Request.objects.filter(case=case, kind="REFERRAL", state__in=["ACCEPTED", "WAITING", "STARTED"]):
            responsibility.stop_referral(
                request.pk, text="Saken avsluttes.", version=request.version, by=self._answering(request), at=at
            )
        responsibility.close_case(
            case.pk,
            reason=CloseReason.MOVED_AWAY,
            last_word=event["nb"],
            version=case.version,
            by=self._holder(life),
            at=at,
        )

    def _answering(self, request: Request) -> Any:
        code = next(code for code, pk in self._staff.units.items() if pk == request.to_unit_id)
        return self._staff.actor(code, answering=True)

    def _unlinked(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        assert life.person_id
        responsibility.unlink_person(life.person_id, reason=event["nb"], by=self._holder(life), at=at)

    def _ask(self, life: Life, event: dict[str, Any], at: datetime, *, handover: bool) -> None:
        case = self._case(life)
        to_unit = self._staff.units[event["to"]]
        if to_unit == case.unit_id:
            return
        urgency = Urgency.ACUTE if "deadline_hours" in event else Urgency.NORMAL
        if event.get("deadline_working_days") == 1:
            urgency = Urgency.HIGH
        common = {
            "to_unit_id": to_unit,
            "need": event["nb"],
            "urgency": urgency,
            "shares": ["FOLLOW_UP", "PLAN"],
            "version": case.version,
            "command_id": new_id(),
            "by": self._holder(life),
            "at": at,
        }
        ask = responsibility.offer_handover if handover else responsibility.offer_referral
        life.requests[event["request"]] = ask(case.pk, **common).pk

    def _handover_offered(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        self._ask(life, event, at, handover=True)

    def _referral_offered(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        self._ask(life, event, at, handover=False)

    def _request(self, life: Life, event: dict[str, Any]) -> Request | None:
        found = life.requests.get(event["request"])
        return Request.objects.get(pk=found) if found else None

    def _handover_accepted(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        if request := self._request(life, event):
            named = self._post(event["coordinator"]) if "coordinator" in event else None
            by = self._answering(request)
            responsibility.accept_handover(
                request.pk, coordinator_id=named or by.post_id, version=request.version, by=by, at=at
            )

    def _handover_declined(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        if request := self._request(life, event):
            responsibility.decline(
                request.pk,
                reason=event["reason"],
                text=event["nb"],
                suggested_unit_id=self._staff.units[event["suggests"]],
                version=request.version,
                by=self._answering(request),
                at=at,
            )

    _referral_declined = _handover_declined

    def _step(self, life: Life, event: dict[str, Any], at: datetime, act: Callable[..., object]) -> None:
        if request := self._request(life, event):
            act(request.pk, text=event["nb"], version=request.version, by=self._answering(request), at=at)

    def _referral_accepted(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        self._step(life, event, at, responsibility.accept_referral)

    def _referral_waiting(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        self._step(life, event, at, responsibility.put_on_waiting_list)

    def _referral_started(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        self._step(life, event, at, responsibility.start_referral)

    def _referral_completed(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        self._step(life, event, at, responsibility.complete_referral)

    def _referral_stopped(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        self._step(life, event, at, responsibility.stop_referral)

    def _assigned(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        case = self._case(life)
        responsibility.assign(
            case.pk,
            to_unit_id=self._staff.units[event["to"]],
            coordinator_id=self._post(event["coordinator"]),
            reason=event["nb"],
            version=case.version,
            by=self._staff.posts["demo-ke-byen", "decider"],
            at=at,
        )

    def _coordinator_changed(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        case, lead = self._case(life), self._staff.posts[event["by"], "lead"]
        if "to_queue" in event:
            assert case.coordinator_id
            responsibility.record_absence(
                case.coordinator_id,
                starts_on=local_day(at),
                ends_on=local_day(at) + timedelta(days=60),
                by=lead,
                at=at,
            )
            return
        responsibility.name_coordinator(
            case.pk,
            coordinator_id=self._post(event["coordinator"]),
            reason=event["nb"],
            version=case.version,
            by=lead,
            at=at,
        )

    def _support_started(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        until = datetime.combine(self._day_0 + timedelta(days=event["until_day"]), time(16), tzinfo=OSLO)
        if self._staff.units[event["by"]] != self._case(life).unit_id and until > at:
            supports.start_support(
                self._case(life),
                unit_id=self._staff.units[event["by"]],
                until_at=until,
                reason=event["nb"],
                by=self._holder(life),
                at=at,
            )

    def _support_ended(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        running = Support.objects.filter(case=life.case_id, unit=self._staff.units[event["by"]], until_at__gt=at)
        for support in running:
            responsibility.end_support(support.pk, by=self._staff.actor(event["by"]), at=at)
