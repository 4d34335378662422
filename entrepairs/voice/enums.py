from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Question(TextChoices):
    """The four questions, in the order they are asked. They are about the service."""

    UNDERSTOOD = "understood", _("Did we understand you?")
    RESPECTED = "respected", _("Did we respect your choices?")
    USEFUL = "useful", _("Was it useful to you?")
    GO_ON = "go_on", _("Do you want to go on?")


class More(TextChoices):
    """Two questions one may be asked besides, never required."""

    HOPE = "hope", _("Do you have hope for what comes next?")
    TRUST = "trust", _("Do you trust this service?")


class Answer(TextChoices):
    YES = "yes", pgettext_lazy("answer", "yes")
    A_BIT = "a_bit", pgettext_lazy("answer", "a bit")
    NO = "no", pgettext_lazy("answer", "no")
    SKIP = "skip", pgettext_lazy("answer", "no answer")


class Degree(TextChoices):
    """Four words for hope and trust, each with its picture."""

    A_LOT = "a_lot", pgettext_lazy("degree", "a lot")
    SOME = "some", pgettext_lazy("degree", "some")
    A_LITTLE = "a_little", pgettext_lazy("degree", "a little")
    NOT_NOW = "not_now", pgettext_lazy("degree", "not at the moment")


class Way(TextChoices):
    """How the four questions were asked."""

    SCREEN = "screen", _("alone, on the screen")
    PAPER = "paper", _("alone, on paper")
    ALOUD = "aloud", _("read aloud by somebody")


class Wording(TextChoices):
    STANDARD = "standard", _("usual words")
    EASY = "easy", _("easy words")


class Pictures(TextChoices):
    WITH = "with", _("with pictures")
    WITHOUT = "without", _("without pictures")


class Helper(TextChoices):
    """Who read or pointed. The peer who accompanies the person is never among them."""

    NOBODY = "nobody", _("Nobody: alone, on this screen")
    COLLEAGUE = "colleague", _("A colleague reads the questions aloud")
    INTERPRETER = "interpreter", _("An interpreter")
    PEER_ELSEWHERE = "peer_elsewhere", _("A peer of another team")
    OTHER = "other", _("Somebody the person chose")


class Stated(TextChoices):
    """Whether the person had said what matters to them in a peer (R5.12)."""

    YES = "yes", _("a preference about the peer was said")
    NO = "no", _("no preference about the peer was said")
