"""The tables of the counts, by what they are about."""

from rodtrad.fieldwork.counts.models.rounds import Observer, Review, Round, Tally, Tap
from rodtrad.fieldwork.counts.models.series import AgeBands, Marker, PublishedCount, Series, SeriesBreak, SeriesZone
from rodtrad.fieldwork.counts.models.watch import AlarmPause, Alert, Sighting, ZoneOwner
from rodtrad.fieldwork.counts.models.zones import Border, CountingPeriod, GroupMembership, Zone, ZoneGroup, ZoneStatus

__all__ = [
    "AgeBands",
    "AlarmPause",
    "Alert",
    "Border",
    "CountingPeriod",
    "GroupMembership",
    "Marker",
    "Observer",
    "PublishedCount",
    "Review",
    "Round",
    "Series",
    "SeriesBreak",
    "SeriesZone",
    "Sighting",
    "Tally",
    "Tap",
    "Zone",
    "ZoneGroup",
    "ZoneOwner",
    "ZoneStatus",
]
