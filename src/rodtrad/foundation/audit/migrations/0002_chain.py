"""The chain itself: the database numbers, hashes and links every line when its transaction commits."""

from django.db import migrations

CHAIN = """
CREATE FUNCTION audit_payload(entry audit_entry) RETURNS text
LANGUAGE sql STABLE SET timezone TO 'UTC' SET bytea_output TO 'hex' AS $$
    SELECT (to_jsonb(entry) - 'seq' - 'payload_hash' - 'previous_hash' - 'hash')::text
$$;

CREATE FUNCTION audit_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    head audit_head;
    next_seq bigint;
    content bytea;
    link bytea;
BEGIN
    INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '') ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM audit_head WHERE id = 1 FOR UPDATE;
    next_seq := head.seq + 1;
    content := sha256(convert_to(audit_payload(NEW), 'UTF8'));
    link := sha256(head.hash || convert_to(next_seq::text || ':' || NEW.id::text || ':', 'UTF8') || content);
    UPDATE audit_entry SET seq = next_seq, payload_hash = content, previous_hash = head.hash, hash = link
        WHERE id = NEW.id;
    UPDATE audit_head SET seq = next_seq, hash = link WHERE id = 1;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_link_at_commit AFTER INSERT ON audit_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_link();

CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND NEW.seq IS NOT NULL
        AND audit_payload(OLD) = audit_payload(NEW) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
"""

UNDO = """
DROP TRIGGER audit_append_only ON audit_entry;
DROP TRIGGER audit_link_at_commit ON audit_entry;
DROP FUNCTION audit_refuse_change();
DROP FUNCTION audit_link();
DROP FUNCTION audit_payload(audit_entry);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(CHAIN, UNDO)]
