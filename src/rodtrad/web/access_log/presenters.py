"""The log as finished sentences, and as a file that no spreadsheet can be fooled by."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.access.readings import PAGE, LogLine, LogPage, WorkerSum
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.grants.vocabulary import Basis
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.audit.vocabulary import EntryKind
from rodtrad.web.wording import dates

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    when: str
    who: str
    what: str
    why: str
    person: str
    refused: bool


@dataclass(frozen=True)
class Worker:
    post_id: str
    who: str
    people: str
    odd: str


def log_context(page: LogPage, *, number: int, now: datetime) -> dict[str, object]:
    return {
        "lines": [_line(line, now=now) for line in page.lines],
        "workers": [_worker(one) for one in page.workers],
        "total": ngettext("%(count)s line", "%(count)s lines", page.total) % {"count": page.total},
        "page": number,
        "pages": max(1, -(-page.total // PAGE)),
        "earlier": number + 1 if number * PAGE < page.total else None,
        "later": number - 1 if number > 1 else None,
        "last_review": _last_review(page, now=now),
        "is_due": page.review_due_at <= now,
    }


def _line(line: LogLine, *, now: datetime) -> Line:
    kind = str(EntryKind(line.kind).label)
    sections = ", ".join(str(Section(s).label).lower() for s in line.sections if s in Section.values)
    why = ", ".join(filter(None, [_label(Basis, line.basis), _label(Purpose, line.purpose), line.law]))
    what = f"{kind}: {sections}" if sections else kind
    if line.operation in (Operation.UNMASK, Operation.EXPORT):
        what = f"{what} ({Operation(line.operation).label})"
    who = ", ".join(filter(None, [line.who, line.unit]))
    return Line(dates.moment(line.at, now=now), who, what, why, line.person, line.refused)


def _label(kind: type, value: str) -> str:
    known = {one.value: str(one.label) for one in kind}  # type: ignore[attr-defined]
    return known.get(value, value)


def _worker(one: WorkerSum) -> Worker:
    people = ngettext("%(count)s person opened", "%(count)s people opened", one.people) % {"count": one.people}
    odd = [
        (one.emergencies, _("emergencies: %(count)s")),
        (one.at_night, _("at night: %(count)s")),
        (one.refusals, _("refused: %(count)s")),
    ]
    return Worker(
        str(one.post_id),
        f"{one.who}, {one.unit}",
        people,
        ", ".join(text % {"count": count} for count, text in odd if count),
    )


def _last_review(page: LogPage, *, now: datetime) -> str:
    if page.last_review is None:
        return _("Nobody has looked through this log yet.")
    words = {
        "day": dates.day(page.last_review.reviewed_at, now=now),
        "who": page.last_review.reviewed_by.user.display_name,
        "note": page.last_review.note,
    }
    return _("Last looked through %(day)s by %(who)s: %(note)s") % words


def as_csv(lines: tuple[LogLine, ...]) -> str:
    """One line each, with names of fields as the national trust framework has them. No name of a person."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [
            "time",
            "practitioner",
            "point_of_care",
            "patient_code",
            "kind",
            "outcome",
            "sections",
            "operation",
            "basis",
            "rule",
            "law",
            "purpose",
            "seq",
        ]
    )
    for line in lines:
        outcome = "REFUSED" if line.refused else "DONE"
        row = [line.at.isoformat(), line.who, line.unit, line.person, line.kind, outcome, " ".join(line.sections)]
        row += [line.operation, line.basis, line.rule, line.law, line.purpose, str(line.seq or "")]
        writer.writerow([_harmless(value) for value in row])
    return "\ufeff" + out.getvalue()


def _harmless(value: str) -> str:
    """A value that begins as a formula is quoted, so that a spreadsheet shows it and does nothing."""
    return f"'{value}" if value.startswith(FORMULAS) else value
