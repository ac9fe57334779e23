"""Every step of the thread as a heading, in the order: what happened, in words the person can read too."""

from datetime import datetime

from django.utils.translation import gettext as _

from rodtrad.casework.persons.vocabulary import BelongingSource, BelongingStatus
from rodtrad.casework.responsibility.vocabulary import EscalationCause, MeetingCause
from rodtrad.insight.person_page.page import ThreadEntry
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

ICONS = {
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
    if entry.kind.startswith("MEETING_"):
        return "Calendar"
    if entry.kind.startswith(("HANDOVER_", "REFERRAL_")):
        return "ExclamationmarkTriangle" if entry.kind.endswith("_WENT_LATE") else "Inbox"
    return ICONS.get(entry.kind, "PersonGroup")


def heading_of(entry: ThreadEntry, *, at: datetime) -> str:
    """What happened, in a few words. Every kind of step has one; an unknown kind is a fault."""
    if entry.kind.startswith("BELONGING_"):
        return _belonging(entry)
    if entry.kind == "HANDOVER_DECLINED" or entry.kind == "REFERRAL_DECLINED":
        return _declined(entry, at=at)
    return _headings(entry)[entry.kind]


def _headings(entry: ThreadEntry) -> dict[str, str]:
    words = {"unit": entry.to_unit, "name": entry.detail}
    return {**_moves(words), **_requests(words), **_others(entry, words)}


def _moves(words: dict[str, str]) -> dict[str, str]:
    named = words["name"]
    return {
        "OPENED": _("Came in at %(unit)s") % words,
        "REOPENED": _("Follow-up taken up again at %(unit)s") % words,
        "HANDOVER": _("%(unit)s took over") % words,
        "ASSIGNED": _("%(unit)s was given the responsibility") % words,
        "COORDINATOR_NAMED": _("%(name)s became coordinator") % words,
        "COORDINATOR_CHANGED": _("%(name)s became the new coordinator") % words,
        "COORDINATOR_LEFT": _("The coordinator left; the unit's lead has it"),
        "COORDINATOR_AWAY": _("The coordinator is away; the unit's lead has it"),
        "STAND_IN": _("%(name)s stands in") % words,
        "COORDINATOR_BACK": _("%(name)s is back") % words if named else _("The coordinator is back"),
        "UNIT_SUCCEEDED": _("The unit became %(unit)s") % words,
        "CLOSED": _("The follow-up ended"),
    }


def _requests(words: dict[str, str]) -> dict[str, str]:
    return {
        "HANDOVER_OFFERED": _("%(unit)s was asked to take over") % words,
        "HANDOVER_MORE_INFORMATION_ASKED": _("%(unit)s asked for more information") % words,
        "HANDOVER_MORE_INFORMATION_GIVEN": _("More information was given to %(unit)s") % words,
        "HANDOVER_WITHDRAWN": _("The hand-over to %(unit)s was withdrawn") % words,
        "HANDOVER_REMINDED": _("%(unit)s was reminded") % words,
        "HANDOVER_WENT_LATE": _("%(unit)s had not answered by the deadline") % words,
        "REFERRAL_OFFERED": _("%(unit)s was asked to help") % words,
        "REFERRAL_MORE_INFORMATION_ASKED": _("%(unit)s asked for more information") % words,
        "REFERRAL_MORE_INFORMATION_GIVEN": _("More information was given to %(unit)s") % words,
        "REFERRAL_ACCEPTED": _("%(unit)s said yes to helping") % words,
        "REFERRAL_WITHDRAWN": _("The referral to %(unit)s was withdrawn") % words,
        "REFERRAL_REMINDED": _("%(unit)s was reminded") % words,
        "REFERRAL_WENT_LATE": _("%(unit)s had not answered by the deadline") % words,
        "REFERRAL_WAITING": _("On the waiting list at %(unit)s") % words,
        "REFERRAL_STARTED": _("Help from %(unit)s began") % words,
        "REFERRAL_COMPLETED": _("Help from %(unit)s was completed") % words,
        "REFERRAL_STOPPED": _("Help from %(unit)s stopped early") % words,
    }


def _others(entry: ThreadEntry, words: dict[str, str]) -> dict[str, str]:
    meeting = dict(MeetingCause.choices).get(entry.detail, "")
    cause = dict(EscalationCause.choices).get(entry.detail, "")
    return {
        "OWN_WORDS": _("In their own words"),
        "ESCALATED": _("Escalated to %(unit)s: %(cause)s") % {"unit": entry.unit, "cause": str(cause).lower()},
        "STAYS": _("The coordinating unit decided that it stays where it is"),
        "MEETING_CALLED": _("A joint meeting was asked for: %(cause)s") % {"cause": str(meeting).lower()},
        "MEETING_HELD": _("The joint meeting was held"),
        "MEETING_NOT_HELD": _("The joint meeting was not held"),
        "ALIAS": _("Is called %(name)s") % words,
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


def _declined(entry: ThreadEntry, *, at: datetime) -> str:
    reasons = {code.code: code.label for code in rulebook.codes("codes.decline_reasons", on=local_day(at))}
    return _("%(unit)s did not accept: %(reason)s") % {
        "unit": entry.to_unit,
        "reason": reasons.get(entry.detail, entry.detail).lower(),
    }
