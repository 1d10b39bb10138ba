"""A field that finds as somebody types: arrows move in the list of what is found, Enter takes."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.icons import icon

_LIST_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class FindField(QLineEdit):
    """Works its list while it keeps the focus; `taken` tells the key of the row that Enter took."""

    taken = Signal(object)

    def __init__(self, found: RowList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self.setPlaceholderText(
            self.tr("Any part of a name, phone, birth date or number, in any order")
        )
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", role="muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumHeight(36)

    def event(self, event: QEvent) -> bool:
        # Ctrl+Z is the screen's where nothing is typed that it could take back.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            if is_undo and not self.isUndoAvailable():
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _LIST_KEYS:
            self._found.keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._found.current_key() is not None:
                self.taken.emit(self._found.current_key())
        else:
            super().keyPressEvent(event)
