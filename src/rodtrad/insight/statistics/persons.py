"""Counts the persons of a register in a quarter. Nothing but this room calls it: what it returns is true and unprotected."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Min
from django.db.models.functions import Coalesce

from rodtrad.casework.persons.models import Belonging, Identity
from rodtrad.casework.persons.vocabulary import BelongingStatus, Gender
from rodtrad.casework.responsibility.models import Period
from rodtrad.casework.responsibility.vocabulary import PeriodKind
from rodtrad.casework.stays.models import Stay
from rodtrad.insight.statistics.quarters import Quarter
from rodtrad.insight.statistics.registers import OTHER, UNKNOWN, age_level
from rodtrad.registry.areas.queries import districts

Cells = Counter[tuple[str, str, str]]  # age, district, gender
HUMAN = Coalesce("case__person__merged_into", "case__person")


def count(register: str, quarter: Quarter) -> Cells:
    """Unique persons by age, district and gender. Joined records are one person."""
    return _laid_out(MEMBERS[register](quarter), quarter)


def levels(quarter: Quarter) -> dict[str, list[str]]:
    """Every level a cube of the quarter has, also those nobody is in."""
    own = [area.code for area in districts(on=quarter.last_day)]
    return {
        "age": [*{age_level(years) for years in range(120)}, UNKNOWN],
        "district": [*own, OTHER, UNKNOWN],
        "gender": list(Gender.values),
    }


def _followed_up(quarter: Quarter) -> set[UUID]:
    rows = Period.objects.filter(kind=PeriodKind.HELD, starts_at__lt=quarter.ends_at, ends_at__gt=quarter.starts_at)
    return set(rows.annotate(human=HUMAN).values_list("human", flat=True))


def _new(quarter: Quarter) -> set[UUID]:
    first = Period.objects.filter(kind=PeriodKind.HELD).annotate(human=HUMAN).values("human").annotate(
        first=Min("starts_at")
    )  # fmt: skip
    found = first.filter(first__gte=quarter.starts_at, first__lt=quarter.ends_at)
    return {row["human"] for row in found}


def _acute_nights(quarter: Quarter) -> set[UUID]:
    stays = Stay.objects.acute().filter(starts_on__lt=quarter.until, ends_on__gt=quarter.since)
    human = Coalesce("person__merged_into", "person")
    return _followed_up(quarter) & set(stays.annotate(human=human).values_list("human", flat=True))


MEMBERS = {"followed-up": _followed_up, "new": _new, "acute-nights": _acute_nights}


def _laid_out(people: set[UUID], quarter: Quarter) -> Cells:
    genders, births = _identities(people, quarter)
    homes = _homes(people, quarter.last_day)
    return Counter(
        (
            age_level(_years(births.get(pk), quarter.last_day)),
            homes.get(pk, UNKNOWN),
            genders.get(pk, Gender.UNKNOWN.value),
        )
        for pk in people
    )


def _identities(people: Iterable[UUID], quarter: Quarter) -> tuple[dict[UUID, str], dict[UUID, date]]:
    rows = Identity.objects.filter(person__in=people, from_at__lt=quarter.ends_at, until_at__gte=quarter.ends_at)
    genders, births = {}, {}
    for person_id, gender, birth in rows.values_list("person", "gender", "birth_date"):
        genders[person_id] = gender
        if birth is not None:
            births[person_id] = birth
    return genders, births


def _homes(people: Iterable[UUID], on: date) -> dict[UUID, str]:
    """The district of each; somebody without a clear belonging is unknown, whatever the reason is."""
    own = {area.code for area in districts(on=on)}
    rows = Belonging.objects.filter(
        person__in=people, superseded_at=None, valid_from__lte=on, valid_until__gt=on,
        status__in=[BelongingStatus.CLEAR, BelongingStatus.OTHER_MUNICIPALITY],
    )  # fmt: skip
    found = {}
    for person_id, code in rows.values_list("person", "area__code"):
        is_whole_city = code == settings.RODTRAD_MUNICIPALITY
        found[person_id] = code if code in own else UNKNOWN if is_whole_city else OTHER
    return found


def _years(birth: date | None, on: date) -> int | None:
    return None if birth is None else on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
