"""Who sits where, what comes up by itself, what is decided, and that no person can stand in the papers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.casework.persons.mentions import names_on_file_in
from rodtrad.cli.demo.city import load_official_lists
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.working_days import OSLO, is_working_day
from rodtrad.programme.forums import calendars, queries
from rodtrad.programme.forums import models as tables
from rodtrad.programme.forums import operations as forums
from rodtrad.programme.forums.documents import known_forums, load_forums
from rodtrad.programme.forums.models import AgendaItem, Decision, Forum, Meeting
from rodtrad.programme.forums.operations import Decided
from rodtrad.programme.forums.rules import differences, find_persons, series_days
from rodtrad.programme.forums.texts import PersonInText, TextsDiffer
from rodtrad.programme.forums.vocabulary import NEXT_STATES, ItemKind, MeetingState, Outcome, Seat
from rodtrad.programme.measures import operations as measures
from rodtrad.programme.measures.vocabulary import Status
from rodtrad.registry.inbox import queries as inbox
from tests.city import MONDAY, SETUP, City
from tests.programme.forums import LONG_AGO, a_forum, a_meeting
from tests.programme.plans import OFFICE, a_measure, a_plan, in_days


def test_the_forums_of_the_documents_are_there_with_members_as_they_changed(db: None) -> None:
    load_official_lists(at=MONDAY)
    assert load_forums(known_forums(), by=SETUP, at=MONDAY) == len(known_forums()) == 33
    assert load_forums(known_forums(), by=SETUP, at=MONDAY) == 0

    steering = Forum.objects.get(code="styringsgruppen")
    in_2011, in_2014 = (
        {row.unit.code for row in queries.seats(steering, on=day)} for day in (date(2011, 10, 1), date(2014, 5, 1))
    )
    assert {"rusmiddeletaten", "ous"} <= in_2011
    assert {"velferdsetaten", "helseetaten", "ous"} <= in_2014
    assert "rusmiddeletaten" not in in_2014
    assert [row.rule for row in steering.rhythms.order_by("starts_on")] == ["FREQ=WEEKLY;INTERVAL=6", "FREQ=MONTHLY"]
    assert Decision.objects.filter(forum__code="bystyret").count() == 4


def test_two_chairs_and_an_organisation_that_has_ended_are_refused(city: City) -> None:
    forum = a_forum(city, "frogner")
    with pytest.raises(DomainError, match="chair already"):
        forums.seat(
            forum.pk,
            unit_id=city.unit_id("sagene"),
            as_seat=Seat.CHAIR,
            starts_on=MONDAY.date(),
            by=city[OFFICE],
            at=MONDAY,
        )
    type(city.units["sagene"]).objects.filter(code="sagene").update(valid_until=MONDAY.date())
    with pytest.raises(DomainError, match="no longer exists"):
        forums.seat(
            forum.pk,
            unit_id=city.unit_id("sagene"),
            as_seat=Seat.MEMBER,
            starts_on=MONDAY.date(),
            by=city[OFFICE],
            at=MONDAY,
        )


def test_outside_the_forum_nothing_is_found_not_even_the_hit(city: City) -> None:
    meeting = a_meeting(city, a_forum(city, "frogner"))
    item = forums.raise_item(meeting.pk, title="Brugata om våren", by=city[OFFICE], at=MONDAY)
    forums.write_minutes(item.pk, text="Roligere ved Brugata.", version=1, by=city[OFFICE], at=MONDAY)
    on = MONDAY.date()

    assert [hit.pk for hit in queries.search_minutes("brugata", by=city["frogner.worker"], on=on)] == [item.pk]
    assert queries.search_minutes("brugata", by=city["sagene.lead"], on=on) == []
    with pytest.raises(NotFound):
        queries.get_meeting(meeting.pk, by=city["sagene.lead"], on=on)
    with pytest.raises(NotAllowed):
        forums.raise_item(meeting.pk, title="Nytt", by=city["frogner.lead"], at=MONDAY)


def test_everything_due_comes_on_the_agenda_late_first_and_only_once(city: City) -> None:
    forum = a_forum(city, "frogner")
    last, next_one = (a_meeting(city, forum, at=in_days(days)) for days in (-30, 1))
    item = forums.raise_item(last.pk, title="Boliger", by=city[OFFICE], at=in_days(-30))
    forums.decide(item.pk, decided=_adopted(city, due_days=-10), by=city[OFFICE], at=in_days(-30))
    later = forums.raise_item(last.pk, title="Sommer", by=city[OFFICE], at=in_days(-30))
    forums.postpone(later.pk, by=city[OFFICE], at=in_days(-30))
    forums.hold_meeting(last.pk, by=city[OFFICE], at=in_days(-29))
    measure = a_measure(city, a_plan(city, at=in_days(-60)), "frogner", due_on=in_days(-5).date(), at=in_days(-60))

    assert forums.gather_agenda(next_one.pk, by=city[OFFICE], at=MONDAY) == 4
    assert forums.gather_agenda(next_one.pk, by=city[OFFICE], at=MONDAY) == 0
    found = list(next_one.items.order_by("number"))
    assert [one.kind for one in found] == [
        ItemKind.LATE_DECISION,
        ItemKind.POSTPONED,
        ItemKind.LATE_MEASURE,
        ItemKind.MINUTES,
    ]
    assert (found[1].came_from, found[2].measure) == (later, measure)


def _adopted(city: City, *, owner: str = "frogner", due_days: int = 14, text: str = "Skaffe boliger.") -> Decided:
    return Decided(text=text, outcome=Outcome.ADOPTED, owner_id=city.unit_id(owner), due_on=in_days(due_days).date())


def test_a_decision_needs_owner_and_day_and_is_followed_until_done(city: City) -> None:
    meeting = a_meeting(city, a_forum(city, "sagene"))
    item = forums.raise_item(meeting.pk, title="Boliger", by=city[OFFICE], at=MONDAY)
    for missing in (
        Decided(text="Skaffe boliger.", outcome=Outcome.ADOPTED, due_on=MONDAY.date()),
        Decided(text="Skaffe boliger.", outcome=Outcome.ADOPTED, owner_id=city.unit_id("frogner")),
        Decided(text=" ", outcome=Outcome.INFORMATION),
    ):
        with pytest.raises(DomainError):
            forums.decide(item.pk, decided=missing, by=city[OFFICE], at=MONDAY)

    made = forums.decide(item.pk, decided=_adopted(city), by=city[OFFICE], at=MONDAY)
    assert made.code == "1/2026"
    assert [one.kind for one in inbox.open_items(city["frogner.lead"])] == ["DECISION_TO_FOLLOW_UP"]
    with pytest.raises(NotFound):
        forums.finish_decision(made.pk, text="Gjort", by=city["sagene.lead"], at=MONDAY)

    forums.finish_decision(made.pk, text="Åtte boliger er klare.", by=city["frogner.lead"], at=in_days(20))
    log = queries.decision_log(by=city[OFFICE], on=in_days(21).date())
    assert (log.to_do, log.finished, log.in_time) == ([], 1, 0)
    assert inbox.open_items(city["frogner.lead"]) == []


def test_the_pack_says_what_has_changed_and_is_the_same_made_twice(city: City) -> None:
    forum, plan = a_forum(city, "frogner"), a_plan(city, at=in_days(-60))
    measure = a_measure(city, plan, "frogner", due_on=in_days(90).date(), at=in_days(-60))
    last, meeting = (a_meeting(city, forum, at=in_days(days)) for days in (-30, 2))
    forums.hold_meeting(last.pk, by=city[OFFICE], at=in_days(-29))
    measures.tell_news(measure.pk, status=Status.STARTED, text="I gang.", by=city["frogner.lead"], at=in_days(-3))

    first = forums.make_pack(meeting.pk, by=city[OFFICE], at=MONDAY)
    lines = {row["code"]: row["lines"] for row in first.content}
    assert [(line["text"], line["note"]) for line in lines["CHANGED"]] == [(measure.title, "I gang.")]
    second = forums.make_pack(meeting.pk, by=city[OFFICE], at=MONDAY + timedelta(hours=1))
    assert (second.content, second.snapshot) == (first.content, first.snapshot)


def test_a_sent_pack_is_fixed_and_every_member_is_told(city: City) -> None:
    forum = a_forum(city, "frogner", "politi")
    meeting = a_meeting(city, forum, at=in_days(3))
    forums.make_pack(meeting.pk, by=city[OFFICE], at=MONDAY)
    forums.write_lead(meeting.pk, text="Les punkt to.", version=1, by=city[OFFICE], at=MONDAY)
    sent = forums.send_pack(meeting.pk, by=city[OFFICE], at=MONDAY)

    assert len(sent.hash) == 64
    for who in ("frogner.lead", "politi.officer"):
        assert [one.kind for one in inbox.open_items(city[who])] == ["PACK_SENT"]
    for act in (forums.make_pack, forums.send_pack):
        with pytest.raises(DomainError):
            act(meeting.pk, by=city[OFFICE], at=MONDAY)
    with pytest.raises(DomainError, match="frozen"):
        forums.write_lead(meeting.pk, text="Endret", version=2, by=city[OFFICE], at=MONDAY)


def test_two_packs_compared_say_added_changed_and_nothing_of_the_same(city: City) -> None:
    forum, plan = a_forum(city), a_plan(city, at=in_days(-90))
    measure = a_measure(city, plan, "frogner", at=in_days(-90))
    first, second = (a_meeting(city, forum, at=in_days(days)) for days in (-30, 1))
    before = forums.make_pack(first.pk, by=city[OFFICE], at=in_days(-31))
    measures.tell_news(measure.pk, status=Status.UNDER_WAY, text="Nytt", by=city["frogner.lead"], at=in_days(-1))
    added = a_measure(city, plan, title="Nytt tiltak", at=in_days(-1))
    after = forums.make_pack(second.pk, by=city[OFFICE], at=MONDAY)

    held, changed = queries.compare_with_before(after)
    assert held == before
    assert (str(added.pk), "ADDED") in {(one.measure_id, one.what) for one in changed}
    assert ("STATUS", "PLANNED", "UNDER_WAY") in {(one.what, one.before, one.after) for one in changed}
    assert differences(after.snapshot, after.snapshot) == []


def test_two_secretaries_at_once_lose_nothing(city: City) -> None:
    meeting = a_meeting(city, a_forum(city))
    item = forums.raise_item(meeting.pk, title="Nytt", by=city[OFFICE], at=MONDAY)
    forums.write_minutes(item.pk, text="Den første skrev dette.", version=1, by=city[OFFICE], at=MONDAY)

    with pytest.raises(TextsDiffer) as both:
        forums.write_minutes(item.pk, text="Den andre skrev dette.", version=1, by=city[OFFICE], at=MONDAY)
    assert (both.value.theirs, both.value.mine) == ("Den første skrev dette.", "Den andre skrev dette.")
    assert AgendaItem.objects.get(pk=item.pk).text == "Den første skrev dette."
    forums.write_minutes(item.pk, text="Begge.", version=both.value.version, by=city[OFFICE], at=MONDAY)


def test_approved_minutes_stand_and_a_correction_is_a_note(city: City) -> None:
    meeting = a_meeting(city, a_forum(city))
    item = forums.raise_item(meeting.pk, title="Nytt", by=city[OFFICE], at=MONDAY)
    forums.write_minutes(item.pk, text="Sagt og skrevet.", version=1, by=city[OFFICE], at=MONDAY)
    with pytest.raises(DomainError):
        forums.approve_minutes(meeting.pk, by=city[OFFICE], at=in_days(1))
    forums.hold_meeting(meeting.pk, by=city[OFFICE], at=in_days(1))
    approved = forums.approve_minutes(meeting.pk, by=city[OFFICE], at=in_days(2))

    for act in (
        lambda: forums.write_minutes(item.pk, text="Nytt", version=2, by=city[OFFICE], at=in_days(3)),
        lambda: forums.raise_item(meeting.pk, title="Etterpå", by=city[OFFICE], at=in_days(3)),
        lambda: forums.decide(item.pk, decided=_adopted(city), by=city[OFFICE], at=in_days(3)),
    ):
        with pytest.raises(DomainError, match="approved"):
            act()
    forums.correct_minutes(meeting.pk, text="Det var onsdag.", by=city[OFFICE], at=in_days(3))
    meeting.refresh_from_db()
    assert meeting.approved_hash == approved.approved_hash


@pytest.mark.parametrize(
    "text",
    [
        "Fødselsnummer 01410099994 ble nevnt.",
        "010199 12345",
        "Kari Nordmann, født 12.03.1985, trenger bolig",
        "12.03.85 Kari Nordmann",
        "Ring 412 34 567",
    ],
)
def test_what_points_to_a_person_is_stopped_and_marked_without_telling_whose(city: City, text: str) -> None:
    meeting = a_meeting(city, a_forum(city))
    item = forums.raise_item(meeting.pk, title="Nytt", by=city[OFFICE], at=MONDAY)

    with pytest.raises(PersonInText) as stopped:
        forums.write_minutes(item.pk, text=f"Vi snakket. {text}", version=1, by=city[OFFICE], at=MONDAY)
    assert stopped.value.marks
    assert AgendaItem.objects.get(pk=item.pk).text == ""
    assert "Nordmann" not in str(stopped.value)
    assert "99994" not in str(stopped.value)


@pytest.mark.parametrize(
    "text",
    [
        "Bystyresak 242 ble vedtatt 29. august 2012.",
        "Møtet er 12.03.2027 kl. 10.30 i Storgata 36.",
        "12 000 000 kroner og 1 250 plasser, tlf. 22 00 00 00.",
        "Bydel Frogner og Bydel Sagene møttes 3. mai.",
        "Saksnummer 2026/12345-7.",
    ],
)
def test_ordinary_minutes_pass(text: str) -> None:
    assert find_persons(text) == []


@given(
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x250), max_size=200),
    st.from_regex(r"[0-9]{11}", fullmatch=True),
)
def test_eleven_digits_are_found_wherever_they_stand(around: str, number: str) -> None:
    text = f"{around} {number} {around}"

    assert any(text[mark.start : mark.end].replace(" ", "").endswith(number[-5:]) for mark in find_persons(text))


def test_fifty_pages_are_checked_in_one_pass(benchmark: None = None) -> None:
    """Linear: ten times the text gives ten times the marks, and none is lost at the seams."""
    page = "Bydelen fortalte om våren og om høsten. Nummer 010199 12345 ble nevnt en gang. " * 30

    assert len(find_persons(page * 50)) == 50 * len(find_persons(page)) == 1500


def test_a_name_on_file_stops_the_text_and_a_units_name_does_not(city: City) -> None:
    city.take_in(by="frogner.coordinator", alias="Blå Hauk")
    city.take_in(by="frogner.coordinator", alias="Frogner")

    assert names_on_file_in("Vi snakket om Blå Hauk i dag.") == {"Blå Hauk"}
    assert names_on_file_in("Bydel Frogner sa at himmelen var blå, og en hauk fløy.") == frozenset()


def test_no_table_of_the_forums_has_a_way_to_a_person() -> None:
    pointed = {
        field.related_model._meta.app_label
        for table in vars(tables).values()
        if isinstance(table, type) and issubclass(table, models.Model) and table.__module__ == tables.__name__
        for field in table._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    }

    assert pointed == {"forums", "measures", "organisations"}


def test_a_series_on_a_holiday_proposes_another_day_and_the_papers_follow_a_move(city: City) -> None:
    days = series_days(date(2027, 5, 3), every_weeks=2, count=2)
    assert [(one.on, one.instead_of) for one in days] == [
        (date(2027, 5, 3), None),
        (date(2027, 5, 18), date(2027, 5, 17)),
    ]

    meeting = a_meeting(city, a_forum(city), at=in_days(20))
    moved = forums.move_meeting(meeting.pk, starts_at=in_days(27), by=city[OFFICE], at=MONDAY)
    assert (moved.papers_due_on, moved.sequence) == (in_days(22).date(), 1)
    with pytest.raises(DomainError, match="why"):
        forums.cancel_meeting(meeting.pk, reason=" ", by=city[OFFICE], at=MONDAY)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from([1, 2, 4, 6]), st.integers(1, 20))
def test_every_day_of_a_series_is_a_working_day(first: date, weeks: int, count: int) -> None:
    assert all(is_working_day(one.on) for one in series_days(first, every_weeks=weeks, count=count))


def test_a_closed_forum_cannot_meet(city: City) -> None:
    forum = a_forum(city)
    Forum.objects.filter(pk=forum.pk).update(closed_on=MONDAY.date())

    with pytest.raises(DomainError, match="closed"):
        forums.plan_meetings(forum.pk, starts=[in_days(3)], minutes=60, by=city[OFFICE], at=LONG_AGO)


def test_the_calendar_holds_times_and_a_link_and_dies_when_revoked(city: City) -> None:
    forum = a_forum(city, "frogner")
    summer, winter = datetime(2026, 7, 1, 10, tzinfo=OSLO), datetime(2026, 12, 1, 10, tzinfo=OSLO)
    forums.plan_meetings(
        forum.pk, starts=[summer, winter], minutes=60, place="Hemmelig sted", by=city[OFFICE], at=LONG_AGO
    )
    gone = Meeting.objects.get(starts_at=winter)
    forums.cancel_meeting(gone.pk, reason="Syk leder", by=city[OFFICE], at=LONG_AGO)
    token = calendars.make_link(by=city["frogner.worker"], at=LONG_AGO)

    found = calendars.meetings_behind(token, at=datetime(2026, 6, 1, tzinfo=UTC))
    assert found is not None
    text = calendars.as_calendar(
        found, summary="Møte", address="https://x/meetings/00000000-0000-0000-0000-000000000000/", at=MONDAY
    )
    assert "DTSTART:20260701T080000Z" in text
    assert "DTSTART:20261201T090000Z" in text
    assert "STATUS:CANCELLED" in text
    for secret in ("Hemmelig", "Syk", "Styringsgruppen"):
        assert secret not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))

    calendars.revoke_link(by=city["frogner.worker"], at=MONDAY)
    assert calendars.meetings_behind(token, at=MONDAY) is None
    assert calendars.meetings_behind("gjettet", at=MONDAY) is None


def test_the_states_of_a_meeting_are_whole() -> None:
    assert set(NEXT_STATES) == set(MeetingState)
    assert not any(state in after for state, after in NEXT_STATES.items())
