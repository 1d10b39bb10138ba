"""The list view that Today, People and Follow-ups share.

A table of one column: it lays 100,000 rows out without asking the model, as a list view would.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from infrared_desktop.views.lists.row_delegate import CARD_HEIGHT, HEIGHT, RowDelegate
from infrared_desktop.views.lists.rows import Index, Row, RowModel, RowSource


class RowList(QTableView):
    """A list of painted rows; Enter or a double click opens the current one."""

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None, card: bool = False) -> None:
        super().__init__(parent)
        self._model = RowModel(self)
        self.setModel(self._model)
        self.setItemDelegate(RowDelegate(self, card))
        self._card = card
        self._dress()
        self.doubleClicked.connect(lambda index: self._open(index))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._fit_cards())

    def rows(self) -> RowModel:
        """Return the model."""
        return self._model

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show rows, staying on the current key where it is still there."""
        kept = self.current_key()
        self._model.set_rows(rows)
        self._fit_cards()
        keys = [row.key for row in rows]
        if keys:
            self.select_row(keys.index(kept) if kept in keys else 0)

    def set_source(self, source: RowSource) -> None:
        """Show the rows of a source, from the first on."""
        self._model.set_source(source)
        self._fit_cards()
        self.select_row(0)

    def current_key(self) -> object:
        """Return the key of the current row, or None."""
        row = self.current_row()
        return row.key if row else None

    def current_row(self) -> Row | None:
        """Return the current row, or None."""
        index = self.currentIndex()
        return self._model.row(index.row()) if index.isValid() else None

    def select_row(self, number: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self._model.index(number, 0))

    def select_key(self, key: object) -> bool:
        """Make the row of a key the current one; say whether it is there."""
        for number in range(self._model.rowCount()):
            row = self._model.row(number)
            if row and row.key == key:
                self.select_row(number)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.select_row(0 if event.key() == Qt.Key.Key_Home else self._model.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the page's own keys; a long list is searched in its own field."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_cards()

    def _dress(self) -> None:
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(CARD_HEIGHT if self._card else HEIGHT)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        if self._card:
            # Cards grow once they are seen, so the wanted one may have been pushed out of sight.
            self._fit_cards()
            super().scrollTo(index, hint)

    def _fit_cards(self) -> None:
        """Give each card that is seen the height of its note; the others wait for their turn."""
        if not self._card or not self._model.rowCount():
            return
        last = self._model.rowCount() - 1
        seen = self.viewport().height() // CARD_HEIGHT + 1
        first = max(self.rowAt(0), 0)
        for number in range(first, min(first + seen, last) + 1):
            height = self.sizeHintForIndex(self._model.index(number)).height()
            if self.rowHeight(number) != height:
                self.setRowHeight(number, height)

    def _open(self, index: Index) -> None:
        row = self._model.row(index.row()) if index.isValid() else None
        if row:
            self.opened.emit(row.key)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self._model.row(current.row()) if current.isValid() else None
        self.current_changed.emit(row.key if row else None)
