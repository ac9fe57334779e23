"""What has been told of measures in a period, for packs and reports."""

from datetime import datetime

from rodtrad.programme.measures.models import LogEntry
from rodtrad.programme.measures.vocabulary import PlanState


def changes_since(start: datetime, *, until: datetime) -> list[LogEntry]:
    """The newest entry of each measure in force that somebody told of in the period, oldest first.

    An entry without words is the measure's own beginning; that counts too.
    """
    entries = (
        LogEntry.objects.filter(recorded_at__gte=start, recorded_at__lt=until, post__isnull=False)
        .exclude(measure__plan__state=PlanState.CLOSED)
        .select_related("measure__plan", "unit")
        .order_by("measure", "-recorded_at", "-pk")
        .distinct("measure")
    )
    return sorted(entries, key=lambda entry: (entry.recorded_at, entry.pk))
