"""What each column of a list becomes: its heading, its first values, and a choice to change."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QRect,
    QRectF,
    Qt,
    QTimer,
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

from infrared_desktop.exchange.headings import Field
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.lists.rows import Index
from infrared_desktop.views.look.icons import paint_icon
from infrared_desktop.views.look.theme import GRID, font_px, theme
from infrared_desktop.views.people.import_column_model import BECOMES, ColumnModel, field_label

HEIGHT = 40


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
            self.edit(self.columns.index(row, BECOMES))

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
        if index.column() == BECOMES:
            self.open_choice(index.row(), pops_up=True)


class _BecomesDelegate(QStyledItemDelegate):
    """Paints a cell, the last one as a closed choice, and opens that choice."""

    pops_up = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        worn, becomes = theme(), index.column() == BECOMES
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


def _words(text: str) -> str:
    return QCoreApplication.translate("ImportColumns", text)
