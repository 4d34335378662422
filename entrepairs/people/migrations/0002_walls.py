"""Row-level security: what is written about somebody is read by one organisation only."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import TenantPolicy

PERSON = {"person_id": "people_person"}
ABOUT = {**PERSON, "twin_id": "people_twin"}
TEAM = {"team_id": "accounts_team"}


def member(*columns: str) -> dict[str, str]:
    return dict.fromkeys(columns, "accounts_member")


def policy(table: str, references: dict[str, str]) -> TenantPolicy:
    # What is lent or shared to us is not ours to write about: all must be our own.
    return TenantPolicy(table, references=references, owned=tuple(references))


class Migration(migrations.Migration):
    dependencies = [("people", "0001_people"), ("accounts", "0002_walls")]
    operations = [
        policy("people_person", member("opened_by_id")),
        policy("people_organisationkey", {}),
        policy("people_personkey", {**PERSON, "wrapper_id": "people_organisationkey"}),
        policy("people_twin", TEAM),
        policy("people_personteam", {**PERSON, **TEAM}),
        policy(
            "people_persontie",
            {"one_id": "people_person", "other_id": "people_person", **member("tied_by_id")},
        ),
        policy("people_hold", {**PERSON, **member("held_by_id", "lifted_by_id")}),
        policy("people_wish", {**ABOUT, **member("said_to_id")}),
        policy("people_goalsaid", {**ABOUT, "goal_id": "people_wish", **member("said_to_id")}),
        policy(
            "people_agreement",
            {
                **ABOUT,
                "to_team_id": "accounts_team",
                **member("to_member_id", "collected_by_id", "revoked_by_id"),
            },
        ),
        policy("people_stoppedact", {**ABOUT, **TEAM}),
        policy("people_rescue", {**ABOUT, **TEAM, **member("decided_by_id", "reviewed_by_id")}),
        # A sample of aliases must not outlive them in the planner's statistics.
        migrations.RunSQL(
            "ALTER TABLE people_person ALTER alias SET STATISTICS 0,"
            " ALTER alias_key SET STATISTICS 0",
            "ALTER TABLE people_person ALTER alias SET STATISTICS -1,"
            " ALTER alias_key SET STATISTICS -1",
        ),
    ]
