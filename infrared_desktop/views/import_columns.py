"""What each column of a list becomes: its heading, its first values, and a choice to change."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from infrared_desktop.exchange.columns import Mapping
from infrared_desktop.exchange.headings import Field
from infrared_desktop.exchange.sniffing import Table
from infrared_desktop.views.fields import ComboField
from infrared_desktop.views.icons import paint_icon
from infrared_desktop.views.rows import Index
from infrared_desktop.views.theme import GRID, font_px, theme

HEIGHT = 40
_BECOMES = 2
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
        return field_label(field) if index.column() == _BECOMES else self._head(index)

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
        if index.column() == _BECOMES and self.is_open:
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


class ColumnTable(QTableView):
    """The table of columns; Enter lets letters and arrows choose, a click opens the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = ColumnModel(self)
        self.setModel(self.columns)
        self._delegate = _BecomesDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_words("What each column becomes"))
        self.setProperty("role", "flat")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setStretchLastSection(True)
        self.clicked.connect(self._on_clicked)

    def open_choice(self, row: int, pops_up: bool = False) -> None:
        """Open the choice of what a column becomes."""
        if self.columns.is_open and self.state() != QAbstractItemView.State.EditingState:
            self._delegate.pops_up = pops_up
            self.edit(self.columns.index(row, _BECOMES))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
        if event.key() in keys and not event.modifiers() and self.currentIndex().isValid():
            self.open_choice(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        self.setColumnWidth(0, width * 27 // 100)
        self.setColumnWidth(1, width * 38 // 100)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == _BECOMES:
            self.open_choice(index.row(), pops_up=True)


class _BecomesDelegate(QStyledItemDelegate):
    """Paints a cell, the last one as a closed choice, and opens that choice."""

    pops_up = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        worn, becomes = theme(), index.column() == _BECOMES
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, worn.selected if selected else worn.surface)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, worn.line)
        if selected and index.column() == 0:
            painter.fillRect(box.left(), box.top(), 3, box.height(), worn.accent)
        room = box.adjusted(2 * GRID if index.column() == 0 else GRID, 0, -GRID, 0)
        if becomes:
            mark = QRect(room.right() - 16, room.center().y() - 7, 16, 16)
            paint_icon(painter, QRectF(mark), "chevron-down", worn.muted)
            room.setRight(mark.left() - 4)
        is_told = index.data(Qt.ItemDataRole.EditRole) is not None
        strong = index.column() == 0 or (becomes and is_told)
        painter.setFont(font_px(14, strong))
        painter.setPen(worn.text if strong else worn.muted)
        shown = painter.fontMetrics().elidedText(
            index.data() or "", Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> ComboField:
        choice = ComboField(parent)
        choice.setProperty("none_text", field_label(None))
        choice.set_options([(field.value, field_label(field)) for field in Field])
        choice.setAccessibleName(_words("Becomes"))
        if self.pops_up:
            choice.changed.connect(lambda: self._take(choice))
            QTimer.singleShot(0, choice, choice.showPopup)
        return choice

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, ComboField)
        editor.set_value(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, ComboField)
        model.setData(index, editor.get_value(), Qt.ItemDataRole.EditRole)

    def _take(self, choice: ComboField) -> None:
        self.commitData.emit(choice)
        self.closeEditor.emit(choice)


def _first_values(table: Table, index: int) -> str:
    cells = (
        row.cells[index].strip() for row in table.rows[:_ROWS_LOOKED_AT] if index < len(row.cells)
    )
    values = dict.fromkeys(cell[:40] for cell in cells if cell)
    return " · ".join(list(values)[:_VALUES_SHOWN])


def _words(text: str) -> str:
    return QCoreApplication.translate("ImportColumns", text)
