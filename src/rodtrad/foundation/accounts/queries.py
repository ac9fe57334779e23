from uuid import UUID

from rodtrad.foundation.accounts.models import User


def user_by_id(user_id: UUID) -> User:
    return User.objects.get(pk=user_id)
