"""Whether an address is protected is asked by a function, so that it is answered also to those who may not read why."""

from django.db import migrations

HIDDEN = """
CREATE FUNCTION persons_is_protected(who uuid, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT EXISTS (
        SELECT FROM persons_protection p
        JOIN persons_person said ON said.id = p.person_id
        JOIN persons_person seen ON seen.id = who
            AND COALESCE(seen.merged_into_id, seen.id) = COALESCE(said.merged_into_id, said.id)
        WHERE p.from_at <= moment AND p.until_at > moment)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("persons", "0001_initial")]
    operations = [migrations.RunSQL(HIDDEN, "DROP FUNCTION persons_is_protected(uuid, timestamptz);")]
