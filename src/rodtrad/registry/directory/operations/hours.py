"""Writing when a service is open, and working out the openings of the coming weeks."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.registry.directory.models import Opening, OpeningException, OpeningRow, ServiceAtLocation
from rodtrad.registry.directory.operations.entries import touch
from rodtrad.registry.directory.permissions import check_can_edit
from rodtrad.registry.directory.rules import hours as rules
from rodtrad.registry.directory.rules.hours import DAY, Row, Span
from rodtrad.registry.directory.vocabulary import ServiceStatus
from rodtrad.registry.organisations.queries import local_day

HORIZON_DAYS = 60  # how far ahead openings are worked out


@transaction.atomic
def set_hours(
    place_id: UUID,
    *,
    rows: Sequence[Row],
    holiday_policy: str,
    text: str = "",
    is_loading: bool = False,
    by: Actor,
    at: datetime,
) -> None:
    """The weekly rows of a service at a place, all of them anew. No rows and no text means closed, which is known.

    `text` keeps what rows cannot hold; hours that are only text are unknown. Whoever loads many
    works the openings out afterwards. Raises DomainError naming the row.
    """
    place = _editable(place_id, by=by)
    check_rows(list(rows))
    OpeningRow.objects.filter(place=place).delete()
    OpeningRow.objects.bulk_create(
        OpeningRow(
            place=place,
            weekday=row.weekday,
            opens_min=row.span.opens_min,
            closes_min=row.span.closes_min,
            kind=row.span.kind,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            iso_week=row.iso_week,
            nth_in_month=row.nth_in_month,
        )
        for row in rows
    )
    place.holiday_policy, place.hours_text = holiday_policy, text
    place.hours_known = bool(rows) or not text
    place.save(update_fields=["holiday_policy", "hours_text", "hours_known"])
    touch(place.service, at=at)
    if not is_loading:
        keep_openings([place.pk], at=at)
    audit.record("directory.hours.set", by=by, at=at, subject_id=place.service_id)


@transaction.atomic
def set_exception(
    place_id: UUID,
    *,
    on_date: date,
    spans: Sequence[Span] | None,
    reason: str = "",
    is_loading: bool = False,
    by: Actor,
    at: datetime,
) -> None:
    """Other hours on one date; no spans means closed that date, None takes the exception away.

    Whoever loads many works the openings out afterwards.
    """
    place = _editable(place_id, by=by)
    if on_date < local_day(at):
        raise DomainError(_("That date has passed. Choose today or later."), field="on_date")
    check_rows([Row(0, span) for span in spans or ()])
    OpeningException.objects.filter(place=place, on_date=on_date).delete()
    if spans is not None:
        times: list[tuple[int | None, int | None]] = [(span.opens_min, span.closes_min) for span in spans]
        times = times or [(None, None)]
        OpeningException.objects.bulk_create(
            OpeningException(place=place, on_date=on_date, opens_min=opens, closes_min=closes, reason=reason)
            for opens, closes in times
        )
    touch(place.service, at=at)
    if not is_loading:
        keep_openings([place.pk], at=at)
    audit.record("directory.exception.set", by=by, at=at, subject_id=place.service_id)


def check_rows(rows: list[Row]) -> None:
    """Raises DomainError naming the row, by its own number or counted from 1, that cannot be or overlaps another."""
    for place, row in enumerate(rows, start=1):
        span, number = row.span, row.number or place
        if not (0 <= span.opens_min < DAY and span.opens_min < span.closes_min <= span.opens_min + DAY):
            raise DomainError(
                _("Row %(row)s ends before it begins. If it goes on past midnight, tick the next day.")
                % {"row": number},
                field=f"closes_{number}",
            )
        if row.valid_from >= row.valid_until:
            raise DomainError(
                _("Row %(row)s: the season ends before it begins.") % {"row": number}, field=f"until_{number}"
            )
    if found := rules.overlapping(rows):
        first, second = (rows[place].number or place + 1 for place in found)
        raise DomainError(
            _("Row %(second)s is open at the same time as row %(first)s. Change one of them.")
            % {"first": first, "second": second},
            field=f"opens_{second}",
        )


def keep_openings(place_ids: Iterable[UUID] | None = None, *, at: datetime) -> int:
    """Work out the openings from yesterday on for these places, or all, if they are published. Returns how many there are.

    Running it again changes nothing; it decides nothing that the rules do not.
    """
    places = ServiceAtLocation.objects.filter(service__status=ServiceStatus.PUBLISHED)
    places = places.select_related("service").prefetch_related("rows", "exceptions")
    old = Opening.objects.all()
    if place_ids is not None:
        chosen = list(place_ids)
        places, old = places.filter(pk__in=chosen), old.filter(place__in=chosen)
    first = local_day(at) - timedelta(days=1)
    with transaction.atomic():
        old.delete()
        made = [
            Opening(place=place, starts_at=s.starts_at, ends_at=s.ends_at, on_date=s.on, kind=s.kind)
            for place in places
            for s in rules.shifts(place.hours(), first, first + timedelta(days=HORIZON_DAYS))
        ]
        Opening.objects.bulk_create(made, batch_size=2000)
    return len(made)


def _editable(place_id: UUID, *, by: Actor) -> ServiceAtLocation:
    place = ServiceAtLocation.objects.select_for_update().select_related("service").filter(pk=place_id).first()
    if place is None:
        raise NotFound(_("There is no such entry in the directory."))
    check_can_edit(place.service, by=by)
    return place
