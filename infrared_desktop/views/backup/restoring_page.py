"""The window while a backup is put back: no clinic is open, and it can still be given up."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.keys_back import put_keys_back
from infrared_desktop.storage.backup.restoring import restore, undo_restore
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.restore_steps import Restoring
from infrared_desktop.views.entry.entry_card import EntryCard, centre
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say

_WIDTH = 560


class RestoringPage(QWidget):
    """Puts back beside the window; says what became of it before anybody goes on."""

    done = Signal()
    left = Signal()  # after it failed, or was given up

    def __init__(self, order: Restoring, now: datetime) -> None:
        super().__init__()
        self.card, self.bar = EntryCard(_WIDTH), QProgressBar()
        self.cancel, self.back = QPushButton(self.tr("&Cancel")), QPushButton(self.tr("&Go back"))
        self._lay_out()
        self.card.tell(
            self.tr("Putting it back …"),
            self.tr("The clinic is closed meanwhile. Nothing changes before all of it is proven."),
        )
        self._task = tasks.run(
            self,
            _job(order, now),
            lambda _: self.done.emit(),
            self._on_failed,
            self._on_given_up,
            heard=lambda part, _: self.bar.setValue(round(part * 1000)),
        )

    def _give_up(self) -> None:
        self._task.cancel()
        self.cancel.setEnabled(False)

    def _on_failed(self, error: KnownError) -> None:
        self._stop(self.tr("It was not put back"), say(error.sentence))

    def _on_given_up(self) -> None:
        self._stop(self.tr("Given up"), self.tr("The clinic is as it was. Nothing was changed."))

    def _stop(self, title: str, words: str) -> None:
        self.card.tell(title, words)
        self.bar.hide()
        self.cancel.hide()
        self.back.show()
        self.back.setFocus()

    def _lay_out(self) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.back.setProperty("kind", "primary")
        self.back.hide()
        self.cancel.clicked.connect(self._give_up)
        self.back.clicked.connect(self.left)
        self.card.body.addWidget(self.bar)
        self.card.buttons.addStretch()
        for button in (self.cancel, self.back):
            button.setAutoDefault(True)
            self.card.buttons.addWidget(button)
        centre(self, self.card, above=18 * GRID)


def _job(order: Restoring, now: datetime) -> Callable[[tasks.Task], object]:
    def job(task: tasks.Task) -> object:
        if order.is_undo:
            return undo_restore(order.folder, order.source, order.key, order.by, now)
        if order.only_keys:
            return put_keys_back(order.source, order.folder, order.key, order.by, now)
        return restore(order.source, order.folder, order.key, order.by, now, task.step)

    return job
