"""The sentence of each figure: how many, out of how many, of what.

``daily`` is false where the facts are papers in order: such a row stops at rung 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext_lazy

from entrepairs.framework.facts.reading import Reading
from entrepairs.framework.figures_of_people import SENTENCES


class Unit(StrEnum):
    """What the cases of a figure are: it decides what its rows open."""

    TEAM = "team"
    PLACEMENT = "placement"
    MISSION = "mission"
    PEER = "peer"
    OUTING = "outing"
    ENCOUNTER = "encounter"
    LABEL = "label"
    # Numbers of people, whose rows nobody opens from a board.
    PEOPLE = "people"


class Bold(int):
    """A number that formats as a strong one, and still chooses the plural."""

    def __str__(self) -> str:
        return f"<b>{grouped(int(self))}</b>"


class Grouped(int):
    """A number that formats with its thousands apart."""

    def __str__(self) -> str:
        return grouped(int(self))


def grouped(number: int) -> str:
    """``4718`` as the language writes it: 4 718, 4,718."""
    return number_format(number, use_l10n=True, force_grouping=True)


@dataclass(frozen=True, slots=True)
class Figure:
    unit: Unit
    sentence: Promise
    daily: bool = True

    def told(self, reading: Reading) -> SafeString:
        numbers = {"met": Bold(reading.met), "total": Bold(reading.total)}
        # Our own sentences around whole numbers: nothing to escape.
        return mark_safe(str(self.sentence % numbers))  # type: ignore[operator]  # noqa: S308

    def plainly(self, reading: Reading) -> str:
        """The same sentence without markup, for paper."""
        return str(self.sentence % {"met": Grouped(reading.met), "total": Grouped(reading.total)})  # type: ignore[operator]


FIGURES: dict[str, Figure] = {
    "seen_again": Figure(
        Unit.ENCOUNTER,
        ngettext_lazy(
            "%(met)s encounter with a peer out of %(total)s was not the first",
            "%(met)s encounters with a peer out of %(total)s were not the first",
            "met",
        ),
    ),
    "engaged_placements": Figure(
        Unit.PLACEMENT,
        ngettext_lazy(
            "%(met)s placement out of %(total)s is in a team that had committed itself before",
            "%(met)s placements out of %(total)s are in a team that had committed itself before",
            "met",
        ),
    ),
    "complementary_missions": Figure(
        Unit.MISSION,
        ngettext_lazy(
            "%(met)s mission out of %(total)s says what the peer does not do",
            "%(met)s missions out of %(total)s say what the peer does not do",
            "met",
        ),
    ),
    "encounters_by_peers": Figure(
        Unit.ENCOUNTER,
        ngettext_lazy(
            "%(met)s encounter out of %(total)s was noted by a peer",
            "%(met)s encounters out of %(total)s were noted by a peer",
            "met",
        ),
    ),
    "integrated_teams": Figure(
        Unit.TEAM,
        ngettext_lazy(
            "%(met)s team out of %(total)s shows the four signs of integration",
            "%(met)s teams out of %(total)s show the four signs of integration",
            "met",
        ),
    ),
    "framed_missions": Figure(
        Unit.MISSION,
        ngettext_lazy(
            "%(met)s mission out of %(total)s has its whole frame in writing",
            "%(met)s missions out of %(total)s have their whole frame in writing",
            "met",
        ),
        daily=False,
    ),
    "peer_run_organisations": Figure(
        Unit.LABEL,
        ngettext_lazy(
            "%(met)s organisation out of %(total)s, among us and our partners, is run by peers",
            "%(met)s organisations out of %(total)s, among us and our partners, are run by peers",
            "met",
        ),
        daily=False,
    ),
    "peer_presence": Figure(
        Unit.ENCOUNTER,
        ngettext_lazy(
            "%(met)s encounter out of %(total)s took place with a peer there",
            "%(met)s encounters out of %(total)s took place with a peer there",
            "met",
        ),
    ),
    "local_words": Figure(
        Unit.LABEL,
        ngettext_lazy(
            "%(met)s word of our own out of %(total)s is tied to a shared notion",
            "%(met)s words of our own out of %(total)s are tied to a shared notion",
            "met",
        ),
        daily=False,
    ),
    "themes_touched": Figure(
        Unit.LABEL,
        ngettext_lazy(
            "%(met)s theme out of %(total)s came up often",
            "%(met)s themes out of %(total)s came up often",
            "met",
        ),
    ),
    "tables_without_story": Figure(
        Unit.LABEL,
        ngettext_lazy(
            "%(met)s table out of %(total)s asks nothing about a life",
            "%(met)s tables out of %(total)s ask nothing about a life",
            "met",
        ),
    ),
    "outing_kinds": Figure(
        Unit.LABEL,
        ngettext_lazy(
            "%(met)s kind of outing out of %(total)s is often made with a peer",
            "%(met)s kinds of outings out of %(total)s are often made with a peer",
            "met",
        ),
    ),
    "statuses_in_order": Figure(
        Unit.PLACEMENT,
        ngettext_lazy(
            "%(met)s placement out of %(total)s rests on a clear and dated status",
            "%(met)s placements out of %(total)s rest on a clear and dated status",
            "met",
        ),
        daily=False,
    ),
    "fields_named": Figure(
        Unit.PEER,
        ngettext_lazy(
            "%(met)s peer out of %(total)s has at least one field of intervention noted",
            "%(met)s peers out of %(total)s have at least one field of intervention noted",
            "met",
        ),
        daily=False,
    ),
    "dated_statuses": Figure(
        Unit.PEER,
        ngettext_lazy(
            "%(met)s peer out of %(total)s has a dated status today",
            "%(met)s peers out of %(total)s have a dated status today",
            "met",
        ),
        daily=False,
    ),
    "versions_kept": Figure(
        Unit.LABEL,
        ngettext_lazy(
            "%(met)s version out of %(total)s is kept exactly as it was loaded",
            "%(met)s versions out of %(total)s are kept exactly as they were loaded",
            "met",
        ),
    ),
    "engaged_teams": Figure(
        Unit.TEAM,
        ngettext_lazy(
            "%(met)s team out of %(total)s has a live engagement",
            "%(met)s teams out of %(total)s have a live engagement",
            "met",
        ),
    ),
    "first_outings": Figure(
        Unit.TEAM,
        ngettext_lazy(
            "%(met)s committed team out of %(total)s goes out with a peer",
            "%(met)s committed teams out of %(total)s go out with a peer",
            "met",
        ),
    ),
    "reaching_out_with_a_peer": Figure(
        Unit.OUTING,
        ngettext_lazy(
            "%(met)s round or visit out of %(total)s was made with a peer",
            "%(met)s rounds or visits out of %(total)s were made with a peer",
            "met",
        ),
    ),
    "mixed_teams": Figure(
        Unit.TEAM,
        ngettext_lazy(
            "%(met)s team out of %(total)s brings together peers, colleagues and coordination",
            "%(met)s teams out of %(total)s bring together peers, colleagues and coordination",
            "met",
        ),
        daily=False,
    ),
    "peers_with_a_key": Figure(
        Unit.PEER,
        ngettext_lazy(
            "%(met)s peer out of %(total)s has opened their own access",
            "%(met)s peers out of %(total)s have opened their own access",
            "met",
        ),
    ),
    "chosen_titles": Figure(
        Unit.PEER,
        ngettext_lazy(
            "%(met)s peer out of %(total)s goes by a title of their choice",
            "%(met)s peers out of %(total)s go by a title of their choice",
            "met",
        ),
        daily=False,
    ),
    "accepted_frames": Figure(
        Unit.PLACEMENT,
        ngettext_lazy(
            "%(met)s placement out of %(total)s has a frame signed by both sides",
            "%(met)s placements out of %(total)s have a frame signed by both sides",
            "met",
        ),
    ),
    "complete_missions": Figure(
        Unit.PLACEMENT,
        ngettext_lazy(
            "%(met)s placement out of %(total)s has a mission with the three headings",
            "%(met)s placements out of %(total)s have a mission with the three headings",
            "met",
        ),
    ),
    "written_together": Figure(
        Unit.MISSION,
        ngettext_lazy(
            "%(met)s mission out of %(total)s was written with the peer and signed by both sides",
            "%(met)s missions out of %(total)s were written with the peer and signed by both sides",
            "met",
        ),
    ),
    "on_the_team_list": Figure(
        Unit.PLACEMENT,
        ngettext_lazy(
            "%(met)s placement out of %(total)s: the peer is on the team’s list, with a contact",
            "%(met)s placements out of %(total)s: the peers are on the team’s list, with a contact",
            "met",
        ),
        daily=False,
    ),
    "outings_in_pairs": Figure(
        Unit.OUTING,
        ngettext_lazy(
            "%(met)s outing with a peer out of %(total)s was made with a colleague",
            "%(met)s outings with a peer out of %(total)s were made with a colleague",
            "met",
        ),
    ),
    "two_peers": Figure(
        Unit.TEAM,
        ngettext_lazy(
            "%(met)s team out of %(total)s has two peers or more",
            "%(met)s teams out of %(total)s have two peers or more",
            "met",
        ),
    ),
    "sourced_rows": Figure(
        Unit.LABEL,
        ngettext_lazy(
            "%(met)s row out of %(total)s says where it comes from",
            "%(met)s rows out of %(total)s say where they come from",
            "met",
        ),
    ),
}
FIGURES |= {key: Figure(Unit.PEOPLE, sentence) for key, sentence in SENTENCES.items()}
