"""What doctor looks at around the keys and the register of erasures."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg

from entrepairs.commands.examinations import Finding
from entrepairs.commands.surroundings import register_path
from entrepairs.server.language import say

Connection = psycopg.Connection[Any]
NOT_OURS = 0o077  # bits of a mode: what group and others may do


def examine_root_file(environment: Mapping[str, str]) -> list[Finding]:
    """In production the root keys are in a file that its owner alone reads."""
    named = environment.get("ROOT_KEY_FILE", "")
    if not named:
        return [_no_root()] if environment.get("ENTREPAIRS_ENV") == "production" else []
    path = Path(named)
    if not path.is_file():
        return [_no_root(path)]
    return [_open_to_others(path)] if path.stat().st_mode & NOT_OURS else []


def _no_root(path: Path | None = None) -> Finding:
    where = path or Path("root.keys")
    return Finding(
        say(
            "ROOT_KEY_FILE ne désigne aucun fichier : rien de ce que disent les personnes ne peut "
            "être écrit ni lu.",
            "ROOT_KEY_FILE names no file: nothing people say can be written or read.",
        ),
        say(
            f"S’il y en avait un, remettez-le. Sinon : entrepairs keys new {where}, hors de la "
            f"base et des sauvegardes, puis ROOT_KEY_FILE={where}.",
            f"If there was one, put it back. Else: entrepairs keys new {where}, outside the "
            f"database and the backups, then ROOT_KEY_FILE={where}.",
        ),
    )


def _open_to_others(path: Path) -> Finding:
    return Finding(
        say(
            f"{path} peut être lu par d’autres comptes de la machine.",
            f"{path} may be read by other accounts of the machine.",
        ),
        f"chmod 600 {path}",
    )


def examine_register(connection: Connection) -> list[Finding]:
    """As soon as pages can be opened, there is a register that we may write."""
    if not _exists(connection, "people_person"):
        return []
    path = register_path()
    if not path.is_file():
        return [
            Finding(
                say(
                    f"Le registre des effacements manque : {path}.",
                    f"The register of erasures is missing: {path}.",
                ),
                say(
                    "Remettez-le. S’il n’y en a jamais eu, « entrepairs migrate » en fait un ; "
                    "ERASURE_REGISTER dit où.",
                    "Put it back. If there never was one, `entrepairs migrate` makes it; "
                    "ERASURE_REGISTER says where.",
                ),
            )
        ]
    found = [_open_to_others(path)] if path.stat().st_mode & NOT_OURS else []
    if not os.access(path, os.W_OK):
        what = say(
            f"Le registre des effacements ne peut pas être écrit ({path}) : personne ne peut être "
            "effacé.",
            f"The register of erasures cannot be written ({path}): nobody can be erased.",
        )
        found.append(Finding(what, f"chown / chmod 600 {path}"))
    return found


def examine_as_owner(url: str) -> list[Finding]:
    """Across organisations, which only the owner sees."""
    with psycopg.connect(url, autocommit=True) as owner:
        if not _exists(owner, "people_organisationkey"):
            return []
        return [*_roots(owner), *_renewal(owner), *_forgotten(owner)]


def _roots(owner: Connection) -> list[Finding]:
    from entrepairs.base.sealing import roots_in

    path = Path(os.environ.get("ROOT_KEY_FILE", ""))
    have = {root.name for root in roots_in(path)} if path.is_file() else {"development"}
    wanted = {name for (name,) in owner.execute("SELECT root FROM people_organisationkey")}
    if wanted <= have:
        return []
    names = ", ".join(sorted(wanted - have))
    return [
        Finding(
            say(
                f"La clé racine {names} n’est pas dans {path} : les textes de certaines "
                "organisations ne s’ouvrent pas.",
                f"The root key {names} is not in {path}: the texts of some organisations do not "
                "open.",
            ),
            say(
                "Remettez-la dans ce fichier, une ligne par clé, la plus récente en dernier.",
                "Put it back in that file, one line for each key, the newest last.",
            ),
        )
    ]


def _renewal(owner: Connection) -> list[Finding]:
    row = owner.execute(
        "SELECT count(*) FROM people_personkey k JOIN people_organisationkey w"
        " ON w.id = k.wrapper_id WHERE w.retired_at IS NOT NULL"
    ).fetchone()
    if not row or not row[0]:
        return []
    return [
        Finding(
            say(
                f"Un renouvellement de clés est resté au milieu ({row[0]} à faire).",
                f"A renewal of keys stopped half-way ({row[0]} to do).",
            ),
            "entrepairs keys rotate --organisation",
        )
    ]


def _forgotten(owner: Connection) -> list[Finding]:
    """Erasures of the trail that the register does not know: it is not, or no longer, the one."""
    from entrepairs.base.erasures import RegisterMissing, erased

    try:
        known = {str(one.thing) for one in erased(register_path())}
    except RegisterMissing:
        return []
    trail = owner.execute(
        "SELECT DISTINCT thing FROM accounts_auditentry"
        " WHERE act = 'erase' AND kind = 'people.person'"
    )
    missing = {thing for (thing,) in trail} - known
    if not missing:
        return []
    return [
        Finding(
            say(
                f"Le registre des effacements ignore {len(missing)} effacement(s) : une "
                "sauvegarde remise en place les ferait revenir.",
                f"The register of erasures does not know {len(missing)} erasure(s): a backup "
                "put back would bring them back.",
            ),
            say(
                f"Remettez le bon registre à la place de {register_path()}.",
                f"Put the right register in the place of {register_path()}.",
            ),
        )
    ]


def _exists(connection: Connection, table: str) -> bool:
    row = connection.execute("SELECT to_regclass(%s) IS NOT NULL", [f"public.{table}"]).fetchone()
    return bool(row and row[0])
