"""The wall of a patient's photographs: by day and visit, the views of a set in their columns."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from infrared_desktop.domain.photographs.sets import PhotoDay
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo, PhotoView
from infrared_desktop.views.photos.loading import PhotoLoader
from infrared_desktop.views.photos.veil import Veil
from infrared_desktop.views.photos.wall_delegate import (
    DAY_PX,
    SET_PX,
    WallDelegate,
    frame_height,
)
from infrared_desktop.views.photos.wall_lines import Missing, wall_lines
from infrared_desktop.views.photos.wall_model import Index, WallModel

_LEAST_PX, _MOST_PX = 136, 190  # how wide a frame is; five views stand beside each other
VIEW_KEYS = {
    "1": PhotoView.FRONT,
    "2": PhotoView.OBLIQUE_LEFT,
    "3": PhotoView.OBLIQUE_RIGHT,
    "4": PhotoView.LATERAL_LEFT,
    "5": PhotoView.LATERAL_RIGHT,
    "6": PhotoView.CHIN_DOWN,
    "7": PhotoView.CHIN_UP,
    "8": PhotoView.BACK,
    "9": PhotoView.SEATED,
    "0": PhotoView.ARMS_OUT,
    "-": PhotoView.CLOSE_UP,
}


class PhotoWall(QTableView):
    """Frames are chosen with arrows, Shift and Ctrl+A; digits name the view of the chosen ones."""

    opened = Signal(object)  # Stored[Photo]
    asked = Signal(object)  # Missing: an empty frame
    chosen_changed = Signal()
    view_named = Signal(object)  # PhotoView

    def __init__(self, veil: Veil, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: Sequence[PhotoDay] = ()
        self._name: Callable[[PhotoDay], str] = lambda _: ""
        self._model = WallModel(self)
        self._delegate = WallDelegate(self, veil)
        self._columns = 1
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._dress()
        self.setAccessibleName(self.tr("Photographs"))
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    def use(self, loader: PhotoLoader) -> None:
        """Fetch pictures from a loader."""
        self._delegate.loader = loader
        loader.ready.connect(self._show_ready)

    def forget(self) -> None:
        """Keep no picture."""
        self._delegate.scaled.clear()

    def set_days(self, days: Sequence[PhotoDay], name: Callable[[PhotoDay], str]) -> None:
        """Show these days; what was chosen and where one was stays, as far as it is still there."""
        chosen, current = [each.id for each in self.chosen()], self.current_photo()
        self._days, self._name = days, name
        self._fill(chosen, current.id if current else None)

    def photos(self) -> list[Stored[Photo]]:
        """Return all photographs, in the order of reading."""
        return self._model.photos()

    def chosen(self) -> list[Stored[Photo]]:
        """Return the photographs that are chosen, in the order of reading."""
        places = sorted((i.row(), i.column()) for i in self.selectionModel().selectedIndexes())
        cells = (self._model.cell(*place) for place in places)
        return [cell for cell in cells if isinstance(cell, Stored)]

    def current_photo(self) -> Stored[Photo] | None:
        """Return the photograph where the keys are."""
        index = self.currentIndex()
        cell = self._model.cell(index.row(), index.column()) if index.isValid() else None
        return cell if isinstance(cell, Stored) else None

    def choose(self, numbers: Collection[int]) -> None:
        """Choose photographs by their numbers, and go to the first of them."""
        found = [self._model.place_of(number) for number in numbers]
        places = [index for index in found if index is not None]
        selection = QItemSelection()
        for index in places:
            selection.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        if places:
            first = min(places, key=lambda index: (index.row(), index.column()))
            self.selectionModel().setCurrentIndex(first, flag.NoUpdate)
            self.scrollTo(first)
        self.selectionModel().select(selection, flag.ClearAndSelect)

    def choose_first(self) -> None:
        """Choose the first photograph, where there is one."""
        self.choose([each.id for each in self.photos()[:1]])

    def after(self, stored: Stored[Photo]) -> Stored[Photo] | None:
        """Return the photograph that comes after one, in the order of reading."""
        photos = self.photos()
        places = [place for place, each in enumerate(photos) if each.id == stored.id]
        return photos[places[0] + 1] if places and places[0] + 1 < len(photos) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open(self.currentIndex())
        elif plain and event.text() in VIEW_KEYS:
            self.view_named.emit(VIEW_KEYS[event.text()])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the keys of the screen."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go from frame to frame, over headings and free places."""
        frames = self._model.frames()
        if not frames:
            return super().moveCursor(action, modifiers)
        here = self.currentIndex()
        place = (here.row(), here.column())
        at = frames.index(place) if place in frames else 0
        return self._model.index(*frames[self._step(action, frames, at)])

    def _step(
        self, action: QAbstractItemView.CursorAction, frames: list[tuple[int, int]], at: int
    ) -> int:
        cursor = QAbstractItemView.CursorAction
        last = len(frames) - 1
        if action in (cursor.MoveLeft, cursor.MovePrevious):
            return max(at - 1, 0)
        if action in (cursor.MoveRight, cursor.MoveNext):
            return min(at + 1, last)
        if action is cursor.MoveHome:
            return 0
        if action is cursor.MoveEnd:
            return last
        rows = max(self.viewport().height() // frame_height(self._frame_width()), 1)
        count = rows if action in (cursor.MovePageUp, cursor.MovePageDown) else 1
        down = action in (cursor.MoveDown, cursor.MovePageDown)
        for _ in range(count):
            at = _beyond(frames, at, down)
        return at

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wanted_columns() != self._columns:
            current = self.current_photo()
            self._fill([each.id for each in self.chosen()], current.id if current else None)
        else:
            self._size_rows()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        loader = self._delegate.loader
        if loader is not None:
            loader.keep_to({each.record.content for each in self._in_sight()})

    def _in_sight(self) -> list[Stored[Photo]]:
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        rows = range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1)
        cells = (self._model.cell(row, column) for row in rows for column in range(self._columns))
        return [cell for cell in cells if isinstance(cell, Stored)]

    def _show_ready(self, content: str) -> None:
        for each in self._in_sight():
            index = self._model.place_of(each.id) if each.record.content == content else None
            if index is not None:
                self.viewport().update(self.visualRect(index))

    def _open(self, index: Index) -> None:
        cell = self._model.cell(index.row(), index.column()) if index.isValid() else None
        if isinstance(cell, Stored):
            self.opened.emit(cell)
        elif isinstance(cell, Missing):
            self.asked.emit(cell)

    def _fill(self, chosen: Sequence[int], current: int | None) -> None:
        at = self.verticalScrollBar().value()
        self._columns = self._wanted_columns()
        self.clearSpans()
        self._model.set_lines(wall_lines(self._days, self._columns, self._name), self._columns)
        for row, _ in self._model.headings():
            if self._columns > 1:
                self.setSpan(row, 0, 1, self._columns)
        self._size_rows()
        self.verticalScrollBar().setValue(at)
        self.choose(chosen)
        index = self._model.place_of(current) if current is not None else None
        if index is not None:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, flag)
        self.chosen_changed.emit()

    def _size_rows(self) -> None:
        self.horizontalHeader().setDefaultSectionSize(width := self._frame_width())
        # Each row anew: a height that was set once stays, whatever the row shows since.
        headings, usual = dict(self._model.headings()), frame_height(width)
        for row in range(self._model.rowCount()):
            heading = headings.get(row)
            low = DAY_PX if heading and heading.is_day else SET_PX
            self.setRowHeight(row, low if heading else usual)

    def _wanted_columns(self) -> int:
        return max(self.viewport().width() // _LEAST_PX, 1)

    def _frame_width(self) -> int:
        return min(max(self.viewport().width() // self._columns, 80), _MOST_PX)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(8)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


def _beyond(frames: list[tuple[int, int]], at: int, down: bool) -> int:
    """Return the frame above or below one: in the next row that has any, the nearest column."""
    row, column = frames[at]
    rows = [r for r, _ in frames if (r > row if down else r < row)]
    if not rows:
        return at
    wanted = min(rows) if down else max(rows)
    near = [place for place, (r, _) in enumerate(frames) if r == wanted]
    return min(near, key=lambda place: abs(frames[place][1] - column))
