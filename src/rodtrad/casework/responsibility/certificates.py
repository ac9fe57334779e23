"""Reading the certificates of the nights: what they said, and which nights have none."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min

from rodtrad.casework.responsibility.models import NightlyCheck
from rodtrad.casework.responsibility.rules import CERTIFICATE_HOLDS
from rodtrad.registry.organisations.queries import local_day

NIGHTS = 14


@dataclass(frozen=True)
class CertificateLine:
    """One look at every case: how many cases, and how many were without an owner or had two."""

    checked_at: datetime
    cases: int
    unowned: int
    doubly_owned: int
    other_flaws: int

    @property
    def is_clean(self) -> bool:
        return not (self.unowned or self.doubly_owned or self.other_flaws)


@dataclass(frozen=True)
class Night:
    """A day on which a certificate was due; None when there is none. With several, the worst of them."""

    day: date
    certificate: CertificateLine | None


@dataclass(frozen=True)
class Certificates:
    """The newest certificate if there is one at all, whether it is too old to prove anything, and the nights before."""

    latest: CertificateLine | None
    is_old: bool
    nights: tuple[Night, ...]  # newest first


def certificates(*, at: datetime) -> Certificates:
    """How it stands now. A night without one is shown as such, from the first certificate on; nothing is filled in."""
    today = local_day(at)
    rows = NightlyCheck.objects.filter(checked_at__lte=at).order_by("-checked_at", "pk")
    lines = [_line(row) for row in rows.filter(checked_at__gte=at - timedelta(days=NIGHTS + 1))] or [
        _line(row) for row in rows[:1]
    ]
    begun = NightlyCheck.objects.aggregate(first=Min("checked_at"))["first"]
    count = min(NIGHTS, (today - local_day(begun)).days + 1) if begun else 0
    days = [today - timedelta(days=number) for number in range(count)]
    latest = lines[0] if lines else None
    return Certificates(
        latest=latest,
        is_old=latest is not None and latest.checked_at < at - CERTIFICATE_HOLDS,
        nights=tuple(Night(day, _worst([c for c in lines if local_day(c.checked_at) == day])) for day in days),
    )


def _line(row: NightlyCheck) -> CertificateLine:
    return CertificateLine(row.checked_at, row.cases, row.unowned, row.doubly_owned, row.other_flaws)


def _worst(lines: list[CertificateLine]) -> CertificateLine | None:
    """The first that failed, else the newest."""
    return next((line for line in lines if not line.is_clean), lines[0] if lines else None)
