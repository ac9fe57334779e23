"""Decisions about plans as pure functions: what differs between two versions, and what the regulation misses."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from rodtrad.casework.plans.vocabulary import ContentPoint

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A run of words: SAME, ADDED or REMOVED."""

    change: str
    text: str


@dataclass(frozen=True)
class Content:
    """What of the nine points can be read off the plan itself."""

    has_goal: bool
    has_resources: bool
    team_size: int
    has_coordinator: bool
    has_contributions: bool
    activities: int
    activities_without_how: int
    has_period: bool
    has_consent: bool
    has_cooperation: bool


def missing_points(content: Content) -> tuple[ContentPoint, ...]:
    """The points of section 19 that the plan does not hold yet, in the order of the regulation."""
    held = {
        ContentPoint.GOALS: content.has_goal and content.has_resources,
        ContentPoint.PARTICIPANTS: content.team_size > 0,
        ContentPoint.COORDINATOR: content.has_coordinator,
        ContentPoint.CONTRIBUTIONS: content.has_contributions,
        ContentPoint.MEASURES: content.activities > 0,
        ContentPoint.HOW: content.activities > 0 and content.activities_without_how == 0,
        ContentPoint.PERIOD: content.has_period,
        ContentPoint.CONSENT: content.has_consent,
        ContentPoint.COOPERATION: content.has_cooperation,
    }
    return tuple(point for point in ContentPoint if not held[point])


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Word by word, as runs that read in order: what stood is REMOVED, what came is ADDED, the rest is SAME."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for what, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece("SAME", "".join(old[i1:i2])))
            continue
        if i1 < i2:
            pieces.append(Piece("REMOVED", "".join(old[i1:i2])))
        if j1 < j2:
            pieces.append(Piece("ADDED", "".join(new[j1:j2])))
    return tuple(pieces)


def without(pieces: Iterable[Piece], change: str) -> str:
    """The text before (without ADDED) or after (without REMOVED)."""
    return "".join(piece.text for piece in pieces if piece.change != change)
