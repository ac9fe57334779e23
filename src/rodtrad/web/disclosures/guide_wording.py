"""The guide's answers with their paragraphs and forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from rodtrad.casework.disclosures.guide import DUTIES, Answer, Starts, Why, answers
from rodtrad.insight.disclosures.queries import SendingPage
from rodtrad.registry.laws.queries import paragraphs
from rodtrad.registry.organisations.queries import PostLine


@dataclass(frozen=True)
class AnswerLine:
    heading: str
    text: str
    needs: str
    words: str
    is_duty: bool
    button: str
    address: str


@dataclass(frozen=True)
class DutyLine:
    heading: str
    law: list[str]
    when: str
    whom: str
    say: str
    leave_out: str


def guide_context(
    why: str, *, mine: str, theirs: str, page: SendingPage | None, officers: Sequence[PostLine], on: date
) -> dict[str, Any]:
    """What can apply; and when nothing does, whom to ask instead."""
    found = answers(why, mine=mine, theirs=theirs)
    known = paragraphs({answer.code for answer in found}, on=on)
    lines = [_line(answer, known, page) for answer in found if answer.code in known]
    return {
        "answered": True,
        "lines": lines,
        "ask_officer": why == Why.OTHER,
        "officers": [f"{line.name}, {line.unit_name}" for line in officers],
    }


def _line(answer: Answer, known: Mapping[str, tuple[str, str]], page: SendingPage | None) -> AnswerLine:
    paragraph, text = known[answer.code]
    button, address = _form(answer.starts, page.person_id if page else None)
    return AnswerLine(paragraph, text, str(answer.needs), str(answer.words), answer.is_duty, button, address)


def _form(starts: Starts, person_id: UUID | None) -> tuple[str, str]:
    if person_id is None:
        return _("Find the person first"), reverse("find-people")
    forms = {
        Starts.CONSENT: (_("Write down a consent"), "give-consent"),
        Starts.REFERRAL: (_("Refer"), "referral"),
        Starts.SENDING: (_("Send out on a basis in law"), "send-out"),
        Starts.TOLD: (_("Note what was told"), "note-told"),
    }
    button, name = forms[starts]
    return button, reverse(name, args=[person_id])


def duty_lines(known: Mapping[str, tuple[str, str]]) -> list[DutyLine]:
    """Every duty, with the paragraphs in force today."""
    return [
        DutyLine(
            heading=str(duty.why.label),
            law=[known[code][0] for code in duty.codes if code in known],
            when=str(duty.when),
            whom=str(duty.whom),
            say=str(duty.say),
            leave_out=str(duty.leave_out),
        )
        for duty in DUTIES
    ]
