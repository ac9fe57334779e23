"""Exactly one owner, by construction: keys and triggers that refuse at commit what must never be."""

from django.db import migrations

ONE_OWNER = """
-- A case points to its current period by number, unit and end: zero or two owners cannot be committed.
ALTER TABLE responsibility_case ADD CONSTRAINT responsibility_case_has_its_period
    FOREIGN KEY (id, version, unit_id, held_until)
    REFERENCES responsibility_period (case_id, seq, unit_id, ends_at) DEFERRABLE INITIALLY DEFERRED;

-- Each period begins at the very instant the one before it ended.
ALTER TABLE responsibility_period ADD CONSTRAINT responsibility_period_without_gap
    FOREIGN KEY (case_id, previous_seq, starts_at)
    REFERENCES responsibility_period (case_id, seq, ends_at) DEFERRABLE INITIALLY DEFERRED;

-- The coordinator holds a post at the very unit that holds the case.
ALTER TABLE responsibility_case ADD CONSTRAINT responsibility_coordinator_of_the_unit
    FOREIGN KEY (coordinator_id, unit_id) REFERENCES organisations_post (id, unit_id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION responsibility_refuse_unheld() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'organisations_organisation' THEN
        IF EXISTS (SELECT 1 FROM organisations_organisation o WHERE o.id = NEW.id AND (o.valid_until <= current_date OR NOT o.holds_cases))
           AND EXISTS (SELECT 1 FROM responsibility_case c WHERE c.unit_id = NEW.id AND c.status = 'OPEN') THEN
            RAISE EXCEPTION 'a closed unit holds an open case'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'responsibility_unit_is_active';
        END IF;
    ELSIF TG_TABLE_NAME = 'organisations_post' THEN
        IF EXISTS (SELECT 1 FROM organisations_post p WHERE p.id = NEW.id AND p.ends_on <= current_date)
           AND EXISTS (SELECT 1 FROM responsibility_case c WHERE c.coordinator_id = NEW.id AND c.status = 'OPEN') THEN
            RAISE EXCEPTION 'an ended post coordinates an open case'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'responsibility_coordinator_is_active';
        END IF;
    ELSE
        IF EXISTS (SELECT 1 FROM responsibility_case c JOIN organisations_organisation o ON o.id = c.unit_id
                   WHERE c.id = NEW.id AND c.status = 'OPEN' AND (o.valid_until <= current_date OR NOT o.holds_cases)) THEN
            RAISE EXCEPTION 'an open case at a unit that is closed or cannot hold cases'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'responsibility_unit_is_active';
        END IF;
        IF EXISTS (SELECT 1 FROM responsibility_case c JOIN organisations_post p ON p.id = c.coordinator_id
                   WHERE c.id = NEW.id AND c.status = 'OPEN' AND p.ends_on <= current_date) THEN
            RAISE EXCEPTION 'an open case with a coordinator whose post has ended'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'responsibility_coordinator_is_active';
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER responsibility_case_is_held AFTER INSERT OR UPDATE OF unit_id, coordinator_id, status
    ON responsibility_case DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION responsibility_refuse_unheld();
CREATE CONSTRAINT TRIGGER responsibility_unit_stays_open AFTER UPDATE OF valid_until, holds_cases
    ON organisations_organisation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION responsibility_refuse_unheld();
CREATE CONSTRAINT TRIGGER responsibility_post_stays AFTER UPDATE OF ends_on
    ON organisations_post DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION responsibility_refuse_unheld();

CREATE FUNCTION responsibility_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'responsibility_period'
       AND to_jsonb(OLD) - 'ends_at' = to_jsonb(NEW) - 'ends_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'history is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER responsibility_period_append_only BEFORE UPDATE OR DELETE ON responsibility_period
    FOR EACH ROW EXECUTE FUNCTION responsibility_refuse_rewriting();
CREATE TRIGGER responsibility_request_event_append_only BEFORE UPDATE OR DELETE ON responsibility_requestevent
    FOR EACH ROW EXECUTE FUNCTION responsibility_refuse_rewriting();
"""

UNDO = """
DROP TRIGGER responsibility_request_event_append_only ON responsibility_requestevent;
DROP TRIGGER responsibility_period_append_only ON responsibility_period;
DROP FUNCTION responsibility_refuse_rewriting();
DROP TRIGGER responsibility_post_stays ON organisations_post;
DROP TRIGGER responsibility_unit_stays_open ON organisations_organisation;
DROP TRIGGER responsibility_case_is_held ON responsibility_case;
DROP FUNCTION responsibility_refuse_unheld();
ALTER TABLE responsibility_case DROP CONSTRAINT responsibility_coordinator_of_the_unit;
ALTER TABLE responsibility_period DROP CONSTRAINT responsibility_period_without_gap;
ALTER TABLE responsibility_case DROP CONSTRAINT responsibility_case_has_its_period;
"""


class Migration(migrations.Migration):
    dependencies = [("responsibility", "0001_initial")]
    operations = [migrations.RunSQL(ONE_OWNER, UNDO)]
