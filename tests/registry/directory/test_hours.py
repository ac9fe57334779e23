"""Open, closed or unknown: nights, holidays, odd weeks, exceptions and the change of the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.working_days import OSLO, holiday_name
from rodtrad.registry.directory.osm import read_osm
from rodtrad.registry.directory.rules import hours as rules
from rodtrad.registry.directory.rules.hours import Hours, Row, Span
from rodtrad.registry.directory.vocabulary import HolidayPolicy, IsoWeek, Openness
from tests.registry.directory.slow_evaluator import is_holiday, open_minutes, wall_spans, week_number

NIGHT = tuple(Row(day, Span(20 * 60, 32 * 60)) for day in range(7))
TEN_YEARS = st.dates(date(2020, 1, 1), date(2029, 12, 31))
# The days when something unusual happens to a clock or a calendar.
ODD_DAYS = st.sampled_from(
    [
        *(date(2026, 3, 29) + timedelta(days=n) for n in (-1, 0, 1)),
        *(date(2026, 10, 25) + timedelta(days=n) for n in (-1, 0, 1)),
        *(date(2026, 4, 2) + timedelta(days=n) for n in range(5)),
        *(date(2026, 4, 30) + timedelta(days=n) for n in range(3)),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2024, 2, 29),
        date(2024, 5, 9),
        date(2024, 3, 31),
    ]
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    opens = draw(st.integers(0, 1439))
    return Span(opens, draw(st.integers(opens + 1, opens + 1440)))


@st.composite
def some_hours(draw: st.DrawFn) -> Hours:
    rows = draw(
        st.lists(
            st.builds(
                Row,
                weekday=st.integers(0, 7),
                span=spans(),
                valid_from=st.sampled_from([rules.FIRST_DAY, date(2026, 4, 1)]),
                valid_until=st.sampled_from([date(2026, 10, 25), rules.OPEN_ENDED_ON]),
                iso_week=st.sampled_from(list(IsoWeek.values)),
                nth_in_month=st.sampled_from([0, 0, 0, 1, 4, 5]),
            ),
            max_size=9,
        )
    )
    exceptions = draw(st.dictionaries(ODD_DAYS, st.lists(spans(), max_size=2).map(tuple), max_size=3))
    return Hours(tuple(rows), exceptions, draw(st.sampled_from(list(HolidayPolicy.values))))


@given(hours=some_hours(), day=ODD_DAYS | TEN_YEARS)
def test_every_minute_agrees_with_a_clock_on_the_wall(hours: Hours, day: date) -> None:
    for instant, is_open in open_minutes(hours, day):
        assert bool(rules.openings_at(hours, instant)) is is_open, instant.astimezone(OSLO)


@given(day=TEN_YEARS)
def test_holidays_and_weeks_agree_with_their_own_reckoning(day: date) -> None:
    assert bool(holiday_name(day)) is is_holiday(day)
    assert week_number(day) == day.isocalendar().week


@given(hours=some_hours(), day=ODD_DAYS | TEN_YEARS)
def test_the_openings_of_a_week_are_those_that_start_in_it(hours: Hours, day: date) -> None:
    found = list(rules.shifts(hours, day, day + timedelta(days=7)))
    wanted = [pair for n in range(7) for pair in wall_spans(hours, day + timedelta(days=n))]

    assert len(found) == len(wanted)
    assert [shift.on for shift in found] == sorted(shift.on for shift in found)


def test_a_night_shelter_that_is_closed_on_holidays_keeps_those_who_came_the_night_before() -> None:
    shelter = Hours(NIGHT, holiday_policy=HolidayPolicy.CLOSED)

    assert rules.state_at(shelter, at("2026-05-01T03:00")) is Openness.OPEN
    assert rules.state_at(shelter, at("2026-05-02T03:00")) is Openness.CLOSED


@pytest.mark.parametrize(("evening", "hours"), [("2026-10-24", 13), ("2026-03-28", 11), ("2026-11-10", 12)])
def test_the_change_of_the_clock_loses_no_hour(evening: str, hours: int) -> None:
    day = date.fromisoformat(evening)
    (shift,) = rules.shifts(Hours(NIGHT), day, day + timedelta(days=1))

    assert shift.ends_at - shift.starts_at == timedelta(hours=hours)


def test_what_opens_in_the_hour_that_is_skipped_opens_when_the_clock_jumps() -> None:
    assert rules.instant(date(2026, 3, 29), 150) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_every_second_thursday_meets_itself_at_new_year() -> None:
    odd = Hours((Row(3, Span(600, 720), iso_week=IsoWeek.ODD),))
    days = [shift.on for shift in rules.shifts(odd, date(2026, 12, 20), date(2027, 1, 20))]

    assert days == [date(2026, 12, 31), date(2027, 1, 7)]  # weeks 53 and 1


def test_the_first_thursday_of_the_month() -> None:
    first = Hours((Row(3, Span(600, 720), nth_in_month=1),))
    days = [shift.on for shift in rules.shifts(first, date(2026, 10, 1), date(2027, 1, 1))]

    assert days == [date(2026, 10, 1), date(2026, 11, 5), date(2026, 12, 3)]


def test_one_date_may_have_other_hours_or_none() -> None:
    eve, new_year = date(2026, 12, 24), date(2026, 12, 31)
    shelter = Hours(NIGHT, exceptions={eve: (Span(14 * 60, 30 * 60),), new_year: ()})

    assert rules.state_at(shelter, at("2026-12-24T15:00")) is Openness.OPEN
    assert rules.state_at(shelter, at("2026-12-25T07:00")) is Openness.CLOSED
    assert rules.state_at(shelter, at("2026-12-31T23:00")) is Openness.CLOSED
    assert rules.state_at(shelter, at("2026-12-31T03:00")) is Openness.OPEN


def test_hours_that_nobody_confirmed_in_time_are_neither_open_nor_closed() -> None:
    stale = Hours(NIGHT, verify_by=date(2026, 3, 1))

    assert rules.state_at(stale, at("2026-03-01T23:00")) is Openness.OPEN
    assert rules.state_at(stale, at("2026-03-02T23:00")) is Openness.UNKNOWN
    assert rules.state_at(Hours((), is_known=False), at("2026-03-02T12:00")) is Openness.UNKNOWN


def test_the_next_opening_is_found_across_a_closed_season() -> None:
    winter = Hours((Row(0, Span(600, 720), valid_from=date(2026, 11, 1), valid_until=date(2027, 4, 1)),))

    found = rules.next_opening(winter, at("2026-10-20T12:00"))
    assert found is not None
    assert found.on == date(2026, 11, 2)
    assert rules.next_opening(winter, at("2027-04-20T12:00")) is None


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([Row(0, Span(480, 720)), Row(0, Span(700, 900))], (0, 1)),
        ([Row(0, Span(480, 720)), Row(0, Span(720, 900))], None),
        ([Row(0, Span(1200, 1920)), Row(1, Span(420, 600))], (0, 1)),
        ([Row(6, Span(1200, 1920)), Row(0, Span(420, 600))], (0, 1)),
        ([Row(0, Span(480, 720), iso_week="ODD"), Row(0, Span(480, 720), iso_week="EVEN")], None),
        ([Row(0, Span(480, 720), nth_in_month=1), Row(0, Span(480, 720), nth_in_month=3)], None),
        ([Row(0, Span(480, 720), valid_until=date(2026, 1, 1)), Row(0, Span(480, 720), valid_from=date(2026, 1, 1))], None),
    ],
)  # fmt: skip
def test_rows_that_are_open_at_the_same_time_are_found(rows: list[Row], found: tuple[int, int] | None) -> None:
    assert rules.overlapping(rows) == found


def test_hours_as_openstreetmap_writes_them_become_rows() -> None:
    rows, policy = read_osm("Mo-Fr 08:00-15:30; Th 08:00-18:00; Sa[1] 20:00-08:00; PH off")

    assert [(row.weekday, row.span.opens_min, row.span.closes_min) for row in rows] == [
        *((day, 480, 930) for day in (0, 1, 2)),
        (3, 480, 1080),
        (4, 480, 930),
        (5, 1200, 1920),
    ]
    assert rows[-1].nth_in_month == 1
    assert policy is HolidayPolicy.CLOSED


@pytest.mark.parametrize("text", ["Mo 25:99-26:00", "sunrise-sunset", "Mo-Fr", "SH off", "Mo 08:00", "Mo 8-15"])
def test_what_rows_cannot_hold_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(DomainError) as refusal:
        read_osm(text)

    assert text in str(refusal.value)
