"""Row-level security of what one organisation says about the shared directory.

Services and structures have none: PostgreSQL would not use the index of their words
under it. The application role only reads them (server/grants.py).
"""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import TenantPolicy


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_directory"), ("accounts", "0002_walls")]
    operations = [
        TenantPolicy(
            "directory_correction",
            references={"member_id": "accounts_member", "team_id": "accounts_team"},
            owned=("member_id", "team_id"),
        ),
        TenantPolicy(
            "directory_owngroup",
            references={"recorded_by_id": "accounts_member"},
            owned=("recorded_by_id",),
        ),
    ]
