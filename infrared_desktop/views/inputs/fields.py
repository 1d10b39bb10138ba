"""Promoted inputs for text, ticks and lists; nothing given stays nothing."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Property, QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPlainTextEdit, QWidget

from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.user_property import value_property


class NoteField(QPlainTextEdit):
    """Several lines of text; Tab leaves the field."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_text)

    def get_value(self) -> str:
        """Return the text."""
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show a text; None shows nothing."""
        self._showing = True
        self.setPlainText(value or "")
        self._showing = False

    def _on_text(self) -> None:
        if not self._showing:
            self.changed.emit()

    value = value_property()


class CheckField(QCheckBox):
    """A tick; its own text is its label."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(lambda: self.changed.emit())

    def get_value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Tick it or not; None is not ticked."""
        self.setChecked(bool(value))

    value = value_property()


class ComboField(QComboBox):
    """One of many; holds the code, shows the label, and keeps a code that it does not know."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices, self._none_text = "", "–"
        self._typed = QElapsedTimer()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(())
        self.activated.connect(lambda: self.changed.emit())
        self.installEventFilter(self)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer (code, label) pairs; the present value stays."""
        kept = self.get_value()
        self.clear()
        self.addItem(self._none_text, None)
        for code, label in options:
            self.addItem(label, code)
        self.set_value(kept)

    def get_value(self) -> str | None:
        """Return the code, or None."""
        code = self.currentData()
        return None if code is None else str(code)

    def set_value(self, value: Any) -> None:
        """Show a code's label; a code without label is shown itself, never lost."""
        code = None if value is None else str(value)
        if code is None:
            # Without an entry for "none" it shows none of its entries.
            self.setCurrentIndex(0 if self.itemData(0) is None else -1)
            return
        index = self.findData(code)
        if index < 0:
            self.addItem(code, code)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A wheel over a form scrolls the form; it must not change an answer unseen.
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Else Ctrl+N would be taken for an N and pick the next label that begins so.
        # A list that is typed into needs them itself, to paste and to select all.
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and not self.isEditable():
            event.ignore()
        elif event.key() == Qt.Key.Key_Space and self._is_typed_into():
            # Amid a name, as "Abdomen, lower", a space is a letter; else it opens the list.
            letter = QKeyEvent(event.type(), Qt.Key.Key_unknown, event.modifiers(), event.text())
            super().keyPressEvent(letter)
        else:
            super().keyPressEvent(event)
        if event.text().strip() and event.text().isprintable():
            self._typed.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.isEditable():
            self.view().keyboardSearch("")  # else a name goes on from what was typed here before

    def _is_typed_into(self) -> bool:
        if self.isEditable() or not self._typed.isValid():
            return False
        return self._typed.elapsed() < QApplication.keyboardInputInterval()

    def _set_choices(self, name: str) -> None:
        self._choices = name
        self.set_options(choices.options(name))

    def _set_none_text(self, text: str) -> None:
        self._none_text = text
        self.setItemText(0, text)

    choices = Property(str, lambda s: s._choices, _set_choices)
    none_text = Property(str, lambda s: s._none_text, _set_none_text)
    value = value_property()
