"""The columns of a list to import as a Qt model: heading, first values, what each becomes."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop.exchange.columns import Mapping
from infrared_desktop.exchange.headings import Field
from infrared_desktop.exchange.sniffing import Table
from infrared_desktop.views.lists.rows import Index

BECOMES = 2  # the column that can be changed
_VALUES_SHOWN, _ROWS_LOOKED_AT = 3, 200

_LABELS = {
    Field.SURNAME: "Surname",
    Field.GIVEN_NAME: "Given name",
    Field.MIDDLE_NAME: "Middle name",
    Field.FULL_NAME: "Whole name",
    Field.BIRTH_DATE: "Birth date",
    Field.SEX: "Sex",
    Field.MOBILE: "Mobile phone",
    Field.PHONE: "Phone",
    Field.EMAIL: "E-mail",
    Field.STREET: "Street",
    Field.APARTMENT: "Apartment",
    Field.CITY: "Town",
    Field.REGION: "Region",
    Field.POSTCODE: "Postcode",
    Field.COUNTRY: "Country",
    Field.LANGUAGE: "Language",
    Field.NOTE: "Note",
    Field.EXTERNAL_ID: "Number elsewhere",
}


def field_label(field: Field | None) -> str:
    """Return what a column becomes, in words."""
    return _words(_LABELS[field] if field else "left out")


class ColumnModel(QAbstractTableModel):
    """The columns of one list as rows: heading, first values, what it becomes."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads: list[tuple[str, str]] = []
        self._mapping: list[Field | None] = []
        self.is_open = True

    def mapping(self) -> Mapping:
        """Return what each column becomes, in order."""
        return tuple(self._mapping)

    def set_table(self, table: Table, mapping: Mapping) -> None:
        """Show the columns of a list."""
        self.beginResetModel()
        self._heads = [
            (head, _first_values(table, index)) for index, head in enumerate(table.header)
        ]
        self._mapping = list(mapping)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._heads)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shows = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        if not index.isValid():
            return None
        field = self._mapping[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return field.value if field else None
        if role not in shows:
            return None
        return field_label(field) if index.column() == BECOMES else self._head(index)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        field = Field(value) if value else None
        if role != Qt.ItemDataRole.EditRole or field is self._mapping[index.row()]:
            return False
        self._mapping[index.row()] = field
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == BECOMES and self.is_open:
            return plain | Qt.ItemFlag.ItemIsEditable
        return plain

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_words("Column"), _words("First values"), _words("Becomes"))[section]

    def _head(self, index: Index) -> str:
        return self._heads[index.row()][index.column()]


def _first_values(table: Table, index: int) -> str:
    cells = (
        row.cells[index].strip() for row in table.rows[:_ROWS_LOOKED_AT] if index < len(row.cells)
    )
    values = dict.fromkeys(cell[:40] for cell in cells if cell)
    return " · ".join(list(values)[:_VALUES_SHOWN])


def _words(text: str) -> str:
    return QCoreApplication.translate("ImportColumns", text)
