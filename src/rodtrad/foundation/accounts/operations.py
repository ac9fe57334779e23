from datetime import datetime
from uuid import UUID

from django.db import transaction

from rodtrad.foundation.accounts.models import User
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit


@transaction.atomic
def create_user(email: str, *, display_name: str, password: str | None, by: Actor, at: datetime) -> User:
    """A new login. What it may do follows from the posts it is given."""
    user = User.objects.create_user(email=email, display_name=display_name, password=password)
    audit.record("accounts.user.created", by=by, at=at, subject_id=user.pk)
    return user


@transaction.atomic
def deactivate_user(user_id: UUID, *, by: Actor, at: datetime) -> None:
    """The very next request of this login is refused, in every tab."""
    User.objects.filter(pk=user_id).update(is_active=False)
    audit.record("accounts.user.deactivated", by=by, at=at, subject_id=user_id)
