"""What the trail calls the things of each room: this floor knows the whole house."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

KINDS: dict[str, str | Promise] = {
    "peers.peer": gettext_lazy("a peer"),
    "peers.statusperiod": gettext_lazy("a status"),
    "peers.peershare": gettext_lazy("a loan"),
    "missions.engagement": gettext_lazy("the engagement of a team"),
    "missions.placement": gettext_lazy("a placement"),
    "missions.mission": gettext_lazy("a mission"),
    "missions.missionversion": gettext_lazy("a text of a mission"),
    "missions.signature": gettext_lazy("a signature"),
    "missions.pairing": gettext_lazy("a pair"),
    "missions.compensation": gettext_lazy("help for a lone peer"),
    "people.person": gettext_lazy("the page of a person"),
    "people.wish": gettext_lazy("a wish"),
    "people.goalsaid": gettext_lazy("where somebody is with a goal"),
    "people.agreement": gettext_lazy("an agreement to share"),
    "people.rescue": gettext_lazy("a duty to rescue"),
    "people.hold": gettext_lazy("a legal hold"),
    "people.persontie": gettext_lazy("two pages of one person"),
    "links.link": gettext_lazy("the links of a team"),
    "links.peerask": gettext_lazy("a request to meet a peer"),
    "interventions.outing": gettext_lazy("an outing"),
    "interventions.encounter": gettext_lazy("an encounter"),
    "interventions.aliasseen": gettext_lazy("the aliases of a team"),
    "framework.statement": gettext_lazy("what was said of a criterion"),
    "exchange.import": gettext_lazy("an import"),
}
