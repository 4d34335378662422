from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member
from entrepairs.accounts.services import record_act
from entrepairs.base import clock
from entrepairs.framework import refusals
from entrepairs.framework.access import may_confirm, speaker_of
from entrepairs.framework.enums import StatementKind
from entrepairs.framework.models import Framework, Statement
from entrepairs.framework.pack import Pack, Row, builtin_packs


def load_pack(*, pack: Pack, now: datetime) -> Framework:
    """Load a version once. The same text again changes nothing; another text is refused."""
    found = Framework.objects.filter(code=pack.code, version=pack.version).first()
    if found is None:
        return Framework.objects.create(
            code=pack.code,
            version=pack.version,
            digest=pack.digest,
            content=pack.data,
            loaded_at=now,
        )
    if found.digest != pack.digest:
        raise refusals.PackChanged
    return found


def load_builtin_packs(*, now: datetime) -> list[Framework]:
    """The packs that come with the program; each is loaded once and kept."""
    return [load_pack(pack=pack, now=now) for pack in builtin_packs()]


def declare(*, actor: Member, statement: Statement, now: datetime) -> Statement:
    """Somebody says that it is so.

    ``statement`` holds the framework, the row, the team (or none) and the words.
    """
    statement.kind = StatementKind.DECLARATION
    statement.said_on = clock.day_of(now)
    return _say(actor, statement, now)


def document(*, actor: Member, statement: Statement, now: datetime) -> Statement:
    """Somebody says where it is written; ``said_on`` is the date of that text."""
    if statement.said_on > clock.day_of(now):
        raise refusals.SaidLater
    statement.kind = StatementKind.DOCUMENT
    return _say(actor, statement, now)


def confirm(*, actor: Member, statement: Statement, now: datetime) -> Statement:
    """One of the people concerned says that it is true for them. Never the management."""
    row = _row(statement)
    if not row.figure:
        raise refusals.NotYetAsked
    if not may_confirm(actor, row):
        raise refusals.NotConcerned
    statement.kind = StatementKind.CONFIRMATION
    statement.text = ""
    statement.said_on = clock.day_of(now)
    try:
        with transaction.atomic():
            return _keep(actor, statement, now)
    except IntegrityError as error:
        if "one_confirmation_each" not in str(error):
            raise
        raise refusals.AlreadyConfirmed from error


def _say(actor: Member, statement: Statement, now: datetime) -> Statement:
    _row(statement)
    statement.text = statement.text.strip()
    if not statement.text:
        raise refusals.NothingSaid
    return _keep(actor, statement, now)


def _keep(actor: Member, statement: Statement, now: datetime) -> Statement:
    statement.organisation_id = actor.organisation_id
    statement.member, statement.voice = actor, speaker_of(actor)
    statement.save(force_insert=True)
    record_act(actor=actor, action=Act.SIGN, thing=statement, now=now)
    return statement


def withdraw_statement(*, actor: Member, statement: Statement, now: datetime) -> Statement:
    """Take one's words back: the row stands without them from that day."""
    if statement.withdrawn_on is not None:
        raise refusals.AlreadyWithdrawn
    statement.withdrawn_on = max(clock.day_of(now), statement.said_on)
    statement.save(update_fields=["withdrawn_on"])
    record_act(actor=actor, action=Act.WITHDRAW, thing=statement, now=now)
    return statement


def _row(statement: Statement) -> Row:
    row = statement.framework.pack.by_code.get(statement.criterion)
    if row is None:
        raise refusals.UnknownCriterion
    return row
