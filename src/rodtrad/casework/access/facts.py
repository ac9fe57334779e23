"""What the policy's denials ask of the person, in SQL: blocks, conflicts and a protected address.

They hold for every record of one human, and are read anew in the query that decides, so that they work at once.
"""

from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField
from django.db.models.expressions import RawSQL

from rodtrad.casework.access.grounds import DENY_BY_CODE
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor

BLOCKED, CONFLICT, PROTECTED = "BLOCKED", "CONFLICT", "PROTECTED"

# Asked of the whole list at once: whom the actor is shut out from is one set, hashed by the database, however many.
_SHUT_OUT = """((SELECT COALESCE(seen.merged_into_id, seen.id) FROM persons_person seen
        WHERE seen.id = grants_grant.person_id), grants_grant.section)
    IN (SELECT COALESCE(said.merged_into_id, said.id), unnest(f.sections) FROM consents_block f
        JOIN persons_person said ON said.id = f.person_id
        WHERE (f.unit_id = %s OR f.user_id = %s) AND f.from_at <= %s AND f.until_at > %s AND f.cause = '{cause}')"""
# A function of the owner: the fact holds also for those to whom the row itself is sealed.
_HIDDEN = "persons_is_protected(grants_grant.person_id, %s)"


def of_grants(by: Actor, *, at: datetime) -> RawSQL:
    """Which of the facts hold for a grant, as a list of words."""
    words = [
        (BLOCKED, _SHUT_OUT.format(cause="WISH"), _whom(by, at)),
        (CONFLICT, _SHUT_OUT.format(cause="CONFLICT"), _whom(by, at)),
        (PROTECTED, _HIDDEN, [at]),
    ]
    listed = ", ".join(f"CASE WHEN {sql} THEN '{word}' END" for word, sql, _params in words)
    params = [param for _word, _sql, more in words for param in more]
    return RawSQL(f"array_remove(ARRAY[{listed}], NULL)", params, output_field=ArrayField(CharField()))  # noqa: S611


def refused_in_sql(section: Section, operation: Operation, *, by: Actor, at: datetime) -> tuple[str, list[Any]]:
    """The denials D03, D05 and D07 as one condition on a grant of this section, with its parameters."""
    wish, conflict = _SHUT_OUT.format(cause="WISH"), _SHUT_OUT.format(cause="CONFLICT")
    sql = f"{conflict} OR (NOT ({_spared('D03', section)}) AND {wish})"
    params = [*_whom(by, at), *_whom(by, at)]
    hides = section in DENY_BY_CODE["D05"].sections
    if operation == Operation.EXPORT:
        return f"{sql} OR {_HIDDEN}", [*params, at]
    if hides:
        return f"{sql} OR (NOT ({_spared('D05', section)}) AND {_HIDDEN})", [*params, at]
    return sql, params


def _whom(by: Actor, at: datetime) -> list[Any]:
    return [by.unit_id, by.user_id, at, at]


def _spared(code: str, section: Section) -> str:
    """Which grants of the section a denial does not touch: by their relation or their basis."""
    words = sorted({word for word, spared in DENY_BY_CODE[code].spares if spared == section})
    listed = ", ".join(f"'{word}'" for word in words)
    return f"grants_grant.relation IN ({listed}) OR grants_grant.basis IN ({listed})" if words else "FALSE"
