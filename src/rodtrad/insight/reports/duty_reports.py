"""The draft that answers one turn of a duty, with its figures filled in."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format

from rodtrad.foundation.actor import Actor
from rodtrad.insight.reports.drafting import propose
from rodtrad.insight.reports.sheet import Scope
from rodtrad.programme.duties import operations as duties
from rodtrad.programme.duties.queries import Turn
from rodtrad.programme.reports import operations as reports
from rodtrad.programme.reports.vocabulary import ReportKind

LANGUAGE = "nb"


@transaction.atomic
def write_for(turn: Turn, *, by: Actor, at: datetime) -> Turn:
    """Write the draft once; a turn that has one keeps it."""
    if turn.report_id is not None:
        return turn
    kind = ReportKind(turn.duty.kind)
    proposal = propose(kind, Scope(turn.starts_on, turn.ends_on, by, at), language=LANGUAGE)
    with translation.override(LANGUAGE):
        title = f"{turn.duty.title}, {date_format(turn.starts_on, 'F Y')}"
    report = reports.start_report(
        kind,
        title=title,
        language=LANGUAGE,
        owner_id=turn.duty.sender_id,
        starts_on=turn.starts_on,
        ends_on=turn.ends_on,
        proposal=proposal,
        by=by,
        at=at,
    )
    return duties.give_report(turn.pk, report_id=report.pk, by=by, at=at)


def write_what_is_due(*, by: Actor, at: datetime) -> int:
    """A draft for every turn whose period has ended. Returns how many were written; again writes none."""
    waiting = duties.lay_out_turns(by=by, at=at)
    return len([write_for(turn, by=by, at=at) for turn in waiting])
