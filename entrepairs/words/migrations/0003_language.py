"""Easy French has a longer name than the other languages."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("words", "0002_walls")]
    operations = [
        migrations.AlterField("paperprinted", "language", models.CharField(max_length=16)),
    ]
