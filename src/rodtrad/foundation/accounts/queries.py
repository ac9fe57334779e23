from uuid import UUID

from rodtrad.foundation.accounts.models import User


def user_by_id(user_id: UUID) -> User:
    return User.objects.get(pk=user_id)


def find_user(email: str) -> User | None:
    """The login with an address, whatever its letters' case."""
    return User.objects.filter(email__iexact=email.strip()).first()
