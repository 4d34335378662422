"""Counts of each kind of outing made with a peer (the board reads them)."""

from __future__ import annotations

from django.db import migrations, models

KINDS = ("rounds", "drop_ins", "visits", "groups")


class Migration(migrations.Migration):
    dependencies = [("interventions", "0002_walls")]
    operations = [
        migrations.AddField(
            model_name="monthtally",
            name=f"{kind}_with_peer",
            field=models.IntegerField(db_default=0, default=0),
        )
        for kind in KINDS
    ]
