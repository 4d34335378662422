"""Why a file or a choice is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal
from entrepairs.engines.sheets.problem import FileRefused
from entrepairs.exchange.wording import sentence_of_refusal


class FileNotRead(Refusal):
    """The engine said no; the sentence follows its code."""

    def __init__(self, refused: FileRefused) -> None:
        self.code = refused.code
        super().__init__(sentence_of_refusal(refused.code, refused.params))


class NotOurs(Refusal):
    message = _("Your role does not let you import this kind of rows.")


class NoTeam(Refusal):
    message = _("Say which team these outings belong to.")


class FileGone(Refusal):
    message = _("The file is no longer kept (seven days at most). Send it again to go on.")


class NothingToImport(Refusal):
    message = _("No row is ready yet: settle or correct some of them first.")


class AlreadyRunning(Refusal):
    message = _("This import has already started.")


class NotRunning(Refusal):
    message = _("This import is not running.")
