"""Only the steps of the published table work; the rest answer with where the request stands (R-03-09)."""

import itertools
from collections.abc import Callable

import pytest

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Request
from rodtrad.casework.responsibility.vocabulary import NEXT_STATES, RequestKind, RequestState, Urgency
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.ids import new_id
from tests.city import MONDAY, City

S = RequestState
STATES = [
    S.OFFERED,
    S.MORE_INFORMATION,
    S.ACCEPTED,
    S.DECLINED,
    S.WITHDRAWN,
    S.WAITING,
    S.STARTED,
    S.COMPLETED,
    S.STOPPED,
]


class Acts:
    """Every act there is on a referral, each as the unit that may, leading to its state."""

    def __init__(self, city: City, request: Request) -> None:
        self.city, self.request = city, request

    def go_to(self, state: RequestState) -> None:
        asked, asking = self.city["sagene.lead"], self.city["frogner.coordinator"]
        row = Request.objects.get(pk=self.request.pk)
        common = {"version": row.version, "at": MONDAY}
        acts: dict[RequestState, Callable[[], object]] = {
            S.OFFERED: lambda: responsibility.give_information(row.pk, answer="Ja", by=asking, **common),  # type: ignore[arg-type]
            S.MORE_INFORMATION: lambda: responsibility.ask_for_information(row.pk, question="Når?", by=asked, **common),  # type: ignore[arg-type]
            S.ACCEPTED: lambda: responsibility.accept_referral(row.pk, by=asked, **common),  # type: ignore[arg-type]
            S.DECLINED: lambda: responsibility.decline(
                row.pk, reason="NO_CAPACITY", suggested_unit_id=self.city.unit_id("mottak"), by=asked, **common
            ),  # type: ignore[arg-type]
            S.WITHDRAWN: lambda: responsibility.withdraw(row.pk, reason="Feil", by=asking, **common),  # type: ignore[arg-type]
            S.WAITING: lambda: responsibility.put_on_waiting_list(row.pk, by=asked, **common),  # type: ignore[arg-type]
            S.STARTED: lambda: responsibility.start_referral(row.pk, by=asked, **common),  # type: ignore[arg-type]
            S.COMPLETED: lambda: responsibility.complete_referral(row.pk, by=asked, **common),  # type: ignore[arg-type]
            S.STOPPED: lambda: responsibility.stop_referral(row.pk, text="Slutt", by=asked, **common),  # type: ignore[arg-type]
        }
        acts[state]()


WAYS = {
    S.OFFERED: [],
    S.MORE_INFORMATION: [S.MORE_INFORMATION],
    S.ACCEPTED: [S.ACCEPTED],
    S.DECLINED: [S.DECLINED],
    S.WITHDRAWN: [S.WITHDRAWN],
    S.WAITING: [S.ACCEPTED, S.WAITING],
    S.STARTED: [S.ACCEPTED, S.STARTED],
    S.COMPLETED: [S.ACCEPTED, S.STARTED, S.COMPLETED],
    S.STOPPED: [S.ACCEPTED, S.STOPPED],
}


@pytest.mark.parametrize(("state", "wanted"), list(itertools.product(STATES, STATES)))
def test_a_step_that_is_not_in_the_table_changes_nothing_and_says_where_it_stands(
    city: City, state: RequestState, wanted: RequestState
) -> None:
    case = city.take_in(alias="Blå", by="frogner.coordinator")
    request = responsibility.offer_referral(
        case.pk, to_unit_id=city.unit_id("sagene"), need="Bolig", urgency=Urgency.NORMAL, version=case.version,
        command_id=new_id(), by=city["frogner.coordinator"], at=MONDAY,
    )  # fmt: skip
    acts = Acts(city, request)
    for step in WAYS[state]:
        acts.go_to(step)

    if wanted in NEXT_STATES[RequestKind.REFERRAL][state]:
        acts.go_to(wanted)
        assert Request.objects.get(pk=request.pk).state == wanted
    else:
        with pytest.raises(DomainError):
            acts.go_to(wanted)
        assert Request.objects.get(pk=request.pk).state == state
