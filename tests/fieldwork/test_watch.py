"""A closed scene that grows again tells its owner; people met outside the zones tell that a zone is missing."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts import queries, rules
from rodtrad.fieldwork.counts.models import Alert, Sighting
from rodtrad.fieldwork.counts.operations.loading import EarlierRound
from rodtrad.fieldwork.counts.operations.watch import Seen
from rodtrad.fieldwork.counts.vocabulary import WatchState
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.foundation.ids import new_id
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY, SETUP
from tests.fieldwork.scenes import Scenes

QUIET = [1, 0, 1, 2, 1, 0, 1, 1]
TODAY = MONDAY.date()
ROW, COLUMN = rules.square_of(59.94, 10.70)


def close(scenes: Scenes, zone: str = "parken") -> None:
    counts.set_status(
        scenes.zones[zone], status="NOT_OPEN_SCENE", since=date(2026, 1, 1), source="test", by=SETUP, at=MONDAY
    )


def walked(scenes: Scenes, *persons: int, zone: str = "parken") -> None:
    """One approved round every third day, the last one yesterday."""
    rounds = []
    for back, count in zip(range(len(persons), 0, -1), persons, strict=True):
        start = MONDAY - timedelta(days=1 + 3 * (back - 1))
        cells = [0] * 12
        cells[7] = count
        rounds.append(
            EarlierRound(
                scenes.zones[zone],
                scenes.city.unit_id("mottak"),
                "EVENING",
                start,
                start + timedelta(minutes=20),
                "COUNTED",
                tallies=(cells,),
                police_present="NO",
                weather="DRY",
                counters=2,
            )
        )
    counts.load_rounds(iter(rounds), is_synthetic=False, by=SETUP, at=MONDAY)


def state(scenes: Scenes, zone: str = "parken") -> WatchState:
    return next(line.state for line in queries.watch_board(on=TODAY) if line.zone_id == scenes.zones[zone])


def test_a_closed_scene_that_grows_tells_its_owner_once(scenes: Scenes) -> None:
    close(scenes)
    counts.choose_owner(
        scenes.zones["parken"], unit_id=scenes.city.unit_id("frogner"), by=scenes.city["oslo.programme"], at=MONDAY
    )
    walked(scenes, *QUIET, 3, 5, 6)

    raised = [counts.watch_zones(at=MONDAY) for _ in range(2)]

    alert = Alert.objects.get()
    assert raised == [1, 0]
    assert (alert.persons > alert.usual, alert.unit_id) == (True, scenes.city.unit_id("frogner"))
    notice = Item.objects.get(kind="SCENE_GROWS")
    assert (notice.unit_id, notice.reference_id, notice.done_at) == (alert.unit_id, alert.pk, None)
    assert state(scenes) is WatchState.GROWING
    line = queries.alert_lines(on=TODAY)[0]
    assert line.leads == ("Frogner.Lead",)


def test_without_an_owner_the_programme_office_is_told(scenes: Scenes) -> None:
    close(scenes)
    walked(scenes, *QUIET, 4, 6)

    counts.watch_zones(at=MONDAY)

    assert Alert.objects.get().unit_id == scenes.city.unit_id("oslo")


def test_an_answered_alert_settles_the_notice_and_the_sum_begins_again(scenes: Scenes) -> None:
    close(scenes)
    walked(scenes, *QUIET, 4, 6)
    counts.watch_zones(at=MONDAY)

    counts.answer_alert(
        Alert.objects.get().pk, answer="Uteteamet går dit hver kveld", by=scenes.city["oslo.programme"], at=MONDAY
    )

    assert Item.objects.get(kind="SCENE_GROWS").done_at is not None
    assert counts.watch_zones(at=MONDAY) == 0
    assert state(scenes) is WatchState.CALM


def test_quiet_rounds_raise_nothing_and_an_open_scene_is_not_followed(scenes: Scenes) -> None:
    close(scenes)
    walked(scenes, *QUIET, 1, 0, 2, 1)
    walked(scenes, *QUIET, 9, 9, 9, zone="torget")

    assert counts.watch_zones(at=MONDAY) == 0
    assert state(scenes) is WatchState.CALM


def test_a_zone_nobody_counts_is_blind_and_few_rounds_are_too_few(scenes: Scenes) -> None:
    close(scenes)
    close(scenes, "elva")
    walked(scenes, 1, 0, zone="elva")

    assert state(scenes) is WatchState.BLIND
    assert state(scenes, "elva") is WatchState.TOO_FEW


def test_an_alarm_is_off_only_with_reason_and_end(scenes: Scenes) -> None:
    close(scenes)
    walked(scenes, *QUIET, 4, 6)
    zone_id, by = scenes.zones["parken"], scenes.city["oslo.programme"]

    for until, reason in ((TODAY + timedelta(days=9), " "), (TODAY, "Marked"), (TODAY + timedelta(days=900), "Marked")):
        with pytest.raises(DomainError):
            counts.pause_alarm(zone_id, until_on=until, reason=reason, by=by, at=MONDAY)
    with pytest.raises(NotAllowed):
        counts.pause_alarm(
            zone_id, until_on=TODAY + timedelta(days=9), reason="Marked", by=scenes.city["mottak.worker"], at=MONDAY
        )
    counts.pause_alarm(zone_id, until_on=TODAY + timedelta(days=9), reason="Marked i parken", by=by, at=MONDAY)

    assert counts.watch_zones(at=MONDAY) == 0
    assert state(scenes) is WatchState.PAUSED
    assert counts.watch_zones(at=MONDAY + timedelta(days=10)) == 1


def report(
    scenes: Scenes, *, size: str = "SOME", days_ago: int = 0, place: tuple[int, int] = (ROW, COLUMN)
) -> Sighting:
    return counts.report_sighting(
        Seen(*place, size), command_id=new_id(), seen_at=MONDAY - timedelta(days=days_ago),
        by=scenes.city["mottak.worker"], at=MONDAY,
    )  # fmt: skip


def test_three_sightings_in_a_month_ask_whether_it_should_be_a_zone(scenes: Scenes) -> None:
    for days_ago in (45, 20, 2):
        report(scenes, days_ago=days_ago)
    assert not Item.objects.filter(kind="CONSIDER_ZONE").exists()

    report(scenes, size="MANY")

    square = queries.squares(on=TODAY)[0]
    assert (square.times, square.in_month, square.is_to_consider) == (4, 3, True)
    assert [size.value for size in square.sizes] == ["SOME", "MANY"]
    assert Item.objects.get(kind="CONSIDER_ZONE").unit_id == scenes.city.unit_id("oslo")


def test_a_settled_place_begins_again(scenes: Scenes) -> None:
    for _ in range(3):
        report(scenes)
    by = scenes.city["oslo.programme"]

    assert counts.settle_sightings(ROW, column=COLUMN, because="Sone tegnet", by=by, at=MONDAY) == 3
    report(scenes)

    assert queries.squares(on=TODAY)[0].times == 1


def test_the_same_sighting_sent_twice_is_one(scenes: Scenes) -> None:
    command_id = new_id()
    for _ in range(2):
        counts.report_sighting(
            Seen(ROW, COLUMN, "FEW"), command_id=command_id, seen_at=MONDAY, by=scenes.city["mottak.worker"], at=MONDAY
        )

    assert Sighting.objects.count() == 1


def test_one_single_person_is_an_encounter_and_another_city_is_refused(scenes: Scenes) -> None:
    with pytest.raises(DomainError, match="kontakt|encounter"):
        report(scenes, size="ONE")
    with pytest.raises(DomainError, match="kommunen|municipality"):
        report(scenes, place=rules.square_of(60.39, 5.32))
    with pytest.raises(IntegrityError), transaction.atomic():
        Sighting.objects.create(
            id=new_id(), row=ROW, column=COLUMN, size="ONE", kind="GATHERED", seen_on=TODAY, hour=1,
            unit_id=scenes.city.unit_id("mottak"), recorded_at=MONDAY,
        )  # fmt: skip


def test_no_column_can_hold_an_exact_place(scenes: Scenes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'counts_sighting'"
            " AND data_type NOT IN ('integer', 'smallint', 'uuid', 'date', 'timestamp with time zone')"
        )
        assert {name for (name,) in cursor.fetchall()} == {"size", "kind", "settled_because"}
