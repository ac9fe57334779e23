"""Acts of the state machine: coordinators are named, away, back and gone; units open and close; time passes."""

from datetime import timedelta

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import JointMeeting, Support
from rodtrad.casework.responsibility.vocabulary import MeetingOutcome
from rodtrad.foundation.accounts import operations as accounts
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.organisations import operations as organisations
from rodtrad.registry.organisations.models import Absence, Post
from tests.casework.chain import SENIOR, Numbers, pick
from tests.casework.chain_requests import Asking
from tests.city import SETUP

FOR_GOOD = timedelta(days=4000)


class Staffing(Asking):
    def name_coordinator(self, n: Numbers) -> None:
        if case := self.case(n[0]):
            named = pick(self.posts(case.unit_id, *SENIOR), n[1])
            self.act(
                responsibility.name_coordinator,
                case.pk,
                coordinator_id=named.pk if named else new_id(),
                reason="",
                version=case.version,
                by=self.actor(case.unit_id, n[2], *SENIOR),
            )

    def be_away(self, n: Numbers) -> None:
        unit = pick(self.units(), n[0])
        post = unit and pick(self.posts(unit.pk, *SENIOR, Role.COORDINATING_UNIT), n[1])
        if unit and post:
            others: list[Post | None] = [None, *self.posts(unit.pk, *SENIOR)]
            stand_in, first = pick(others, n[2]), self.day + timedelta(days=n[3] % 4)
            self.act(
                responsibility.record_absence,
                post.pk,
                starts_on=first,
                ends_on=first + timedelta(days=1 + n[3] % 9),
                stand_in_id=stand_in.pk if stand_in else None,
                by=self.actor(unit.pk, n[1], Role.UNIT_LEAD),
            )

    def name_stand_in(self, n: Numbers) -> None:
        if absence := self._absence(n[0]):
            stand_in = pick(self.posts(absence.post.unit_id, *SENIOR), n[1])
            by, named = self.actor(absence.post.unit_id, n[2], Role.UNIT_LEAD), stand_in.pk if stand_in else new_id()
            self.act(responsibility.name_stand_in, absence.pk, stand_in_id=named, by=by)

    def be_back(self, n: Numbers) -> None:
        if absence := self._absence(n[0]):
            by = self.actor(absence.post.unit_id, n[1], Role.UNIT_LEAD)
            self.act(responsibility.end_absence, absence.pk, by=by)

    def _absence(self, number: int) -> Absence | None:
        coming = Absence.objects.filter(ends_on__gt=self.day).select_related("post").order_by("recorded_at", "pk")
        return pick(list(coming), number)

    def leave(self, n: Numbers) -> None:
        unit = pick(self.units(), n[0])
        post = unit and pick(self.posts(unit.pk, *Role), n[1])
        if unit and post:
            by = self.actor(unit.pk, n[2], Role.UNIT_LEAD)
            self.act(responsibility.end_post, post.pk, on=self.day, by=by)

    def lose_the_login(self, n: Numbers) -> None:
        """The clock finds what stood in the name of somebody who may no longer sign in."""
        unit = pick(self.units(), n[0])
        if unit and (gone := pick(self.posts(unit.pk, Role.COORDINATOR), n[1])):
            self.act(accounts.deactivate_user, gone.user_id, by=SETUP)
            self.pass_time(timedelta(minutes=1))

    def begin(self, n: Numbers) -> None:
        if unit := pick(self.units(), n[0]):
            for_good = n[1] % 2 or n[2] % 3 == 0
            self._post(unit.pk, SENIOR[n[1] % 2], FOR_GOOD if for_good else timedelta(days=4))

    def _post(self, unit_id: object, role: Role, days: timedelta) -> None:
        self.born += 1
        name = f"ny.{self.born}"
        user = accounts.create_user(f"{name}@test.example", display_name=name, password=None, by=SETUP, at=self.at)
        starts_on, ends_on = self.day, self.day + days
        post = {"unit_id": unit_id, "roles": [role], "starts_on": starts_on, "ends_on": ends_on}
        self.act(organisations.add_post, user.pk, **post, by=SETUP)

    def meet(self, n: Numbers) -> None:
        called = JointMeeting.objects.filter(outcome="").select_related("case").order_by("called_at", "pk")
        if meeting := pick(list(called), n[0]):
            outcome = MeetingOutcome.HELD if n[1] % 2 else MeetingOutcome.NOT_HELD
            by = self.actor(meeting.case.unit_id, n[2])
            self.act(responsibility.record_meeting, meeting.pk, outcome=outcome, text="Travelt", by=by)

    def change_support(self, n: Numbers) -> None:
        running = Support.objects.filter(until_at__gt=self.at).select_related("case").order_by("from_at", "pk")
        if support := pick(list(running), n[0]):
            by = self.actor(support.case.unit_id, n[1])
            if n[2] % 2:
                until, extend = self.day + timedelta(days=30), responsibility.extend_support
                self.act(extend, support.pk, until_on=until, reason="Avtalt", by=by)
            else:
                self.act(responsibility.end_support, support.pk, by=by)

    def close_unit(self, n: Numbers) -> None:
        """Any unit but the coordinating one, as long as some are left."""
        units = [one for one in self.units() if one.kind != "COORDINATING_UNIT"]
        closing, successor = pick(units, n[0]), pick(units, n[1])
        if closing and successor and len(units) > 4:
            successor_id = successor.pk if n[2] % 4 else None
            self.act(responsibility.close_unit, closing.pk, successor_id=successor_id, by=self.decider(n[3]))

    def open_unit(self, n: Numbers) -> None:
        self.born += 1
        opened = organisations.add_organisation(
            f"ny-{self.born}",
            name=f"Ny enhet {self.born}",
            kind="UNIT",
            sector="MUNICIPAL",
            parent=self.city.units["oslo"],
            holds_cases=True,
            valid_from=self.day,
            by=SETUP,
            at=self.at,
        )
        for role in SENIOR if n[0] % 3 else ():
            self._post(opened.pk, role, FOR_GOOD)

    def wait(self, n: Numbers) -> None:
        self.pass_time(timedelta(hours=1 + n[0] % 150))

    def stop_or_start_the_clock(self, n: Numbers) -> None:
        """The job runner is down for some hours, and on the next look finds everything."""
        self.pass_time(timedelta(hours=n[0] % 40))
        self.clock_runs = not self.clock_runs
        self.pass_time(timedelta(minutes=1))
