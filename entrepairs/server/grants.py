"""What the application role may do, given again at the end of every migration."""

from __future__ import annotations

from collections.abc import Callable

APP = "entrepairs_app"
# Written once, never changed: what was done, which migrations ran, texts that were loaded.
WRITTEN_ONCE = ("accounts_auditentry", "django_migrations", "framework_framework")
# Read, never written: shared by all organisations, brought in by a command of the owner.
READ_ONLY = ("directory_load", "directory_structure", "directory_service")
# Agreements between two: one column says so or takes it back, the rest is never rewritten.
ONE_COLUMN = {"accounts_partnership": "accepted_on", "missions_signature": "withdrawn_at"}

# Never TRUNCATE: it ignores policies and triggers on rows.
STATEMENTS = (
    f"GRANT USAGE ON SCHEMA public TO {APP}",
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP}",
    f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP}",
    f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {APP}",
    *(
        f"DO $$ BEGIN IF to_regclass('public.{table}') IS NOT NULL THEN"
        f" REVOKE UPDATE, DELETE ON public.{table} FROM {APP}; END IF; END $$"
        for table in WRITTEN_ONCE
    ),
    *(
        f"DO $$ BEGIN IF to_regclass('public.{table}') IS NOT NULL THEN"
        f" REVOKE INSERT, UPDATE, DELETE ON public.{table} FROM {APP}; END IF; END $$"
        for table in READ_ONLY
    ),
    *(
        f"DO $$ BEGIN IF to_regclass('public.{table}') IS NOT NULL THEN"
        f" REVOKE UPDATE ON public.{table} FROM {APP};"
        f" GRANT UPDATE ({column}) ON public.{table} TO {APP}; END IF; END $$"
        for table, column in ONE_COLUMN.items()
    ),
)


def grant(execute: Callable[[str], object]) -> None:
    """Run the grants through ``execute``, as the owner. Running them twice changes nothing."""
    for statement in STATEMENTS:
        execute(statement)
