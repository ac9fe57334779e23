from django.db import migrations, models

import rodtrad.foundation.ids

APPEND_ONLY = """
CREATE TRIGGER responsibility_nightly_check_append_only BEFORE UPDATE OR DELETE ON responsibility_nightlycheck
    FOR EACH ROW EXECUTE FUNCTION responsibility_refuse_rewriting();
"""
UNDO = "DROP TRIGGER responsibility_nightly_check_append_only ON responsibility_nightlycheck;"


class Migration(migrations.Migration):
    dependencies = [
        ("responsibility", "0002_one_owner"),
    ]

    operations = [
        migrations.CreateModel(
            name="NightlyCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=rodtrad.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("checked_at", models.DateTimeField()),
                ("cases", models.PositiveIntegerField()),
                ("unowned", models.PositiveIntegerField()),
                ("doubly_owned", models.PositiveIntegerField()),
                ("other_flaws", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["-checked_at"], name="responsibility_checks_by_time")],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, UNDO),
    ]
