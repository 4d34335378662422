"""Row-level security: what one organisation notes, only it reads."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import TenantPolicy

TEAM = {"team_id": "accounts_team"}
WRITTEN_BY = {"recorded_by_id": "accounts_member", "removed_by_id": "accounts_member"}


class Migration(migrations.Migration):
    dependencies = [
        ("interventions", "0001_interventions"),
        ("accounts", "0002_walls"),
        ("missions", "0002_walls"),
    ]
    operations = [
        TenantPolicy(
            "interventions_outing",
            references={**TEAM, **WRITTEN_BY, "pairing_id": "missions_pairing"},
            owned=("team_id", "recorded_by_id", "removed_by_id", "pairing_id"),
        ),
        TenantPolicy(
            "interventions_outingcrew",
            references={"outing_id": "interventions_outing", "member_id": "accounts_member"},
            owned=("outing_id", "member_id"),
        ),
        TenantPolicy(
            "interventions_encounter",
            references={"outing_id": "interventions_outing", **TEAM, **WRITTEN_BY},
            owned=("outing_id", "team_id", "recorded_by_id", "removed_by_id"),
        ),
        TenantPolicy("interventions_aliasseen", references=TEAM, owned=("team_id",)),
        TenantPolicy("interventions_monthtally", references=TEAM, owned=("team_id",)),
        TenantPolicy(
            "interventions_pairtally",
            references={**TEAM, "peer_id": "accounts_member", "mate_id": "accounts_member"},
            owned=("team_id", "peer_id", "mate_id"),
        ),
    ]
