"""What is done every night is done for each organisation: who they are may be asked.

Within one transaction that says so (``app.round``), and it is the only thing that opens.
"""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import ReadPolicy


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_act_erase")]
    operations = [
        ReadPolicy(
            "accounts_organisation",
            name="asked_for_a_round",
            using="current_setting('app.round', true) = 'on'",
        ),
    ]
