"""Choose a passphrase of one's own: after a one-time code, at the owner's desk, or in its place."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views import tasks
from infrared_desktop.views.enter_key import EnterKey
from infrared_desktop.views.entry.passphrase_page import PassphrasePage
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.look.running import running
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say

Keep = Callable[[str], object]  # keeps a passphrase; run beside the window
Tell = Callable[[], object]  # tells the log that one is kept now; KnownError if it may not be
_WIDTH = 480


class NewPassphrase(QWidget):
    """The inputs of a new passphrase with the button that keeps it."""

    kept = Signal()
    given_up = Signal()

    def __init__(self, own_words: tuple[str, ...], keep: Keep, tell: Tell | None = None) -> None:
        super().__init__()
        self._keep, self._tell = keep, tell
        lost = _words(
            "Nobody can look it up, not even the owner. If you forget it, the owner gives you a "
            "one-time code."
        )
        self.page = PassphrasePage(lambda: own_words, lost)
        self.button = QPushButton(_words("&Keep this passphrase"))
        self.cancel = QPushButton(_words("&Cancel"))
        self._lay_out()
        self.page.settled.connect(self._store)
        self.button.clicked.connect(self._try)
        self.cancel.clicked.connect(self.given_up)
        self.page.form.again.returnPressed.connect(self._try)

    def enter(self) -> None:
        """Put the keys into the first input."""
        self.page.enter()

    def _lay_out(self) -> None:
        self.button.setProperty("kind", "primary")
        buttons = QHBoxLayout()
        buttons.addStretch()
        for each in (self.cancel, self.button):
            each.setAutoDefault(False)
            buttons.addWidget(each)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.page)
        box.addLayout(buttons)

    def _try(self) -> None:
        if self.button.isEnabled() and self.page.check():
            self._store()

    def _store(self) -> None:
        passphrase, keep = self.page.passphrase(), self._keep
        try:
            if self._tell:
                self._tell()
        except KnownError as error:
            self._refuse(error)
            return
        self._busy(True)
        tasks.run(self, lambda _: keep(passphrase), lambda _: self._done(), self._refuse)

    def _done(self) -> None:
        for field in (self.page.form.passphrase, self.page.form.again):
            field.clear()
        self.kept.emit()

    def _refuse(self, error: KnownError) -> None:
        self._busy(False)
        show_error(self.page.form.again, say(error.sentence))
        self.page.enter()

    def _busy(self, busy: bool) -> None:
        for each in (self.page, self.button, self.cancel):
            each.setEnabled(not busy)
        self.button.setText(_words("Keeping it …") if busy else _words("&Keep this passphrase"))


class OwnPassphrase(QWidget):
    """Asks who came by a one-time code for a passphrase; nothing of the clinic is shown before."""

    chosen = Signal(object)  # Unlocked

    def __init__(self, folder: Path, unlocked: Unlocked, code: str) -> None:
        super().__init__()
        ring, name = KeyRing(folder, unlocked.key), unlocked.name

        def keep(passphrase: str) -> None:
            ring.change(unlocked.staff_id, name, code, passphrase)

        # The log hears of it as they sit down: how they came in was kept for it.
        self.inputs = NewPassphrase((name,), keep)
        self.inputs.cancel.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.inputs)
        self.title = _words("Your own passphrase, {name}").format(name=name)
        self.lead = _words("The code worked, once. From now on this opens the clinic for you.")
        self.inputs.kept.connect(lambda: self.chosen.emit(replace(unlocked, once=False)))

    def enter(self) -> None:
        """Put the keys into the first input."""
        self.inputs.enter()


class PassphraseDialog(QDialog):
    """Asks for a new passphrase over the window; Esc gives it up.

    The log is told before it is kept (docs/decisions/0018).
    """

    kept = Signal()

    def __init__(
        self,
        parent: QWidget,
        title: str,
        lead: str,
        own_words: tuple[str, ...],
        keep: Keep,
        tell: Tell,
    ) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_words("A new passphrase"))
        self.inputs = NewPassphrase(own_words, keep, tell)
        EnterKey(self)  # no button is the default, as Enter belongs to the inputs too
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        box.setSpacing(GRID)
        for text, role in ((title, "heading"), (lead, "muted")):
            label = QLabel(running(text))
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            box.addWidget(label)
        box.addWidget(self.inputs)
        self.setFixedWidth(_WIDTH)
        self.inputs.given_up.connect(self.reject)
        self.inputs.kept.connect(self._done)

    def reject(self) -> None:
        if self.inputs.button.isEnabled():  # else it is being kept just now
            super().reject()

    def _done(self) -> None:
        self.accept()
        self.kept.emit()


def _words(text: str) -> str:
    return QCoreApplication.translate("OwnPassphrase", text)
