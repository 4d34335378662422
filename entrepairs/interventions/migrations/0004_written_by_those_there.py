"""The part of some counters that peers and colleagues wrote (the board reads them)."""

from __future__ import annotations

from django.db import migrations, models

COUNTERS = (
    "outings_with_peer",
    "outings_paired",
    "outreach_with_peer",
    "rounds_with_peer",
    "drop_ins_with_peer",
    "visits_with_peer",
    "groups_with_peer",
    "encounters_with_peer",
    "again_with_peer",
    "theme_being",
    "theme_health",
    "theme_rights",
    "theme_housing",
    "theme_ties",
    "theme_money",
    "theme_activity",
    "theme_papers",
    "theme_other",
)


class Migration(migrations.Migration):
    dependencies = [("interventions", "0003_kinds_with_peer")]
    operations = [
        migrations.AddField(
            model_name="monthtally",
            name=f"{counter}_there",
            field=models.IntegerField(db_default=0, default=0),
        )
        for counter in COUNTERS
    ]
