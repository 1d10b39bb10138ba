"""Type a few letters of a kind and press Enter: a row of that kind is added."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from infrared_desktop.views.inputs.typed_combo import TypedComboField


class KindFinder(TypedComboField):
    """Gives each kind that is found, and is empty again for the next one."""

    found = Signal(str)  # code
    unknown = Signal(str)  # what was typed, and names nothing in the list
    unclear = Signal(str)  # why what was typed is not taken

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gives = False
        self._line().returnPressed.connect(self._take_first)
        self.changed.connect(self._take_named)
        self.editingFinished.connect(self._take_unknown)

    def set_placeholder(self, text: str) -> None:
        """Say in the empty field what to type."""
        self._line().setPlaceholderText(text)

    def _line(self) -> QLineEdit:
        line = self.lineEdit()
        assert line is not None
        return line

    def _take_first(self) -> None:
        typed = self.currentText().strip()
        places = self._matches(typed) if typed else []
        if places:
            self._give(str(self.itemData(places[0])))

    def _take_named(self) -> None:
        """Take what was picked from the list, or what the text can only mean on leaving it."""
        code = self.get_value()
        if code is not None:
            self._give(code)

    def _take_unknown(self) -> None:
        """Lose nothing that was typed: what the list does not know is given as it stands."""
        typed = self.currentText().strip()
        if self._gives or not typed or self.get_value() is not None:
            return
        if self._matches(typed):
            self.unclear.emit(self.problem())
            return
        self._gives = True
        self.unknown.emit(typed)
        QTimer.singleShot(0, self, self._be_empty)

    def _give(self, code: str) -> None:
        if self._gives:
            return
        self._gives = True
        self.found.emit(code)
        # The list of matches still ends its own work on this key.
        QTimer.singleShot(0, self, self._be_empty)

    def _be_empty(self) -> None:
        self.set_value(None)
        self.setEditText("")
        self._gives = False
