"""A sample of aliases must not outlive them in the planner's statistics.

Naming the type again, which rewrites nothing, drops the samples taken so far.
"""

from __future__ import annotations

from django.db import migrations

COLUMNS = (("alias", 40), ("alias_key", 60))
TABLES = ("interventions_encounter", "interventions_aliasseen")


def statements(target: int) -> list[str]:
    return [
        f"ALTER TABLE {table} ALTER {column} TYPE varchar({length}),"
        f" ALTER {column} SET STATISTICS {target}"
        for table in TABLES
        for column, length in COLUMNS
    ]


class Migration(migrations.Migration):
    dependencies = [("interventions", "0005_person")]
    operations = [migrations.RunSQL(statements(0), statements(-1))]
