"""Teams, placements and statuses: R1.3 R1.6 R2.16 R2.17 R4.2 R5.1 R6.8 R6.12 R6.16 R6.20 R6.22."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Team
from entrepairs.engines.evaluation.problem import Kind, Voice
from entrepairs.framework.facts.ground import Ground, witness
from entrepairs.framework.facts.reading import Case, Reading, of_cases
from entrepairs.missions.models import Placement
from entrepairs.peers.enums import Status


def readings(ground: Ground) -> dict[str, Reading]:
    paper = Kind.DOCUMENT
    return {
        "engaged_placements": of_cases(engaged_placements(ground)),
        "engaged_teams": of_cases(engaged_teams(ground)),
        "two_peers": of_cases(two_peers(ground), beside=alone(ground)),
        "integrated_teams": of_cases(integrated_teams(ground)),
        "mixed_teams": of_cases(mixed_teams(ground), paper),
        "statuses_in_order": of_cases(statuses_in_order(ground), paper),
        "dated_statuses": of_cases(dated_statuses(ground), paper),
        "fields_named": of_cases(fields_named(ground), paper),
        "peers_with_a_key": of_cases(peers_with_a_key(ground)),
        "chosen_titles": of_cases(chosen_titles(ground), paper),
        "on_the_team_list": of_cases(on_the_team_list(ground), paper),
    }


def engaged_placements(ground: Ground) -> Iterator[Case]:
    """R1.3. The team had committed itself when the peer arrived, and still does today.

    The coordination writes the engagement; a colleague who signs the mission of that
    peer shows that the team stands behind it.
    """
    for placement in ground.placements:
        today = ground.engaged(placement.team_id, ground.scope.last)
        before = ground.engaged(placement.team_id, placement.starts_on)
        voice = None
        if today and before:
            text = ground.texts.get(placement.pk)
            signed = witness(text.team_voice) if text else None
            voice = signed or ground.voice_of(today.recorded_by_id)
        yield Case(voice, placement.pk)


def engaged_teams(ground: Ground) -> Iterator[Case]:
    """R5.1. Each team for itself: the act of another team of the house does not count."""
    for team in ground.scope.teams:
        act = ground.engaged(team.pk, ground.scope.last)
        voice = None
        if act:
            texts = [ground.texts.get(placement.pk) for placement in ground.placed_in(team.pk)]
            signed = witness(*(text.team_voice for text in texts if text))
            voice = signed or ground.voice_of(act.recorded_by_id)
        yield Case(voice, team.pk)


def peers_of(ground: Ground, team: Team) -> set[UUID]:
    return {placement.peer_id for placement in ground.placed_in(team.pk)}


def two_peers(ground: Ground) -> Iterator[Case]:
    """R6.22. At least two different peers in the team on that day.

    Placements are written by the coordination; two missions signed by their peers show
    that these two people are really there.
    """
    for team in ground.teams_with_a_peer:
        voice = None
        if len(peers_of(ground, team)) >= 2:
            there = [p for p in ground.placed_in(team.pk) if _signed_by_peer(ground, p)]
            really = len({placement.peer_id for placement in there}) >= 2
            recorder = ground.placed_in(team.pk)[0].recorded_by_id
            voice = Voice.PEER if really else ground.voice_of(recorder)
        yield Case(voice, team.pk)


def _signed_by_peer(ground: Ground, placement: Placement) -> bool:
    text = ground.texts.get(placement.pk)
    return text is not None and text.peer_signed


def alone(ground: Ground) -> dict[str, int]:
    """Teams with one peer only, and those of them where something is done about it."""
    lone = [team.pk for team in ground.teams_with_a_peer if len(peers_of(ground, team)) == 1]
    return {"alone": len(lone), "compensated": len(ground.compensated.intersection(lone))}


def integrated_teams(ground: Ground) -> Iterator[Case]:
    """R1.6. Engagement, signed mission, outing in a pair, two peers: all four, or none."""
    for team in ground.teams_with_a_peer:
        texts = [ground.texts.get(placement.pk) for placement in ground.placed_in(team.pk)]
        all_four = (
            ground.engaged(team.pk, ground.scope.last) is not None
            and any(text.in_force for text in texts if text)
            and ground.tallies.get(team.pk, {}).get("outings_paired", 0) > 0
            and len(peers_of(ground, team)) >= 2
        )
        # One of the four is a signature of the peer.
        yield Case(Voice.PEER if all_four else None, team.pk)


def mixed_teams(ground: Ground) -> Iterator[Case]:
    """R6.8. A colleague and a coordinator belong to the peer's team; how many does not matter."""
    for team in ground.teams_with_a_peer:
        here = [ground.members[pk] for pk in ground.memberships[team.pk] if pk in ground.members]
        mixed = any(member.has(Role.COLLEAGUE) for member in here) and any(
            member.has(Role.COORDINATOR) for member in here
        )
        yield Case(Voice.COORDINATOR if mixed else None, team.pk)


def statuses_in_order(ground: Ground) -> Iterator[Case]:
    """R2.16. The status period of the placement covers the day; a loan goes elsewhere."""
    for placement in ground.placements:
        period = ground.statuses.get(placement.peer_id)
        in_order = (
            period is not None
            and period.pk == placement.status_period_id
            and (period.kind == Status.LENT) == placement.is_lent
        )
        yield Case(ground.voice_of(placement.recorded_by_id) if in_order else None, placement.pk)


def dated_statuses(ground: Ground) -> Iterator[Case]:
    """R4.2. The role alone is no status: a dated period is."""
    for peer in ground.own_peers:
        yield Case(Voice.COORDINATOR if peer in ground.statuses else None, peer)


def fields_named(ground: Ground) -> Iterator[Case]:
    """R2.17. At least one field, in our words or the organisation's."""
    for peer in ground.placed_peers:
        found = ground.peers.get(peer)
        named = found is not None and any(word.strip() for word in found.fields)
        yield Case(Voice.COORDINATOR if named else None, peer)


def _placed(ground: Ground, holds: Callable[[Member], bool], voice: Voice) -> Iterator[Case]:
    for peer, placement in ground.placed_peers.items():
        yield Case(voice if any(holds(face) for face in ground.faces(placement)) else None, peer)


def peers_with_a_key(ground: Ground) -> Iterator[Case]:
    """R6.12, its part about accounts. Accepting an invitation is the peer's own act."""
    return _placed(ground, lambda face: face.user_id is not None, Voice.PEER)


def chosen_titles(ground: Ground) -> Iterator[Case]:
    """R6.16, its part about titles. Nothing says who typed it: not a daily fact."""
    return _placed(ground, lambda face: bool(face.chosen_title.strip()), Voice.SYSTEM)


def on_the_team_list(ground: Ground) -> Iterator[Case]:
    """R6.20, what can be read of it: on the list, with a day-to-day contact of that team."""
    for placement in ground.placements:
        here = ground.memberships.get(placement.team_id, set())
        faces = {face.pk for face in ground.faces(placement)}
        listed = bool(faces & here) and placement.day_to_day_referent_id in here
        yield Case(ground.voice_of(placement.recorded_by_id) if listed else None, placement.pk)
