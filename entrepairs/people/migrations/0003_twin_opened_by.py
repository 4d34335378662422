"""A twin keeps who opened the page: figures tell who wrote, and must not move with erasure."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from entrepairs.base.rls import POLICIES, TenantPolicy, policy_sql

TEAM = {"team_id": "accounts_team"}
OPENER = {"opened_by_id": "accounts_member"}
INSIDE = "organisation_id = app_organisation()"


class Migration(migrations.Migration):
    dependencies = [("people", "0002_walls"), ("accounts", "0002_walls")]
    operations = [
        migrations.AddField(
            model_name="twin",
            name="opened_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.member",
            ),
        ),
        migrations.RunSQL(
            [f"DROP POLICY {name} ON people_twin" for name in POLICIES],
            policy_sql("people_twin", INSIDE, TEAM, tuple(TEAM)),
        ),
        TenantPolicy("people_twin", references={**TEAM, **OPENER}, owned=(*TEAM, *OPENER)),
    ]
