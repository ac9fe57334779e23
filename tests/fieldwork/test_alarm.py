"""The alarm of quiet zones: its rate of false alarms by simulation, and how soon it sees a true growth."""

import random
from math import exp
from statistics import mean

import pytest

from rodtrad.fieldwork.counts import alarm


def _poisson(chance: random.Random, expected: float) -> int:
    left, count = exp(-expected), 0
    product = chance.random()
    while product > left:
        product *= chance.random()
        count += 1
    return count


def _rounds_to_alarm(expected: float, reference: float, limit: float, chance: random.Random) -> int:
    now, rounds = 0.0, 0
    while now < limit:
        now = max(0.0, now + _poisson(chance, expected) - reference)
        rounds += 1
    return rounds


@pytest.mark.parametrize("before", [0.5, 1.5, 4.0])
def test_false_alarms_come_as_seldom_as_chosen(before: float) -> None:
    watch = alarm.watch([round(before)] * 9, rounds_between_false_alarms=150)
    assert watch is not None
    reference, limit = watch.reference, watch.limit
    wanted = alarm.run_length(watch.before, reference, limit)

    chance = random.Random(7)
    found = mean(_rounds_to_alarm(watch.before, reference, limit, chance) for _ in range(400))

    assert wanted >= 150
    assert found == pytest.approx(wanted, rel=0.15)


@pytest.mark.parametrize("before", [0.5, 2.0, 6.0])
def test_a_doubling_is_seen_within_a_few_rounds(before: float) -> None:
    watch = alarm.watch([round(before)] * 9, rounds_between_false_alarms=150)
    assert watch is not None

    chance = random.Random(8)
    found = mean(_rounds_to_alarm(watch.after, watch.reference, watch.limit, chance) for _ in range(400))

    assert found <= 10


def test_one_crowded_night_after_quiet_ones_alarms_only_when_it_is_large() -> None:
    quiet = [1, 0, 1, 1, 0, 1, 2, 1]

    assert alarm.watch([*quiet, 1, 0, 2, 1], rounds_between_false_alarms=150).alarms_at is None  # type: ignore[union-attr]
    assert alarm.watch([*quiet, 1, 5, 6], rounds_between_false_alarms=150).alarms_at == 1  # type: ignore[union-attr]


def test_too_few_rounds_say_nothing() -> None:
    assert alarm.watch([9] * 8, rounds_between_false_alarms=150) is None
