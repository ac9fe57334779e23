"""Any order of any acts: after every step somebody has the ball, one and no more, and everything is on record."""

from random import Random

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from tests.casework import chain
from tests.casework.chain_staff import Staffing
from tests.city import City

# What happens often stands more than once.
ACTS = [
    *["come_in", "offer", "offer", "offer", "accept", "accept", "decline", "decline", "wait", "decide"],
    *["come_again", "close", "reopen", "merge", "undo_merge", "unlink", "refer", "help", "help", "withdraw"],
    *["want_to_know_more", "tell_more", "name_coordinator", "be_away", "be_away", "name_stand_in", "be_back"],
    *["leave", "lose_the_login", "begin", "begin", "meet", "change_support", "close_unit", "open_unit"],
    "stop_or_start_the_clock",
]


SEED = st.integers(min_value=0, max_value=2**32 - 1)


class TheBall(Staffing):
    """Each step throws dice from a seed: drawn one by one, choices would gather at the first act and the first case."""

    @initialize(seeds=st.lists(SEED, min_size=2, max_size=5))
    def some_are_known_already(self, seeds: list[int]) -> None:
        for seed in seeds:
            self.come_in(_numbers(Random(seed)))

    @rule(seed=SEED)
    def somebody_does_something(self, seed: int) -> None:
        dice = Random(f"{seed} after {self.acts}")
        what, numbers = dice.choice(ACTS), _numbers(dice)
        note(f"{what} {numbers}")
        getattr(self, what)(numbers)

    @invariant()
    def the_ball_is_held_by_one(self) -> None:
        self.check()


def _numbers(dice: Random) -> chain.Numbers:
    return dice.randrange(9_999), dice.randrange(9_999), dice.randrange(9_999), dice.randrange(9_999)


def _run(city: City, *, examples: int, steps: int, derandomize: bool) -> None:
    TheBall.city = city
    chain.done.clear()
    chain.refused.clear()
    run_state_machine_as_test(
        TheBall,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=derandomize,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_no_order_of_acts_leaves_a_person_with_nobody_or_with_two(city: City) -> None:
    _run(city, examples=10, steps=40, derandomize=True)


@pytest.mark.long
@pytest.mark.django_db
def test_ten_thousand_steps_leave_no_person_with_nobody_or_with_two(city: City) -> None:
    _run(city, examples=240, steps=50, derandomize=False)

    assert chain.done["steps"] >= 10_000
    assert [act for act in chain.refused if not chain.done[act]] == [], "some act was only ever refused"
