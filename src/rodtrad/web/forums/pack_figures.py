"""What stands in a pack besides plans and decisions: how the chain of responsibility holds, and reports that are late."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from rodtrad.foundation.actor import Actor
from rodtrad.insight.reports.chain_and_scenes import count_chain
from rodtrad.insight.reports.sheet import Scope, Sheet
from rodtrad.programme.duties.queries import late_turns
from rodtrad.registry.organisations.queries import local_day

Line = dict[str, str]
LOOKED_BACK = timedelta(days=31)


def pack_figures(by: Actor, *, at: datetime) -> tuple[Line, ...]:
    """Each line says what it counts and opens it."""
    on, sheet = local_day(at), Sheet()
    count_chain(sheet, Scope(on - LOOKED_BACK, on, by, at))
    chain = [
        {"kind": "CHAIN", "text": f"{one.label}: {one.value}", "note": one.definition, "address": reverse("chain")}
        for one in sheet.figures.values()
        if one.value
    ]
    late = [
        {
            "kind": "DUTY",
            "text": _("Late: %(title)s") % {"title": turn.duty.title},
            "note": f"{turn.duty.sender.name} → {turn.duty.recipient.name}",
            "due": turn.due_on.isoformat(),
            "address": reverse("report-duties"),
        }
        for turn in late_turns(on=on)
    ]
    return (*late, *chain)
