"""Row-level security: a link is read by one organisation only."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import TenantPolicy

PERSON = {"person_id": "people_person"}
ABOUT = {**PERSON, "twin_id": "people_twin"}
TEAM = {"team_id": "accounts_team"}
LINK = {"link_id": "links_link"}


def member(*columns: str) -> dict[str, str]:
    return dict.fromkeys(columns, "accounts_member")


def policy(table: str, references: dict[str, str]) -> TenantPolicy:
    return TenantPolicy(table, references=references, owned=tuple(references))


class Migration(migrations.Migration):
    dependencies = [("links", "0001_links"), ("people", "0002_walls"), ("accounts", "0002_walls")]
    operations = [
        policy(
            "links_link",
            {**ABOUT, **TEAM, **member("peer_member_id", "opened_by_id", "colleague_id")},
        ),
        policy("links_linkwake", {**ABOUT, **LINK}),
        policy("links_linkreview", {**ABOUT, **LINK}),
        policy("links_proposal", {**PERSON, **TEAM, **member("peer_member_id")}),
        policy("links_changeask", {**ABOUT, **TEAM}),
        policy("links_peerask", {**ABOUT, **TEAM, **member("noted_by_id")}),
        policy("links_handover", {**ABOUT, **LINK, **member("to_member_id")}),
    ]
