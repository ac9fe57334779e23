"""What the pages of coverage ask. numpy is loaded by the first question, not with the web server."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import NotFound
from rodtrad.insight.coverage.facts import Change, Coverage, Overlap, Question, Simulation
from rodtrad.registry.organisations.queries import local_day


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def coverage(question: Question, *, by: str, names: dict[str, str], monday: date, at: datetime) -> Coverage:
    """The picture of a week and its table by kind, area or group. `names` are the lines of the table by code."""
    from rodtrad.insight.coverage import picture, reading  # noqa: PLC0415 - loads numpy

    return picture.coverage(reading.week_of(monday, today=local_day(at)), question, by=by, names=names)


def overlaps(question: Question, *, monday: date, at: datetime) -> list[Overlap]:
    """Pairs of offers of the same kind, open at the same time in the same area; most shared hours first."""
    from rodtrad.insight.coverage import picture, reading  # noqa: PLC0415 - loads numpy

    return picture.overlaps(reading.week_of(monday, today=local_day(at)), question)


def offer_choices(question: Question, *, monday: date, at: datetime) -> list[tuple[UUID, str]]:
    """Offers that can be moved in a simulation, by name, with the owner."""
    from rodtrad.insight.coverage import reading  # noqa: PLC0415 - loads numpy

    week = reading.week_of(monday, today=local_day(at))
    return [(one.place_id, f"{one.name} ({one.owner})") for one in week.offers if question.fits(one)]


def simulate(change: Change, *, monday: date, at: datetime) -> Simulation:
    """What if an offer moves or has other hours. Nothing is saved. Raises NotFound."""
    from rodtrad.insight.coverage import picture, reading  # noqa: PLC0415 - loads numpy

    week = reading.week_of(monday, today=local_day(at))
    if all(offer.place_id != change.place_id for offer in week.offers):
        raise NotFound(_("There is no such entry in the directory."))
    return picture.simulate(week, change)
