"""A place in a team may have an agreed end: past it, nobody has to close it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_proposers")]
    operations = [
        migrations.AddField(
            model_name="teammembership",
            name="agreed_until",
            field=models.DateField(blank=True, null=True),
        ),
    ]
