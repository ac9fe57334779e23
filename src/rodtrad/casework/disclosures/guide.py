"""May I share this with them? And: when must I tell? Answers by purpose and by the law of the two units.

A guide, never a grant: it names what can apply and starts the form; who may see what is decided in `access`. Every code
stands in the list of legal bases, and a lawyer confirms them before real use.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.vocabulary import CONTROL_SECTORS, Sector

HEALTH = frozenset({Sector.HEALTH, Sector.SPECIALIST_HEALTH})


class Why(TextChoices):
    """What the sharing would be for."""

    COOPERATE = "COOPERATE", _("We are to work together about the person")
    TREATMENT = "TREATMENT", _("The person is to have treatment there")
    TAKE_OVER = "TAKE_OVER", _("They are to take over, or to help for a while")
    CHILD = "CHILD", _("I am worried about a child")
    UNBORN = "UNBORN", _("A pregnant woman's use puts the child at grave risk")
    DANGER = "DANGER", _("Somebody's life is in danger now")
    PLAN_NEEDED = "PLAN_NEEDED", _("The person needs an individual plan when they leave hospital")
    ADVICE = "ADVICE", _("I want advice, and need not say who it is")
    OTHER = "OTHER", _("Something else")


class Starts(Enum):
    """Which form goes with an answer."""

    CONSENT = "CONSENT"
    REFERRAL = "REFERRAL"
    SENDING = "SENDING"
    TOLD = "TOLD"


@dataclass(frozen=True)
class Answer:
    """One basis that can apply: its code, what it asks for, the words to use, and the form it starts."""

    code: str
    needs: str | Promise
    words: str | Promise
    starts: Starts
    is_duty: bool = False


@dataclass(frozen=True)
class Duty:
    """When the law obliges: whom to tell, what to say, and what to leave out."""

    why: Why
    codes: tuple[str, ...]
    when: str | Promise
    whom: str | Promise
    say: str | Promise
    leave_out: str | Promise


_ASK = _("May I tell them this, so that we can help you together? You can say no, and take it back whenever you want.")
_TELL_FIRST = _("I am obliged to tell this on. I say it to you first, and you can read what I send.")
_TOGETHER = (Why.COOPERATE, Why.TREATMENT, Why.TAKE_OVER)


def answers(why: str, *, mine: str, theirs: str) -> tuple[Answer, ...]:
    """The bases that can apply between two sectors, the person's yes first. Nothing when none does."""
    if CONTROL_SECTORS & {mine, theirs}:
        return ()
    if why in _TOGETHER:
        return (_consent(mine), _request(mine))
    if why == Why.CHILD:
        code = "HPL-33" if mine in HEALTH else "BVL-13-2"
        return (_must(code, _("A reason to believe that a child is gravely neglected, or is ill-treated.")),)
    if why == Why.UNBORN:
        needs = _("A reason to believe that it is more likely than not that the child will be born with harm.")
        return (_consent(mine), _must("HOL-10-1", needs))
    if why == Why.PLAN_NEEDED and mine == Sector.SPECIALIST_HEALTH:
        return (_must("SPHL-2-5", _("A need for several services for a long time. The municipality must be told.")),)
    if why == Why.DANGER:
        needs = _("It is needed to avert grave harm. Call 113; tell what help needs and no more.")
        return (Answer("HPL-31", needs, _TELL_FIRST, Starts.TOLD, is_duty=True),)
    return ()


def _consent(mine: str) -> Answer:
    code = "HPL-22" if mine in HEALTH else "FVL-13A"
    needs = _("The person's yes: to whom, what, what for and until when. Said aloud is enough.")
    return Answer(code, needs, _ASK, Starts.CONSENT)


def _request(mine: str) -> Answer:
    code = "HPL-25" if mine in HEALTH else "FVL-13B"
    needs = _("That they are asked to help. They see what you choose until they have answered; the person may say no.")
    return Answer(code, needs, _("I ask them to help you. This is what I tell them."), Starts.REFERRAL)


def _must(code: str, needs: Promise) -> Answer:
    return Answer(code, needs, _TELL_FIRST, Starts.SENDING, is_duty=True)


DUTIES = (
    Duty(
        Why.CHILD,
        ("BVL-13-2", "HPL-33"),
        _("You have reason to believe that a child is ill-treated, gravely neglected or gravely at risk."),
        _("The child welfare service of the municipality. The duty is your own; your lead cannot take it over."),
        _("What you have seen and heard, when, and who the child is."),
        _("What says nothing of the child: diagnoses, amounts, other people's affairs."),
    ),
    Duty(
        Why.UNBORN,
        ("HOL-10-1",),
        _("A pregnant woman's use makes it more likely than not that the child will be born with harm."),
        _("The municipality's health and care services. Talk with her first, and ask for a yes."),
        _("What you know of the use and how far she is gone."),
        _("What lies before the pregnancy, unless it says something of the risk now."),
    ),
    Duty(
        Why.DANGER,
        ("HPL-31",),
        _("A life is in danger now, or grave harm to body or health must be averted."),
        _("113 first, then 110 or 112. You need not ask anybody."),
        _("Where, what has happened, what has been taken, and what helps."),
        _("The rest of the record. What is told aloud is noted afterwards."),
    ),
    Duty(
        Why.PLAN_NEEDED,
        ("SPHL-2-5",),
        _("Somebody in specialist health care needs several services for a long time."),
        _("The coordinating unit of the municipality where the person belongs."),
        _("That a plan is needed, and whom to call at the hospital."),
        _("The journal. The municipality asks for what it needs, with the person."),
    ),
)
