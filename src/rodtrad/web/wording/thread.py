"""Every step of the thread as a heading, in the order: what happened, in words the person can read too."""

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.encounters.vocabulary import EncounterKind, Ending
from rodtrad.casework.persons.vocabulary import BelongingSource, BelongingStatus
from rodtrad.casework.responsibility.vocabulary import EscalationCause, MeetingCause
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.insight.person_page.page import ThreadEntry
from rodtrad.web.wording.encounters import given_words
from rodtrad.web.wording.meetings import HEADINGS as MEETINGS
from rodtrad.web.wording.meetings import meeting_words
from rodtrad.web.wording.transitions import HEADINGS as TRANSITIONS
from rodtrad.web.wording.transitions import transition_words

ICONS = {
    "TASK_DONE": "Checkmark",
    "OPENED": "DoorOpen",
    "REOPENED": "DoorOpen",
    "HANDOVER": "Handshake",
    "ASSIGNED": "Handshake",
    "UNIT_SUCCEEDED": "Buildings3",
    "OWN_WORDS": "ChatElipsis",
    "ESCALATED": "ExclamationmarkTriangle",
    "STAYS": "Handshake",
    "IDENTIFIED": "PersonCircle",
    "IDENTITY_ENDED": "PersonCircle",
    "ALIAS": "PersonCircle",
}


def icon_of(entry: ThreadEntry) -> str:
    if entry.kind.startswith("BELONGING_"):
        return "House"
    if entry.kind.startswith("ENCOUNTER_"):
        return "ChatElipsis"
    if entry.kind.startswith(("TRANSITION_", "TEAM_")):
        return "Calendar"
    if entry.kind.startswith("TOLERANCE_"):
        return "ExclamationmarkTriangle"
    if entry.kind.startswith("STAY_"):
        return "House"
    if entry.kind.startswith("PLAN_"):
        return "Pencil"
    if entry.kind.startswith("MEETING_"):
        return "Calendar"
    if entry.kind.startswith(("HANDOVER_", "REFERRAL_")):
        return "ExclamationmarkTriangle" if entry.kind.endswith("_WENT_LATE") else "Inbox"
    return ICONS.get(entry.kind, "PersonGroup")


def heading_of(entry: ThreadEntry) -> str:
    """What happened, in a few words. Every kind of step has one; an unknown kind is a fault."""
    if entry.kind.startswith("BELONGING_"):
        return _belonging(entry)
    kind = "COORDINATOR_BACK_UNNAMED" if entry.kind == "COORDINATOR_BACK" and not entry.detail else entry.kind
    words = {"unit": entry.to_unit, "name": entry.detail, "reason": entry.detail.lower()}
    if kind == "ESCALATED":
        words = {"unit": entry.unit, "cause": str(EscalationCause(entry.detail).label).lower()}
    if kind == "MEETING_CALLED":
        words["cause"] = str(MeetingCause(entry.detail).label).lower()
    if kind.startswith("STAY_"):
        words["stay"] = ", ".join(filter(None, [str(StayKind(entry.codes[0]).label).lower(), entry.detail]))
    if kind.startswith("ENCOUNTER_"):
        return _encounter(entry)
    if kind in MEETINGS:
        return str(MEETINGS[kind]) % meeting_words(entry)
    if kind in TRANSITIONS:
        return str(TRANSITIONS[kind]) % transition_words(entry)
    return str(HEADINGS[kind]) % words


def _encounter(entry: ThreadEntry) -> str:
    words = {"how": str(EncounterKind(entry.kind.removeprefix("ENCOUNTER_")).label), "place": entry.detail}
    return str(_("%(how)s, %(place)s") % words) if entry.detail else str(words["how"])


def more_of(entry: ThreadEntry) -> str:
    """What an encounter ended in and what was given, in a line under what was said."""
    if not entry.kind.startswith("ENCOUNTER_"):
        return ""
    ending, *given = entry.codes
    return " · ".join(filter(None, [str(Ending(ending).label), given_words(given)]))


