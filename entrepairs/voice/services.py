from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.services import record_act
from entrepairs.base.clock import day_of
from entrepairs.people.enums import WishKind
from entrepairs.people.models import Person, Wish
from entrepairs.people.services import note_contact
from entrepairs.voice.access import may_read_aloud
from entrepairs.voice.enums import Helper, Stated, Way
from entrepairs.voice.kiosk import Handed, new_ticket
from entrepairs.voice.models import PaperSheet, Voice
from entrepairs.voice.refusals import NotByTheirPeer, SheetTooOld, SheetUsed, UnknownSheet
from entrepairs.voice.speech import language
from entrepairs.voice.tokens import chance, digest_of, new_code, read_code, token_of

HANDED_OVER = "voice: screen handed over"
TAKEN_BACK = "voice: screen taken back"
SHEET_LASTS = timedelta(days=365)
SHEET_REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Asking:
    """To whom the questions are put, and who is beside them. ``person`` may be unknown."""

    team: Team
    language: str
    person: Person | None = None
    helped_by: Helper = Helper.NOBODY
    # Said by whoever asks: this software does not look it up.
    by_their_peer: bool = False


# --- On a screen -----------------------------------------------------------------
def hand_over(*, actor: Member, asking: Asking, now: datetime) -> Handed:
    """What the session is to be narrowed to. Raises ``NotByTheirPeer``.

    The person is met here: it is a contact. Who they are is not kept in the session.
    """
    alone = asking.helped_by == Helper.NOBODY
    if not alone and (asking.by_their_peer or not may_read_aloud(actor)):
        raise NotByTheirPeer
    if asking.person is not None:
        note_contact(asking.person, day_of(now))
    record_act(actor=actor, action=Act.CHANGE, thing=asking.team, now=now, purpose=HANDED_OVER)
    return Handed(
        team=str(asking.team.pk),
        respondent=_respondent(asking.person, asking.team),
        ticket=new_ticket(),
        language=asking.language,
        helped_by=asking.helped_by.value,
        asked_by="" if alone else str(actor.pk),
        preference_stated=_preference_stated(asking.person),
    )


def give_voice(*, handed: Handed, voice: Voice, organisation: UUID, now: datetime) -> Voice:
    """Keep what was answered on the screen. The same ticket twice is one voice.

    No audit row: its hour, beside that of a meeting, would say whose voice it is.
    """
    alone = handed.helped_by == Helper.NOBODY
    voice.pk = UUID(handed.ticket)
    voice.organisation_id = organisation
    voice.team_id = handed.team_id
    voice.respondent = handed.respondent
    voice.way = Way.SCREEN if alone else Way.ALOUD
    voice.helped_by = handed.helped_by
    voice.asked_by_id = UUID(handed.asked_by) if handed.asked_by else None
    voice.preference_stated = handed.preference_stated
    voice.on = day_of(now)
    Voice.objects.bulk_create([voice], ignore_conflicts=True)
    return voice


def take_back(*, actor: Member, team: Team, now: datetime) -> None:
    """The screen is its owner's again."""
    record_act(actor=actor, action=Act.CHANGE, thing=team, now=now, purpose=TAKEN_BACK)


# --- On paper --------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet and its code: written on paper, never again."""

    sheet: PaperSheet
    code: str


def print_sheets(*, actor: Member, asking: Asking, number: int, now: datetime) -> list[Printed]:
    """Sheets with a code each. With a person, one sheet that carries their token."""
    today = day_of(now)
    forget_old_sheets(team=asking.team, today=today)
    person = asking.person
    if person is not None:
        note_contact(person, today)
    codes = [new_code() for _sheet in range(1 if person else number)]
    sheets = [
        PaperSheet(
            organisation_id=actor.organisation_id,
            team=asking.team,
            digest=digest_of(code),
            respondent=_respondent(person, asking.team),
            language=asking.language,
            preference_stated=_preference_stated(person),
            made_on=today,
        )
        for code in codes
    ]
    PaperSheet.objects.bulk_create(sheets)
    record_act(
        actor=actor, action=Act.ADD, thing=asking.team, now=now, purpose="voice: sheets printed"
    )
    return [Printed(sheet, code) for sheet, code in zip(sheets, codes, strict=True)]


def type_in(*, actor: Member, code: str, voice: Voice, now: datetime) -> Voice:
    """Keep what a sheet says, once. Raises ``UnknownSheet``, ``SheetUsed``, ``SheetTooOld``."""
    sheet = _find_sheet(actor, code, day_of(now))
    spoken = language(sheet.language)
    voice.organisation_id = actor.organisation_id
    voice.team_id = sheet.team_id
    voice.respondent = sheet.respondent
    voice.way, voice.helped_by, voice.asked_by = Way.PAPER, Helper.NOBODY, None
    voice.language, voice.wording = spoken.tag, spoken.wording
    voice.preference_stated = sheet.preference_stated
    voice.on = day_of(now)
    voice.save(force_insert=True)
    sheet.used_on, sheet.respondent, sheet.preference_stated = voice.on, "", ""
    sheet.save(update_fields=["used_on", "respondent", "preference_stated"])
    record_act(
        actor=actor, action=Act.CHANGE, thing=sheet.team, now=now, purpose="voice: sheet typed in"
    )
    return voice


def _find_sheet(actor: Member, code: str, today: date) -> PaperSheet:
    read = read_code(code)
    if read is None:
        raise UnknownSheet
    sheets = PaperSheet.objects.visible_to(actor).select_for_update(of=("self",))
    sheet = sheets.select_related("team").filter(digest=digest_of(read)).first()
    if sheet is None:
        raise UnknownSheet
    if sheet.used_on is not None:
        raise SheetUsed
    if sheet.made_on < today - SHEET_LASTS:
        raise SheetTooOld
    return sheet


def forget_old_sheets(*, team: Team, today: date) -> None:
    """Sheets nobody brought back, and those typed in long ago."""
    sheets = PaperSheet.objects.filter(team=team)
    sheets.filter(used_on__lt=today - SHEET_REMEMBERED).delete()
    sheets.waiting().filter(made_on__lt=today - SHEET_LASTS - SHEET_REMEMBERED).delete()


# --- Who answers, without naming them ----------------------------------------------
def _respondent(person: Person | None, team: Team) -> str:
    return token_of(person.pk, team.pk) if person is not None else chance()


def _preference_stated(person: Person | None) -> str:
    """Whether the person said what matters to them in a peer (R5.12); empty: not known."""
    if person is None:
        return ""
    said = Wish.objects.about(person).living().filter(kind=WishKind.PREFERENCE).exists()
    return Stated.YES.value if said else Stated.NO.value
