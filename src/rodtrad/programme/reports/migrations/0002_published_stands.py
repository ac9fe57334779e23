"""A published report stands: the database refuses to change or remove it."""

from django.db import migrations

STANDS = """
CREATE FUNCTION reports_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published report stands as it was'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'reports_published_stands';
END $$;
CREATE TRIGGER reports_published_stands BEFORE UPDATE OR DELETE ON reports_report
    FOR EACH ROW WHEN (OLD.state = 'PUBLISHED') EXECUTE FUNCTION reports_refuse_change();
"""
FALLS = """
DROP TRIGGER reports_published_stands ON reports_report;
DROP FUNCTION reports_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunSQL(STANDS, FALLS)]
