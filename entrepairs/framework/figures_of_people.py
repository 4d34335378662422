"""The sentences of the figures on people met: numbers of people, never a name."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

SENTENCES: dict[str, Promise] = {
    "far_from_services": ngettext_lazy(
        "%(met)s person out of %(total)s met for the first time was far from every service",
        "%(met)s people out of %(total)s met for the first time were far from every service",
        "met",
    ),
    "steps_reached": ngettext_lazy(
        "%(met)s step out of %(total)s asked for has reached its door",
        "%(met)s steps out of %(total)s asked for have reached their door",
        "met",
    ),
    "who_does_what": ngettext_lazy(
        "%(met)s link out of %(total)s says which colleague the person knows beside the peer",
        "%(met)s links out of %(total)s say which colleague the person knows beside the peer",
        "met",
    ),
    "goals_told": ngettext_lazy(
        "%(met)s goal out of %(total)s: the person said where they are",
        "%(met)s goals out of %(total)s: the people said where they are",
        "met",
    ),
    "links_wished": ngettext_lazy(
        "%(met)s link out of %(total)s was opened at the person’s wish",
        "%(met)s links out of %(total)s were opened at the person’s wish",
        "met",
    ),
    "hope_told": ngettext_lazy(
        "%(met)s person out of %(total)s says they have some hope",
        "%(met)s people out of %(total)s say they have some hope",
        "met",
    ),
    "links_that_last": ngettext_lazy(
        "%(met)s link out of %(total)s stayed open through three months of silence",
        "%(met)s links out of %(total)s stayed open through three months of silence",
        "met",
    ),
    "doors_told": ngettext_lazy(
        "%(met)s closed door out of %(total)s was followed by an act",
        "%(met)s closed doors out of %(total)s were followed by an act",
        "met",
    ),
    "trust_told": ngettext_lazy(
        "%(met)s person out of %(total)s says they trust the service",
        "%(met)s people out of %(total)s say they trust the service",
        "met",
    ),
    "kept_contacts": ngettext_lazy(
        "%(met)s health step out of %(total)s wished for led to an appointment kept",
        "%(met)s health steps out of %(total)s wished for led to an appointment kept",
        "met",
    ),
    "voices_in_their_words": ngettext_lazy(
        "%(met)s person out of %(total)s answered in another language, or in easy words",
        "%(met)s people out of %(total)s answered in another language, or in easy words",
        "met",
    ),
    "citizen_steps": ngettext_lazy(
        "%(met)s step for papers or citizenship out of %(total)s has reached its door",
        "%(met)s steps for papers or citizenship out of %(total)s have reached their door",
        "met",
    ),
    "insertion_steps": ngettext_lazy(
        "%(met)s step for a home, an activity or ties out of %(total)s has reached its door",
        "%(met)s steps for a home, an activity or ties out of %(total)s have reached their door",
        "met",
    ),
    "words_answered": ngettext_lazy(
        "%(met)s word out of %(total)s carried for somebody was answered",
        "%(met)s words out of %(total)s carried for somebody were answered",
        "met",
    ),
    "wishes_first": ngettext_lazy(
        "%(met)s page out of %(total)s opened carries a wish of the person",
        "%(met)s pages out of %(total)s opened carry a wish of the person",
        "met",
    ),
    "peers_asked_for": ngettext_lazy(
        "%(met)s request to meet a peer out of %(total)s was met",
        "%(met)s requests to meet a peer out of %(total)s were met",
        "met",
    ),
    "orientations_reached": ngettext_lazy(
        "%(met)s orientation out of %(total)s wanted by the person got there",
        "%(met)s orientations out of %(total)s wanted by the person got there",
        "met",
    ),
    "steps_accompanied": ngettext_lazy(
        "%(met)s step out of %(total)s was done with somebody",
        "%(met)s steps out of %(total)s were done with somebody",
        "met",
    ),
    "hope_by_example": ngettext_lazy(
        "%(met)s person out of %(total)s met by peers says they have some hope",
        "%(met)s people out of %(total)s met by peers say they have some hope",
        "met",
    ),
    "preferences_asked": ngettext_lazy(
        "%(met)s link out of %(total)s began with a preference said by the person",
        "%(met)s links out of %(total)s began with a preference said by the person",
        "met",
    ),
    "understood_without_alike": ngettext_lazy(
        "%(met)s person out of %(total)s feels understood, whether or not a preference was said",
        "%(met)s people out of %(total)s feel understood, whether or not a preference was said",
        "met",
    ),
    "three_way_wished": ngettext_lazy(
        "%(met)s meeting in threes out of %(total)s was wished by the person",
        "%(met)s meetings in threes out of %(total)s were wished by the person",
        "met",
    ),
    "carried_with_agreement": ngettext_lazy(
        "%(met)s word out of %(total)s was carried with the agreement of the person",
        "%(met)s words out of %(total)s were carried with the agreement of the person",
        "met",
    ),
    "explained": ngettext_lazy(
        "%(met)s explanation out of %(total)s was told to the person",
        "%(met)s explanations out of %(total)s were told to the person",
        "met",
    ),
    "health_steps_wished": ngettext_lazy(
        "%(met)s health step out of %(total)s was opened by a wish of the person",
        "%(met)s health steps out of %(total)s were opened by a wish of the person",
        "met",
    ),
    "health_seen_again": ngettext_lazy(
        "%(met)s health step out of %(total)s begun went on to a second appointment",
        "%(met)s health steps out of %(total)s begun went on to a second appointment",
        "met",
    ),
    "feelings_in_pairs": ngettext_lazy(
        "%(met)s meeting in threes out of %(total)s: both sides said how it was",
        "%(met)s meetings in threes out of %(total)s: both sides said how it was",
        "met",
    ),
}
