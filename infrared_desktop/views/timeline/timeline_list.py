"""The timeline as a list of sentences, for a screen reader and for whoever prefers to read."""

from datetime import date
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from infrared_desktop.domain.timeline.build import Line, Timeline
from infrared_desktop.domain.timeline.model import Item, Mark, Ref
from infrared_desktop.domain.timeline.refs import is_among
from infrared_desktop.views.look.theme import GRID, theme
from infrared_desktop.views.timeline.timeline_steps import latest
from infrared_desktop.views.timeline.timeline_text import altered_text, line_text

ANY_INDEX = QModelIndex | QPersistentModelIndex
LINE_PX = 28
STRIKE = Qt.ItemDataRole.UserRole
NEW = Qt.ItemDataRole.UserRole + 1


class Strike(Enum):
    """Whether a line is struck through, and why."""

    NONE = auto()
    STRUCK = auto()
    ALTERED = auto()


def _strike_of(item: Item) -> Strike:
    return Strike.STRUCK if isinstance(item, Mark) and item.struck else Strike.NONE


class TimelineLines(QStringListModel):
    """The lines of one timeline; a line is put into words when it is asked for.

    It is a list of empty words to Qt, which so counts the rows itself: to lay thousands out it
    asks for their number once a row, and an answer from here would take longer than the rest.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()
        self._today = date.min
        self._rows: dict[int, int] = {}
        self._altered: frozenset[Ref] = frozenset()

    def set_timeline(self, timeline: Timeline) -> None:
        """Take the lines of another timeline."""
        self._items, self._today, self._rows = timeline.items, timeline.today, {}
        self.setStringList([""] * len(self._items))

    def flags(self, index: ANY_INDEX) -> Qt.ItemFlag:
        """Let lines be chosen, and never written into."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line in words."""
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role in roles:
            text = line_text(Line(item, self._today))
            return altered_text(text) if is_among(item, self._altered) else text
        if role == STRIKE:
            altered = is_among(item, self._altered)
            return Strike.ALTERED if altered else _strike_of(item)
        return item.is_new if role == NEW else None

    def set_altered(self, altered: frozenset[Ref]) -> None:
        """Take the records that are not what was stored."""
        self._altered = altered
        if self._items:
            self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))

    def item(self, row: int) -> Item:
        """Return the mark or span that a row tells of."""
        return self._items[row]

    def row_of(self, item: Item | None) -> int:
        """Return the row that tells of a mark or span; −1 if none does."""
        if item is not None and not self._rows:
            self._rows = {id(each): row for row, each in enumerate(self._items)}
        return self._rows.get(id(item), -1)


class TimelineList(QListView):
    """Lists what the timeline shows, in time order; connect `item_selected` both ways."""

    selected = Signal(object)
    item_selected = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = TimelineLines(self)
        self.setModel(self._lines)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_LineDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Timeline as a list"))
        self.selectionModel().currentChanged.connect(self._current_changed)
        self._newest: int | None = None
        self.verticalScrollBar().actionTriggered.connect(self._leave_newest)
        self.activated.connect(lambda index: self.opened.emit(self._lines.item(index.row()).ref))

    def set_timeline(self, timeline: Timeline, selected: Item | None = None) -> None:
        """List another timeline, in sight what is selected already, or else what is of today."""
        self._lines.set_timeline(timeline)
        if selected is not None:
            self.blockSignals(True)  # nobody chose it just now
            self.select_item(selected)
            self.blockSignals(False)
        self._newest = None if selected else latest(timeline)
        self._show_newest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is of today in sight, until a person goes elsewhere in the list."""
        super().resizeEvent(event)
        self._show_newest()

    def _show_newest(self) -> None:
        if self._newest is not None and not self.currentIndex().isValid():
            middle = QListView.ScrollHint.PositionAtCenter
            self.scrollTo(self._lines.index(self._newest), middle)

    def _leave_newest(self) -> None:
        self._newest = None

    def set_altered(self, altered: frozenset[Ref]) -> None:
        """Strike in red what is not what was stored."""
        self._lines.set_altered(altered)

    def select_item(self, item: Item | None) -> None:
        """Follow the selection of the timeline."""
        row = self._lines.row_of(item)
        if row < 0:
            self.setCurrentIndex(QModelIndex())
        elif row != self.currentIndex().row():
            self.setCurrentIndex(self._lines.index(row))

    def _current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            item = self._lines.item(current.row())
            self.item_selected.emit(item)
            self.selected.emit(item.ref)


class _LineDelegate(QStyledItemDelegate):
    """Gives a line the width of the list, however long it is; the balloon says all of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: ANY_INDEX) -> QSize:
        return QSize(0, LINE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ANY_INDEX) -> None:
        box: QRect = option.rect
        worn, selected = theme(), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(box)
        if selected:
            painter.fillRect(box, worn.selected)
            painter.fillRect(box.left(), box.top(), 3, box.height(), worn.accent)
        strike = index.data(STRIKE)
        inks = {Strike.NONE: worn.text, Strike.STRUCK: worn.muted, Strike.ALTERED: worn.stop}
        font = QFont(option.font)
        font.setStrikeOut(strike is not Strike.NONE)
        font.setBold(bool(index.data(NEW)))
        painter.setFont(font)
        painter.setPen(inks[strike])
        room = box.adjusted(2 * GRID, 0, -GRID, 0)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()
