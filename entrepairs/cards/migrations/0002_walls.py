"""Row-level security, and the one question that is asked outside a wall: whose code is it?"""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import APP_ROLE, TenantPolicy

PERSON = {"person_id": "people_person"}
MEMBERS = dict.fromkeys(("received_by_id", "answered_by_id"), "accounts_member")
REQUEST = {**PERSON, "twin_id": "people_twin", "team_id": "accounts_team", **MEMBERS}
CODE = {**PERSON, "made_by_id": "accounts_member"}

PLACE = """
CREATE FUNCTION cards_place_of_code(wanted text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT organisation_id FROM public.cards_accesscode
      WHERE handle = wanted AND used_at IS NULL AND until > now() AND tries < 10
      ORDER BY made_at DESC LIMIT 1 $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cards", "0001_cards"),
        ("people", "0002_walls"),
        ("accounts", "0002_walls"),
    ]
    operations = [
        TenantPolicy("cards_accesscode", references=CODE, owned=tuple(CODE)),
        TenantPolicy("cards_rightsrequest", references=REQUEST, owned=tuple(REQUEST)),
        migrations.RunSQL(
            [
                PLACE,
                "REVOKE ALL ON FUNCTION cards_place_of_code(text) FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION cards_place_of_code(text) TO {APP_ROLE}",
            ],
            "DROP FUNCTION cards_place_of_code(text)",
        ),
    ]
