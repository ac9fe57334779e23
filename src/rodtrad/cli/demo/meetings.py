"""Meetings of the demo's steering group: a year of them, one from pack to approved minutes, and the next one ahead."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from rodtrad.cli.demo.staff import SETUP, Staff
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.working_days import OSLO
from rodtrad.programme.forums import operations as forums
from rodtrad.programme.forums.documents import known_forums, load_forums
from rodtrad.programme.forums.operations import Decided
from rodtrad.programme.forums.rules import series_days
from rodtrad.programme.forums.vocabulary import ForumKind, Level, Outcome, Seat

SEATS = (
    ("oslo-kommune", Seat.CHAIR),
    ("afs", Seat.SECRETARY),
    ("demo-ke-byen", Seat.MEMBER),
    ("nav-alna", Seat.MEMBER),
    ("nav-frogner", Seat.MEMBER),
    ("prindsen-mottakssenter", Seat.MEMBER),
    ("sentrum-politistasjon", Seat.MEMBER),
    ("fyrlyset", Seat.MEMBER),
    ("demo-furua-behandling", Seat.MEMBER),
)
# What was decided in the meeting before the last and in the last one: text, owner, days until due, and how it was done.
DECISIONS: tuple[tuple[str, str, int, str], ...] = (
    (
        "Felles rutine for avklaring om natten tas i bruk.",
        "prindsen-mottakssenter",
        21,
        "Rutinen er i bruk på alle vakter.",
    ),
    ("Åtte midlertidige boliger skaffes før vinteren.", "nav-frogner", 14, ""),
    ("Det lages en oversikt over ledige plasser hver fredag.", "afs", 60, ""),
)


def play_meetings(staff: Staff, *, day_0: date, at: datetime) -> int:
    """Load the forums of the documents and play the steering group. Returns how many forums there are."""
    loaded = load_forums(known_forums(), by=SETUP, at=at)
    Steering(staff, day_0=day_0).play()
    return loaded + 1


@dataclass
class Steering:
    """Plays the made-up steering group through the real operations."""

    staff: Staff
    day_0: date

    @property
    def _secretary(self) -> Actor:
        return self.staff.posts["afs", "programme"]

    def _at(self, day: date, hour: int = 9) -> datetime:
        return datetime.combine(day, time(hour), tzinfo=OSLO)

    def play(self) -> None:
        opened = self._at(self.day_0 - timedelta(days=330))
        forum = forums.open_forum(
            "Styringsgruppen for sentrumsarbeidet (oppdiktet)",
            kind=ForumKind.GOVERNING,
            level=Level.LEADERS,
            mandate="Følger tiltaksplanen, avgjør det enhetene ikke blir enige om, og svarer for at ingen faller mellom.",
            rhythm="Hver sjette uke",
            follows_plans=True,
            by=self._secretary,
            at=opened,
        )
        for code, as_seat in SEATS:
            forums.seat(
                forum.pk,
                unit_id=self.staff.units[code],
                as_seat=as_seat,
                starts_on=opened.date(),
                by=self._secretary,
                at=opened,
            )
        first = self.day_0 - timedelta(weeks=42) + timedelta(days=2)
        starts = [self._at(one.on, 12) for one in series_days(first, every_weeks=6, count=11)]
        planned = forums.plan_meetings(
            forum.pk, starts=starts, minutes=120, place="Møterom Akerselva", by=self._secretary, at=opened
        )
        held = [one for one in planned if one.starts_at.date() < self.day_0]
        for number, meeting in enumerate(held):
            self._hold(meeting, is_second_last=number == len(held) - 2, is_last=number == len(held) - 1)
        self._prepare(next(one for one in planned if one.starts_at.date() > self.day_0 + timedelta(days=3)))

    def _hold(self, meeting: Any, *, is_second_last: bool, is_last: bool) -> None:
        before, after = meeting.starts_at - timedelta(days=5), meeting.starts_at + timedelta(hours=2)
        forums.gather_agenda(meeting.pk, by=self._secretary, at=before)
        item = forums.raise_item(meeting.pk, title="Nytt fra enhetene", by=self._secretary, at=before)
        forums.make_pack(meeting.pk, by=self._secretary, at=before)
        forums.send_pack(meeting.pk, by=self._secretary, at=before)
        text = "Hver enhet fortalte kort. Det er roligere ved Brugata enn i vår, og flere møtes langs Akerselva."
        forums.write_minutes(item.pk, text=text, version=1, by=self._secretary, at=after)
        if is_second_last:
            self._decide(item, meeting, DECISIONS[:2], at=after)
        if is_last:
            self._decide(item, meeting, DECISIONS[2:], at=after)
            later = forums.raise_item(meeting.pk, title="Sommertilbud neste år", by=self._secretary, at=before)
            forums.postpone(later.pk, by=self._secretary, at=after)
        forums.hold_meeting(meeting.pk, by=self._secretary, at=after)
        if not is_last:
            forums.approve_minutes(meeting.pk, by=self._secretary, at=after + timedelta(days=10))

    def _decide(self, item: Any, meeting: Any, rows: tuple[tuple[str, str, int, str], ...], *, at: datetime) -> None:
        for text, owner, days, done in rows:
            due = meeting.starts_at.date() + timedelta(days=days)
            decided = Decided(text=text, outcome=Outcome.ADOPTED, owner_id=self.staff.units[owner], due_on=due)
            decision = forums.decide(item.pk, decided=decided, by=self._secretary, at=at)
            if done:
                by = self.staff.posts[owner, "lead"]
                forums.finish_decision(decision.pk, text=done, by=by, at=at + timedelta(days=days - 2))

    def _prepare(self, meeting: Any) -> None:
        """The next meeting: its agenda is gathered and its pack made, but not sent yet."""
        at = self._at(self.day_0, 8)
        forums.gather_agenda(meeting.pk, by=self._secretary, at=at)
        forums.make_pack(meeting.pk, by=self._secretary, at=at)
