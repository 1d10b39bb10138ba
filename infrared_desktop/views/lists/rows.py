"""The rows of a list, and one model that reads them page by page."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from infrared_desktop.views.look.chips import Chip

ROW_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_PAGE, _PAGES_KEPT = 25, 48  # a page is about what a window shows


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one row shows; `spoken` says all of it to a screen reader."""

    key: object
    title: str
    lead: str = ""
    chip: Chip | None = None
    subtitle: str = ""
    note: str = ""
    chip2: Chip | None = None
    spoken: str = ""


class RowSource(Protocol):
    """Where rows come from, so that a long list reads only what is seen."""

    def count(self) -> int:
        """Return how many rows there are."""

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return the rows from an offset on, limit at most."""


class RowsInHand:
    """A short list of rows that is already there."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = tuple(rows)

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return the rows from an offset on, limit at most."""
        return self._rows[offset : offset + limit]


class RowModel(QAbstractListModel):
    """Rows for a list view, read in pages as they are asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: RowSource = RowsInHand(())
        self._count = 0
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def set_source(self, source: RowSource) -> None:
        """Show the rows of a source."""
        self.beginResetModel()
        self._source, self._count = source, source.count()
        self._pages.clear()
        self.endResetModel()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show rows that are in hand."""
        self.set_source(RowsInHand(rows))

    def row(self, number: int) -> Row | None:
        """Return a row by its place; none where the source has become shorter."""
        start, place = divmod(number, _PAGE)
        page = self._page(start)
        return page[place] if place < len(page) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() and index.row() < self._count else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken or _spoken(row)
        return None

    def _page(self, start: int) -> Sequence[Row]:
        if start not in self._pages:
            self._pages[start] = self._source.page(start * _PAGE, _PAGE)
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        return self._pages[start]


def _spoken(row: Row) -> str:
    chips = [chip.text for chip in (row.chip, row.chip2) if chip]
    parts = (row.lead, row.title, row.subtitle, row.note, *chips)
    return ", ".join(part for part in parts if part)
