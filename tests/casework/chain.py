"""What the state machine stands on: the actors of the day, a clock that runs or stands still, and the check after a step."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, transaction
from hypothesis.stateful import RuleBasedStateMachine

from rodtrad.casework.persons.models import Person
from rodtrad.casework.responsibility import clock, invariants
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.casework.responsibility.vocabulary import AWAITING_ANSWER
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.vocabulary import CARE_ROLES, Role
from rodtrad.registry.organisations.models import Organisation, Post
from rodtrad.registry.organisations.queries import actor_of_post, local_day
from tests.casework.oracle import broken_promises
from tests.city import MONDAY, City

T = TypeVar("T")

# Years ahead of the clock on the wall, since the database too compares ends with today.
START = MONDAY + timedelta(days=3650)
Numbers = tuple[int, int, int, int]  # what an act picks its case, unit and people with
# From one act to the next: often seconds, at times hours, now and then over a night or past a deadline.
PAUSES = [timedelta(seconds=1), timedelta(minutes=2), timedelta(hours=5), timedelta(seconds=40), timedelta(hours=16)]
SENIOR = (Role.COORDINATOR, Role.UNIT_LEAD)

# How often each act was done, and how often it was refused with a sentence, over all runs of this process.
done: Counter[str] = Counter()
refused: Counter[str] = Counter()


def pick(choices: Sequence[T], number: int) -> T | None:
    return choices[number % len(choices)] if choices else None


class ChainOfACity(RuleBasedStateMachine):
    """One city, rolled back when the run is over; every step through the real operations on real PostgreSQL."""

    city: City

    def __init__(self) -> None:
        super().__init__()
        self.at: datetime = START
        self.clock_runs = True
        self.born = 0
        self.acts = 0
        self.before = transaction.savepoint()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.before)

    # Reading

    @property
    def day(self) -> date:
        return local_day(self.at)

    def units(self) -> list[Organisation]:
        return list(Organisation.objects.active_on(self.day).units().order_by("code"))

    def posts(self, unit_id: UUID, *roles: Role) -> list[Post]:
        rows = Post.objects.active_on(self.day).with_role(*roles).filter(unit_id=unit_id)
        return list(rows.order_by("user__email", "starts_on"))

    def actor(self, unit_id: UUID, number: int, *roles: Role) -> Actor | None:
        post = pick(self.posts(unit_id, *(roles or tuple(sorted(CARE_ROLES)))), number)
        return actor_of_post(post.pk) if post else None

    def decider(self, number: int) -> Actor | None:
        return self.actor(self.city.unit_id("koordinering"), number, Role.COORDINATING_UNIT)

    def case(self, number: int, **wanted: Any) -> Case | None:
        return pick(list(Case.objects.filter(**{"status": "OPEN", **wanted}).order_by("opened_at", "pk")), number)

    def request(self, number: int, **wanted: Any) -> Request | None:
        wanted = wanted or {"state__in": AWAITING_ANSWER}
        return pick(list(Request.objects.filter(**wanted).order_by("created_at", "pk")), number)

    def humans(self) -> list[Person]:
        return list(Person.objects.not_merged().order_by("created_at", "pk"))

    # Acting

    def act(self, operation: Callable[..., T], *subject: Any, by: Actor | None, **more: Any) -> T | None:
        """One act, a little later than the last; refused, it must be refused with a sentence and change nothing."""
        if by is None:
            return None
        self.acts, name = self.acts + 1, operation.__name__
        self.pass_time(PAUSES[self.acts % len(PAUSES)])
        try:
            with transaction.atomic():
                answer = operation(*subject, by=by, at=self.at, **more)
                self.commit_would_hold()
        except DomainError as refusal:
            assert str(refusal).strip(), f"{name} was refused without a word"
            refused[name] += 1
            return None
        done[name] += 1
        return answer

    def pass_time(self, time: timedelta) -> None:
        self.at += time
        if self.clock_runs:
            self.look_at_the_clock()

    def look_at_the_clock(self) -> None:
        responsibility.keep_posts(at=self.at)
        clock.keep_deadlines(at=self.at)

    @staticmethod
    def commit_would_hold() -> None:
        """What the database checks at commit, checked now: a savepoint does not."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def check(self) -> None:
        done["steps"] += 1
        self.commit_would_hold()
        now = self.at + timedelta(milliseconds=1)  # two moves in one instant are put a microsecond apart
        assert broken_promises(at=now, clock_has_looked=self.clock_runs) == []
        if self.clock_runs:
            found = invariants.check(at=now)
            assert [f"{v.invariant} {v.case_id}: {v.sentence}" for v in found.violations] == []
