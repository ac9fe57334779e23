"""Owners are reminded before an entry must be confirmed; what was not confirmed goes to the directory's editor too."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from rodtrad.foundation.vocabulary import Role
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.directory.models import Service
from rodtrad.registry.directory.vocabulary import ServiceStatus
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.rulebook import queries as rulebook


def remind_owners(*, at: datetime) -> int:
    """Send what is due. Returns how many entries it concerned; running it again sends nothing twice."""
    today = organisations.local_day(at)
    ahead = today + timedelta(days=rulebook.value("directory.remind_days", on=today))
    due = list(Service.objects.filter(status=ServiceStatus.PUBLISHED, verify_by__lte=ahead).order_by("verify_by", "pk"))
    editors = organisations.posts_with_role(Role.DIRECTORY_EDITOR, on=today)
    led: dict[UUID, bool] = {}
    for service in due:
        owner = service.organization_id
        if owner and owner not in led:
            led[owner] = bool(organisations.leads(owner, on=today))
        _remind(service, editors, is_led=bool(owner and led[owner]), today=today, at=at)
    return len(due)


def _remind(
    service: Service, editors: list[organisations.PostLine], *, is_led: bool, today: date, at: datetime
) -> None:
    """A task to the owner; once it is too late, or nobody leads the owner, one to each editor as well."""
    assert service.verify_by is not None and service.organization_id is not None
    due_at = datetime.combine(service.verify_by, time(23, 59), tzinfo=OSLO)
    key = f"confirm:{service.pk}:{service.verify_by}"
    if is_led:
        inbox.send(
            "ENTRY_TO_CONFIRM",
            form=ItemForm.TASK,
            unit_id=service.organization_id,
            reference_id=service.pk,
            due_at=due_at,
            effect_key=key,
            at=at,
        )
    if is_led and service.verify_by >= today:
        return
    for post in editors:
        inbox.send(
            "ENTRY_STALE" if service.verify_by < today else "ENTRY_TO_CONFIRM",
            form=ItemForm.TASK,
            unit_id=post.unit_id,
            post_id=post.post_id,
            reference_id=service.pk,
            effect_key=f"{key}:{post.post_id}",
            at=at,
        )
