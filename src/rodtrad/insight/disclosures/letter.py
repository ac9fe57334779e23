"""A letter word for word. It is the same whoever looks and at any hour, so that fingerprints agree."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from rodtrad.casework.persons.vocabulary import BelongingStatus, Gender, Section
from rodtrad.casework.plans.vocabulary import GoalState, LifeArea
from rodtrad.casework.responsibility.vocabulary import RequestState
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.insight.disclosures.queries import LetterFacts

Letter = list[tuple[str, list[tuple[str, str]]]]
LANGUAGE = "nb"  # letters go to Norwegian bodies


def letter_of(facts: LetterFacts) -> Letter:
    """Heading by heading, label by label. No word depends on who looks or on the hour."""
    with override(LANGUAGE):
        parts = {
            Section.BASICS: _basics,
            Section.IDENTITY: _identity,
            Section.FOLLOW_UP: _follow_up,
            Section.PLAN: _plan,
            Section.STAYS: _stays,
        }
        return [(str(section.label), _or_nothing(parts[section](facts))) for section in facts.sections]


def _or_nothing(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, said) for label, said in lines if said] or [("", _("Nothing is written down."))]


def _basics(facts: LetterFacts) -> list[tuple[str, str]]:
    ball = facts.ball if facts.ball and facts.ball.is_open else None
    lines = [(_("Name or code"), facts.called or facts.reference)]
    if ball:
        lines.append((_("Has the responsibility"), ball.unit))
        lines.append((_("Coordinator"), ", ".join(filter(None, [ball.coordinator, ball.coordinator_phone]))))
    if facts.belonging:
        lines.append((_("Belongs to"), _belongs(*facts.belonging)))
    return lines


def _identity(facts: LetterFacts) -> list[tuple[str, str]]:
    born = _full(facts.birth.day) if facts.birth and not facts.birth.is_about() else ""
    if facts.birth and facts.birth.is_about():
        born = _("about %(year)s") % {"year": facts.birth.day.year}
    gender = str(Gender(facts.gender).label) if facts.gender else ""
    return [(_("Born"), born), (_("Gender"), gender), (_("Other names"), ", ".join(facts.aliases))]


def _follow_up(facts: LetterFacts) -> list[tuple[str, str]]:
    asked = [
        (f"{unit}, {_full(on)}", f"{need} ({str(RequestState(state).label).lower()})")
        for need, unit, state, on in facts.requests
    ]
    return [(_("Need"), facts.need), *asked]


def _plan(facts: LetterFacts) -> list[tuple[str, str]]:
    return [
        (str(LifeArea(area).label) if area else _("Goal"), f"{words} ({str(GoalState(state).label).lower()})")
        for area, words, state in facts.goals
    ]


def _stays(facts: LetterFacts) -> list[tuple[str, str]]:
    return [
        (
            ", ".join(filter(None, [str(StayKind(stay.kind).label), stay.place])),
            f"{_full(stay.starts_on)}–{_full(stay.ends_on) if stay.ends_on else ''}",
        )
        for stay in facts.stays
    ]


def _full(on: date) -> str:
    return date_format(on, "j. F Y")


def _belongs(status: str, area: str) -> str:
    if status == BelongingStatus.CLEAR:
        return area
    return ", ".join(filter(None, [area, str(BelongingStatus(status).label).lower()]))
