"""The numbers of the demo city: quarters frozen by the clock, a threshold somebody chose, and one quarter open to all."""

from datetime import datetime

from rodtrad.cli.demo.staff import SETUP, Staff
from rodtrad.foundation.errors import DomainError
from rodtrad.insight.statistics import operations as statistics
from rodtrad.insight.statistics.quarters import last_ended

QUARTERS = 6


def freeze_and_open(staff: Staff, *, now: datetime) -> None:
    """Six quarters of every register; the newest of those followed up is opened, unless the city is too small for it."""
    statistics.freeze_due(QUARTERS, by=SETUP, at=now)
    office = staff.posts["afs", "programme"]
    statistics.choose_threshold(
        "new",
        fewest=10,
        reason="Nye personer i en bydel er få; programmet vil være på den sikre siden.",
        by=office,
        at=now,
    )
    cube = statistics.freeze("followed-up", quarter=last_ended(now), by=SETUP, at=now)
    try:
        statistics.publish(cube.pk, by=office, at=now)
    except DomainError:
        return  # a demo of a handful of people has nothing to open
