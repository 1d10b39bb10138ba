"""The wall as a table, so that a screen reader and the keys go through it frame by frame."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.photos.photo_words import photo_words
from infrared_desktop.views.photos.wall_lines import Frame, Heading, Line

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole


class WallModel(QAbstractTableModel):
    """Headings stand in the first column; frames fill the columns in the order of their views."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._columns = 1
        self._places: dict[int, tuple[int, int]] = {}

    def set_lines(self, lines: Sequence[Line], columns: int) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._lines, self._columns = list(lines), columns
        self._places = {
            frame.id: (row, column)
            for row, line in enumerate(self._lines)
            if isinstance(line, tuple)
            for column, frame in enumerate(line)
            if isinstance(frame, Stored)
        }
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a heading or a frame, or its words."""
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == CELL:
            return cell
        spoken = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        return self._spoken(cell) if role in spoken else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let frames be chosen, and headings and free places be passed over."""
        cell = self.cell(index.row(), index.column()) if index.isValid() else None
        if cell is None or isinstance(cell, Heading):
            return Qt.ItemFlag.ItemIsEnabled if cell else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def cell(self, row: int, column: int) -> Heading | Frame:
        """Return what stands at a place."""
        line = self._lines[row]
        if isinstance(line, Heading):
            return line if column == 0 else None
        return line[column]

    def headings(self) -> list[tuple[int, Heading]]:
        """Return the rows that are headings."""
        return [(row, line) for row, line in enumerate(self._lines) if isinstance(line, Heading)]

    def frames(self) -> list[tuple[int, int]]:
        """Return the places of all frames, in the order of reading."""
        return [
            (row, column)
            for row, line in enumerate(self._lines)
            if isinstance(line, tuple)
            for column, frame in enumerate(line)
            if frame is not None
        ]

    def photos(self) -> list[Stored[Photo]]:
        """Return all photographs, in the order of reading."""
        found = (self.cell(*place) for place in self.frames())
        return [cell for cell in found if isinstance(cell, Stored)]

    def place_of(self, number: int) -> Index | None:
        """Return where a photograph stands."""
        place = self._places.get(number)
        return self.index(*place) if place else None

    def _spoken(self, cell: Heading | Frame) -> str | None:
        if isinstance(cell, Heading):
            return ", ".join(part for part in (cell.text, cell.note, cell.warning) if part)
        if isinstance(cell, Stored):
            return photo_words(cell.record, ", ")
        if cell is None:
            return None
        return self.tr("{view}: missing").format(view=choices.label(cell.view))
