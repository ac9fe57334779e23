from collections.abc import Iterable

from rodtrad.foundation.vocabulary import Role


def role_names(roles: Iterable[str]) -> str:
    """The roles of a post, as a list of words."""
    return ", ".join(str(Role(role).label) for role in sorted(roles))
