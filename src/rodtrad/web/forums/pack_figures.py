"""What stands in a pack besides plans and decisions: reports that should have been sent."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from rodtrad.programme.duties.queries import late_turns


def late_reports(*, on: date) -> tuple[dict[str, str], ...]:
    """One line for each report that is late, with who owes it to whom."""
    return tuple(
        {
            "kind": "DUTY",
            "text": _("Late: %(title)s") % {"title": turn.duty.title},
            "note": f"{turn.duty.sender.name} → {turn.duty.recipient.name}",
            "due": turn.due_on.isoformat(),
            "address": reverse("report-duties"),
        }
        for turn in late_turns(on=on)
    )
