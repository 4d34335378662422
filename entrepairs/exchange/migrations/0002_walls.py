"""Row-level security: a file is read by the organisation that brought it."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import TenantPolicy


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_imports"), ("accounts", "0002_walls")]
    operations = [
        TenantPolicy(
            "exchange_import",
            references={"created_by_id": "accounts_member", "team_id": "accounts_team"},
            owned=("created_by_id", "team_id"),
        ),
        TenantPolicy(
            "exchange_importfile",
            references={"belongs_to_id": "exchange_import"},
            owned=("belongs_to_id",),
        ),
        TenantPolicy(
            "exchange_importmapping",
            references={"changed_by_id": "accounts_member"},
            owned=("changed_by_id",),
        ),
    ]
