"""The sector travels with the unit in one key, and the two kinds of legal basis cannot change places."""

from django.db import migrations

KEYS = """
ALTER TABLE consents_part ADD CONSTRAINT consents_unit_has_this_sector
    FOREIGN KEY (unit_id, unit_sector) REFERENCES organisations_organisation (id, sector);
CREATE FUNCTION consents_check_bases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM laws_legalbasis WHERE id = NEW.release_id AND kind = 'CONFIDENTIALITY')
        OR NOT EXISTS (SELECT FROM laws_legalbasis WHERE id = NEW.processing_id AND kind = 'PROCESSING') THEN
        RAISE EXCEPTION 'a legal basis of the other kind' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'consents_bases_are_of_their_kind';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consents_bases_are_of_their_kind BEFORE INSERT OR UPDATE ON consents_consent
    FOR EACH ROW EXECUTE FUNCTION consents_check_bases();
"""
UNDO = """
DROP TRIGGER consents_bases_are_of_their_kind ON consents_consent;
DROP FUNCTION consents_check_bases();
ALTER TABLE consents_part DROP CONSTRAINT consents_unit_has_this_sector;
"""


class Migration(migrations.Migration):
    dependencies = [("consents", "0001_initial"), ("organisations", "0001_initial"), ("laws", "0001_initial")]
    operations = [migrations.RunSQL(KEYS, UNDO)]
