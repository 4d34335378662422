from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.services import record_act
from entrepairs.base.clock import day_of
from entrepairs.base.words import plain
from entrepairs.people.enums import Gate, How
from entrepairs.people.gates import require_open
from entrepairs.people.sealing import lock
from entrepairs.people.services import note_contact
from entrepairs.people.wording import check_words
from entrepairs.words import access
from entrepairs.words.enums import Addressee, AnswerKind, PaperKind, Understood
from entrepairs.words.models import (
    LONGEST,
    CarriedWord,
    Explanation,
    Jargon,
    PaperPrinted,
    RefusedCarry,
)
from entrepairs.words.refusals import (
    AlreadyAnswered,
    AlreadyTold,
    KnownTerm,
    NoRecipient,
    NotAgreed,
    NotAnswered,
    NothingSaid,
    NotOnThisDay,
    NotTheirs,
    TakenBack,
    TooLateToUndo,
    TooLong,
)


def _words(text: str) -> str:
    """What may be kept of it. Raises ``NothingSaid``, ``TooLong`` and refused words."""
    text = text.strip()
    if not text:
        raise NothingSaid
    if len(text) > LONGEST:
        raise TooLong
    check_words(text)
    return text


# --- Carried words -----------------------------------------------------------------
def carry_word(*, actor: Member, word: CarriedWord, agreed: bool, now: datetime) -> CarriedWord:
    """Carry ``word.text`` to one recipient.

    ``agreed``: the person agreed to these words and to this recipient; ``word.agreed``
    says how. Raises ``NotAgreed``, ``NoRecipient``, ``StoppedByWish`` and refused words.
    """
    if not agreed or word.agreed not in How.values:
        raise NotAgreed
    word.text = _words(word.text)
    _address(word)
    require_open(word.person, Gate.TRANSMISSION, now=now)
    word.organisation_id = actor.organisation_id
    word.collected_by, word.agreed_on = actor, day_of(now)
    lock(word)
    word.save(force_insert=True)
    note_contact(word.person, word.agreed_on)
    record_act(actor=actor, action=Act.ADD, thing=word, now=now)
    return word


def _address(word: CarriedWord) -> None:
    """One recipient, never two."""
    word.to_named = word.to_named.strip()
    check_words(word.to_named)
    if bool(word.to_team_id) == bool(word.to_named):
        raise NoRecipient
    word.reach = Addressee.TEAM if word.to_team_id else Addressee.OUTSIDE


def answer_word(
    *,
    actor: Member,
    word: CarriedWord,
    kind: AnswerKind,
    text: str,
    now: datetime,
    on: date | None = None,
) -> CarriedWord:
    """The addressee answers; what came from outside is typed in, with its day ``on``.

    "Time is needed" may be followed by another answer, which is then told in its turn.
    Raises ``NotTheirs``, ``TakenBack``, ``AlreadyAnswered``, ``NotOnThisDay``.
    """
    if not access.may_answer(actor, word):
        raise NotTheirs
    if word.withdrawn_on is not None:
        raise TakenBack
    if not word.waits:
        raise AlreadyAnswered
    today = day_of(now)
    day = on if on and word.reach == Addressee.OUTSIDE else today
    if not word.agreed_on <= day <= today:
        raise NotOnThisDay
    word.answer = _words(text)
    word.answer_kind, word.answered_on, word.answered_by = kind, day, actor
    word.told_on, word.told_by, word.told_how = None, None, ""
    lock(word)
    word.save()
    record_act(actor=actor, action=Act.CHANGE, thing=word, now=now)
    return word


def tell_answer(*, actor: Member, word: CarriedWord, how: How, now: datetime) -> CarriedWord:
    """The answer was told to the person. Raises ``TakenBack``, ``NotAnswered``, ``AlreadyTold``."""
    if word.withdrawn_on is not None:
        raise TakenBack
    if word.answered_on is None:
        raise NotAnswered
    if word.told_on is not None:
        raise AlreadyTold
    word.told_on, word.told_by, word.told_how = day_of(now), actor, how
    word.save(update_fields=["told_on", "told_by", "told_how"])
    note_contact(word.person, word.told_on)
    record_act(actor=actor, action=Act.END, thing=word, now=now)
    return word


def withdraw_word(*, actor: Member, word: CarriedWord, now: datetime) -> CarriedWord:
    """The person no longer wants it carried: the other team stops seeing it at once."""
    if word.withdrawn_on is None:
        word.withdrawn_on = day_of(now)
        word.save(update_fields=["withdrawn_on"])
        record_act(actor=actor, action=Act.WITHDRAW, thing=word, now=now)
    return word


def restore_word(*, actor: Member, word: CarriedWord, now: datetime) -> CarriedWord:
    """A slip, put right the same day. Raises ``TooLateToUndo``, ``StoppedByWish``."""
    if not access.still_restorable(word, day_of(now)):
        raise TooLateToUndo
    require_open(word.person, Gate.TRANSMISSION, now=now)
    word.withdrawn_on = None
    word.save(update_fields=["withdrawn_on"])
    record_act(actor=actor, action=Act.CHANGE, thing=word, now=now)
    return word


