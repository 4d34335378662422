"""Erase again whoever the register names: after a restore, before the program opens."""

from __future__ import annotations

import argparse

from entrepairs.commands import exits
from entrepairs.commands.surroundings import database, owner_url, start_django, tell
from entrepairs.server import ServerRefusal
from entrepairs.server.language import say

FRENCH = "efface de nouveau les personnes du registre (restore le fait ; à lancer soi-même "
FRENCH += "après une restauration par un autre outil)"
ENGLISH = "erases again whoever the register names (restore does it; run it yourself after "
ENGLISH += "restoring with another tool)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--after-restore",
        action="store_true",
        help=say(
            "donne aussi une nouvelle clé aux personnes dont la clé n’est pas revenue",
            "also gives a new key to people whose key did not come back",
        ),
    )


def run(options: argparse.Namespace) -> int:
    with database():
        owner_url()
        start_django(owner=True)
        done = _erase_again()
        if done:
            tell(say(f"Effacées de nouveau : {done}.", f"Erased again: {done}."))
        lost = _replace_lost_keys() if options.after_restore else 0
        unknown = _unknown_to_the_register()
    if lost:
        tell(
            say(
                f"{lost} personne(s) sans leur clé : ce qu’elles avaient dit est perdu ; la suite "
                "se gardera avec une nouvelle clé.",
                f"{lost} person(s) without their key: what they had said is lost; what comes next "
                "will be kept with a new key.",
            )
        )
    if unknown:
        tell(
            say(
                f"Ce registre ne connaît pas {unknown} effacement(s) que la sauvegarde connaît : "
                "est-ce le bon ? D’autres personnes effacées sont peut-être revenues.",
                f"This register does not know {unknown} erasure(s) that the backup knows: is it "
                "the right one? Other erased people may have come back.",
            )
        )
    return exits.FOUND if lost or unknown else exits.DONE


def _erase_again() -> int:
    from django.conf import settings

    from entrepairs.base import clock
    from entrepairs.base.erasures import RegisterMissing
    from entrepairs.people.erasure import erase_again

    try:
        return erase_again(settings.ERASURE_REGISTER, clock.now())
    except RegisterMissing as missing:
        raise ServerRefusal(
            say(
                f"Le registre des effacements manque : {missing}.",
                f"The register of erasures is missing: {missing}.",
            )
        ) from missing


def _replace_lost_keys() -> int:
    from entrepairs.accounts.rounds import every_organisation
    from entrepairs.base.wall import organisation_wall
    from entrepairs.people.keys import replace_lost_keys

    lost = 0
    for organisation in every_organisation():
        with organisation_wall(organisation):
            lost += replace_lost_keys(organisation)
    return lost


def _unknown_to_the_register() -> int:
    """Erasures in the trail that the register never heard of."""
    from django.conf import settings

    from entrepairs.accounts.enums import Act
    from entrepairs.accounts.models import AuditEntry
    from entrepairs.accounts.rounds import every_organisation
    from entrepairs.base.erasures import erased
    from entrepairs.base.wall import organisation_wall

    known = {str(one.thing) for one in erased(settings.ERASURE_REGISTER)}
    noted: set[str] = set()
    for organisation in every_organisation():
        with organisation_wall(organisation):
            trail = AuditEntry.objects.filter(
                organisation=organisation, act=Act.ERASE, kind="people.person"
            )
            noted |= set(trail.values_list("thing", flat=True))
    return len(noted - known)
