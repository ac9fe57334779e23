"""What the person has said yes and no to, as they read and change it themselves."""

from dataclasses import dataclass
from datetime import datetime

from rodtrad.casework.access.own import open_own
from rodtrad.casework.consents import queries as consents
from rodtrad.casework.consents.queries import BlockLine, ConsentLine
from rodtrad.casework.grants.queries import units_with_access
from rodtrad.foundation.actor import Actor
from rodtrad.registry.organisations.queries import PostLine, active_posts, local_day


@dataclass(frozen=True)
class OwnConsents:
    """Newest first; `workers` are those at the units that see something now, whom one may want to shut out."""

    consents: tuple[ConsentLine, ...]
    blocks: tuple[BlockLine, ...]
    workers: tuple[PostLine, ...]


def own_consents(*, by: Actor, at: datetime) -> OwnConsents:
    """Opens the person's own door, and so is logged."""
    own = open_own(by=by, part="CONSENTS", at=at)
    day = local_day(at)
    around = dict.fromkeys(units_with_access(own.person.pk, at=at))
    return OwnConsents(
        consents=tuple(consents.consents_of(own.person.pk)),
        blocks=tuple(consents.blocks_of(own.person.pk)),
        workers=tuple(line for unit_id in around for line in active_posts(unit_id, on=day)),
    )
