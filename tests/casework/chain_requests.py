"""Acts of the state machine: at the door, two records of one person, and asking other units."""

from typing import Any

import pytest

from rodtrad.casework.persons.models import Merge, Person
from rodtrad.casework.persons.rules import Birth
from rodtrad.casework.persons.vocabulary import BirthPrecision
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Escalation, Request
from rodtrad.casework.responsibility.vocabulary import CloseReason, Urgency
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import SomebodyWasFirst
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.vocabulary import Role
from tests.casework.chain import SENIOR, ChainOfACity, Numbers, pick

URGENCIES = list(Urgency)
REASONS = [reason for reason in CloseReason if reason != CloseReason.MERGED]
SHARES = [[], ["FOLLOW_UP"], ["FOLLOW_UP", "STAYS"], ["HEALTH", "PLAN"]]
HELPING = ["ACCEPTED", "WAITING", "STARTED"]
HELP = [
    responsibility.put_on_waiting_list,
    responsibility.start_referral,
    responsibility.complete_referral,
    responsibility.stop_referral,
]


class AtTheDoor(ChainOfACity):
    """Coming in, closing, coming back; two records of one person, and one record that should be two."""

    def come_in(self, n: Numbers) -> None:
        unit, who, named, _ = n
        door = pick(self.units(), unit)
        if door is None:
            return
        self.born += 1
        birth = Birth(self.day.replace(year=self.day.year - 30, month=1, day=1), BirthPrecision.YEAR)
        known: dict[str, Any] = {"alias": f"Blå {self.born}"}
        if named % 2:
            known = {"given_name": f"Kim {self.born}", "birth": birth}
        newcomer, by = responsibility.NewPerson(**known), self.actor(door.pk, who)
        self.act(responsibility.take_in, newcomer, need="Trenger hjelp", command_id=new_id(), by=by)

    def come_again(self, n: Numbers) -> None:
        known, door = pick(self.humans(), n[0]), pick(self.units(), n[1])
        if known and door:
            by = self.actor(door.pk, n[2])
            self.act(responsibility.open_case, known.pk, need="Kom tilbake", command_id=new_id(), by=by)

    def close(self, n: Numbers) -> None:
        if case := self.case(n[0]):
            self.act(
                responsibility.close_case,
                case.pk,
                reason=REASONS[n[1] % len(REASONS)],
                last_word="Ring oss",
                version=case.version,
                by=self.actor(case.unit_id, n[2]),
            )

    def reopen(self, n: Numbers) -> None:
        case, door = self.case(n[0], status="CLOSED"), pick(self.units(), n[1])
        if case and door:
            self.act(responsibility.reopen_case, case.pk, reason="Ny hendelse", by=self.actor(door.pk, n[2]))

    def merge(self, n: Numbers) -> None:
        kept, absorbed = pick(self.humans(), n[0]), pick(self.humans(), n[1])
        if kept is None or absorbed is None or kept == absorbed:
            return
        alike = [kept, absorbed, *Person.objects.filter(merged_into__in=[kept, absorbed])]
        cases = list(Case.objects.open().filter(person__in=alike).order_by("pk"))
        self.act(
            responsibility.merge_persons,
            kept.pk,
            absorbed_id=absorbed.pk,
            goes_on=cases[n[2] % 2].pk if len(cases) > 1 else None,
            reason="Samme person",
            by=self.decider(n[3]),
        )

    def undo_merge(self, n: Numbers) -> None:
        if merge := pick(list(Merge.objects.filter(undone_at=None).order_by("merged_at")), n[0]):
            self.act(responsibility.undo_merge, merge.pk, by=self.decider(n[1]))

    def unlink(self, n: Numbers) -> None:
        identified = Person.objects.filter(level="IDENTIFIED", pk__in=Case.objects.values("person"))
        if person := pick(list(identified.order_by("created_at", "pk")), n[0]):
            case = Case.objects.filter(person=person).order_by("-held_until", "-opened_at")[0]
            by = self.actor(case.unit_id, n[1])
            self.act(responsibility.unlink_person, person.pk, reason="Personen ba om det", by=by)


