"""Row-level security of steps, and the wish without which no health step exists."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import TenantPolicy

ABOUT = {"person_id": "people_person", "twin_id": "people_twin"}
TEAM = {"team_id": "accounts_team"}
OPENED = {"wish_id": "people_wish", "rescue_id": "people_rescue"}
WISHED = [
    """
    CREATE FUNCTION steps_opened_by_wish() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.rescue_id IS NOT NULL AND EXISTS (
            SELECT FROM people_rescue said WHERE said.id = NEW.rescue_id
            AND said.person_id = NEW.person_id AND said.gate = 'health_step'
        ) THEN
            RETURN NULL;
        END IF;
        IF NEW.wish_id IS NOT NULL AND EXISTS (
            SELECT FROM people_wish said WHERE said.id = NEW.wish_id
            AND said.person_id = NEW.person_id AND said.kind IN ('want', 'goal')
            AND said.code = 'health' AND said.said_on <= NEW.asked_on
        ) THEN
            RETURN NULL;
        END IF;
        RAISE EXCEPTION 'a health step needs a wish of this person, said before it'
            USING ERRCODE = 'check_violation';
    END $$
    """,
    """
    CREATE TRIGGER step_opened_by_wish
    AFTER INSERT OR UPDATE OF family, person_id, wish_id, rescue_id, asked_on ON steps_step
    FOR EACH ROW WHEN (NEW.family = 'health' AND NEW.person_id IS NOT NULL)
    EXECUTE FUNCTION steps_opened_by_wish()
    """,
]
UNDO = [
    "DROP TRIGGER step_opened_by_wish ON steps_step",
    "DROP FUNCTION steps_opened_by_wish()",
]


def member(*columns: str) -> dict[str, str]:
    return dict.fromkeys(columns, "accounts_member")


def policy(table: str, references: dict[str, str]) -> TenantPolicy:
    return TenantPolicy(table, references=references, owned=tuple(references))


class Migration(migrations.Migration):
    dependencies = [
        ("steps", "0001_steps"),
        ("people", "0002_walls"),
        ("accounts", "0002_walls"),
    ]
    operations = [
        policy(
            "steps_step",
            {**ABOUT, **TEAM, **OPENED, **member("with_member_id", "recorded_by_id")},
        ),
        policy("steps_stepchange", {**ABOUT, "step_id": "steps_step", **member("by_id")}),
        policy("steps_threeway", {**ABOUT, **TEAM, **member("peer_member_id", "recorded_by_id")}),
        # The directory is shared and has no policy: its services are read by everybody.
        policy(
            "steps_orientation", {**ABOUT, **TEAM, **member("proposed_by_id", "with_member_id")}
        ),
        migrations.RunSQL(WISHED, UNDO),
    ]
