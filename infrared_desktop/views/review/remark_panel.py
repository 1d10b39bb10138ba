"""Remarks on a review copy: written beside the record, kept in a file for the clinic."""

import uuid
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.review_copies import Remark
from infrared_desktop.storage.review.remarks import RemarkFile
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.review.remark_words import remark_row
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace

_EDGE = 2 * GRID


@dataclass(frozen=True)
class Writing:
    """A remark that is being written: its words so far, what it is about, the one it changes."""

    text: str
    about: tuple[str, int | None]
    about_words: str
    changing: Remark | None


class RemarkPanel(Panel):
    """The remarks about one patient; what is kept can be changed, dropped and taken back."""

    def __init__(self, workplace: Workplace, file: RemarkFile) -> None:
        super().__init__(self.tr("Remarks for the clinic"))
        self._workplace, self._file = workplace, file
        self._number, self._about_words = 0, ""
        self._about: tuple[str, int | None] = ("", None)
        self._changing: Remark | None = None
        self.list, self.text, self.about = RowList(card=True), QPlainTextEdit(), QLabel()
        self.write = QPushButton(self.tr("Write a remark  W"))
        self.keep, self.cancel = QPushButton(self.tr("&Keep")), QPushButton(self.tr("Cancel"))
        self.editor = QWidget()
        self._lay_out()
        self._connect()
        self._edit(False)

    def offer(self, screen: Screen) -> None:
        """Let the keys of a screen write and drop remarks."""
        self._screen = screen
        add_action(screen, self.tr("Write a remark for the clinic"), "W", self.begin)
        add_action(screen, self.tr("Keep the remark"), "Ctrl+S", self.store)

    def show_patient(self, number: int) -> None:
        """Show what was remarked about a patient."""
        self._number = number
        self._edit(False)
        self._reload()

    def set_about(self, about: tuple[str, int | None], words: str) -> None:
        """Say what the next remark is about: what is selected on the timeline."""
        self._about, self._about_words = about, words
        if self._changing is None:
            self._tell_about(words)

    def begin(self, remark: Remark | None = None) -> None:
        """Open the editor for a new remark, or for one that was kept."""
        if self.editor.isVisibleTo(self) and remark is None:
            self.text.setFocus()
            return
        self._changing = remark
        self.text.setPlainText(remark.text if remark else "")
        self._tell_about("" if remark else self._about_words)
        self._edit(True)
        self.text.setFocus()

    def writing(self) -> Writing | None:
        """Return what is being written, for whoever comes back after a lock."""
        if self.editor.isHidden():
            return None
        return Writing(self.text.toPlainText(), self._about, self._about_words, self._changing)

    def go_on(self, writing: Writing) -> None:
        """Go on with what was being written."""
        self.set_about(writing.about, writing.about_words)
        self.begin(writing.changing)
        self.text.setPlainText(writing.text)

    def leave(self) -> bool:
        """Say whether nothing is typed that was not kept; what is stays in view."""
        if self.editor.isHidden() or not self.text.toPlainText().strip():
            return True
        if self._changing and self._changing.text == self.text.toPlainText().strip():
            return True
        show_error(self.text, self.tr("Not kept yet. Keep it with Ctrl+S, or cancel it with Esc."))
        self.text.setFocus()
        return False

    def store(self) -> None:
        """Keep what is typed in the file, on the disk."""
        text = self.text.toPlainText().strip()
        if self.editor.isHidden():
            return
        if not text:
            show_error(self.text, self.tr("Write something first."))
            return
        before = self._changing
        remark = self._remark(text, before)
        if self._try(partial(self._file.keep, remark)):
            self._remember(self.tr("the remark"), remark, before)
            self._edit(False)
            self._reload()
            self.list.setFocus()

    def drop(self) -> None:
        """Take the current remark away; Ctrl+Z brings it back."""
        found = self._current()
        if found and self._try(partial(self._file.drop, found.remark_id)):
            words = self.tr("that a remark was dropped")
            self._workplace.can_take_back(words, partial(self._bring_back, found))
            self._reload()

    def _remark(self, text: str, before: Remark | None) -> Remark:
        if before is not None:
            return replace(before, text=text, written_at=self._workplace.now())
        kind, about = self._about
        work, copy_id = self._workplace, self._file.copy_id
        number, made = self._number, uuid.uuid4().hex
        return Remark(number, made, copy_id, work.now(), work.by, text, kind, about)

    def _remember(self, words: str, remark: Remark, before: Remark | None) -> None:
        def undo() -> None:
            if before is None:
                self._file.drop(remark.remark_id)
            else:
                self._file.keep(before)
            self._reload()

        self._workplace.can_take_back(words, undo)

    def _bring_back(self, remark: Remark) -> None:
        self._file.keep(remark)
        self._reload()

    def _theirs(self) -> list[Remark]:
        try:
            return [each for each in self._file.all() if each.patient_id == self._number]
        except KnownError as error:
            show_error(self.write, say(error.sentence))
            return []

    def _reload(self) -> None:
        theirs = self._theirs()
        self.list.set_rows([self._row(each) for each in theirs])
        self.list.setVisible(bool(theirs) and self.editor.isHidden())
        self.nobody.setVisible(not theirs and self.editor.isHidden())

    def _row(self, remark: Remark) -> Row:
        return remark_row(remark, say_day(self._workplace.clinic.day(remark.written_at)))

    def _current(self) -> Remark | None:
        key = self.list.current_key()
        return next((each for each in self._theirs() if each.remark_id == key), None)

    def _try(self, act: partial[None]) -> bool:
        try:
            act()
        except KnownError as error:
            show_error(
                self.text if self.editor.isVisibleTo(self) else self.write, say(error.sentence)
            )
            return False
        return True

    def _edit(self, on: bool) -> None:
        show_error(self.text, "")
        self.editor.setVisible(on)
        self.write.setVisible(not on)
        self.list.setVisible(not on)
        self.nobody.setVisible(False)
        if not on:
            self._changing = None
            self.text.clear()
            self._tell_about(self._about_words)

    def _stop(self) -> None:
        self._edit(False)
        self._reload()
        self.write.setFocus()

    def _tell_about(self, words: str) -> None:
        about = self.tr("About: {record}").format(record=words)
        self.about.setText(about if words else self.tr("About the patient as a whole"))

    def _connect(self) -> None:
        self.write.clicked.connect(lambda: self.begin())
        self.keep.clicked.connect(self.store)
        self.cancel.clicked.connect(self._stop)
        self.list.opened.connect(lambda _: self.begin(self._current()))
        self.text.textChanged.connect(lambda: show_error(self.text, ""))
        for widget, key, act in (
            (self.editor, Qt.Key.Key_Escape, self._stop),
            (self.list, Qt.Key.Key_Delete, self.drop),
        ):
            shortcut = QShortcut(QKeySequence(key), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        self.list.setAccessibleName(self.tr("Remarks about this patient"))
        self.text.setAccessibleName(self.tr("Remark"))
        self.text.setTabChangesFocus(True)
        self.nobody = QLabel(
            self.tr("What you write here goes back to the clinic in a small file beside the copy.")
        )
        self.about.setProperty("role", "caption")
        self.nobody.setProperty("role", "muted")
        self.keep.setProperty("kind", "primary")
        for label in (self.about, self.nobody):
            label.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.keep)
        inside = QVBoxLayout(self.editor)
        inside.setContentsMargins(_EDGE, GRID, _EDGE, GRID)
        inside.setSpacing(GRID)
        inside.addWidget(self.about)
        inside.addWidget(self.text, 1)
        inside.addLayout(buttons)
        below = QVBoxLayout()
        below.setContentsMargins(_EDGE, GRID, _EDGE, GRID)
        below.addWidget(self.nobody)
        below.addWidget(self.write)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.editor, 1)
        self.body.addStretch()
        self.body.addLayout(below)
