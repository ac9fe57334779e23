"""Figures in words: as stated, with unit, place and period, and no middle made up."""

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rodtrad.insight.indicators.queries import ExternalFigure
from rodtrad.web.trends.numbers import number

QUALIFIERS = {"ABOUT_HALF", "MORE_THAN_HALF", "MORE_THAN_YEAR_BEFORE"}


def plain(value: Decimal | None) -> str:
    if value is None:
        return ""
    whole = value == value.to_integral()
    return number(float(value), 0 if whole else 2 if abs(value) < 10 else 1)


def in_language(text: str, english: str) -> str:
    return english if english and (get_language() or "nb").startswith("en") else text


def stated(row: ExternalFigure) -> str:
    """The figure as its source states it; words stay words."""
    if row.qualifier in QUALIFIERS:
        return {
            "ABOUT_HALF": _("about half"),
            "MORE_THAN_HALF": _("more than half"),
            "MORE_THAN_YEAR_BEFORE": _("more than the year before"),
        }[row.qualifier]
    return f"{_amount(row)} {unit_words(row.unit)}".strip()


def _amount(row: ExternalFigure) -> str:
    value, low, high = plain(row.value), plain(row.value_min), plain(row.value_max)
    if row.unit == "SHARE" and not value:
        value = _("%(part)s of %(whole)s") % {"part": plain(row.numerator), "whole": plain(row.denominator)}
    if row.qualifier == "RANGE":
        return f"{low}–{high}"
    if row.qualifier == "UP_TO":
        return _("up to %(number)s") % {"number": high or value}
    if row.qualifier == "AT_LEAST":
        return _("at least %(number)s") % {"number": low or value}
    if row.qualifier == "ABOUT":
        return _("about %(number)s") % {"number": value or low or high}
    return value


def unit_words(unit: str) -> str:
    words = {
        "PERSONS": _("persons"), "PATIENTS": _("patients"), "RESPONDENTS": _("people who answered"),
        "DEATHS": _("deaths"), "PERCENT": _("per cent"), "CONTACTS": _("contacts"), "ADMISSIONS": _("admissions"),
        "PER_10000": _("per 10,000 inhabitants"), "SHARE": "", "PER_DAY": _("per day"), "HOUSEHOLDS": _("households"),
        "NOK": _("kroner"), "INJECTIONS": _("injections"), "LICENCES": _("licences"), "CASES": _("cases"),
        "PLACES": _("places"), "SEATS": _("seats"), "POSTS": _("posts"), "WEEKS": _("weeks"), "SHOPS": _("shops"),
        "CONSULTATIONS": _("consultations"), "PATROLS": _("patrols"), "GOALS": _("goals"), "FORMS": _("forms"),
        "PROJECTS": _("projects"), "GROUPS": _("groups"), "RATIO": _("times as many"), "UNITS": "",
    }  # fmt: skip
    return words.get(unit, unit.lower())


def topic_words(topic: str) -> str:
    words = {
        "DEATHS": _("Deaths"), "OVERDOSE": _("Overdoses"), "SURVEY": _("Surveys"), "BRUKERPLAN": _("Mapping of services"),
        "PROGRAMME": _("The programme"), "UNGDATA": _("Young people"), "ORGANISATION": _("Organisation"),
        "EMERGENCY": _("Emergency clinic"), "OUTREACH": _("Outreach"), "HOUSING": _("Homes"),
        "ADMISSIONS": _("Admissions"), "ALCOHOL": _("Alcohol"), "TREATMENT": _("Treatment"),
        "STATEMENT": _("Said in consultation"), "POPULATION": _("Inhabitants"), "MONEY": _("Money"),
        "SUBSTITUTION": _("Substitution treatment"), "PLANS": _("Plans"), "WORK": _("Work"),
        "WAITING": _("Waiting times"), "PREVALENCE": _("How common it is"), "SERVICE_USE": _("Use of services"),
    }  # fmt: skip
    return words.get(topic, topic.capitalize())


def place_words(place: str) -> str:
    known = {"OSLO": "Oslo", "NORWAY": _("Norway"), "7 NORWEGIAN CITIES": _("Seven Norwegian cities")}
    if place in known:
        return known[place]
    if place.startswith("bydel-"):
        name = place.removeprefix("bydel-").replace("grunerlokka", "grünerløkka").replace("ostensjo", "østensjø")
        return "Bydel " + " ".join(part.capitalize() for part in name.split("-"))
    return place
