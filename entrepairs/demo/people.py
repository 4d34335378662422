"""The invented organisations and people of the demonstration, all obviously fictional."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import OrganisationKind, Role, Sector, TeamKind


@dataclass(frozen=True, slots=True)
class DemoTeam:
    key: str
    name: str
    kind: TeamKind
    engaged: bool = True


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    key: str
    name: str
    kind: OrganisationKind
    sector: Sector | None
    line: str | Promise
    teams: tuple[DemoTeam, ...] = ()


# (organisation, roles, teams)
Seat = tuple[str, tuple[Role, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One sign-in; a lent peer has two seats."""

    key: str
    given_name: str
    family_name: str
    title: str
    line: str | Promise
    seats: tuple[Seat, ...]

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example.org"


ORGANISATIONS = (
    DemoOrganisation(
        "hospital",
        "Hôpital du Perron",
        OrganisationKind.ESTABLISHMENT,
        Sector.HEALTH,
        _("A hospital whose street team works with one peer only, lent by the platform."),
        (DemoTeam("empp", "Belle-Étoile", TeamKind.EMPP),),
    ),
    DemoOrganisation(
        "hostel",
        "Maison des Lucioles",
        OrganisationKind.ESTABLISHMENT,
        Sector.SOCIAL,
        _("A hostel with two peers, and a day centre that has not committed itself yet."),
        (
            DemoTeam("chrs", "Les Tilleuls", TeamKind.CHRS),
            DemoTeam("day", "Le Kiosque", TeamKind.DAY_CENTRE, engaged=False),
        ),
    ),
    DemoOrganisation(
        "platform",
        "Passerelle des Pairs",
        OrganisationKind.PLATFORM,
        None,
        _("A platform that employs peers and lends three of them."),
        (DemoTeam("pool", "La Passerelle", TeamKind.OTHER),),
    ),
    DemoOrganisation(
        "association",
        "Les Égaux du Pont",
        OrganisationKind.PEER_ASSOCIATION,
        None,
        _("An association run by peers, which does everything by itself."),
        (DemoTeam("gem", "Le Pont", TeamKind.GEM),),
    ),
)

_P, _C, _CO = Role.PEER, Role.COLLEAGUE, Role.COORDINATOR

PEOPLE = (
    DemoPerson(
        "helene",
        "Hélène",
        "Parapluie",
        "cheffe de service",
        _("Coordinates the street team: places, signs, sees what waits."),
        (("hospital", (_CO,), ("empp",)),),
    ),
    DemoPerson(
        "nadia",
        "Nadia",
        "Tournesol",
        "médiatrice paire",
        _("Peer, lent by the platform: goes out at night, notes encounters."),
        (("hospital", (_P,), ("empp",)), ("platform", (_P,), ("pool",))),
    ),
    DemoPerson(
        "karim",
        "Karim",
        "Boussole",
        "infirmier",
        _("Nurse, goes out with Nadia."),
        (("hospital", (_C,), ("empp",)),),
    ),
    DemoPerson(
        "marc",
        "Marc",
        "Tilleul",
        "directeur",
        _("Director: counts, the board, no alias."),
        (("hospital", (Role.MANAGER,), ()),),
    ),
    DemoPerson(
        "ada",
        "Ada",
        "Clef",
        "",
        _("Opens accounts for the hospital, sees no content."),
        (("hospital", (Role.ADMIN,), ()),),
    ),
    DemoPerson(
        "denis",
        "Denis",
        "Loupe",
        "délégué à la protection des données",
        _("Reads who opened what, at the hospital."),
        (("hospital", (Role.AUDITOR,), ()),),
    ),
    DemoPerson(
        "mona",
        "Mona",
        "Verger",
        "éducatrice spécialisée",
        _("Coordinates the hostel and the day centre."),
        (("hostel", (_CO, Role.ADMIN), ("chrs", "day")),),
    ),
    DemoPerson(
        "lise",
        "Lise",
        "Caillou",
        "paire-aidante",
        _("Peer employed by the hostel."),
        (("hostel", (_P,), ("chrs",)),),
    ),
    DemoPerson(
        "samir",
        "Samir",
        "Galet",
        "pair-aidant",
        _("Peer lent to the hostel, two places, one person."),
        (("hostel", (_P,), ("chrs",)), ("platform", (_P,), ("pool",))),
    ),
    DemoPerson(
        "omar",
        "Omar",
        "Lanterne",
        "travailleur social",
        _("Social worker at the hostel."),
        (("hostel", (_C,), ("chrs", "day")),),
    ),
    DemoPerson(
        "ines",
        "Inès",
        "Pluie",
        "coordinatrice de plateforme",
        _("Coordinates the platform: peers, loans, partners."),
        (("platform", (Role.PLATFORM_COORDINATOR, Role.ADMIN), ("pool",)),),
    ),
    DemoPerson(
        "basile",
        "Basile",
        "Ruisseau",
        "pair-aidant",
        _("Peer of the platform, lent to the association for its evening sessions."),
        (("platform", (_P,), ("pool",)), ("association", (_P,), ("gem",))),
    ),
    DemoPerson(
        "claire",
        "Claire",
        "Bougie",
        "psychologue",
        _("Supports peers from outside the hierarchy: no access to their work."),
        (("platform", (Role.SUPPORTER,), ()),),
    ),
    DemoPerson(
        "rose",
        "Rose",
        "Chariot",
        "présidente, paire",
        _("Chairs the association: peer, coordinator and administrator at once."),
        (("association", (_P, _CO, Role.ADMIN), ("gem",)),),
    ),
    DemoPerson(
        "zoe",
        "Zoé",
        "Farine",
        "paire bénévole",
        _("Volunteer peer of the association."),
        (("association", (_P,), ("gem",)),),
    ),
    DemoPerson(
        "theo",
        "Théo",
        "Marelle",
        "animateur",
        _("The association’s only employee who is not a peer."),
        (("association", (_C,), ("gem",)),),
    ),
)

BY_KEY = {person.key: person for person in PEOPLE}


def organisation_name(key: str) -> str:
    return next(each.name for each in ORGANISATIONS if each.key == key)
