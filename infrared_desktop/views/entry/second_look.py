"""A second look: type your passphrase again before something that reaches far is done."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views import tasks
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.inputs.passphrase_field import PassphraseField, show_while_ticked
from infrared_desktop.views.look.running import running
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

if TYPE_CHECKING:
    from infrared_desktop.storage.files.vault import Unlocked

_WIDTH = 440


class SecondLook(QDialog):
    """Asks for the passphrase of who sits here, or for the recovery key; Esc gives it up."""

    passed = Signal(str)  # what was typed, for a caller that opens a slot with it

    def __init__(self, parent: QWidget, workplace: Workplace, what: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_words("Is it you?"))
        self._workplace = workplace
        self._folder, self._by = workplace.clinic.folder, workplace.staff
        self._with_recovery_key = False
        self.title, self.lead, self.label = QLabel(), QLabel(running(what)), QLabel()
        self.passphrase = PassphraseField()
        self.show_typed = QCheckBox(_words("&Show what I type"))
        self.go_on = QPushButton(_words("&Go on"))
        self.cancel = QPushButton(_words("&Cancel"))
        self.other_way = QPushButton()
        self._lay_out()
        self._connect()
        self._dress()

    def _lay_out(self) -> None:
        self.title.setText(_words("Is it you, {name}?").format(name=self._by.record.name))
        if self._workplace.settings.practice:
            hint = _words("In this practice clinic everybody's passphrase is the word practice.")
            self.lead.setText(f"{self.lead.text()} {hint}")
        for label, role in ((self.title, "heading"), (self.lead, "muted"), (self.label, "caption")):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setBuddy(self.passphrase)
        self.passphrase.setObjectName("second_look")
        self.go_on.setProperty("kind", "primary")
        self.other_way.setProperty("kind", "quiet")
        buttons = QHBoxLayout()
        buttons.addWidget(self.other_way)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go_on)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        box.setSpacing(GRID)
        for widget in (self.title, self.lead, self.label, self.passphrase, self.show_typed):
            box.addWidget(widget)
        box.addSpacing(GRID)
        box.addLayout(buttons)
        self.setFixedWidth(_WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def _connect(self) -> None:
        show_while_ticked(self.show_typed, self.passphrase)
        self.show_typed.setAccessibleName(_words("Show what I type"))
        self.passphrase.textChanged.connect(lambda: show_error(self.passphrase, ""))
        self.cancel.clicked.connect(self.reject)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self._try)
        self.other_way.clicked.connect(self._change_way)

    def _change_way(self) -> None:
        self._with_recovery_key = not self._with_recovery_key
        self._dress()
        self.passphrase.setFocus()

    def _dress(self) -> None:
        recovery = self._with_recovery_key
        caption = _words("Recovery &key, as printed") if recovery else _words("Your &passphrase")
        other = _words("Use a p&assphrase") if recovery else _words("Use the &recovery key")
        self.label.setText(caption)
        self.passphrase.setAccessibleName(caption.replace("&", ""))
        self.other_way.setText(other)
        self.passphrase.clear()

    def _try(self) -> None:
        typed = self.passphrase.text()
        if not typed:
            self._tell(_words("Type it first."))
            self.passphrase.setFocus()
            return
        self._busy(True)
        folder, name, recovery = self._folder, self._by.record.name, self._with_recovery_key

        def job(_: object) -> "Unlocked":
            from infrared_desktop.storage.access import way_in

            if recovery:
                return way_in.let_in_with_recovery_key(folder, typed)
            return way_in.let_in(folder, name, typed)

        task = tasks.run(self, job, lambda unlocked: self._pass(typed, unlocked), self._refuse)
        self.finished.connect(task.drop)

    def _pass(self, typed: str, unlocked: "Unlocked") -> None:
        self._note(unlocked)
        self.passphrase.clear()
        self.accept()
        self.passed.emit(typed)

    def _refuse(self, error: KnownError) -> None:
        self._note()
        self._busy(False)
        self._tell(say(error.sentence))
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _tell(self, text: str) -> None:
        """Say what is wrong below the input."""
        show_error(self.passphrase, text)
        self._grow()

    def _grow(self) -> None:
        """Have room for all words: Qt counts those that wrap too low."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(_WIDTH, max(self.height(), layout.totalHeightForWidth(_WIDTH)))

    def _note(self, passed: "Unlocked | None" = None) -> None:
        """Tell the audit log of wrong tries, and of the right one."""
        from infrared_desktop.storage.access.seat import note_second_look, tell_tries

        place = self._workplace
        if place.is_held or not place.clinic.is_open:
            return  # the window must not wait for a job that writes; the next unlock tells it
        with suppress(KnownError):
            if passed is not None:
                note_second_look(place.clinic.ledger, place.by, passed, place.now())
            tell_tries(place.clinic.ledger, self._folder, place.now())

    def _busy(self, busy: bool) -> None:
        for each in (self.passphrase, self.show_typed, self.go_on, self.other_way):
            each.setEnabled(not busy)
        self.go_on.setText(_words("Looking …") if busy else _words("&Go on"))


def look_again(
    parent: QWidget, workplace: Workplace, what: str, then: Callable[[], object]
) -> SecondLook:
    """Ask for the passphrase over the window, saying what it is for; `then` is called once right.

    Nothing is called where the person gives it up.
    """
    dialog = SecondLook(parent.window(), workplace, what)
    dialog.passed.connect(lambda _: then())
    dialog.open()
    dialog.passphrase.setFocus()
    return dialog


def _words(text: str) -> str:
    return QCoreApplication.translate("SecondLook", text)
