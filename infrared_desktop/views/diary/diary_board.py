"""The grid of the diary and its twin in words; the cursor of both is on the same visit."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from infrared_desktop.views.diary.day_cursor import Day
from infrared_desktop.views.diary.day_grid import DayGrid
from infrared_desktop.views.diary.diary_list import listed
from infrared_desktop.views.lists.row_list import RowList


class DiaryBoard(QStackedWidget):
    """Shows a day or week painted, or as a list."""

    list_opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid, self.list = DayGrid(), RowList()
        self._day: Day | None = None
        self.list.setAccessibleName(self.tr("Visits and shut times"))
        self.addWidget(self.grid)
        self.addWidget(self.list)
        self.list.current_changed.connect(self._follow)
        self.list.opened.connect(self._open)

    def show_day(self, day: Day) -> None:
        """Show a day or week."""
        self._day = day
        self.grid.show_day(day)
        if self.currentWidget() is self.list:
            self._fill(day)

    def show_list(self, wanted: bool) -> None:
        """Show the list, or the grid again."""
        if wanted and self._day is not None:
            self.grid.hold.let_go()
            self._fill(self._day)
        self.setCurrentWidget(self.list if wanted else self.grid)
        (self.list if wanted else self.grid).setFocus()

    def _fill(self, day: Day) -> None:
        visit = self.grid.current_visit()
        self.list.set_rows(listed(day))
        if visit is not None:
            self.list.select_key(visit.id)

    def _follow(self, key: object) -> None:
        if isinstance(key, int):
            self.grid.go_to_visit(key)

    def _open(self, key: object) -> None:
        if isinstance(key, int):
            self.list_opened.emit(key)
