from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.emergencies.models import Emergency, EmergencyQuerySet
from rodtrad.casework.emergencies.vocabulary import IN_A_ROW, REVIEW_WITHIN
from rodtrad.casework.persons import queries as persons
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit.queries import count_openings
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.vocabulary import Role

EmergencyRow = Emergency  # what these queries give, by the name the ways in know it under
NO_SUCH_EMERGENCY = _("There is no such emergency opening among those you can see.")
FIGURES_OF = timedelta(days=30)


@dataclass(frozen=True)
class Share:
    """How much of everything that was opened in a month was opened by breaking the glass."""

    emergencies: int
    openings: int
    unreviewed_late: int

    @property
    def share(self) -> float:
        return self.emergencies / self.openings if self.openings else 0.0


def open_until(person_id: UUID, *, by: Actor, at: datetime) -> datetime | None:
    """Until when the actor has broken the glass for this person; None when they have not."""
    row = _of(person_id).open_at(at).filter(user=by.user_id, unit=by.unit_id).order_by("-closes_at").first()
    return row.closes_at if row else None


def was_open_lately(person_id: UUID, *, by: Actor, at: datetime) -> bool:
    """Whether the same worker broke the glass for the same person within a day."""
    return _of(person_id).filter(user=by.user_id, opened_at__gt=at - IN_A_ROW).exists()


def _of(person_id: UUID) -> EmergencyQuerySet:
    return Emergency.objects.filter(person__in=persons.same_person_rows(person_id))


def emergency_for(emergency_id: UUID, *, by: Actor) -> Emergency:
    """Mine, one I may review, or one of a colleague that waits for a second person. Raises NotFound."""
    colleagues = Q(unit=by.unit_id, opened_at=None) if by.gives_care else Q(pk=None)
    may_see = Q(user=by.user_id) | colleagues | _reviewable(by)
    row = _with_names().filter(may_see, pk=emergency_id).first()
    if row is None:
        raise NotFound(NO_SUCH_EMERGENCY)
    return row


def to_review(by: Actor, *, reviewed: bool = False) -> list[Emergency]:
    """What this actor may look at: of the unit they lead, or all for the privacy officer; the oldest first."""
    rows = _with_names().filter(_reviewable(by), opened_at__isnull=False, review__isnull=not reviewed)
    return list(rows.order_by("opened_at")[:200]) if not reviewed else list(rows.order_by("-opened_at")[:50])


def waiting_for_a_second(by: Actor, *, at: datetime) -> list[Emergency]:
    """Colleagues at the unit who have asked to open again within the last hour."""
    rows = _with_names().filter(
        unit=by.unit_id, opened_at=None, needs_second=True, asked_at__gt=at - timedelta(hours=1)
    )
    return list(rows.exclude(user=by.user_id).order_by("asked_at"))


def mine(by: Actor, *, at: datetime) -> list[Emergency]:
    """What I have open now, or have asked for within the hour."""
    asked = Q(opened_at=None, asked_at__gt=at - timedelta(hours=1))
    return list(_with_names().filter(Q(closes_at__gt=at) | asked, user=by.user_id).order_by("asked_at"))


def may_review(by: Actor) -> bool:
    return by.has(Role.PRIVACY_OFFICER) or (by.gives_care and by.has(Role.UNIT_LEAD))


def share_of_openings(*, at: datetime) -> Share:
    """The last thirty days. Counted over everybody; shown to those who review."""
    since = at - FIGURES_OF
    late = Emergency.objects.to_review().filter(opened_at__lt=at - REVIEW_WITHIN)
    return Share(
        emergencies=Emergency.objects.filter(opened_at__gt=since, opened_at__lte=at).count(),
        openings=count_openings(since=since, until=at),
        unreviewed_late=late.count(),
    )


def _reviewable(by: Actor) -> Q:
    if by.has(Role.PRIVACY_OFFICER):
        return ~Q(user=by.user_id)
    if by.gives_care and by.has(Role.UNIT_LEAD):
        return Q(holder=by.unit_id) & ~Q(user=by.user_id)
    return Q(pk=None)


def _with_names() -> "QuerySet[Emergency]":
    return Emergency.objects.select_related("user", "unit", "holder", "approved_by__user", "review__reviewed_by__user")
