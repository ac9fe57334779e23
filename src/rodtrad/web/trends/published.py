"""Published figures in words: as stated, with definition and source, and no midpoint made up."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from rodtrad.fieldwork.counts.queries import PublishedLine
from rodtrad.fieldwork.counts.vocabulary import Qualifier
from rodtrad.web.trends.numbers import number


@dataclass(frozen=True)
class PublishedRow:
    when: str
    figure: str
    kind: str
    definition: str
    note: str
    source: str
    is_verified: bool


def published_row(line: PublishedLine) -> PublishedRow:
    return PublishedRow(
        str(line.year) if line.year else line.period,
        stated(line.qualifier, line.value, line.value_min, line.value_max),
        str(Qualifier(line.qualifier).label),
        line.definition,
        line.note,
        line.source,
        line.is_verified,
    )


def stated(qualifier: str, value: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    """A figure as its source states it."""
    texts = [_plain(one) for one in (value, low, high)]
    if qualifier == Qualifier.UP_TO:
        ends = [text for text in texts[1:] if text] or [texts[0]]
        return _("up to %(number)s") % {"number": "–".join(ends)}
    if qualifier == Qualifier.AT_LEAST:
        return _("at least %(number)s") % {"number": texts[1] or texts[0]}
    if qualifier == Qualifier.ABOUT:
        return _("about %(number)s") % {"number": texts[0] or texts[2] or texts[1]}
    return texts[0] or "–".join(text for text in texts[1:] if text)


def _plain(value: Decimal | None) -> str:
    if value is None:
        return ""
    return number(float(value), 0 if value == value.to_integral() else 1)
