"""Row-level security: words are read by one organisation only."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import TenantPolicy

ABOUT = {"person_id": "people_person", "twin_id": "people_twin"}
TEAM = {"team_id": "accounts_team"}


def member(*columns: str) -> dict[str, str]:
    return dict.fromkeys(columns, "accounts_member")


def policy(table: str, references: dict[str, str]) -> TenantPolicy:
    return TenantPolicy(table, references=references, owned=tuple(references))


class Migration(migrations.Migration):
    dependencies = [("words", "0001_words")]
    operations = [
        policy(
            "words_carriedword",
            {
                **ABOUT,
                **TEAM,
                "to_team_id": "accounts_team",
                **member("collected_by_id", "answered_by_id", "told_by_id"),
            },
        ),
        policy("words_refusedcarry", TEAM),
        policy("words_explanation", {**ABOUT, **TEAM, **member("said_by_id", "told_by_id")}),
        policy("words_jargon", member("added_by_id", "changed_by_id")),
        policy("words_paperprinted", TEAM),
    ]
