"""The trail knows one more act."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_agreed_until"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="act",
            field=models.CharField(
                choices=[
                    ("add", "added"),
                    ("change", "changed"),
                    ("end", "ended"),
                    ("sign", "signed"),
                    ("withdraw", "withdrew"),
                    ("import", "imported"),
                    ("export", "exported"),
                    ("erase", "erased"),
                    ("look", "looked at"),
                    ("refused", "was refused"),
                ],
                max_length=12,
            ),
        ),
    ]
