"""Two who write at once lose nothing: every word is kept, and nobody's words are passed over unseen."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtrad.casework.plans import words
from rodtrad.casework.plans.models import Passage, Wording
from rodtrad.casework.plans.vocabulary import LifeArea, PassageKind, Voice
from rodtrad.casework.plans.words import Words
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from tests.casework.planning import BY, active_plan, offered_plan
from tests.city import MONDAY, City, build_city

EDITS = 25  # each example; 400 examples of the long run make 10,000


def _goal(city: City) -> Passage:
    return words.add_goal(
        offered_plan(city).pk,
        life_area=LifeArea.HOME,
        words=Words(text="«Jeg vil ha nøkkel til egen dør.»", voice=Voice.PERSON),
        command_id=new_id(),
        by=city[BY],
        at=MONDAY,
    )


def _current(goal: Passage) -> set[UUID]:
    return set(Wording.objects.current().filter(passage=goal).values_list("pk", flat=True))


def _rewrite(city: City, goal: Passage, text: str, seen: set[UUID], by: str = BY) -> Wording:
    return words.rewrite(goal.pk, words=Words(text=text), seen=seen, command_id=new_id(), by=city[by], at=MONDAY)


def test_who_writes_after_having_seen_replaces(city: City) -> None:
    goal = _goal(city)
    new = _rewrite(city, goal, "En leilighet", _current(goal))

    assert _current(goal) == {new.pk}
    assert Wording.objects.filter(passage=goal).count() == 2


def test_two_who_began_from_the_same_words_both_stand_side_by_side(city: City) -> None:
    goal = _goal(city)
    seen = _current(goal)
    mine = _rewrite(city, goal, "En leilighet", seen)
    yours = _rewrite(city, goal, "Et rom", seen, by="frogner.lead")

    assert _current(goal) == {mine.pk, yours.pk}

    settled = _rewrite(city, goal, "En liten leilighet", {mine.pk, yours.pk})
    assert _current(goal) == {settled.pk}


def test_whoever_settles_without_having_seen_the_third_leaves_it_standing(city: City) -> None:
    goal = _goal(city)
    seen = _current(goal)
    first, second, third = (_rewrite(city, goal, text, seen) for text in ("Ett", "To", "Tre"))
    settled = _rewrite(city, goal, "Ett og to", {first.pk, second.pk})

    assert _current(goal) == {settled.pk, third.pk}


def test_sending_twice_writes_once(city: City) -> None:
    goal, command = _goal(city), new_id()
    for _again in range(2):
        words.rewrite(goal.pk, words=Words(text="To"), seen=_current(goal), command_id=command, by=city[BY], at=MONDAY)

    assert Wording.objects.filter(passage=goal).count() == 2


@given(edits=st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=EDITS, max_size=EDITS))
@settings(deadline=None)
def test_of_random_edits_at_once_none_is_lost(city: City, edits: list[tuple[int, bool]]) -> None:
    """Each writer saw the words as they stood some edits ago. Every text is kept; what nobody saw still stands."""
    with transaction.atomic():
        goal = _goal(city)
        standing, seen_by_a_later, written = [_current(goal)], set[UUID](), dict[UUID, str]()
        for number, (behind, settles) in enumerate(edits):
            seen = standing[max(0, len(standing) - 1 - behind)]
            text = f"{number} {'settles' if settles else 'writes'}"
            written[_rewrite(city, goal, text, seen).pk] = text
            seen_by_a_later |= seen
            standing.append(_current(goal))
        kept = dict(Wording.objects.filter(passage=goal).values_list("pk", "text"))

        assert {key: kept[key] for key in written} == written, "lost"
        assert standing[-1] == set(kept) - seen_by_a_later, "passed over"
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_of_eight_real_threads_none_is_lost() -> None:
    city = build_city()
    goal = _goal(city)
    seen, ready = _current(goal), Barrier(8)

    def write(number: int) -> None:
        ready.wait()
        try:
            _rewrite(city, goal, f"Tekst {number}", seen)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(write, number) for number in range(8)]:
            done.result()

    texts = set(Wording.objects.current().filter(passage=goal).values_list("text", flat=True))
    assert texts == {f"Tekst {number}" for number in range(8)}


def test_no_word_is_changed_or_deleted_by_the_application(city: City, as_app_role: None) -> None:
    goal = _goal(city)
    for act in (
        lambda: Wording.objects.filter(passage=goal).update(text="Annet"),
        lambda: Wording.objects.filter(passage=goal).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_words_of_the_person_are_kept_as_they_are_and_of_staff_are_marked(city: City) -> None:
    goal = _goal(city)
    assert Wording.objects.get(passage=goal).voice == Voice.PERSON
    assert _rewrite(city, goal, "Bolig", _current(goal)).voice == Voice.STAFF


@pytest.mark.parametrize(
    "said",
    [Words(text=" "), Words(text="x" * 50_000), Words(text="12848901871"), Words(text="Fra papir", voice=Voice.PAPER)],
)
def test_what_cannot_be_kept_says_why(city: City, said: Words) -> None:
    plan = active_plan(city)
    with pytest.raises(DomainError):
        words.write_text(plan.pk, kind=PassageKind.MATTERS, words=said, command_id=new_id(), by=city[BY], at=MONDAY)


def test_somebody_outside_the_team_cannot_write(city: City) -> None:
    plan = active_plan(city)
    with pytest.raises(NotFound):
        words.write_text(
            plan.pk,
            kind=PassageKind.MATTERS,
            words=Words(text="Fred"),
            command_id=new_id(),
            by=city["gamle-oslo.lead"],
            at=MONDAY,
        )
