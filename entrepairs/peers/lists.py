"""What the pages of peers show: filters kept in the address, lines, the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Member
from entrepairs.accounts.terms import local_terms, word_for
from entrepairs.base.words import plain
from entrepairs.engines.sheets.write import to_csv
from entrepairs.peers import access
from entrepairs.peers.enums import Field, Status
from entrepairs.peers.models import Peer, PeerQuerySet, PeerShare, StatusPeriod


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the address; what it does not know it leaves out."""

    name: str = ""
    status: str = ""
    field: str = ""
    shows_status: bool = False

    @classmethod
    def read(cls, query: QueryDict, *, shows_status: bool) -> Asked:
        status, field = query.get("status", ""), query.get("field", "")
        return cls(
            name=query.get("q", "").strip()[:80],
            status=status if shows_status and status in Status.values else "",
            field=field if field in Field.values else "",
            shows_status=shows_status,
        )

    def __bool__(self) -> bool:
        return bool(self.name or self.status or self.field)


def find_peers(member: Member, asked: Asked, today: date) -> PeerQuerySet:
    peers = Peer.objects.visible_to(member).with_status_on(today)
    if asked.name:
        peers = peers.filter(member__name_key__contains=plain(asked.name))
    if asked.status:
        peers = peers.filter(status=asked.status)
    if asked.field:
        peers = peers.filter(fields__contains=[asked.field])
    return peers.prefetch_related("member").select_related("organisation")


def _chips(
    query: QueryDict, key: str, chosen: str, words: Iterable[tuple[str, str]]
) -> list[dict[str, Any]]:
    chips = []
    for code, word in [("", _("All")), *words]:
        kept = query.copy()
        kept.pop(key, None)
        kept.pop("page", None)
        if code:
            kept[key] = code
        chips.append({"word": word, "url": f"?{kept.urlencode()}", "on": code == chosen})
    return chips


def status_chips(query: QueryDict, asked: Asked, terms: dict[str, str]) -> list[dict[str, Any]]:
    words = [(code, word_for(f"status.{code}", terms)) for code in Status.values]
    return _chips(query, "status", asked.status, words) if asked.shows_status else []


def field_chips(query: QueryDict, asked: Asked, terms: dict[str, str]) -> list[dict[str, Any]]:
    words = [(code, word_for(f"field.{code}", terms)) for code in Field.values]
    return _chips(query, "field", asked.field, words)


def field_words(peer: Peer, terms: dict[str, str]) -> list[str]:
    return [
        word_for(f"field.{word}", terms) if word in Field.values else word for word in peer.fields
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """One peer of the list. ``status`` is empty for those who do not see it."""

    peer: Peer
    name: str
    title: str
    fields: str
    status: str
    without_status: bool
    lent_by: str

    @classmethod
    def read(cls, peer: Any, terms: dict[str, str], reader: Member) -> Line:
        named = readable_member(peer)
        shown = access.may_see_status(reader, peer) if named else False
        lent = peer.organisation_id != reader.organisation_id
        return cls(
            peer=peer,
            name=named.full_name if named else _("A peer no longer lent to us"),
            title=named.chosen_title if named else "",
            fields=", ".join(field_words(peer, terms)),
            status=word_for(f"status.{peer.status}", terms) if shown and peer.status else "",
            without_status=shown and not peer.status,
            lent_by=peer.organisation.name if lent else "",
        )


def readable_member(peer: Peer) -> Member | None:
    """The peer's name, or ``None`` once the loan is over."""
    try:
        return peer.member
    except Member.DoesNotExist:
        return None


def to_file(peers: PeerQuerySet, terms: dict[str, str], reader: Member) -> bytes:
    """Code *and* local word of each status (R2.8)."""
    header = [
        _("First name"),
        _("Family name"),
        _("Title"),
        _("Status, code"),
        _("Status"),
        _("Fields, codes"),
        _("Fields of intervention"),
        _("Employer"),
    ]
    rows = [_row(peer, terms) for peer in peers]
    return to_csv(header, rows)


def _row(peer: Any, terms: dict[str, str]) -> list[object]:
    named = readable_member(peer)
    return [
        named.given_name if named else "",
        named.family_name if named else "",
        named.chosen_title if named else "",
        peer.status or "",
        word_for(f"status.{peer.status}", terms) if peer.status else "",
        ", ".join(peer.fields),
        ", ".join(field_words(peer, terms)),
        peer.organisation.name,
    ]


def whole_page(reader: Member, peer: Peer, today: date) -> dict[str, Any]:
    """Everything the page of one peer shows to this reader."""
    terms = local_terms(reader.organisation_id)
    shows = access.may_see_status(reader, peer)
    periods = StatusPeriod.objects.visible_to(reader).filter(peer=peer).order_by("-period")
    return {
        "peer": peer,
        "person": peer.member,
        "lent_by": peer.organisation.name if peer.organisation_id != reader.organisation_id else "",
        "fields": field_words(peer, terms),
        "shows_status": shows,
        "periods": [_period(period, terms, today) for period in periods] if shows else [],
        "loans": shares_of(peer, reader) if shows else [],
        "may_change": access.may_change_peer(reader, peer),
        "may_lend": access.may_lend_peer(reader, peer),
        "myself": access.is_myself(reader, peer),
        **_who_sees(),
    }


def _period(period: StatusPeriod, terms: dict[str, str], today: date) -> dict[str, Any]:
    return {
        "period": period,
        "word": word_for(f"status.{period.kind}", terms),
        "now": period.first_day <= today and (period.last_day is None or today <= period.last_day),
    }


def _who_sees() -> dict[str, Any]:
    return {
        "sees": [
            {"who": _("The peer"), "why": _("It is about them.")},
            {"who": _("Coordinators and management"), "why": _("They place peers in teams.")},
            {
                "who": _("Team-mates"),
                "why": _("Name and fields of intervention only, never the status."),
            },
            {"who": _("The auditor"), "why": _("Each reading is checked, none is hidden.")},
        ],
        "not_seen": [
            {"who": _("Accounts administrators, researchers"), "why": ""},
            {"who": _("Other organisations"), "why": _("Unless the peer is lent to them.")},
        ],
    }


def shares_of(peer: Peer, actor: Member) -> list[PeerShare]:
    """Loans of this peer as seen from here, with the host's name. One query."""
    loans = PeerShare.objects.visible_to(actor).filter(peer=peer)
    return list(loans.select_related("viewer").prefetch_related("contact"))
