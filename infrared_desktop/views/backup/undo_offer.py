"""After a restore: what came back, and the way to undo it, at the top of the window."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication

from infrared_desktop.storage.backup.restoring import kept_before
from infrared_desktop.views.backup.backup_rows import at_words
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place
from infrared_desktop.views.screens import may_open

_OFFERED_FOR = timedelta(days=3)


def offer_undo(frame: Any) -> None:
    """Tell of a restore of the last days; who may not restore is told as well, without the way."""
    workplace = frame.workplace
    kept, at = next(iter(kept_before(workplace.clinic.folder)), (None, None))
    if kept is None or at is None or not abs(workplace.now() - at) < _OFFERED_FOR:
        return
    when = at_words(at, workplace.settings.timezone)
    if may_open("restore", workplace):
        words = _words(
            "Restored on {at}. What was here before is kept whole, and can be put back from the "
            "page of the backups."
        )
        place, act = Place("restore", about=kept), _words("Undo …")
        frame.banner.tell_after(
            Meaning.INFORMATION, words.format(at=when), act, lambda: frame.go(place), key="Ctrl+G"
        )
    else:
        words = _words(
            "Restored on {at}. What was here before is kept whole; the owner can put it back. Look "
            "whether all that you did before is still here."
        )
        frame.banner.tell_after(Meaning.INFORMATION, words.format(at=when))


def _words(text: str) -> str:
    return QCoreApplication.translate("Backups", text)
