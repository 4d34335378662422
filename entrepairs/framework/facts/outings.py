"""Outings and encounters, from monthly tallies only: R1.1 R1.5 R2.2 R2.9 R2.14 R5.5 R6.6 R6.21."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from entrepairs.engines.evaluation.problem import Voice
from entrepairs.framework.facts.ground import Ground
from entrepairs.framework.facts.reading import Case, Reading, of_cases, of_counts, often
from entrepairs.interventions.enums import Hat, OutingKind, Theme

VOICES = {hat: Voice(hat.value) for hat in Hat}


def readings(ground: Ground) -> dict[str, Reading]:
    met = {
        "seen_again": seen_again(ground),
        "encounters_by_peers": encounters_by_peers(ground),
        "peer_presence": peer_presence(ground),
        "themes_touched": of_cases(themes_touched(ground)),
    }
    # Ten meetings with one person tell of one person, not of ten.
    about = {key: replace(one, persons=ground.people_met) for key, one in met.items()}
    return about | {
        "outing_kinds": of_cases(outing_kinds(ground)),
        "first_outings": of_cases(first_outings(ground)),
        "reaching_out_with_a_peer": reaching_out_with_a_peer(ground),
        "outings_in_pairs": outings_in_pairs(ground),
    }


def authors(ground: Ground, of: str) -> dict[Voice, int]:
    """Who wrote the outings or the encounters of the period."""
    counts = {voice: ground.total(f"{of}_by_{hat.value}") for hat, voice in VOICES.items()}
    return {voice: count for voice, count in counts.items() if count}


def both(ground: Ground, counter: str) -> tuple[int, int]:
    """A counter, and the part of it that those who were there wrote."""
    return ground.total(counter), ground.total(f"{counter}_there")


def seen_again(ground: Ground) -> Reading:
    """R1.1. Of the encounters with a peer there, those that were not the first one."""
    total, again = ground.total("encounters_with_peer"), ground.total("again_with_peer")
    there = ground.total("again_with_peer_there")
    unknown = total - again - ground.total("first_with_peer")
    return of_counts(total, again, there, authors(ground, "encounters"), unknown)


def encounters_by_peers(ground: Ground) -> Reading:
    """R1.5. Of all encounters, those that a peer noted, whoever else was there."""
    met = ground.total("encounters_by_peer")
    return Reading(
        total=ground.total("encounters"),
        facts={Voice.PEER: met} if met else {},
        written_by=authors(ground, "encounters"),
    )


def peer_presence(ground: Ground) -> Reading:
    """R2.2. Of all encounters, those where a peer was present as a peer."""
    met, there = both(ground, "encounters_with_peer")
    return of_counts(ground.total("encounters"), met, there, authors(ground, "encounters"))


def themes_touched(ground: Ground) -> Iterator[Case]:
    """R2.9. Themes of the short list that came up often enough to be more than a chance."""
    written = authors(ground, "encounters")
    for theme in Theme:
        if theme is not Theme.OTHER:
            voice = often(*both(ground, f"theme_{theme.value}"), written)
            yield Case(voice, label=str(theme.label))


def outing_kinds(ground: Ground) -> Iterator[Case]:
    """R2.14. Kinds of outings done often enough with a peer."""
    written = authors(ground, "outings")
    for kind in OutingKind:
        voice = often(*both(ground, f"{kind.value}s_with_peer"), written)
        yield Case(voice, label=str(kind.label))


def first_outings(ground: Ground) -> Iterator[Case]:
    """R5.5. Engaged teams where a peer went out at least once in the period."""
    for team in ground.scope.teams:
        if ground.engaged(team.pk, ground.scope.last):
            tally = ground.tallies.get(team.pk, {})
            written = {voice: tally.get(f"outings_by_{hat}", 0) for hat, voice in VOICES.items()}
            met, there = (tally.get(f"outings_with_peer{part}", 0) for part in ("", "_there"))
            voice = often(met, there, written, least=1)
            yield Case(voice, team.pk)


def reaching_out_with_a_peer(ground: Ground) -> Reading:
    """R6.6. Of the rounds and visits, those with a peer; drop-ins and groups do not count."""
    met, there = both(ground, "outreach_with_peer")
    return of_counts(ground.total("outreach"), met, there, authors(ground, "outings"))


def outings_in_pairs(ground: Ground) -> Reading:
    """R6.21. Of the outings with a peer, those with somebody who is not one."""
    met, there = both(ground, "outings_paired")
    total = ground.total("outings_with_peer")
    read = of_counts(total, met, there, authors(ground, "outings"))
    solo, reason = ground.total("outings_solo"), ground.total("outings_solo_with_reason")
    return Reading(
        read.total,
        read.facts,
        written_by=read.written_by,
        beside={"solo": solo, "solo_with_reason": reason},
    )
