"""Row-level security of the accounts, and an audit trail that only grows."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import APP_ROLE, OWNER_ROLE, ReadPolicy, SharedPolicy, TenantPolicy

PARTNERS = (
    "organisation_id IN (SELECT p.organisation_id FROM accounts_partnership p"
    " WHERE p.accepted_on IS NOT NULL UNION ALL"
    " SELECT p.partner_id FROM accounts_partnership p WHERE p.accepted_on IS NOT NULL)"
)

# Nobody opens another organisation's door alone: one side proposes, the other accepts.
CONSENT = [
    f"CREATE POLICY one_proposes ON accounts_partnership AS RESTRICTIVE FOR INSERT TO {APP_ROLE}"
    " WITH CHECK (organisation_id = app_organisation() AND accepted_on IS NULL)",
    f"CREATE POLICY other_accepts ON accounts_partnership AS RESTRICTIVE FOR UPDATE TO {APP_ROLE}"
    " USING (partner_id = app_organisation())",
]
UNDO_CONSENT = [
    "DROP POLICY one_proposes ON accounts_partnership",
    "DROP POLICY other_accepts ON accounts_partnership",
]

AUDIT = [
    "ALTER TABLE accounts_auditentry ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE accounts_auditentry FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY tenant_select ON accounts_auditentry FOR SELECT TO {APP_ROLE}"
    " USING (organisation_id = app_organisation())",
    f"CREATE POLICY tenant_insert ON accounts_auditentry FOR INSERT TO {APP_ROLE}"
    " WITH CHECK (organisation_id = app_organisation())",
    f"CREATE POLICY owner_all ON accounts_auditentry TO {OWNER_ROLE}"
    " USING (true) WITH CHECK (true)",
    # Privileges already forbid both to the application; the trigger also stops a
    # grant given by mistake. The owner may remove months that are past retention.
    """
    CREATE FUNCTION accounts_audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND current_user = 'entrepairs_owner' THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'the audit trail only grows' USING ERRCODE = 'insufficient_privilege';
    END $$
    """,
    "CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON accounts_auditentry"
    " FOR EACH ROW EXECUTE FUNCTION accounts_audit_only_grows()",
]
UNDO_AUDIT = [
    "DROP TRIGGER audit_only_grows ON accounts_auditentry",
    "DROP FUNCTION accounts_audit_only_grows()",
    "DROP POLICY tenant_select ON accounts_auditentry",
    "DROP POLICY tenant_insert ON accounts_auditentry",
    "DROP POLICY owner_all ON accounts_auditentry",
    "ALTER TABLE accounts_auditentry NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE accounts_auditentry DISABLE ROW LEVEL SECURITY",
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_accounts"), ("base", "0001_walls")]
    operations = [
        SharedPolicy("accounts_partnership", parties=("organisation_id", "partner_id")),
        migrations.RunSQL(CONSENT, UNDO_CONSENT),
        SharedPolicy(
            "accounts_membershare",
            parties=("organisation_id", "viewer_id"),
            references={"member_id": "accounts_member"},
            owned=("member_id",),
            writer="organisation_id",
        ),
        TenantPolicy("accounts_organisation", column="id"),
        ReadPolicy(
            "accounts_organisation",
            name="partners",
            using=PARTNERS.replace("organisation_id IN", "id IN"),
        ),
        ReadPolicy(
            "accounts_organisation",
            name="my_organisations",
            using="id IN (SELECT m.organisation_id FROM accounts_member m"
            " WHERE m.user_id = app_user())",
        ),
        TenantPolicy("accounts_member"),
        ReadPolicy("accounts_member", name="myself", using="user_id = app_user()"),
        ReadPolicy(
            "accounts_member",
            name="named_to_us",
            using="id IN (SELECT s.member_id FROM accounts_membershare s"
            " WHERE s.viewer_id = app_organisation()"
            " AND (s.until IS NULL OR s.until >= current_date))",
        ),
        TenantPolicy("accounts_team"),
        ReadPolicy("accounts_team", name="partners", using=PARTNERS),
        TenantPolicy(
            "accounts_teammembership",
            references={"team_id": "accounts_team", "member_id": "accounts_member"},
            owned=("team_id", "member_id"),
        ),
        TenantPolicy(
            "accounts_invitation",
            references={"member_id": "accounts_member"},
            owned=("member_id",),
        ),
        TenantPolicy("accounts_localterm"),
        migrations.RunSQL(AUDIT, UNDO_AUDIT),
    ]
