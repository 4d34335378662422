"""Who proposes a partnership is named to the organisation that receives the proposal."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import ReadPolicy


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_walls")]
    operations = [
        ReadPolicy(
            "accounts_organisation",
            name="proposes_to_us",
            using="id IN (SELECT p.organisation_id FROM accounts_partnership p"
            " WHERE p.partner_id = app_organisation())",
        ),
    ]