HEADINGS = {
    "TASK_DONE": _("Done: %(name)s"),
    "STAY_BEGAN": _("Stayed: %(stay)s"),
    "STAY_ENDED": _("The stay ended: %(stay)s"),
    "PLAN_ASSESSED": _("The need for a plan was assessed"),
    "PLAN_REQUESTED": _("A plan was asked for"),
    "PLAN_OFFERED": _("A plan was offered"),
    "PLAN_DECLINED": _("A plan was not wanted; the coordinator stays"),
    "PLAN_ACTIVE": _("The plan was taken into use"),
    "PLAN_PAUSED": _("The plan was put on pause"),
    "PLAN_ENDED": _("The plan ended"),
    "PLAN_EVALUATED": _("The plan was evaluated"),
    "OPENED": _("Came in at %(unit)s"),
    "REOPENED": _("Follow-up taken up again at %(unit)s"),
    "HANDOVER": _("%(unit)s took over"),
    "ASSIGNED": _("%(unit)s was given the responsibility"),
    "COORDINATOR_NAMED": _("%(name)s became coordinator"),
    "COORDINATOR_CHANGED": _("%(name)s became the new coordinator"),
    "COORDINATOR_LEFT": _("The coordinator left; the unit's lead has it"),
    "COORDINATOR_AWAY": _("The coordinator is away; the unit's lead has it"),
    "STAND_IN": _("%(name)s stands in"),
    "COORDINATOR_BACK": _("%(name)s is back"),
    "COORDINATOR_BACK_UNNAMED": _("The coordinator is back"),
    "UNIT_SUCCEEDED": _("The unit became %(unit)s"),
    "CLOSED": _("The follow-up ended"),
    "HANDOVER_OFFERED": _("%(unit)s was asked to take over"),
    "HANDOVER_MORE_INFORMATION_ASKED": _("%(unit)s asked for more information"),
    "HANDOVER_MORE_INFORMATION_GIVEN": _("More information was given to %(unit)s"),
    "HANDOVER_WITHDRAWN": _("The hand-over to %(unit)s was withdrawn"),
    "HANDOVER_REMINDED": _("%(unit)s was reminded"),
    "HANDOVER_WENT_LATE": _("%(unit)s had not answered by the deadline"),
    "REFERRAL_OFFERED": _("%(unit)s was asked to help"),
    "REFERRAL_MORE_INFORMATION_ASKED": _("%(unit)s asked for more information"),
    "REFERRAL_MORE_INFORMATION_GIVEN": _("More information was given to %(unit)s"),
    "REFERRAL_ACCEPTED": _("%(unit)s said yes to helping"),
    "REFERRAL_WITHDRAWN": _("The referral to %(unit)s was withdrawn"),
    "REFERRAL_REMINDED": _("%(unit)s was reminded"),
    "REFERRAL_WENT_LATE": _("%(unit)s had not answered by the deadline"),
    "REFERRAL_WAITING": _("On the waiting list at %(unit)s"),
    "REFERRAL_STARTED": _("Help from %(unit)s began"),
    "REFERRAL_COMPLETED": _("Help from %(unit)s was completed"),
    "REFERRAL_STOPPED": _("Help from %(unit)s stopped early"),
    "HANDOVER_DECLINED": _("%(unit)s did not accept: %(reason)s"),
    "REFERRAL_DECLINED": _("%(unit)s did not accept: %(reason)s"),
    "OWN_WORDS": _("In their own words"),
    "ESCALATED": _("Escalated to %(unit)s: %(cause)s"),
    "STAYS": _("The coordinating unit decided that it stays where it is"),
    "MEETING_CALLED": _("A joint meeting was asked for: %(cause)s"),
    "MEETING_HELD": _("The joint meeting was held"),
    "MEETING_NOT_HELD": _("The joint meeting was not held"),
    "ALIAS": _("Is called %(name)s"),
    "IDENTIFIED": _("Gave their own name"),
    "IDENTITY_ENDED": _("The name was corrected or taken off"),
}


def _belonging(entry: ThreadEntry) -> str:
    status = BelongingStatus(entry.kind.removeprefix("BELONGING_"))
    source = str(BelongingSource(entry.detail).label).lower() if entry.detail else ""
    place = entry.to_unit or str(status.label).lower()
    if entry.to_unit and status not in {BelongingStatus.CLEAR, BelongingStatus.OTHER_MUNICIPALITY}:
        place = f"{entry.to_unit} ({str(status.label).lower()})"
    return _("Belonging: %(place)s, source: %(source)s") % {"place": place, "source": source}
