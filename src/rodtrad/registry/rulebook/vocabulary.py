"""Every rule that leads can change themselves: its default, its bounds and its words."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RuleKind(Enum):
    DEADLINE = "DEADLINE"  # {"amount": 2, "in": "WORKING_DAYS" or "HOURS"}
    NUMBER = "NUMBER"
    CODES = "CODES"  # [{"code": "NO_CAPACITY", "nb": "...", "en": "..."}]
    TEXT = "TEXT"  # {"nb": "...", "en": "..."}


@dataclass(frozen=True)
class Rule:
    kind: RuleKind
    default: Any
    label: str | Promise
    lowest: int = 1
    highest: int = 30


def _deadline(amount: int, unit: str, label: Any) -> Rule:
    return Rule(RuleKind.DEADLINE, {"amount": amount, "in": unit}, label, 1, 30 if unit == "WORKING_DAYS" else 72)


def _code(code: str, nb: str, en: str) -> dict[str, str]:
    return {"code": code, "nb": nb, "en": en}


RULES: dict[str, Rule] = {
    "deadline.handover.acute": _deadline(4, "HOURS", _("Answer to an acute hand-over")),
    "deadline.handover.high": _deadline(1, "WORKING_DAYS", _("Answer to an urgent hand-over")),
    "deadline.handover.normal": _deadline(3, "WORKING_DAYS", _("Answer to an ordinary hand-over")),
    "deadline.referral.acute": _deadline(4, "HOURS", _("Answer to an acute referral")),
    "deadline.referral.high": _deadline(2, "WORKING_DAYS", _("Answer to an urgent referral")),
    "deadline.referral.normal": _deadline(10, "WORKING_DAYS", _("Answer to an ordinary referral")),
    "deadline.district_offer": _deadline(1, "WORKING_DAYS", _("Offer to the district of somebody who belongs there")),
    "deadline.clarification": _deadline(10, "WORKING_DAYS", _("Decision on a disputed belonging")),
    "deadline.measure_answer": _deadline(10, "WORKING_DAYS", _("Answer of a unit to its part of a measure")),
    "programme.soon_days": Rule(RuleKind.NUMBER, 14, _("Days before its deadline that a measure is due soon"), 1, 90),
    "programme.quiet_days": Rule(RuleKind.NUMBER, 90, _("Days without news before a measure is silent"), 14, 365),
    "bounce.limit": Rule(RuleKind.NUMBER, 2, _("Returns before a case is escalated"), 1, 3),
    "meeting.tell_lead_days": Rule(
        RuleKind.NUMBER, 5, _("Days after a joint meeting should have been held that the lead is told"), 1, 30
    ),
    "support.longest_days": Rule(RuleKind.NUMBER, 90, _("Longest support after a hand-over, in days"), 7, 90),
    "encounter.unanswered_hours": Rule(
        RuleKind.NUMBER,
        24,
        _("Hours before somebody met who wants help, and is taken by nobody, is shown to the lead"),
        1,
        72,
    ),
    "undo.hours": Rule(RuleKind.NUMBER, 24, _("Hours in which what was done can be undone"), 1, 72),
    "case.quiet_days": Rule(
        RuleKind.NUMBER, 60, _("Days without news before somebody is on the list of quiet cases"), 7, 180
    ),
    "closing.attempts": Rule(
        RuleKind.NUMBER, 3, _("Attempts on record before a follow-up ends because nobody was reached"), 2, 10
    ),
    "continuity.many_coordinators": Rule(
        RuleKind.NUMBER, 4, _("Coordinators in a year that put a person on the lead's list"), 2, 10
    ),
    "inbox.climb_after_hours": Rule(RuleKind.NUMBER, 24, _("Hours before an unseen notice climbs"), 1, 72),
    "deadline.discussion": _deadline(2, "WORKING_DAYS", _("Answer in a discussion without a name")),
    "deadline.rights.why": _deadline(10, "WORKING_DAYS", _("Answer to a person who asks why somebody looked")),
    "deadline.rights.demand": _deadline(20, "WORKING_DAYS", _("Answer to a correction, an objection or an erasure")),
    "rights.sheet_days": Rule(RuleKind.NUMBER, 14, _("Days a sheet with a code lasts"), 1, 30),
    "counts.minors_note": Rule(
        RuleKind.NUMBER, 3, _("Young people under 18 in one round before a note is sent"), 1, 30
    ),
    "counts.false_alarms": Rule(
        RuleKind.NUMBER, 2, _("False alarms a year that are accepted, over all quiet zones together"), 1, 24
    ),
    "counts.blind_days": Rule(
        RuleKind.NUMBER, 60, _("Days without a counted round before a quiet zone is blind"), 7, 365
    ),
    "counts.sightings_for_zone": Rule(
        RuleKind.NUMBER, 3, _("Sightings in one place within a month before a zone is considered"), 2, 20
    ),
    "directory.confirm_days": Rule(
        RuleKind.NUMBER, 182, _("Days between two confirmations of an entry in the directory"), 30, 182
    ),
    "directory.remind_days": Rule(
        RuleKind.NUMBER, 14, _("Days before an entry must be confirmed that its owner is reminded"), 1, 60
    ),
    "stays.many_acute": Rule(RuleKind.NUMBER, 3, _("Acute stays that are many"), 2, 12),
    "stays.many_months": Rule(RuleKind.NUMBER, 12, _("Within how many months acute stays are counted"), 3, 24),
    # Lower tolerance. The risk of dying is highest in the two first weeks after prison and raised for four: Merrall et al.
    # 2010, Addiction 105:1545. The days of the steps are a working rule that leads set.
    "overdose.card_hours": Rule(
        RuleKind.NUMBER, 48, _("Hours a card back in lasts after an overdose (a working rule)"), 24, 96
    ),
    "overdose.meet_days": Rule(
        RuleKind.NUMBER, 2, _("Days before somebody has met the person, after an overdose (a working rule)"), 1, 7
    ),
    "tolerance.window_days": Rule(
        RuleKind.NUMBER, 28, _("Days that lower tolerance is watched (source: Merrall et al. 2010)"), 7, 90
    ),
    "tolerance.first_days": Rule(
        RuleKind.NUMBER, 1, _("Days before naloxone and the talk about overdose, after lower tolerance"), 1, 7
    ),
    "tolerance.meet_days": Rule(
        RuleKind.NUMBER, 3, _("Days before somebody has met the person, after lower tolerance"), 1, 14
    ),
    "tolerance.again_days": Rule(
        RuleKind.NUMBER, 7, _("Days before somebody has met the person again, after lower tolerance"), 2, 28
    ),
    "codes.decline_reasons": Rule(
        RuleKind.CODES,
        [
            _code("NOT_OUR_DISTRICT", "Ikke vår bydel", "Not our district"),
            _code("NO_CAPACITY", "Ingen kapasitet", "No capacity"),
            _code("NEEDS_OTHER_HELP", "Trenger annen hjelp", "Needs other help"),
            _code("MISSING_INFORMATION", "Mangler opplysninger", "Missing information"),
            _code("PERSON_DECLINES", "Personen vil ikke", "The person does not want it"),
            _code("OTHER", "Annet", "Other"),
        ],
        _("Reasons for not accepting"),
    ),
    "text.night": Rule(
        RuleKind.TEXT,
        {
            "nb": "Om natten: ring Sosial ambulant akuttjeneste. Ved fare for liv: 113.",
            "en": "At night: call the ambulatory social emergency service. If life is in danger: 113.",
        },
        _("Whom to call at night"),
    ),
}

# Words that label people, with the word to use instead. Stems, compared in lower case.
STIGMATISING = {
    "misbruk": "rusbruk",
    "narkoman": "person",
    "klient": "person",
    "gjenganger": "mange akuttopphold",
    "avvist": "ikke tatt imot",
    "junkie": "person",
    "addict": "person",
    "abuser": "person",
}
