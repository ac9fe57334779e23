"""One user with a post at the reception and one in a district: what is seen and may be done follows the post alone."""

from datetime import timedelta

from django.utils import timezone
from time_machine import travel

from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.organisations import operations
from rodtrad.registry.organisations.queries import local_day
from tests.city import SETUP, City
from tests.web.conftest import SignedIn


def test_switching_post_changes_lists_and_rights_until_the_post_ends(city: City, desk: SignedIn) -> None:
    now = timezone.now()
    city.take_in(by="frogner.worker", alias="Blåveis", at=now)
    user_id = city["mottak.worker"].user_id
    assert user_id is not None
    second = operations.add_post(
        user_id, unit_id=city.unit_id("frogner"), roles=[Role.COORDINATOR],
        starts_on=local_day(now), ends_on=local_day(now) + timedelta(days=1), by=SETUP, at=now,
    )  # fmt: skip
    client = desk("mottak.worker")
    assert "Blåveis" not in client.get("/unit/").text
    assert "Bydel Frogner" in client.get("/posts/").text

    client.post(f"/posts/{second.pk}/")
    assert "Blåveis" in client.get("/unit/").text
    assert "Bydel Frogner" in client.get("/cases/").text

    with travel(now + timedelta(days=1, minutes=1), tick=False):
        client = desk("mottak.worker")
        client.post(f"/posts/{second.pk}/")
        assert "Blåveis" not in client.get("/unit/").text