def note_refused_carry(*, actor: Member, team: Team, now: datetime) -> RefusedCarry:
    """Somebody does not want their word carried: a count, and nothing of them."""
    row = RefusedCarry.objects.create(
        organisation_id=actor.organisation_id, team=team, on=day_of(now)
    )
    record_act(actor=actor, action=Act.ADD, thing=row, now=now)
    return row


# --- The other way round -------------------------------------------------------------
def want_explained(*, actor: Member, explanation: Explanation, now: datetime) -> Explanation:
    """Keep what the team wants to explain, in plain words. Raises refused words."""
    explanation.text = _words(explanation.text)
    explanation.organisation_id = actor.organisation_id
    explanation.said_by, explanation.said_on = actor, day_of(now)
    lock(explanation)
    explanation.save(force_insert=True)
    record_act(actor=actor, action=Act.ADD, thing=explanation, now=now)
    return explanation


def explained(
    *, actor: Member, explanation: Explanation, understood: Understood, now: datetime
) -> Explanation:
    """It was told to the person, who says whether it was clear. Raises ``AlreadyTold``."""
    if explanation.told_on is not None or explanation.removed_on is not None:
        raise AlreadyTold
    explanation.told_on, explanation.told_by = day_of(now), actor
    explanation.understood = understood
    explanation.save(update_fields=["told_on", "told_by", "understood"])
    note_contact(explanation.person, explanation.told_on)
    record_act(actor=actor, action=Act.END, thing=explanation, now=now)
    return explanation


def drop_explanation(*, actor: Member, explanation: Explanation, now: datetime) -> Explanation:
    """Not to be explained after all."""
    explanation.removed_on = day_of(now)
    explanation.save(update_fields=["removed_on"])
    record_act(actor=actor, action=Act.WITHDRAW, thing=explanation, now=now)
    return explanation


# --- Words of the trade ----------------------------------------------------------------
def add_jargon(*, actor: Member, jargon: Jargon, now: datetime) -> Jargon:
    """Raises ``KnownTerm`` and refused words."""
    _check_jargon(actor, jargon)
    jargon.organisation_id = actor.organisation_id
    jargon.added_by, jargon.added_on = actor, day_of(now)
    jargon.save(force_insert=True)
    record_act(actor=actor, action=Act.ADD, thing=jargon, now=now)
    return jargon


def change_jargon(*, actor: Member, jargon: Jargon, now: datetime) -> Jargon:
    _check_jargon(actor, jargon)
    jargon.changed_by, jargon.changed_on = actor, day_of(now)
    jargon.save()
    record_act(actor=actor, action=Act.CHANGE, thing=jargon, now=now)
    return jargon


def _check_jargon(actor: Member, jargon: Jargon) -> None:
    for text in (jargon.term, jargon.meaning, jargon.others):
        check_words(text)
    jargon.term = " ".join(jargon.term.split())
    jargon.term_key = plain(jargon.term)
    if not jargon.term_key or not jargon.meaning.strip():
        raise NothingSaid
    same = Jargon.objects.visible_to(actor).living().filter(term_key=jargon.term_key)
    if same.exclude(pk=jargon.pk).exists():
        raise KnownTerm


def remove_jargon(*, actor: Member, jargon: Jargon, now: datetime) -> Jargon:
    if jargon.removed_on is None:
        jargon.removed_on = day_of(now)
        jargon.save(update_fields=["removed_on"])
        record_act(actor=actor, action=Act.WITHDRAW, thing=jargon, now=now)
    return jargon


def restore_jargon(*, actor: Member, jargon: Jargon, now: datetime) -> Jargon:
    """Raises ``KnownTerm`` when it was written again meanwhile."""
    _check_jargon(actor, jargon)
    jargon.removed_on = None
    jargon.save(update_fields=["removed_on"])
    record_act(actor=actor, action=Act.CHANGE, thing=jargon, now=now)
    return jargon


def begin_jargon(*, actor: Member, words: Iterable[tuple[str, str]], now: datetime) -> list[Jargon]:
    """A first list, where a word of one's own is left as it is."""
    known = set(Jargon.objects.visible_to(actor).living().values_list("term_key", flat=True))
    rows = [
        Jargon(
            organisation_id=actor.organisation_id,
            term=term,
            term_key=plain(term),
            meaning=meaning,
            added_by=actor,
            added_on=day_of(now),
        )
        for term, meaning in words
        if plain(term) not in known
    ]
    Jargon.objects.bulk_create(rows)
    if rows:
        record_act(actor=actor, action=Act.ADD, thing=rows[0], now=now, purpose="first list")
    return rows


# --- Papers ------------------------------------------------------------------------------
def note_printed(
    *, actor: Member, team: Team, kind: PaperKind, language: str, now: datetime
) -> PaperPrinted:
    """A paper left the printer: which kind, which language, which team. Never for whom."""
    row = PaperPrinted.objects.create(
        organisation_id=actor.organisation_id,
        team=team,
        kind=kind,
        on=day_of(now),
        language=language,
    )
    record_act(actor=actor, action=Act.ADD, thing=row, now=now)
    return row


__all__ = [
    "add_jargon",
    "answer_word",
    "begin_jargon",
    "carry_word",
    "change_jargon",
    "drop_explanation",
    "explained",
    "note_printed",
    "note_refused_carry",
    "remove_jargon",
    "restore_jargon",
    "restore_word",
    "tell_answer",
    "want_explained",
    "withdraw_word",
]
