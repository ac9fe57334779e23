"""The sector travels with the unit in one key, so that a lying sector or a unit that turns police is refused."""

from django.db import migrations

SECTOR_KEY = """
ALTER TABLE grants_grant ADD CONSTRAINT grants_unit_has_this_sector
    FOREIGN KEY (unit_id, unit_sector) REFERENCES organisations_organisation (id, sector);
"""
UNDO = "ALTER TABLE grants_grant DROP CONSTRAINT grants_unit_has_this_sector;"


class Migration(migrations.Migration):
    dependencies = [("grants", "0001_initial")]
    operations = [migrations.RunSQL(SECTOR_KEY, UNDO)]
