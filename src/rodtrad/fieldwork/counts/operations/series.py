"""Series, age bands and dated markers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import rules
from rodtrad.fieldwork.counts.models import AgeBands, Marker, Series, SeriesBreak, SeriesZone
from rodtrad.fieldwork.counts.permissions import check_can_change_zones
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.norwegian_text import sort_key


@transaction.atomic
def add_series(
    code: str,
    *,
    name: str,
    zone_ids: Sequence[UUID],
    source: str,
    by: Actor,
    at: datetime,
    breaks: Sequence[dict[str, Any]] = (),
    **more: Any,
) -> Series:
    """A named, fixed set of zones with its way of measuring; `more` are further columns of Series."""
    check_can_change_zones(by)
    if Series.objects.filter(code=code).exists():
        raise DomainError(_("There is a series with that name already."), field="name")
    if not source.strip():
        raise DomainError(_("Write where it is known from."), field="source")
    series = Series.objects.create(code=code, name=name, source=source, sort_key=sort_key(name), **more)
    SeriesZone.objects.bulk_create(SeriesZone(series=series, zone_id=zone_id) for zone_id in zone_ids)
    SeriesBreak.objects.bulk_create(SeriesBreak(series=series, **one) for one in breaks)
    audit.record("counts.series.added", by=by, at=at, subject_id=series.pk)
    return series


@transaction.atomic
def set_bands(
    bounds: Sequence[int], *, valid_from: date, by: Actor, at: datetime, series_id: UUID | None = None
) -> AgeBands:
    """Age bands from a day on, of one series or of all rounds. Rounds that were walked keep theirs."""
    check_can_change_zones(by)
    if not rules.are_bounds(bounds):
        raise DomainError(
            _("The bands must follow on each other without gap or overlap, and keep those under 18 apart."),
            field="bands",
        )
    set_then = AgeBands.objects.filter(valid_from=valid_from)
    if (set_then.filter(series_id=series_id) if series_id else set_then.filter(series=None)).exists():
        raise DomainError(_("Bands are set from that day already."), field="valid_from")
    bands = AgeBands.objects.create(series_id=series_id, bounds=list(bounds), valid_from=valid_from)
    audit.record("counts.bands.set", by=by, at=at, subject_id=bands.pk)
    return bands


@transaction.atomic
def add_marker(
    code: str, *, name: str, name_en: str, starts_on: date, ends_on: date, source: str, by: Actor, at: datetime
) -> Marker:
    """A dated measure or event. Refused without a source."""
    check_can_change_zones(by)
    if not source.strip():
        raise DomainError(_("Write where it is known from."), field="source")
    marker = Marker.objects.create(
        code=code, name=name, name_en=name_en, starts_on=starts_on, ends_on=ends_on, source=source
    )
    audit.record("counts.marker.added", by=by, at=at, subject_id=marker.pk)
    return marker
