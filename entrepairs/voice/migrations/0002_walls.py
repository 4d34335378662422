"""Row-level security: voices and sheets belong to one organisation."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import TenantPolicy

TEAM = {"team_id": "accounts_team"}


class Migration(migrations.Migration):
    dependencies = [("voice", "0001_voice"), ("people", "0002_walls")]
    operations = [
        TenantPolicy(
            "voice_voice",
            references={**TEAM, "asked_by_id": "accounts_member"},
            owned=("team_id", "asked_by_id"),
        ),
        TenantPolicy("voice_papersheet", references=TEAM, owned=("team_id",)),
    ]
