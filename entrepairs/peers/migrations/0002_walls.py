"""Row-level security of the peers, and what the host of a loan may read."""

from __future__ import annotations

from django.db import migrations

from entrepairs.base.rls import ReadPolicy, SharedPolicy, TenantPolicy

# No date here: the host keeps the dates of what it hosted. The *name* is a member's,
# and is shared until the last day of the loan only (accounts_membershare).
LENT = "IN (SELECT s.peer_id FROM peers_peershare s WHERE s.viewer_id = app_organisation())"


class Migration(migrations.Migration):
    dependencies = [("peers", "0001_peers"), ("accounts", "0002_walls")]
    operations = [
        SharedPolicy(
            "peers_peershare",
            parties=("organisation_id", "viewer_id"),
            references={"peer_id": "peers_peer", "contact_id": "accounts_member"},
            owned=("peer_id", "contact_id"),
            writer="organisation_id",
        ),
        TenantPolicy(
            "peers_peer", references={"member_id": "accounts_member"}, owned=("member_id",)
        ),
        ReadPolicy("peers_peer", name="lent", using=f"id {LENT}"),
        TenantPolicy(
            "peers_statusperiod", references={"peer_id": "peers_peer"}, owned=("peer_id",)
        ),
        ReadPolicy("peers_statusperiod", name="lent", using=f"kind = 'lent' AND peer_id {LENT}"),
    ]
