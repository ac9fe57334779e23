"""What was sent stays as it was sent; each of the two legal bases is of its own kind; the letter's sections never shrink."""

from django.db import migrations

RULES = """
CREATE FUNCTION disclosures_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM laws_legalbasis WHERE id = NEW.release_id AND kind = 'CONFIDENTIALITY')
        OR NOT EXISTS (SELECT FROM laws_legalbasis WHERE id = NEW.processing_id AND kind = 'PROCESSING') THEN
        RAISE EXCEPTION 'a legal basis of the other kind' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'disclosures_bases_are_of_their_kind';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER disclosures_bases_are_of_their_kind BEFORE INSERT OR UPDATE ON disclosures_disclosure
    FOR EACH ROW EXECUTE FUNCTION disclosures_check();
CREATE FUNCTION disclosures_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.sent_at IS NOT NULL AND
        (to_jsonb(NEW) - 'received_at' - 'received_by') <> (to_jsonb(OLD) - 'received_at' - 'received_by'))
        OR (OLD.received_at IS NOT NULL AND NEW.received_at IS DISTINCT FROM OLD.received_at) THEN
        RAISE EXCEPTION 'what was sent stays as it was' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'disclosures_what_was_sent_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER disclosures_what_was_sent_stays BEFORE UPDATE OR DELETE ON disclosures_disclosure
    FOR EACH ROW EXECUTE FUNCTION disclosures_stays();
"""
UNDO = """
DROP TRIGGER disclosures_what_was_sent_stays ON disclosures_disclosure;
DROP TRIGGER disclosures_bases_are_of_their_kind ON disclosures_disclosure;
DROP FUNCTION disclosures_stays();
DROP FUNCTION disclosures_check();
"""


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0001_initial"), ("laws", "0001_initial")]
    operations = [migrations.RunSQL(RULES, UNDO)]
