"""Every page that can be opened by its address, as the first role that may: no fault of accessibility.

Each page is looked at in one size and light, in turn; the journeys look at theirs in all four.
"""

from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from tests.journeys.conftest import LOOKS, Stage
from tests.web.test_every_page import addresses

pytestmark = pytest.mark.journey

# Each looks at what those before could not open.
IN_TURN = (
    "mottak.worker",
    "frogner.lead",
    "koordinering.lead",
    "oslo.programme",
    "oslo.administrator",
    "politi.officer",
)


def _ids(stage: Stage) -> dict[str, UUID]:
    """Somebody who has a case and a request that waits, so that most pages have something to show."""
    city, now = stage.city, timezone.now()
    case = city.take_in(alias="Blåveis", at=now)
    request = city.offer(case, "frogner", at=now)
    post_id = city["frogner.coordinator"].post_id
    assert post_id is not None
    return {
        "person_id": case.person_id,
        "request_id": request.pk,
        "unit_id": city.unit_id("frogner"),
        "post_id": post_id,
    }


def _opens(stage: Stage, who: str, wanted: list[str]) -> list[str]:
    client = Client()
    client.post("/sign-in/demo/", {"post": str(stage.city[who].post_id)})
    found = []
    for address in wanted:
        if "sign-out" in address or "lock" in address:
            continue
        answer = client.get(address)
        if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"] and b"<main" in answer.content:
            found.append(address)
    return found


@pytest.mark.parametrize("who", IN_TURN)
def test_every_page_a_role_can_open_is_accessible(stage: Stage, who: str) -> None:
    wanted = addresses(_ids(stage))
    for earlier in IN_TURN[: IN_TURN.index(who)]:
        seen = set(_opens(stage, earlier, wanted))
        wanted = [address for address in wanted if address not in seen]
    desk = stage.desk(who)

    for turn, address in enumerate(_opens(stage, who, wanted)):
        desk.goes_to(address)
        desk.finds_the_page_accessible(looks=[LOOKS[turn % len(LOOKS)]])
