"""What the window shows when there is no way into the clinic just now."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent, QShowEvent

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.folder import is_away
from infrared_desktop.views.entry.second_start import holder_of
from infrared_desktop.views.look.panel import EmptyState
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say

_WIDTH = 640


class Refusal(EmptyState):
    """Says why nobody gets in; Enter tries again."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.action_button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = max(3 * GRID, (self.width() - _WIDTH) // 2)
        self.setContentsMargins(side, 0, side, 0)


def no_way_in(folder: Path) -> Refusal:
    """Say that the clinic's folder is away, or that another window has it."""
    return _away(folder) if is_away(folder) else _open_elsewhere(folder)


def _open_elsewhere(folder: Path) -> Refusal:
    again = _words("&Try again")
    if pc := holder_of(folder).elsewhere:
        sentence = _words("This clinic is open on the PC “{pc}”.").format(pc=pc)
        advice = _words(
            "Only one PC works on a clinic at a time. Nothing was changed. Close the program "
            "there, then try again. To read on two PCs, take a review copy along.\n\nOnly if that "
            "PC is out of use for good: delete the file window.lock from {folder}, then try again."
        ).format(folder=folder)
        return Refusal("lock", sentence, advice, again)
    return Refusal(
        "lock",
        _words("This clinic is open in another window, which does not answer."),
        _words(
            "Nothing was changed. Give it a moment and try again. If it stays so, close that "
            "window, or restart this computer: what was saved is safe."
        ),
        again,
    )


def _away(folder: Path) -> Refusal:
    advice = _words(
        "There is no folder {place}, in which this clinic lies. Its disk may be unplugged, or "
        "somebody renamed the folder. What was saved lies in it, and no new clinic is put in its "
        "place. Bring it back, then try again.\n\nIf a new clinic, or a backup, is to lie "
        "there: make the folder {place} first."
    ).format(place=str(folder.parent))
    return Refusal("warning", _words("This clinic is not there."), advice, _words("&Try again"))


def not_opened(error: KnownError, folder: Path) -> Refusal:
    """Say why the clinic could not be opened and where it lies, and offer to try again."""
    sentence = _words("This clinic could not be opened.")
    where = _words("The clinic's folder: {folder}").format(folder=folder)
    advice = f"{say(error.sentence)}\n\n{where}"
    return Refusal("warning", sentence, advice, _words("&Try again"))


def _words(text: str) -> str:
    return QCoreApplication.translate("Refusals", text)
