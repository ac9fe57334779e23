"""Meetings of the team in words: for the thread, and for the person about their own."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodtrad.casework.care_teams.vocabulary import MeetingKind
from rodtrad.insight.person_page.page import ComingMeeting, ThreadEntry
from rodtrad.web.wording import dates

HEADINGS = {
    "TEAM_CALLED": gettext_lazy("A meeting was called for %(day)s: %(what)s"),
    "TEAM_HELD": gettext_lazy("The meeting was held, and the minutes sent: %(what)s"),
    "TEAM_DECIDED": gettext_lazy("The meeting decided, to be done by %(day)s"),
    "TEAM_TAKEN_BACK": gettext_lazy("Taken back to a leader, who answers by %(day)s"),
    "TEAM_ANSWERED": gettext_lazy("The leader answered"),
}


def meeting_words(entry: ThreadEntry) -> dict[str, str]:
    """What fills the headings above."""
    day = dates.short_day(datetime.fromisoformat(entry.codes[0]).date(), now=entry.at) if entry.codes else ""
    what = str(MeetingKind(entry.detail).label).lower() if entry.detail else ""
    return {"day": day, "what": what}


def own_meeting(row: ComingMeeting, *, now: datetime) -> str:
    """When and where, and that the person's point comes first."""
    said = {"when": dates.moment(row.starts_at, now=now), "place": row.place, "point": row.own_point}
    where = (
        _("There is a meeting about your help %(when)s, at %(place)s.")
        if row.place
        else _("There is a meeting about your help %(when)s.")
    )
    point = _("Your point comes first: %(point)s") if row.own_point else _("You can write a point that comes first.")
    return f"{where % said} {point % said}"
