"""A table of states says what follows on every state, and no state is out of reach."""

import pytest

from rodtrad.casework.responsibility.vocabulary import NEXT_STATES, RequestKind, RequestState


def test_every_kind_of_request_has_a_table() -> None:
    assert set(NEXT_STATES) == set(RequestKind)


def test_every_state_is_in_a_table() -> None:
    assert {state for table in NEXT_STATES.values() for state in table} == set(RequestState)


@pytest.mark.parametrize("kind", RequestKind)
def test_every_step_leads_to_a_state_of_the_same_table(kind: RequestKind) -> None:
    table = NEXT_STATES[kind]

    assert {after for steps in table.values() for after in steps} <= set(table)
    assert not any(state in steps for state, steps in table.items())


@pytest.mark.parametrize("kind", RequestKind)
def test_every_state_is_reached_from_a_draft_and_leads_to_an_end(kind: RequestKind) -> None:
    table = NEXT_STATES[kind]
    ends = {state for state, steps in table.items() if not steps}

    assert _reached(table, RequestState.DRAFT) == set(table)
    assert all(_reached(table, state) & ends for state in table)


def _reached(table: dict[RequestState, frozenset[RequestState]], start: RequestState) -> set[RequestState]:
    found, todo = {start}, [start]
    while todo:
        new = table[todo.pop()] - found
        found |= new
        todo += new
    return found
