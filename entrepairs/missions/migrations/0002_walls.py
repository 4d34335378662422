"""Row-level security of engagements, placements and missions, and three triggers.

The triggers are ``SECURITY DEFINER`` with a fixed search path: a peer lent to two
hosts is placed by each of them, and neither sees the other's placement.
"""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import APP_ROLE, ReadPolicy, SharedPolicy, TenantPolicy

PARTNERS = (
    "organisation_id IN (SELECT p.organisation_id FROM accounts_partnership p"
    " WHERE p.accepted_on IS NOT NULL UNION ALL"
    " SELECT p.partner_id FROM accounts_partnership p WHERE p.accepted_on IS NOT NULL)"
)
BOTH = ("organisation_id", "host_id")

DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"

# The peer's row is locked first: two placements of one peer are weighed one after the other.
PLACEMENT_FITS = f"""
CREATE FUNCTION missions_placement_fits() RETURNS trigger {DEFINER} AS $$
DECLARE
  days daterange := daterange(NEW.starts_on, NEW.ends_on, '[]');
  home uuid;
  total numeric;
BEGIN
  SELECT organisation_id INTO home FROM peers_peer WHERE id = NEW.peer_id FOR UPDATE;
  IF home IS DISTINCT FROM NEW.organisation_id
     OR NOT EXISTS (SELECT FROM accounts_team t
                    WHERE t.id = NEW.team_id AND t.organisation_id = NEW.host_id)
     OR EXISTS (SELECT FROM accounts_member m
                WHERE m.id IN (NEW.line_referent_id, NEW.day_to_day_referent_id,
                               NEW.host_member_id, NEW.recorded_by_id)
                AND m.organisation_id NOT IN (NEW.organisation_id, NEW.host_id)) THEN
    RAISE EXCEPTION 'a placement joins a peer and a team of its two organisations'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_between_its_parties';
  END IF;
  IF NOT EXISTS (SELECT FROM peers_statusperiod s
                 WHERE s.id = NEW.status_period_id AND s.peer_id = NEW.peer_id
                 AND s.period @> days) THEN
    RAISE EXCEPTION 'a placement lies inside one status period of its peer'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_inside_status_period';
  END IF;
  IF NEW.host_id <> home
     AND NOT EXISTS (SELECT FROM peers_peershare s
                     WHERE s.peer_id = NEW.peer_id AND s.viewer_id = NEW.host_id
                     AND s.period @> days) THEN
    RAISE EXCEPTION 'a placement elsewhere lies inside a loan'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_inside_loan';
  END IF;
  SELECT max((SELECT sum(p.share) FROM missions_placement p
              WHERE p.peer_id = NEW.peer_id AND p.starts_on <= moment.day
              AND (p.ends_on IS NULL OR p.ends_on >= moment.day)))
    INTO total
    FROM (SELECT NEW.starts_on AS day UNION
          SELECT p.starts_on FROM missions_placement p
          WHERE p.peer_id = NEW.peer_id AND days @> p.starts_on) moment;
  IF total > 1 THEN
    RAISE EXCEPTION 'shares of time of one peer add up to more than one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_shares_fit';
  END IF;
  RETURN NULL;
END $$
"""

STATUS_HOLDS = f"""
CREATE FUNCTION missions_status_period_holds() RETURNS trigger {DEFINER} AS $$
BEGIN
  PERFORM 1 FROM peers_peer WHERE id = NEW.peer_id FOR UPDATE;
  IF EXISTS (SELECT FROM missions_placement p
             WHERE p.status_period_id = NEW.id
             AND NOT NEW.period @> daterange(p.starts_on, p.ends_on, '[]')) THEN
    RAISE EXCEPTION 'a placement needs these days of the status period'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_inside_status_period';
  END IF;
  RETURN NULL;
END $$
"""

LOAN_HOLDS = f"""
CREATE FUNCTION missions_loan_holds() RETURNS trigger {DEFINER} AS $$
BEGIN
  PERFORM 1 FROM peers_peer WHERE id = OLD.peer_id FOR UPDATE;
  IF EXISTS (SELECT FROM missions_placement p
             WHERE p.peer_id = OLD.peer_id AND p.host_id = OLD.viewer_id
             AND NOT EXISTS (SELECT FROM peers_peershare s
                             WHERE s.peer_id = p.peer_id AND s.viewer_id = p.host_id
                             AND s.period @> daterange(p.starts_on, p.ends_on, '[]'))) THEN
    RAISE EXCEPTION 'a placement needs these days of the loan'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_inside_loan';
  END IF;
  RETURN NULL;
END $$
"""

