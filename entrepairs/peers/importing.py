"""Status periods of a file. The one audit row is the import's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from entrepairs.accounts.enums import Role
from entrepairs.accounts.importing import BATCH, Taken
from entrepairs.accounts.models import Member
from entrepairs.peers.models import Peer, StatusPeriod
from entrepairs.peers.services import days


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """``last`` is included; ``None`` leaves the period open."""

    row: int
    member: Member
    kind: str
    first: date
    last: date | None


def import_status_periods(*, actor: Member, rows: Sequence[PeriodRow], now: datetime) -> Taken:
    """Open each period, or give one that starts the same day its new end.

    A line that overlaps a period already there is left aside with its reason.
    """
    taken = Taken()
    wanted = [row for row in rows if row.member.has(Role.PEER)]
    taken.left += [(row.row, "not_a_peer") for row in rows if not row.member.has(Role.PEER)]
    peers = _welcomed(actor, wanted)
    there = _periods_of(peers)
    new: list[StatusPeriod] = []
    for row in wanted:
        _take(row, peers[row.member.pk], there, new, taken)
    StatusPeriod.objects.bulk_create(new, batch_size=BATCH)
    return taken


def _welcomed(actor: Member, rows: Sequence[PeriodRow]) -> dict[object, Peer]:
    members = {row.member.pk: row.member for row in rows}
    peers: dict[object, Peer] = {
        peer.member_id: peer for peer in Peer.objects.filter(member__in=members)
    }
    new = [
        Peer(organisation_id=actor.organisation_id, member=member)
        for pk, member in members.items()
        if pk not in peers
    ]
    Peer.objects.bulk_create(new, batch_size=BATCH)
    return peers | {peer.member_id: peer for peer in new}


def _periods_of(peers: dict[object, Peer]) -> dict[object, list[StatusPeriod]]:
    there: dict[object, list[StatusPeriod]] = defaultdict(list)
    for period in StatusPeriod.objects.filter(peer__in=[peer.pk for peer in peers.values()]):
        there[period.peer_id].append(period)
    return there


def _take(
    row: PeriodRow,
    peer: Peer,
    there: dict[object, list[StatusPeriod]],
    new: list[StatusPeriod],
    taken: Taken,
) -> None:
    wanted = days(row.first, row.last)
    mine = there[peer.pk]
    same = next((p for p in mine if p.kind == row.kind and p.first_day == row.first), None)
    others = [period for period in mine if period is not same]
    if any(_overlap(row.first, row.last, other) for other in others):
        taken.left.append((row.row, "overlaps_existing"))
    elif same is None:
        period = StatusPeriod(
            organisation_id=peer.organisation_id, peer=peer, kind=row.kind, period=wanted
        )
        new.append(period)
        mine.append(period)
        taken.count(made=True, changed=False)
    elif same.last_day == row.last:
        taken.count(made=False, changed=False)
    else:
        _change_end(same, wanted, row, taken)


def _change_end(period: StatusPeriod, wanted: object, row: PeriodRow, taken: Taken) -> None:
    before, period.period = period.period, wanted
    try:
        with transaction.atomic():
            period.save(update_fields=["period"])
    except IntegrityError:
        period.period = before
        taken.left.append((row.row, "status_in_use"))
    else:
        taken.count(made=False, changed=True)


def _overlap(first: date, last: date | None, other: StatusPeriod) -> bool:
    return first <= (other.last_day or date.max) and other.first_day <= (last or date.max)
