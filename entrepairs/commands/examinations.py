"""What doctor looks at. Each examination names what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from entrepairs.server.grants import READ_ONLY, WRITTEN_ONCE
from entrepairs.server.language import say

Connection = psycopg.Connection[Any]
LEAST_VERSION = 160000
SHORTEST_SECRET = 40  # characters
DURABILITY = ("fsync", "synchronous_commit", "full_page_writes")


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    mend: str
    about_durability: bool = False


def examine_secrets(environment: Mapping[str, str]) -> list[Finding]:
    if environment.get("ENTREPAIRS_ENV") != "production":
        return []
    found = []
    secret = environment.get("SECRET_KEY", "")
    if len(secret) < SHORTEST_SECRET or "not-a-secret" in secret:
        found.append(
            Finding(
                say("SECRET_KEY manque ou est trop courte.", "SECRET_KEY is missing or too short."),
                say("Tirez-en une : ", "Draw one: ")
                + "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
            )
        )
    hosts = environment.get("ALLOWED_HOSTS", "").strip()
    if not hosts or "*" in hosts.split(","):
        found.append(
            Finding(
                say(
                    "ALLOWED_HOSTS ne dit pas sous quel nom on vous trouve.",
                    "ALLOWED_HOSTS does not say under which name you are found.",
                ),
                say(
                    "Donnez les noms, séparés par des virgules : ALLOWED_HOSTS=pairs.exemple.fr",
                    "Give the names, separated by commas: ALLOWED_HOSTS=peers.example.org",
                ),
            )
        )
    return found


def examine_version(connection: Connection) -> list[Finding]:
    if connection.info.server_version >= LEAST_VERSION:
        return []
    version = connection.info.server_version // 10000
    return [
        Finding(
            say(f"PostgreSQL {version} est trop ancien.", f"PostgreSQL {version} is too old."),
            say("Passez à la version 16 ou plus récente.", "Upgrade to version 16 or newer."),
        )
    ]


def examine_durability(connection: Connection) -> list[Finding]:
    return [
        Finding(
            say(
                f"{name} est coupé : une panne de courant peut perdre ce qui était enregistré.",
                f"{name} is off: a power cut may lose what was saved.",
            ),
            f"ALTER SYSTEM SET {name} = on; SELECT pg_reload_conf();",
            about_durability=True,
        )
        for name in DURABILITY
        if _value(connection, "SELECT current_setting(%s)", name) == "off"
    ]


def examine_role(connection: Connection) -> list[Finding]:
    """The application must obey the policies: nothing may put its role above them."""
    role = _value(connection, "SELECT current_user")
    row = connection.execute(ROLE).fetchone()
    assert row is not None
    is_super, bypasses, owns, is_member = row
    found = []
    if is_super:
        found.append(
            _role(
                role, say("est superutilisateur", "is superuser"), f"ALTER ROLE {role} NOSUPERUSER;"
            )
        )
    if bypasses:
        found.append(
            _role(
                role,
                say("contourne les règles de lignes", "bypasses row policies"),
                f"ALTER ROLE {role} NOBYPASSRLS;",
            )
        )
    if owns:
        found.append(
            _role(
                role,
                say("possède la base ou ses tables", "owns the database or its tables"),
                f"REASSIGN OWNED BY {role} TO entrepairs_owner;",
            )
        )
    if is_member:
        found.append(
            _role(
                role,
                say("est membre du rôle propriétaire", "is a member of the owner"),
                f"REVOKE entrepairs_owner FROM {role};",
            )
        )
    return found


# A superuser is everything at once, and the owner a member of itself: told once each.
ROLE = """
WITH me AS (SELECT * FROM pg_roles WHERE rolname = current_user)
SELECT rolsuper,
       rolbypassrls AND NOT rolsuper,
       EXISTS (SELECT FROM pg_database WHERE datname = current_database() AND datdba = me.oid)
         OR EXISTS (SELECT FROM pg_class WHERE relowner = me.oid
                    AND relnamespace = 'public'::regnamespace),
       NOT rolsuper AND EXISTS (
         SELECT FROM pg_database WHERE datname = current_database()
         AND datdba <> me.oid AND pg_has_role(me.oid, datdba, 'MEMBER'))
FROM me
"""


def _role(role: str, is_what: str, mend: str) -> Finding:
    return Finding(
        say(
            f"Le rôle de l’application ({role}) {is_what} : les murs entre organisations ne "
            "tiennent plus.",
            f"The application role ({role}) {is_what}: the walls between organisations no "
            "longer hold.",
        ),
        mend,
    )


WALLS = """
SELECT t.relname,
       t.relrowsecurity AND t.relforcerowsecurity AS on_for_all,
       EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polcmd IN ('r', '*')
               AND to_regrole('entrepairs_app')::oid = ANY (p.polroles)) AS for_app,
       EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polcmd = '*'
               AND to_regrole('entrepairs_owner')::oid = ANY (p.polroles)) AS for_owner
FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')
  AND a.attname = 'organisation_id' AND NOT a.attisdropped
ORDER BY t.relname
"""


def examine_walls(connection: Connection) -> list[Finding]:
    """Every table of an organisation: security on, forced, one policy per role."""
    return [
        Finding(
            say(
                f"La table {table} n’a pas son mur complet entre organisations.",
                f"The table {table} lacks a part of its wall between organisations.",
            ),
            say(
                "Relancez « entrepairs migrate » ; si cela persiste, restaurez une sauvegarde "
                "dans une base neuve et signalez-le.",
                "Run `entrepairs migrate`; if it stays so, restore a backup into a new database "
                "and report it.",
            ),
        )
        for table, *parts in connection.execute(WALLS)
        if not all(parts)
    ]


RIGHTS = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
  AND relowner <> current_user::regrole AND NOT pg_has_role(relowner, 'MEMBER')
  AND (NOT has_table_privilege(oid, 'SELECT') OR has_table_privilege(oid, 'TRUNCATE')
       OR has_table_privilege(oid, 'INSERT') = (relname = ANY (%s))
       OR relname = ANY (%s) AND (has_table_privilege(oid, 'UPDATE')
                                  OR has_table_privilege(oid, 'DELETE')))
ORDER BY relname
"""


def examine_rights(connection: Connection) -> list[Finding]:
    kept = [*WRITTEN_ONCE, *READ_ONLY]
    tables = [name for (name,) in connection.execute(RIGHTS, [list(READ_ONLY), kept])]
    if not tables:
        return []
    named = ", ".join(tables)
    return [
        Finding(
            say(
                f"L’application a trop ou trop peu de droits sur : {named}.",
                f"The application has too many or too few rights on: {named}.",
            ),
            say("Relancez « entrepairs migrate ».", "Run `entrepairs migrate`.")
            + f" REVOKE TRUNCATE ON ALL TABLES IN SCHEMA public FROM {_user(connection)};",
        )
    ]


def _user(connection: Connection) -> str:
    return str(_value(connection, "SELECT current_user"))


def _value(connection: Connection, question: str, *values: object) -> object:
    row = connection.execute(question.encode(), values or None).fetchone()
    return row[0] if row else None


DATABASE_EXAMINATIONS: tuple[Callable[[Connection], list[Finding]], ...] = (
    examine_version,
    examine_durability,
    examine_role,
    examine_walls,
    examine_rights,
)