class Asking(AtTheDoor):
    """Requests and their answers, and the coordinating unit that decides."""

    def offer(self, n: Numbers) -> None:
        self._ask(responsibility.offer_handover, n, support_days=14 * (n[3] % 2))

    def refer(self, n: Numbers) -> None:
        self._ask(responsibility.offer_referral, n)

    def _ask(self, how: Any, n: Numbers, **more: Any) -> None:
        case, unit = self.case(n[0]), pick(self.units(), n[1])
        if case and unit:
            self.act(
                how,
                case.pk,
                to_unit_id=unit.pk,
                need="Trenger oppfølging",
                urgency=URGENCIES[n[2] % len(URGENCIES)],
                shares=SHARES[n[3] % len(SHARES)],
                version=case.version,
                command_id=new_id(),
                by=self.actor(case.unit_id, n[2]),
                **more,
            )

    def accept(self, n: Numbers) -> None:
        request = self.request(n[0])
        if request is None:
            return
        by, version = self.actor(request.to_unit_id, n[1], *SENIOR), request.version
        if request.kind == "REFERRAL":
            self.act(responsibility.accept_referral, request.pk, version=version, by=by)
            return
        named = by.post_id if by and n[2] % 2 else None
        if self.act(responsibility.accept_handover, request.pk, coordinator_id=named, version=version, by=by):
            assert by is not None
            self._somebody_else_accepts_too(request, n[3], first=by)

    def _somebody_else_accepts_too(self, request: Request, number: int, *, first: Actor) -> None:
        other = self.actor(request.to_unit_id, number, *SENIOR)
        if other is None or other == first:
            return
        with pytest.raises(SomebodyWasFirst, match=first.name):
            responsibility.accept_handover(request.pk, version=request.version, by=other, at=self.at)

    def decline(self, n: Numbers) -> None:
        request, suggested = self.request(n[0]), pick(self.units(), n[2])
        if request and suggested:
            self.act(
                responsibility.decline,
                request.pk,
                reason="NO_CAPACITY",
                suggested_unit_id=suggested.pk,
                version=request.version,
                by=self.actor(request.to_unit_id, n[1], *SENIOR),
            )

    def want_to_know_more(self, n: Numbers) -> None:
        if request := self.request(n[0], state="OFFERED"):
            by, ask = self.actor(request.to_unit_id, n[1], *SENIOR), responsibility.ask_for_information
            self.act(ask, request.pk, question="Hvor sover personen?", version=request.version, by=by)

    def tell_more(self, n: Numbers) -> None:
        if request := self.request(n[0], state="MORE_INFORMATION"):
            by = self.actor(request.from_unit_id, n[1])
            self.act(responsibility.give_information, request.pk, answer="Ute", version=request.version, by=by)

    def withdraw(self, n: Numbers) -> None:
        if request := self.request(n[0]):
            by = self.actor(request.from_unit_id, n[1])
            self.act(responsibility.withdraw, request.pk, reason="Ikke aktuelt", version=request.version, by=by)

    def help(self, n: Numbers) -> None:
        if request := self.request(n[0], kind="REFERRAL", state__in=HELPING):
            by = self.actor(request.to_unit_id, n[1], *SENIOR)
            # Completing takes two steps in a row that dice alone would seldom throw.
            ends = request.state == "STARTED" and n[3] % 2
            step = responsibility.complete_referral if ends else HELP[n[2] % len(HELP)]
            self.act(step, request.pk, text="Som avtalt", version=request.version, by=by)

    def decide(self, n: Numbers) -> None:
        lifted = pick(list(Escalation.objects.filter(ended_at=None).order_by("raised_at", "pk")), n[0])
        unit = pick(self.units(), n[1])
        if lifted is None or unit is None:
            return
        case, by = Case.objects.get(pk=lifted.case_id), self.actor(lifted.unit_id, n[2], Role.COORDINATING_UNIT)
        if n[3] % 3 == 0:
            self.act(responsibility.leave_where_it_is, case.pk, reason="Best der", by=by)
        else:
            decision = {"to_unit_id": unit.pk, "reason": "Bor der", "version": case.version}
            self.act(responsibility.assign, case.pk, **decision, by=by)
