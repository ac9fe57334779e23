"""Duties to report: due in time, sent once by a named person, and late aloud."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.cli.jobs import CLOCK
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.insight.reports.duty_reports import write_for, write_what_is_due
from rodtrad.programme.duties import operations as duties
from rodtrad.programme.duties import queries
from rodtrad.programme.duties.models import Duty, Turn
from rodtrad.programme.duties.operations import Wanted
from rodtrad.programme.duties.rules import ended_periods
from rodtrad.programme.duties.vocabulary import Rhythm
from rodtrad.programme.reports import operations as reports
from rodtrad.programme.reports.models import Report
from rodtrad.programme.reports.vocabulary import ReportKind
from rodtrad.registry.inbox.models import Item
from rodtrad.registry.organisations.models import Organisation
from tests.city import MONDAY, City
from tests.programme.forums import a_forum, a_meeting
from tests.programme.plans import OFFICE
from tests.programme.reports import make_complete
from tests.web.conftest import SignedIn, desk

__all__ = ["desk"]


def _wanted(city: City, **more: object) -> Wanted:
    said = {
        "title": "Månedsrapport", "kind": ReportKind.MONTHLY, "sender_id": city.unit_id("oslo"),
        "recipient_id": city.unit_id("frogner"), "rhythm": Rhythm.MONTHLY, "days": 14, "starts_on": date(2026, 9, 1),
    }  # fmt: skip
    return Wanted(**{**said, **more})  # type: ignore[arg-type]


def _duty(city: City, **more: object) -> Duty:
    return duties.open_duty(_wanted(city, **more), by=city[OFFICE], at=MONDAY)  # 23 November 2026


def _published(city: City, turn: Turn) -> Turn:
    turn = write_for(turn, by=city[OFFICE], at=MONDAY)
    report = Report.objects.get(pk=turn.report_id)
    make_complete(city, report)
    reports.approve(report.pk, by=city[OFFICE], at=MONDAY)
    reports.publish(report.pk, by=city[OFFICE], at=MONDAY)
    return turn


def test_each_month_that_has_ended_is_due_and_the_old_one_is_late(city: City) -> None:
    _duty(city)
    page = queries.duty_page(on=MONDAY.date())

    assert [turn.starts_on for turn in page.late] == [date(2026, 9, 1), date(2026, 10, 1)]
    assert [turn.due_on for turn in page.late] == [date(2026, 10, 15), date(2026, 11, 15)]
    assert page.due == []


def test_drafts_appear_in_time_with_figures_and_looking_again_writes_none(city: City) -> None:
    _duty(city)

    assert write_what_is_due(by=CLOCK, at=MONDAY) == 2
    assert write_what_is_due(by=CLOCK, at=MONDAY) == 0
    assert write_what_is_due(by=CLOCK, at=MONDAY + timedelta(days=9)) == 1
    report = Turn.objects.order_by("starts_on")[0].report
    assert report is not None
    assert report.title == "Månedsrapport, september 2026"
    assert report.figures.count() > 10


def test_the_sender_is_reminded_once_of_what_is_late(city: City) -> None:
    _duty(city)
    write_what_is_due(by=CLOCK, at=MONDAY)
    write_what_is_due(by=CLOCK, at=MONDAY)

    assert Item.objects.filter(kind="REPORT_LATE").count() == 2


def test_only_what_is_published_is_sent_and_a_second_time_asks_first(city: City) -> None:
    _duty(city)
    turn = queries.late_turns(on=MONDAY.date())[0]
    with pytest.raises(DomainError, match="not published yet"):
        duties.send(turn.pk, by=city[OFFICE], at=MONDAY)
    _published(city, turn)
    duties.send(turn.pk, by=city[OFFICE], at=MONDAY)

    sent = Turn.objects.get(pk=turn.pk)
    assert sent.sent_by_id == city[OFFICE].post_id
    assert Item.objects.filter(kind="REPORT_SENT").count() == 1
    with pytest.raises(DomainError, match="sent already"):
        duties.send(turn.pk, by=city[OFFICE], at=MONDAY)
    assert duties.send(turn.pk, again=True, by=city[OFFICE], at=MONDAY).sent_times == 2


def test_a_recipient_that_has_ended_is_asked_for(city: City) -> None:
    duty = _duty(city)
    turn = _published(city, queries.late_turns(on=MONDAY.date())[0])
    Organisation.objects.filter(pk=city.unit_id("frogner")).update(holds_cases=False, valid_until=MONDAY.date())

    with pytest.raises(DomainError, match="has ended. Choose the one that followed it"):
        duties.send(turn.pk, by=city[OFFICE], at=MONDAY)
    duties.change_recipient(duty.pk, recipient_id=city.unit_id("sagene"), by=city[OFFICE], at=MONDAY)
    duties.send(turn.pk, by=city[OFFICE], at=MONDAY)


def test_a_report_before_each_meeting_follows_the_meetings(city: City) -> None:
    forum = a_forum(city, "frogner")
    meeting = a_meeting(city, forum, at=MONDAY + timedelta(days=20))
    _duty(city, rhythm=Rhythm.BEFORE_MEETING, forum_id=forum.pk, kind=ReportKind.POLICE_COUNCIL, days=7)

    (turn,) = Turn.objects.all()
    assert turn.ends_on == meeting.starts_at.date()
    assert turn.due_on == meeting.starts_at.date() - timedelta(days=7)
    with pytest.raises(DomainError, match="Choose the forum"):
        _duty(city, rhythm=Rhythm.BEFORE_MEETING)


def test_an_ended_duty_owes_nothing_more(city: City) -> None:
    duty = _duty(city)
    duties.end_duty(duty.pk, by=city[OFFICE], at=MONDAY)

    assert queries.duty_page(on=MONDAY.date()).late == []
    assert write_what_is_due(by=CLOCK, at=MONDAY) == 0


def test_only_the_programme_office_opens_a_duty(city: City) -> None:
    with pytest.raises(NotAllowed):
        duties.open_duty(_wanted(city), by=city["frogner.lead"], at=MONDAY)


def test_a_quarterly_report_holds_only_what_everybody_may_read_about_persons(city: City) -> None:
    _duty(city, kind=ReportKind.QUARTERLY, rhythm=Rhythm.QUARTERLY, starts_on=date(2026, 7, 1))
    turn = write_for(queries.late_turns(on=MONDAY.date())[0], by=city[OFFICE], at=MONDAY)
    values = {figure.key: figure.value for figure in Report.objects.get(pk=turn.report_id).figures.all()}

    assert values["followed-up"] == ""  # nothing is open yet, so there is no figure
    with pytest.raises(DomainError, match="These figures are missing"):
        reports.approve(turn.report_id, by=city[OFFICE], at=MONDAY)


def test_it_is_written_and_sent_on_screen_and_late_stands_on_the_pack(city: City, desk: SignedIn) -> None:
    duties.open_duty(_wanted(city), by=city[OFFICE], at=timezone.now())
    client, turn = desk(OFFICE), Turn.objects.order_by("starts_on")[0]
    page = client.get("/report-duties/")
    assert "Write it from the data" in page.text
    assert client.post(f"/report-duties/turns/{turn.pk}/write/").status_code == 302
    _published(city, Turn.objects.get(pk=turn.pk))
    client.post(f"/report-duties/turns/{turn.pk}/send/", {"step": "send"})
    assert "Sent" in client.get("/report-duties/").text
    assert client.post(f"/report-duties/turns/{turn.pk}/send/", {"step": "send"}).status_code == 422
    assert desk("frogner.worker").get("/report-duties/").status_code == 200
    assert desk("frogner.worker").get("/report-duties/new/").status_code == 403

    meeting = a_meeting(city, a_forum(city, "frogner"), at=timezone.now())
    client.post(f"/meetings/{meeting.pk}/pack/make/")
    assert "Late: Månedsrapport" in client.get(f"/meetings/{meeting.pk}/pack/").text


@given(
    st.sampled_from(["MONTHLY", "QUARTERLY", "YEARLY"]),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(0, 900),
)
def test_periods_follow_each_other_edge_to_edge_and_have_ended(rhythm: str, since: date, days: int) -> None:
    on = since + timedelta(days=days)
    found = list(ended_periods(rhythm, since=since, on=on))

    assert all(start.day == 1 and start < end <= on for start, end in found)
    assert all(before[1] == after[0] for before, after in pairwise(found))
    assert not found or found[0][0] <= since < found[0][1]