VERSION_STAYS = """
CREATE FUNCTION missions_version_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'entrepairs_owner' THEN
    RETURN COALESCE(NEW, OLD);
  END IF;
  RAISE EXCEPTION 'a saved text never changes' USING ERRCODE = 'insufficient_privilege';
END $$
"""

TRIGGERS = [
    PLACEMENT_FITS,
    "CREATE CONSTRAINT TRIGGER placement_fits AFTER INSERT OR UPDATE ON missions_placement"
    " DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION missions_placement_fits()",
    STATUS_HOLDS,
    "CREATE CONSTRAINT TRIGGER status_period_holds AFTER UPDATE ON peers_statusperiod"
    " DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW"
    " EXECUTE FUNCTION missions_status_period_holds()",
    LOAN_HOLDS,
    "CREATE CONSTRAINT TRIGGER loan_holds AFTER UPDATE OR DELETE ON peers_peershare"
    " DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION missions_loan_holds()",
    VERSION_STAYS,
    "CREATE TRIGGER version_never_changes BEFORE UPDATE OR DELETE ON missions_missionversion"
    " FOR EACH ROW EXECUTE FUNCTION missions_version_never_changes()",
]
UNDO_TRIGGERS = [
    "DROP TRIGGER version_never_changes ON missions_missionversion",
    "DROP FUNCTION missions_version_never_changes()",
    "DROP TRIGGER loan_holds ON peers_peershare",
    "DROP FUNCTION missions_loan_holds()",
    "DROP TRIGGER status_period_holds ON peers_statusperiod",
    "DROP FUNCTION missions_status_period_holds()",
    "DROP TRIGGER placement_fits ON missions_placement",
    "DROP FUNCTION missions_placement_fits()",
]

# Nobody signs with another organisation's hand.
OWN_HAND = [
    f"CREATE POLICY own_hand ON missions_signature AS RESTRICTIVE FOR INSERT TO {APP_ROLE}"
    " WITH CHECK (EXISTS (SELECT FROM accounts_member m"
    " WHERE m.id = member_id AND m.organisation_id = app_organisation()))",
]


class Migration(migrations.Migration):
    dependencies = [("missions", "0001_missions"), ("peers", "0002_walls")]
    operations = [
        TenantPolicy(
            "missions_engagement",
            references={
                "team_id": "accounts_team",
                "sponsor_id": "accounts_member",
                "recorded_by_id": "accounts_member",
            },
            owned=("team_id", "sponsor_id", "recorded_by_id"),
        ),
        ReadPolicy("missions_engagement", name="partners", using=PARTNERS),
        # Members are checked by the trigger: either party may end a placement, and does
        # not see all the members of the other.
        SharedPolicy(
            "missions_placement",
            parties=BOTH,
            references={
                "team_id": "accounts_team",
                "peer_id": "peers_peer",
                "status_period_id": "peers_statusperiod",
            },
        ),
        SharedPolicy(
            "missions_mission",
            parties=BOTH,
            references={"placement_id": "missions_placement"},
        ),
        SharedPolicy(
            "missions_missionversion",
            parties=BOTH,
            references={"mission_id": "missions_mission", "author_id": "accounts_member"},
            owned=("author_id",),
        ),
        SharedPolicy(
            "missions_signature",
            parties=BOTH,
            references={
                "mission_id": "missions_mission",
                "version_id": "missions_missionversion",
            },
        ),
        migrations.RunSQL(OWN_HAND, ["DROP POLICY own_hand ON missions_signature"]),
        TenantPolicy(
            "missions_pairing",
            references={
                "team_id": "accounts_team",
                "peer_member_id": "accounts_member",
                "colleague_id": "accounts_member",
            },
            owned=("team_id", "peer_member_id", "colleague_id"),
        ),
        TenantPolicy(
            "missions_compensation",
            references={"team_id": "accounts_team", "recorded_by_id": "accounts_member"},
            owned=("team_id", "recorded_by_id"),
        ),
        migrations.RunSQL(TRIGGERS, UNDO_TRIGGERS),
    ]
