"""A compact table of records: one line each, texts and a chip, no clutter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from infrared_desktop.views.lists.rows import Index
from infrared_desktop.views.look.chips import Chip, paint_chip
from infrared_desktop.views.look.theme import GRID, font_px, theme

R = TypeVar("R")
_CHIP_ROLE, _STRONG_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
HEIGHT, HEAD = 40, 29


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its title, and a text or a chip made from a record; stretch shares the width."""

    title: str
    text: Callable[[R], str] | None = None
    chip: Callable[[R], Chip | None] | None = None
    strong: bool = False
    stretch: int = 1


class RecordModel(QAbstractTableModel):
    """Shows records by columns; it never keeps a copy of what the columns make of them."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self.records: list[Any] = []

    def set_records(self, records: Sequence[Any]) -> None:
        """Show other records."""
        self.beginResetModel()
        self.records = list(records)
        self.endResetModel()

    def insert(self, row: int, record: Any) -> None:
        """Put a record in at a place."""
        self.beginInsertRows(QModelIndex(), row, row)
        self.records.insert(row, record)
        self.endInsertRows()

    def remove(self, row: int) -> Any:
        """Take a record out and return it."""
        self.beginRemoveRows(QModelIndex(), row, row)
        record = self.records.pop(row)
        self.endRemoveRows()
        return record

    def replace(self, row: int, record: Any) -> None:
        """Put a record in another's place."""
        self.records[row] = record
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    def refresh(self) -> None:
        """Say that what the columns show may have changed."""
        if self.records:
            last = self.index(len(self.records) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, record = self._columns[index.column()], self.records[index.row()]
        if role == _CHIP_ROLE:
            return column.chip(record) if column.chip else None
        if role == _STRONG_ROLE:
            return column.strong
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(column, record)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section].title


class RecordTable(QTableView):
    """The table view; its height fits its rows, up to eight."""

    most_rows = 8  # that are seen without scrolling

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = RecordModel(columns, self)
        self.setModel(self.records)
        self.setItemDelegate(_CellDelegate(self))
        self.setProperty("role", "boxed")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self._dress_head(columns)
        self.records.rowsInserted.connect(lambda: self.fit())
        self.records.rowsRemoved.connect(lambda: self.fit())
        self.records.modelReset.connect(lambda: self.fit())
        self.fit()

    def fit(self) -> None:
        """Be as high as the rows are, between one and `most_rows`."""
        rows = min(max(self.records.rowCount(), 1), self.most_rows)
        self.setFixedHeight(HEAD + rows * HEIGHT + 5)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        total = sum(self._stretches) or 1
        for index, stretch in enumerate(self._stretches[:-1]):
            self.setColumnWidth(index, self.viewport().width() * stretch // total)

    def _dress_head(self, columns: Sequence[Column[Any]]) -> None:
        self._stretches = [column.stretch for column in columns]
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setStretchLastSection(True)


class _CellDelegate(QStyledItemDelegate):
    """Paints one cell; the first of the current row carries the accent bar."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        worn = theme()
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, worn.selected if selected else worn.surface)
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(box.left(), box.bottom(), box.width(), 1, worn.line)
        if selected and index.column() == 0:
            painter.fillRect(box.left(), box.top(), 3, box.height(), worn.accent)
        self._paint_content(
            painter, box.adjusted(2 * GRID if index.column() == 0 else GRID, 0, -4, 0), index
        )
        painter.restore()

    def _paint_content(self, painter: QPainter, box: QRect, index: Index) -> None:
        chip: Chip | None = index.data(_CHIP_ROLE)
        if chip is not None:
            paint_chip(painter, box.left(), box.center().y() + 0.5, chip, box.width())
            return
        strong = bool(index.data(_STRONG_ROLE))
        painter.setFont(font_px(14, strong))
        painter.setPen(theme().text if strong else theme().muted)
        words = index.data() or ""
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


def _words(column: Column[Any], record: Any) -> str:
    if column.text is not None:
        return column.text(record)
    chip = column.chip(record) if column.chip else None
    return chip.text if chip else ""
