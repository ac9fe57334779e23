"""Who acts. Every query and every operation is told, and none looks it up in a request."""

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from rodtrad.foundation.vocabulary import CARE_ROLES, CONTROL_SECTORS, Role


class ActorKind(Enum):
    STAFF = "STAFF"
    SYSTEM = "SYSTEM"
    PERSON = "PERSON"  # the human helped, signed in to their own pages


@dataclass(frozen=True, kw_only=True)
class Actor:
    """One user acting as one post at one unit, the system keeping a deadline, or the person the record is about.

    The system may remind and escalate; it never decides anything about a person.
    """

    kind: ActorKind
    name: str
    user_id: UUID | None = None
    post_id: UUID | None = None
    unit_id: UUID | None = None
    unit_name: str = ""
    unit_sector: str = ""
    roles: frozenset[str] = frozenset()
    request_id: UUID | None = None
    person_id: UUID | None = None  # of the person's own session: whose record it is

    @classmethod
    def system(cls, name: str) -> "Actor":
        """The actor of a scheduled job; `name` says which."""
        return cls(kind=ActorKind.SYSTEM, name=name)

    @classmethod
    def person(cls, person_id: UUID, *, request_id: UUID | None = None) -> "Actor":
        """The person, in their own pages. No name, so that none ends in the log."""
        return cls(kind=ActorKind.PERSON, name="", person_id=person_id, request_id=request_id)

    @property
    def own_person_id(self) -> UUID:
        """The person acting. Where only they themselves may act, any other actor is a fault of ours."""
        assert self.kind is ActorKind.PERSON and self.person_id is not None, f"{self.name} is no person"
        return self.person_id

    @property
    def own_post_id(self) -> UUID:
        """The post acted from. Where only staff may act, an actor without one is a fault of ours."""
        assert self.post_id is not None, f"{self.name} acts from no post"
        return self.post_id

    @property
    def own_unit_id(self) -> UUID:
        """The unit acted for; see `own_post_id`."""
        assert self.unit_id is not None, f"{self.name} acts for no unit"
        return self.unit_id

    def has(self, *roles: Role) -> bool:
        """Whether the post holds any of the roles."""
        return bool(self.roles.intersection(roles))

    @property
    def gives_care(self) -> bool:
        return self.kind is ActorKind.STAFF and not self.is_control and bool(self.roles & CARE_ROLES)

    @property
    def is_control(self) -> bool:
        return self.unit_sector in CONTROL_SECTORS
