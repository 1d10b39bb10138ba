"""A row of answers that is one stop of the Tab key: its buttons, and the keys that pick one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from infrared_desktop.domain.labels.codes import NUMBERED
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.type_ahead import TypeAhead
from infrared_desktop.views.look.theme import font_px

NOT_ASKED = "\0not asked"  # the code of the button that takes an answer back
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_FORTH = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_PAD = 12


class Picker(QWidget):
    """Holds the buttons; a subclass says how its answer is held, and what picking does to it."""

    changed = Signal()

    def __init__(self, layout: QLayout, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._row = layout
        self.setLayout(layout)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name, self._none_text = "", self.tr("not asked")
        self._read_only = False
        self._buttons: dict[str, QPushButton] = {}
        self._options: tuple[tuple[str, str], ...] = ()
        self._at = 0
        self._word, self._word_picked = TypeAhead(), ""
        self._before: Any = None  # the value before the first letter of a word picked something

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer (code, label) pairs; the present value stays."""
        self._options = tuple(options)
        for button in self._buttons.values():
            self._drop(button)
        pairs = [*self._extra(), *self._options]
        self._buttons = {code: self._button(code, label) for code, label in pairs}
        self._mark_ends()
        self._refresh()

    def setReadOnly(self, read_only: bool) -> None:
        """Let the answer be read but not changed."""
        self._read_only = read_only

    def labels(self) -> list[str]:
        """Return the labels in order, as they are shown."""
        return [button.text() for button in self._buttons.values()]

    def button(self, code: str | None) -> QPushButton:
        """Return the button of a code; None is that of "not asked"."""
        return self._buttons[NOT_ASKED if code is None else code]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._refresh()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._word.forget()
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        codes = list(self._buttons)
        key = Qt.Key(event.key())
        if not event.text().isalpha():
            self._word.forget()
        if self._read_only or not codes or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in _BACK or key in _FORTH:
            self._move(1 if key in _FORTH else -1)
        elif key == Qt.Key.Key_Space:
            self._pick(codes[self._at])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._pick(NOT_ASKED)
        elif not self._type(event.text()):
            super().keyPressEvent(event)

    def _type(self, text: str) -> bool:
        """Pick what a digit or letters mean; say whether they mean anything."""
        if text.isascii() and text.isdecimal() and not self._is_written(text):
            code = self._counted(int(text))
            if code is not None:
                self._pick(code)
            return code is not None
        return bool(text.strip()) and (self._go_on(text) or self._begin(text))

    def _begin(self, letter: str) -> bool:
        """Pick the next answer that begins with a letter."""
        code = self._next_like(self._word.begin(letter))
        if code is None:
            self._word.forget()
            return False
        self._before, self._word_picked = self.get_value(), code
        self._pick(code)
        return True

    def _go_on(self, letter: str) -> bool:
        """Let one more letter of a word correct what its first letters picked."""
        word = self._word.add(letter)
        code = self._next_like(word) if len(word) > 1 else None
        if code is None:
            return False
        if not self._says(self._word_picked, word):
            self._word_picked = code
            self.set_value(self._before)
            if self.get_value() == code:
                self.changed.emit()
            else:
                self._pick(code)
        return True

    def _next_like(self, word: str) -> str | None:
        codes = list(self._buttons)
        after = codes[self._at + 1 :] + codes[: self._at + 1]
        return next((code for code in after if self._says(code, word)), None)

    def _says(self, code: str, word: str) -> bool:
        button = self._buttons.get(code)
        return button is not None and button.text().lower().startswith(word)

    def _is_written(self, digit: str) -> bool:
        return any(words.startswith(digit) for _, words in self._options)

    def _counted(self, digit: int) -> str | None:
        """Return the code of a number that is written, else of a place as it is seen, from 1."""
        if digit == 0:
            return NOT_ASKED
        if self._name in NUMBERED:
            return str(digit) if str(digit) in self._buttons else None
        seen = [code for code, button in self._buttons.items() if not button.isHidden()]
        return seen[digit - 1] if digit <= len(seen) else None

    def _button(self, code: str, label: str) -> QPushButton:
        button = QPushButton(self)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("kind", self._kind())
        self._write(button, label)
        button.setProperty("none", code == NOT_ASKED)
        button.clicked.connect(lambda: self._clicked(code))
        self._row.addWidget(button)
        if self.isVisible():  # before that, it would be dressed for a place that it leaves again
            button.show()
        return button

    def _write(self, button: QPushButton, label: str) -> None:
        button.setText(label.replace("&", "&&"))
        # A picked answer is written in bold, and must not be cut then.
        font = font_px(14 if self._kind() == "segment" else 12, bold=True)
        button.setMinimumWidth(QFontMetrics(font).horizontalAdvance(label) + 2 * _PAD)

    def _clicked(self, code: str) -> None:
        self.setFocus()
        self._word.forget()
        if self._read_only:
            self._refresh()
        else:
            self._pick(code)

    def _mark_ends(self) -> None:
        last = len(self._buttons) - 1
        for index, button in enumerate(self._buttons.values()):
            place = "only" if not last else {0: "first", last: "last"}.get(index, "middle")
            button.setProperty("place", place)

    def _refresh(self) -> None:
        ticked = self._ticked()
        for index, (code, button) in enumerate(self._buttons.items()):
            button.setChecked(code in ticked)
            here = self.hasFocus() and index == self._at
            if bool(button.property("here")) != here:
                button.setProperty("here", here)
                button.style().unpolish(button)
                button.style().polish(button)
        words = [self._buttons[code].text() for code in ticked if code in self._buttons]
        self.setAccessibleDescription(", ".join(words))

    def _set_choices(self, name: str) -> None:
        self._name = name
        self.set_options(choices.options(name))

    def _set_none_text(self, text: str) -> None:
        self._none_text = text
        if text and NOT_ASKED in self._buttons:
            self._write(self._buttons[NOT_ASKED], text)
            self._refresh()
        elif NOT_ASKED in self._buttons and not self.isVisible():
            # The others stay: a form says this of most fields, and making buttons takes its time.
            self._drop(self._buttons.pop(NOT_ASKED))
            self._mark_ends()
            self._refresh()
        else:
            self.set_options(self._options)

    def _drop(self, button: QPushButton) -> None:
        self._row.removeWidget(button)
        button.hide()
        button.deleteLater()

    def _extra(self) -> list[tuple[str, str]]:
        return [(NOT_ASKED, self._none_text)] if self._none_text else []

    def get_value(self) -> Any:
        """Return what is picked, in the form of the field."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show what is picked."""
        raise NotImplementedError

    def _kind(self) -> str:
        raise NotImplementedError

    def _ticked(self) -> list[str]:
        raise NotImplementedError

    def _pick(self, code: str) -> None:
        raise NotImplementedError

    def _move(self, way: int) -> None:
        raise NotImplementedError
