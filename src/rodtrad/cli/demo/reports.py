"""Reports of the demo's programme office: last year's status, the public one, and one that is being written."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from rodtrad.cli.demo.staff import Staff
from rodtrad.foundation.actor import Actor
from rodtrad.insight.reports.drafting import propose
from rodtrad.insight.reports.duty_reports import write_for
from rodtrad.insight.reports.sheet import Scope
from rodtrad.programme.duties import operations as duties
from rodtrad.programme.duties.operations import Wanted as Owed
from rodtrad.programme.duties.vocabulary import Rhythm
from rodtrad.programme.measures import queries as measures
from rodtrad.programme.measures.vocabulary import Answer
from rodtrad.programme.reports import operations as reports
from rodtrad.programme.reports.models import Report
from rodtrad.programme.reports.vocabulary import ReportKind
from rodtrad.programme.risks import operations as risks
from rodtrad.programme.risks.operations import Wanted
from rodtrad.programme.safe_links import operations as links
from rodtrad.programme.safe_links import queries

# What an editor has written where the data say nothing, by the code of the chapter.
WORDS = {
    "learned": "Følge hele veien virker bedre enn en adresse på et ark. Overleveringer uten navn på mottakeren stopper.",
    "ahead": "Styringsgruppen må avgjøre hvem som eier tiltakene ingen har tatt, og når de skal være i gang.",
    "behind": "[[measures-late]] tiltak er over fristen, og ingen har ansvaret for [[measures-without-owner]]. "
    "De fleste venter på lokaler.",
}
CONSEQUENCES = {
    "for_users": "Kortere vei til hjelp om kvelden. Noen må gå lenger til det de er vant til.",
    "for_neighbours": "Flere mennesker ved inngangen de første ukene.",
    "for_services": "Mottakssenteret får færre henvendelser om natten, NAV-kontorene flere om dagen.",
}
RISKS: tuple[dict[str, Any], ...] = (
    {
        "owner": "prindsen-mottakssenter",
        "said": {
            "what": "Naboene klager og tilbudet må flytte", "likelihood": 3, "severity": 4,
            "action": "Fast vert ute den første timen, og naboene får et telefonnummer.",
        },
    },
    {"owner": "", "said": {"what": "De yngste møter de eldste", "likelihood": 2, "severity": 4}},
)  # fmt: skip


@dataclass
class Office:
    """Plays the programme office through the real operations."""

    staff: Staff
    now: datetime

    def play(self) -> int:
        """Returns how many reports there are."""
        year = self.now.year
        published = (
            (ReportKind.STATUS, f"Statusrapport {year - 1}", date(year - 1, 1, 1), date(year, 1, 1)),
            (ReportKind.PUBLIC_STATUS, "Slik går det", date(year, 1, 1), self.now.date().replace(day=1)),
        )
        for kind, title, starts_on, ends_on in published:
            report = self._write(kind, title, starts_on, max(ends_on, starts_on + timedelta(days=1)))
            self._edit(report)
            reports.approve(report.pk, by=self._by, at=self.now)
            reports.publish(report.pk, by=self._by, at=self.now)
        draft = self._write(ReportKind.STATUS, f"Statusrapport {year}", date(year, 1, 1), date(year + 1, 1, 1))
        chapter = draft.chapters.get(code="factors")
        lead = self.staff.posts["nav-frogner", "lead"]
        reports.comment(chapter.pk, text="Ta med hvilke bydeler som arbeider med faktor to.", by=lead, at=self.now)
        self._ask_outside()
        self._think_of_risks()
        self._owe()
        return len(published) + 1

    def _ask_outside(self) -> None:
        """A unit that does not sign in answers by a link, and another has been sent one."""
        waiting = [
            (line.measure.pk, part.unit_id)
            for line in measures.lines_in_force(on=self.now.date())
            for part in line.parts
            if part.answer == Answer.NOT_ANSWERED
        ]
        for number, (measure_id, unit_id) in enumerate(waiting[:2]):
            token = links.link_for_part(measure_id, unit_id=unit_id, by=self._by, at=self.now)
            if number == 0:
                found = queries.opened(token, at=self.now)
                links.answer_part(
                    found.link.pk, accepts=True, reason="", name="Daglig leder", by=found.guest, at=self.now
                )

    def _owe(self) -> None:
        """A report to the police council before each meeting, and one every quarter that is written and waits."""
        start = self.now.date().replace(month=1, day=1)
        for title, kind, rhythm in (
            ("Kvartalsrapport om akutte opphold og unge", ReportKind.QUARTERLY, Rhythm.QUARTERLY),
            ("Månedsrapport om hvem som har ballen", ReportKind.MONTHLY, Rhythm.MONTHLY),
        ):
            wanted = Owed(
                title=title,
                kind=kind,
                sender_id=self.staff.units["afs"],
                recipient_id=self.staff.units["oslo-kommune"],
                rhythm=rhythm,
                days=14,
                starts_on=max(start, self.now.date() - timedelta(days=100)),
            )
            duties.open_duty(wanted, by=self._by, at=self.now)
        write_for(next(iter(duties.lay_out_turns(by=self._by, at=self.now))), by=self._by, at=self.now)

    def _think_of_risks(self) -> None:
        """One measure is analysed, and one waits for it."""
        found = [line.measure.pk for line in measures.lines_in_force(on=self.now.date()) if line.has_owner]
        first, second = (risks.ask_for_analysis(measure_id=pk, by=self._by, at=self.now) for pk in found[-2:])
        risks.write_consequences(first.pk, **CONSEQUENCES, version=first.version, by=self._by, at=self.now)
        for row in RISKS:
            owner_id = self.staff.units[row["owner"]] if row["owner"] else None
            wanted = Wanted(**{**row["said"], "owner_id": owner_id})
            risks.add_risk(first.pk, wanted=wanted, by=self._by, at=self.now)
        risks.finish(first.pk, by=self._by, at=self.now)
        risks.add_risk(
            second.pk,
            wanted=Wanted(what="Lokalet blir ikke ferdig", likelihood=4, severity=4),
            by=self._by,
            at=self.now,
        )

    @property
    def _by(self) -> Actor:
        return self.staff.posts["afs", "programme"]

    def _write(self, kind: ReportKind, title: str, starts_on: date, ends_on: date) -> Report:
        proposal = propose(kind, Scope(starts_on, ends_on, self._by, self.now), language="nb")
        return reports.start_report(
            kind,
            title=title,
            language="nb",
            owner_id=self.staff.units["afs"],
            starts_on=starts_on,
            ends_on=ends_on,
            proposal=proposal,
            by=self._by,
            at=self.now,
        )

    def _edit(self, report: Report) -> None:
        for chapter in report.chapters.filter(code__in=WORDS):
            reports.write_chapter(chapter.pk, heading="", text=WORDS[chapter.code], version=1, by=self._by, at=self.now)
