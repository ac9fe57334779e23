"""What a person is called on a screen, and what is known of them, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.persons.rules import Birth
from rodtrad.casework.persons.vocabulary import BelongingStatus, Gender, IdentityLevel


def name_of(called: str, reference: str) -> str:
    """The name or alias, else the short code that can be said aloud."""
    return called or _("No name (%(code)s)") % {"code": reference}


def known_as(level: str, *, birth: Birth | None, gender: str, on: date) -> str:
    """How far the person is known, and about how old."""
    parts = [age(birth, on=on)] if birth else []
    if gender and gender != Gender.UNKNOWN:
        parts.append(str(Gender(gender).label).lower())
    parts.append(
        {
            IdentityLevel.ANONYMOUS: _("anonymous"),
            IdentityLevel.ALIAS: _("known by a chosen name"),
            IdentityLevel.IDENTIFIED: _("identified"),
        }[IdentityLevel(level)]
    )
    return " · ".join(parts)


def age(birth: Birth, *, on: date) -> str:
    years = birth.age_on(on)
    text = ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    return _("about %(age)s") % {"age": text} if birth.is_about() else text


def duty(status: str, area: str) -> str:
    """Where the person belongs, in words; what is not known is written out."""
    if status in {BelongingStatus.CLEAR, BelongingStatus.OTHER_MUNICIPALITY}:
        return area
    if area:
        return _("%(status)s (%(area)s)") % {"status": BelongingStatus(status).label, "area": area}
    return str(BelongingStatus(status).label)


def reasons(codes: tuple[str, ...]) -> str:
    """Why somebody was suggested."""
    words = {
        "SAME_NUMBER": _("same national number"),
        "SAME_REFERENCE": _("same short code"),
        "SAME_BIRTH_DATE": _("same birth date"),
        "SAME_BIRTH_YEAR": _("same birth year"),
        "SAME_NAME": _("same name"),
        "SIMILAR_NAME": _("similar name"),
    }
    return ", ".join(words[code] for code in codes)
