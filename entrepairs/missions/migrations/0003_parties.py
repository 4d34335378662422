"""A loan ends on both sides, and a charter stays between the two parties of its placement."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import APP_ROLE

# The employer ends a loan and does not see the host's teams: the trigger does, and closes
# the place of the lent peer there. The host's own services close the others.
LEAVES = """
CREATE FUNCTION missions_lent_peer_leaves() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE accounts_teammembership m SET agreed_until = NEW.ends_on
  WHERE m.team_id = NEW.team_id AND m.member_id = NEW.host_member_id AND m.until IS NULL
  AND NOT EXISTS (SELECT FROM missions_placement p
                  WHERE p.peer_id = NEW.peer_id AND p.team_id = NEW.team_id AND p.id <> NEW.id
                  AND (p.ends_on IS NULL OR p.ends_on > NEW.ends_on));
  RETURN NULL;
END $$
"""
LEAVING = [
    LEAVES,
    "CREATE TRIGGER lent_peer_leaves AFTER UPDATE OF ends_on ON missions_placement"
    " FOR EACH ROW WHEN (NEW.host_member_id IS NOT NULL AND NEW.ends_on IS NOT NULL)"
    " EXECUTE FUNCTION missions_lent_peer_leaves()",
]
STAYING = [
    "DROP TRIGGER lent_peer_leaves ON missions_placement",
    "DROP FUNCTION missions_lent_peer_leaves()",
]

# What was placed before, with an end already foreseen.
FORESEEN = """
UPDATE accounts_teammembership m SET agreed_until = p.ends_on
FROM (SELECT team_id, COALESCE(q.host_member_id, r.member_id) AS member_id, max(ends_on) AS ends_on
      FROM missions_placement q JOIN peers_peer r ON r.id = q.peer_id
      GROUP BY 1, 2 HAVING bool_and(q.ends_on IS NOT NULL)) p
WHERE p.team_id = m.team_id AND p.member_id = m.member_id AND m.until IS NULL
"""

# Child → the column of its parent, and the parent: the two organisations are the same.
PARENTS = {
    "missions_mission": ("placement_id", "missions_placement"),
    "missions_missionversion": ("mission_id", "missions_mission"),
    "missions_signature": ("mission_id", "missions_mission"),
}


def same_parties(table: str, column: str, parent: str) -> list[str]:
    check = (
        f"EXISTS (SELECT FROM {parent} p WHERE p.id = {table}.{column}"
        f" AND p.organisation_id = {table}.organisation_id AND p.host_id = {table}.host_id)"
    )
    return [
        f"CREATE POLICY same_parties_{command.lower()} ON {table} AS RESTRICTIVE"
        f" FOR {command} TO {APP_ROLE} {using}WITH CHECK ({check})"
        for command, using in (("INSERT", ""), ("UPDATE", "USING (true) "))
    ]


SAME = [sql for table, link in PARENTS.items() for sql in same_parties(table, *link)]
NOT_SAME = [
    f"DROP POLICY same_parties_{command} ON {table}"
    for table in PARENTS
    for command in ("insert", "update")
]


class Migration(migrations.Migration):
    dependencies = [("missions", "0002_walls"), ("accounts", "0004_agreed_until")]
    operations = [
        migrations.RunSQL(FORESEEN, migrations.RunSQL.noop),
        migrations.RunSQL(LEAVING, STAYING),
        migrations.RunSQL(SAME, NOT_SAME),
    ]
