"""From plan to figure: what is counted once, what is no zero, and who looks it over."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts import queries
from rodtrad.fieldwork.counts.models import Round, Tally
from rodtrad.fieldwork.counts.operations.rounds import NewTap, Walked
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY, SETUP
from tests.fieldwork.scenes import OTHER_PHONE, PHONE, Scenes, square


def test_presses_sent_again_are_counted_once(scenes: Scenes) -> None:
    round_ = scenes.planned()
    taps = scenes.tapped(round_, 5)

    again = counts.record_taps(round_.pk, taps=taps[2:], device_id=PHONE, by=scenes.city["mottak.worker"], at=MONDAY)

    assert again == 0
    assert round_.tallies.get().persons == 5


def test_two_phones_count_one_round_together(scenes: Scenes) -> None:
    round_ = scenes.planned()
    scenes.tapped(round_, 5)
    scenes.tapped(round_, 3, phone=OTHER_PHONE, by="mottak.colleague")

    assert round_.tallies.get().persons == 8
    assert queries.round_detail(round_.pk, by=scenes.city["mottak.lead"]).line.phones == 2


def test_an_independent_second_counter_is_a_number_of_its_own(scenes: Scenes) -> None:
    round_ = scenes.planned()
    scenes.tapped(round_, 5)
    second = [NewTap(id=new_id(), band=2, gender="W", delta=1, occurred_at=MONDAY, number=2) for _ in range(7)]
    counts.record_taps(round_.pk, taps=second, device_id=OTHER_PHONE, by=scenes.city["mottak.worker"], at=MONDAY)
    scenes.finished(round_)
    counts.approve(round_.pk, by=scenes.city["mottak.lead"], at=MONDAY)

    assert [row.persons for row in queries.count_rows(["torget"])] == [5]
    assert [(row.number, row.persons) for row in queries.count_rows(["torget"], numbers=(1, 2))] == [(1, 5), (2, 7)]


def test_a_walk_that_met_nobody_is_a_zero_and_no_walk_is_a_gap(scenes: Scenes) -> None:
    walked, skipped = scenes.planned("torget"), scenes.planned("elva")
    scenes.finished(walked)
    counts.leave_uncounted(skipped.pk, reason="WEATHER", by=scenes.city["mottak.worker"], at=MONDAY)
    for round_ in (walked, skipped):
        counts.approve(round_.pk, by=scenes.city["mottak.lead"], at=MONDAY)

    rows = {row.zone: row for row in queries.count_rows([])}

    assert (rows["torget"].status, rows["torget"].persons) == ("counted", 0)
    assert (rows["elva"].status, rows["elva"].persons) == ("not_counted", None)


def test_not_all_walked_needs_a_reason(scenes: Scenes) -> None:
    round_ = scenes.planned()

    with pytest.raises(DomainError, match="Say why"):
        counts.finish(
            round_.pk, walked=Walked(coverage="PARTIAL"), ended_at=MONDAY, by=scenes.city["mottak.worker"], at=MONDAY
        )


def test_figures_use_approved_rounds_and_say_how_many_wait(scenes: Scenes) -> None:
    scenes.approved("torget", 4)
    waiting = scenes.planned("torget")
    scenes.tapped(waiting, 9)
    scenes.finished(waiting)

    assert [row.persons for row in queries.count_rows(["torget"])] == [4]
    assert queries.waiting_rounds(["torget"]) == 1


def test_presses_that_come_after_the_approval_bring_it_back_with_both_versions(scenes: Scenes) -> None:
    round_ = scenes.approved("torget", 4)
    scenes.tapped(round_, 2, phone=OTHER_PHONE)

    round_.refresh_from_db()
    assert round_.state == "TO_REVIEW"
    assert [(t.version, t.persons, t.is_current) for t in round_.tallies.order_by("version")] == [
        (1, 4, False),
        (2, 6, True),
    ]


def test_a_correction_keeps_what_stood_before_and_a_late_press_does_not_undo_it(scenes: Scenes) -> None:
    round_ = scenes.approved("torget", 4)
    cells = [0] * 12
    cells[7] = 3
    counts.correct(round_.pk, cells=cells, note="One was counted twice", by=scenes.city["mottak.lead"], at=MONDAY)
    scenes.tapped(round_, 2, phone=OTHER_PHONE)

    current = round_.tallies.get(is_current=True)
    assert (current.persons, current.way, current.note) == (3, "CORRECTED", "One was counted twice")
    assert round_.tallies.filter(persons=4, is_current=False).exists()


def test_approving_ones_own_round_is_marked(scenes: Scenes) -> None:
    own = scenes.planned(by="mottak.lead")
    scenes.finished(own, by="mottak.lead")
    other = scenes.planned("elva")
    scenes.finished(other)

    assert counts.approve(own.pk, by=scenes.city["mottak.lead"], at=MONDAY).is_own
    assert not counts.approve(other.pk, by=scenes.city["mottak.lead"], at=MONDAY).is_own


def test_a_round_goes_back_with_a_comment_and_comes_again(scenes: Scenes) -> None:
    round_ = scenes.planned()
    scenes.finished(round_)
    with pytest.raises(DomainError):
        counts.send_back(round_.pk, comment=" ", by=scenes.city["mottak.lead"], at=MONDAY)
    counts.send_back(round_.pk, comment="Was the river path walked?", by=scenes.city["mottak.lead"], at=MONDAY)
    scenes.finished(round_)

    round_.refresh_from_db()
    assert round_.state == "TO_REVIEW"
    assert Item.objects.filter(kind="ROUND_SENT_BACK").count() == 1


def test_many_who_look_under_18_raise_a_note_without_the_number(scenes: Scenes) -> None:
    few, many = scenes.planned("torget"), scenes.planned("elva")
    scenes.tapped(few, 2, band=0)
    scenes.tapped(many, 3, band=0)
    for round_ in (few, many):
        scenes.finished(round_)

    assert list(Item.objects.filter(kind="MANY_MINORS").values_list("reference_id", flat=True)) == [many.pk]


def test_minors_never_show_for_one_round(scenes: Scenes) -> None:
    round_ = scenes.planned()
    scenes.tapped(round_, 2, band=0)
    scenes.tapped(round_, 5, band=1)

    tally = queries.round_detail(round_.pk, by=scenes.city["mottak.lead"]).tallies[0]

    assert [(first, last, sum(row)) for first, last, row in tally.rows] == [(0, 25, 7), (26, 40, 0), (41, None, 0)]


def test_a_round_of_another_unit_is_not_there_and_the_police_see_no_round(scenes: Scenes) -> None:
    round_ = scenes.planned()

    with pytest.raises(NotFound):
        queries.round_detail(round_.pk, by=scenes.city["frogner.lead"])
    with pytest.raises(NotFound):
        scenes.tapped(round_, 1, by="frogner.worker")
    with pytest.raises(NotAllowed):
        queries.to_review(by=scenes.city["politi.officer"])


def test_a_changed_border_is_a_new_version_and_old_rounds_keep_theirs(scenes: Scenes) -> None:
    old = scenes.approved("torget", 4)
    later = MONDAY + timedelta(days=30)
    counts.change_border(
        scenes.zones["torget"],
        ring=square(10.75, 59.91, 0.006),
        valid_from=later.date(),
        source="walk",
        by=SETUP,
        at=later,
    )
    new = scenes.planned("torget", at=later)

    assert old.border_id != new.border_id
    assert Round.objects.get(pk=old.pk).border_id == old.border_id


def test_a_zone_with_rounds_cannot_be_removed_and_one_without_can(scenes: Scenes) -> None:
    scenes.planned("torget")

    with pytest.raises(DomainError, match="has rounds"):
        counts.remove_zone(scenes.zones["torget"], by=SETUP, at=MONDAY)
    counts.remove_zone(scenes.zones["parken"], by=SETUP, at=MONDAY)
    assert "parken" not in queries.zone_ids_by_code()


def test_a_group_with_empty_days_between_is_refused_with_the_days(scenes: Scenes) -> None:
    group = counts.add_group("midten", name="Midten", name_en="", source="test", by=SETUP, at=MONDAY)
    counts.put_in_group(
        group.pk,
        zone_id=scenes.zones["torget"],
        valid_from=date(2020, 1, 1),
        valid_until=date(2022, 1, 1),
        by=SETUP,
        at=MONDAY,
    )

    with pytest.raises(DomainError, match="2022-01-01 to 2023-01-01"):
        counts.put_in_group(group.pk, zone_id=scenes.zones["elva"], valid_from=date(2023, 1, 1), by=SETUP, at=MONDAY)


def test_after_the_last_day_of_counting_a_zone_is_closed_not_zero(scenes: Scenes) -> None:
    counts.stop_counting(scenes.zones["elva"], on=date(2025, 9, 1), by=SETUP, at=MONDAY)

    statuses = [
        queries.status_of_zone("elva", on=day) for day in (date(2019, 1, 1), date(2024, 1, 1), date(2026, 1, 1))
    ]
    assert statuses == ["not_established", "not_counted", "closed"]


def test_age_bands_change_from_a_day_and_older_rounds_keep_theirs(scenes: Scenes) -> None:
    scenes.approved("torget", 4, band=1)
    later = MONDAY + timedelta(days=30)
    counts.set_bands([18, 30], valid_from=later.date(), by=SETUP, at=MONDAY)
    scenes.approved("torget", 2, band=1, at=later)

    assert [row.persons for row in queries.count_rows(["torget"], under=26)] == [4, None]
    assert [row.status for row in queries.count_rows(["torget"], under=26)] == ["counted", "unknown"]
    assert [row.persons for row in queries.count_rows(["torget"])] == [4, 2]


@pytest.mark.parametrize(
    "broken",
    [{"coverage": "COUNTED"}, {"state": "TO_REVIEW"}, {"state": "TO_REVIEW", "coverage": "NOT_COUNTED"}],
)
def test_the_database_refuses_a_round_sent_without_its_end_coverage_or_reason(
    scenes: Scenes, broken: dict[str, str]
) -> None:
    round_ = scenes.planned()

    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=round_.pk).update(**broken)


def test_the_database_refuses_two_current_tallies_and_adds_the_persons_itself(scenes: Scenes) -> None:
    round_ = scenes.planned()
    scenes.tapped(round_, 4)

    with pytest.raises(IntegrityError), transaction.atomic():
        Tally.objects.create(round=round_, version=2, cells=[1] * 12, way="PHONE", made_at=MONDAY)
    assert round_.tallies.get().persons == sum(round_.tallies.get().cells) == 4


def test_rows_are_read_in_two_questions_however_many_rounds(scenes: Scenes, django_assert_num_queries: object) -> None:
    for number in range(4):
        scenes.approved("torget", number, at=MONDAY + timedelta(days=number))

    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(queries.count_rows(["torget"], under=26)) == 4
