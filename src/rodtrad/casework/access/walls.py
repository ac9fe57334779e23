"""The second wall: the database itself shows sealed rows only to a unit with an open grant, or to the person.

Row level security on every table of a sealed section, for the application's role. The condition is one correlated
EXISTS on grants, the form measured as cheap; it is never the filter of a list. Which unit asks stands in the
transaction, set at the door; without it there are no rows. What the door forgets, the wall still refuses.
"""

from collections.abc import Collection
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

from rodtrad.casework.persons.vocabulary import CLOSED_SECTIONS, Section

SEALED = frozenset({Section.HEALTH, Section.CONCERNS, Section.RELATIVES}) | CLOSED_SECTIONS
APP, UNIT, PEOPLE = "rodtrad_app", "rodtrad.unit", "rodtrad.people"


def sealed_models() -> list[type[Model]]:
    """Every table that holds a sealed section of a person."""
    return [model for model in apps.get_models() if getattr(model, "section", None) in SEALED]


def ask_as(*, unit_id: UUID | None = None, person_ids: Collection[UUID] = ()) -> None:
    """Say for the rest of this transaction which unit asks, or which person about themselves."""
    people = ",".join(str(pk) for pk in person_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true)", [UNIT, str(unit_id or ""), PEOPLE, people]
        )


def policies() -> str:
    """The SQL that raises the wall. Running it again changes nothing. Run as the owner of the tables."""
    return "\n".join(_policy(model) for model in sealed_models())


def _policy(model: type[Model]) -> str:
    table, section = model._meta.db_table, model.section  # type: ignore[attr-defined]
    # The closed sections have no grant that an event opens: the unit that is responsible stands for them.
    which = "g.relation = 'HOLDS'" if section in CLOSED_SECTIONS else f"g.section = '{section}'"
    person = _person_of(model)
    shown = f"""EXISTS (SELECT 1 FROM grants_grant g WHERE g.person_id = {person} AND {which}
            AND g.unit_id = NULLIF(current_setting('{UNIT}', true), '')::uuid
            AND g.opened_at <= now() AND g.expires_at > now())
        OR {person} = ANY (string_to_array(NULLIF(current_setting('{PEOPLE}', true), ''), ',')::uuid[])"""  # noqa: S608
    return f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS sealed ON {table};
    DROP POLICY IF EXISTS owned ON {table};
    CREATE POLICY owned ON {table} TO CURRENT_USER USING (true) WITH CHECK (true);
    CREATE POLICY sealed ON {table} TO {APP} USING ({shown}) WITH CHECK ({shown});"""


def _person_of(model: type[Model]) -> str:
    """The column with the person, or a look into the row it hangs on."""
    table = model._meta.db_table
    keys = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    if any(key.name == "person" for key in keys):
        return f"{table}.person_id"
    for key in keys:
        above = key.related_model
        if not isinstance(above, str) and any(
            getattr(field, "attname", "") == "person_id" for field in above._meta.concrete_fields
        ):
            return f"(SELECT above.person_id FROM {above._meta.db_table} above WHERE above.id = {table}.{key.column})"  # noqa: S608
    raise TypeError(f"{table} has no path to a person")
