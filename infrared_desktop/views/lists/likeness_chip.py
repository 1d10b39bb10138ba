"""A chip that says how sure it is that two records are one person."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.people.duplicates import Certainty, Likeness
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning


def likeness_chip(like: Likeness) -> Chip:
    """Return the chip of a likeness."""
    words = {
        Certainty.CERTAIN: (Meaning.STOP, _words("the same")),
        Certainty.LIKELY: (Meaning.CAUTION, _words("likely the same")),
        Certainty.POSSIBLE: (Meaning.INFORMATION, _words("possible")),
    }
    return Chip(*words[like.certainty])


def _words(text: str) -> str:
    return QCoreApplication.translate("LikenessChip", text)
