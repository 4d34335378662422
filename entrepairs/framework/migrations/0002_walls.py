"""Row-level security of what is said, and recommendations that never change."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import TenantPolicy

WRITTEN_ONCE = [
    """
    CREATE FUNCTION framework_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'a loaded recommendation never changes: load a new version'
        USING ERRCODE = 'insufficient_privilege';
    END $$
    """,
    "CREATE TRIGGER framework_written_once BEFORE UPDATE OR DELETE ON framework_framework"
    " FOR EACH ROW EXECUTE FUNCTION framework_written_once()",
]
UNDO = [
    "DROP TRIGGER framework_written_once ON framework_framework",
    "DROP FUNCTION framework_written_once()",
]


class Migration(migrations.Migration):
    dependencies = [("framework", "0001_framework"), ("accounts", "0002_walls")]
    operations = [
        migrations.RunSQL(WRITTEN_ONCE, UNDO),
        TenantPolicy(
            "framework_statement",
            references={"team_id": "accounts_team", "member_id": "accounts_member"},
            owned=("team_id", "member_id"),
        ),
    ]
