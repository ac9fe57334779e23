"""No place is written down about somebody whose address is protected."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons.queries import is_protected, same_person_ids
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.norwegian_addresses import holds_address


def check_no_place(person_id: UUID, *, place: str = "", texts: Mapping[str, str] | None = None, at: datetime) -> None:
    """Raises DomainError naming the field when this person is protected and a place, or an address in a text, is given.

    `texts` are what was typed, by the name of the field. Asks the database only when there is something to ask about.
    """
    written = next((name for name, text in (texts or {}).items() if holds_address(text)), "")
    if not place.strip() and not written:
        return
    if not is_protected(same_person_ids(person_id), at=at):
        return
    if place.strip():
        raise DomainError(
            _("The address is protected, so no place is written down. Leave it empty and save the kind only."),
            field="place",
        )
    raise DomainError(
        _("The address is protected, so no address is written down about this person. Take it out of the text."),
        field=written,
    )
