"""The recovery key: shown once, kept by the person, and asked back."""

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from infrared_desktop.documents.recovery_sheet import RecoverySheet, paint, to_pdf
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.vault import plain_recovery_key
from infrared_desktop.storage.files.writing import write_atomically
from infrared_desktop.views.entry.step_page import StepPage, stack
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.inputs.fields import CheckField
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.icons import icon
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.save_place import ask_for_place
from infrared_desktop.views.wording import say

_CLIPBOARD_MS = 60_000
_A_ROW = 4


class RecoveryKeyPage(StepPage):
    """Shows the key and lets nobody pass who has not kept it somewhere."""

    def __init__(self, key: str, folder: Path, sheet: Callable[[], RecoverySheet]) -> None:
        super().__init__(
            self.tr("Your recovery key"),
            self.tr("It opens the clinic when a passphrase is forgotten. It is shown only now."),
        )
        self._key, self._folder, self._sheet = key, folder, sheet
        self._kept = False
        self.groups = KeyGroups(key)
        self.save = self._button(self.tr("&Save as PDF …"), "document", self._on_save)
        self.print = self._button(self.tr("&Print …"), "print", self._on_print)
        self.copy = self._button(self.tr("&Copy"), "key", self._on_copy)
        self.done = ChipLabel()
        self.own_way = CheckField()
        self.own_way.setObjectName("own_way")
        self.own_way.setText(self.tr("I &wrote it down, or put it into a password manager"))
        self.own_way.toggled.connect(self._on_own_way)
        advice = words_label("muted")
        advice.setText(
            self.tr(
                "Keep it away from this computer: in a sealed envelope in a safe, or with a "
                "person you trust. Whoever has it can open the clinic."
            )
        )
        stack(self, self.groups, advice, self._button_row(), self.own_way)

    def enter(self) -> None:
        self.save.setFocus()

    def check(self) -> bool:
        if self._kept or self.own_way.get_value():
            return True
        words = self.tr("Save it, print it, or tick that you have it. Then go on.")
        show_error(self.own_way, words)
        return False

    def _button(self, text: str, picture: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(picture), text)
        button.setAutoDefault(True)
        button.clicked.connect(act)
        return button

    def _button_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for each in (self.save, self.print, self.copy, self.done):
            row.addWidget(each)
        row.addStretch()
        return holder

    def _on_own_way(self, ticked: bool) -> None:
        show_error(self.own_way, "")
        if ticked:
            self.answered.emit()

    def _on_save(self) -> None:
        title, name = self.tr("Save the recovery key"), self.tr("Recovery key.pdf")
        path = ask_for_place(self, title, name, self.tr("PDF (*.pdf)"))
        if path is None:
            return
        try:
            self._keep_apart(path)
            write_atomically(path, self._pdf())
        except KnownError as error:
            show_error(self.own_way, say(error.sentence))
            return
        self._tell_kept(self.tr("saved"))

    def _keep_apart(self, path: Path) -> None:
        if self._folder.resolve() in path.resolve().parents:
            raise KnownError(
                "That is the clinic's own folder: whoever takes it would have the key too. "
                "Nothing was saved. Choose another place."
            )

    def _pdf(self) -> bytes:
        return to_pdf(self._sheet())

    def _on_print(self) -> None:
        printer = ask_for_printer(self)
        if printer is not None:
            paint(printer, self._sheet())
            self._tell_kept(self.tr("sent to the printer"))

    def _on_copy(self) -> None:
        clipboard, key = QGuiApplication.clipboard(), self._key
        clipboard.setText(key)

        def empty() -> None:
            if clipboard.text() == key:
                clipboard.clear()

        QTimer.singleShot(_CLIPBOARD_MS, clipboard, empty)
        self.done.set_chip(Chip(Meaning.CAUTION, self.tr("on the clipboard for one minute")))

    def _tell_kept(self, words: str) -> None:
        self._kept = True
        show_error(self.own_way, "")
        self.done.set_chip(Chip(Meaning.SUITABLE, words))
        self.answered.emit()


def ask_for_printer(parent: QWidget) -> QPrinter | None:
    """Ask which printer to use; None when the person changed their mind."""
    printer = QPrinter()
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


class KeyGroups(QFrame):
    """The groups of a key, large, each under its number."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setProperty("role", "sunken")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Recovery key"))
        groups = key.split("-")
        self.setAccessibleDescription(", ".join(" ".join(group) for group in groups))
        self.letters = [QLabel(group) for group in groups]
        grid = QGridLayout(self)
        grid.setContentsMargins(3 * GRID, GRID, 3 * GRID, 12)
        grid.setVerticalSpacing(0)
        for index, label in enumerate(self.letters):
            row, column = divmod(index, _A_ROW)
            number = QLabel(str(index + 1))
            number.setProperty("role", "caption")
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPixelSize(28)
            label.setFont(font)
            grid.setRowMinimumHeight(3 * row - 1, GRID) if row else None
            grid.addWidget(number, 3 * row, column)
            grid.addWidget(label, 3 * row + 1, column)


class CheckForm(QWidget):
    """The two inputs that ask for groups of the key."""

    first: TextField
    first_label: QLabel
    second: TextField
    second_label: QLabel

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "founding_check")


class RecoveryCheckPage(StepPage):
    """Asks two groups of the key back, so that nobody only believes to have it."""

    def __init__(self, key: str, told: str) -> None:
        super().__init__(
            self.tr("Do you have it?"),
            self.tr("Type two groups of the recovery key from what you kept."),
        )
        self.form = CheckForm()
        groups = key.split("-")
        asked = sorted(secrets.SystemRandom().sample(range(len(groups)), 2))
        labels = (self.form.first_label, self.form.second_label)
        inputs = (self.form.first, self.form.second)
        self._asked = [
            (index + 1, groups[index], each) for index, each in zip(asked, inputs, strict=True)
        ]
        for (number, _, each), label in zip(self._asked, labels, strict=True):
            label.setText(self.tr("Group &{number}").format(number=number))
            each.setAccessibleName(self.tr("Group {number}").format(number=number))
            each.textEdited.connect(lambda _, field=each: show_error(field, ""))
        place = words_label("muted")
        place.setText(told)
        stack(self, self.form, place)

    def enter(self) -> None:
        self.form.first.setFocus()

    def check(self) -> bool:
        words = self.tr("This is not group {number}. Back shows the key again.")
        wrong = []
        for number, group, each in self._asked:
            good = plain_recovery_key(each.text()) == group
            show_error(each, "" if good else words.format(number=number))
            if not good:
                wrong.append(each)
        if wrong:
            wrong[0].setFocus()
            wrong[0].selectAll()
        return not wrong
