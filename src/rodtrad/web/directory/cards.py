"""The street card as words and a code to scan."""

from dataclasses import dataclass

import segno
from django.utils.safestring import SafeString, mark_safe

from rodtrad.registry.directory.queries import StreetCard
from rodtrad.registry.directory.vocabulary import LifeArea
from rodtrad.web.directory.hours_wording import HoursLine, hours_lines
from rodtrad.web.directory.presenters import conditions_of, in_language


@dataclass(frozen=True)
class CardLine:
    name: str
    where: str
    phone: str
    hours: list[HoursLine]
    conditions: str


@dataclass(frozen=True)
class CardGroup:
    heading: str
    lines: list[CardLine]


def card_lines(card: StreetCard) -> list[CardGroup]:
    """What there is, by part of life, what one may just come to first."""
    groups: dict[str, list[CardLine]] = {}
    for entry in card.entries:
        line = CardLine(
            in_language(entry.service.name, entry.service.name_en),
            entry.where,
            entry.service.phone,
            hours_lines(entry.hours) if entry.hours.is_known else [],
            ", ".join(conditions_of(entry.service)),
        )
        groups.setdefault(entry.life_area, []).append(line)
    return [CardGroup(str(area.label), groups[area]) for area in LifeArea if area in groups]


def qr_code(address: str) -> SafeString:
    """An address as a code to scan, drawn in the page itself; nothing about anybody is in it."""
    drawn = segno.make(address, error="m").svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308 - our own drawing of our own address
