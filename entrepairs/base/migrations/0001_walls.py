"""The two settings that policies read, and a range of identifiers for exclusions."""

from __future__ import annotations

from django.db import migrations

SETTING = """
CREATE FUNCTION app_{name}() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.{name}', true), '')::uuid
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        # NULLIF: after the first transaction the setting is '' and no longer NULL.
        migrations.RunSQL(SETTING.format(name="organisation"), "DROP FUNCTION app_organisation()"),
        migrations.RunSQL(SETTING.format(name="user"), "DROP FUNCTION app_user()"),
        # No btree_gist in the embedded build: a one-point range excludes as well.
        migrations.RunSQL("CREATE TYPE uuidrange AS RANGE (subtype = uuid)", "DROP TYPE uuidrange"),
        # Counters of sign-in rate limits (django.core.cache, table of the database cache).
        migrations.RunSQL(
            [
                "CREATE TABLE base_cache (cache_key varchar(255) PRIMARY KEY,"
                " value text NOT NULL, expires timestamp with time zone NOT NULL)",
                "CREATE INDEX base_cache_expires ON base_cache (expires)",
            ],
            "DROP TABLE base_cache",
        ),
    ]
