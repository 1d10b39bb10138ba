"""What every report shares: it is counted beside the window, and stays until it is counted anew."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton

from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.reports.report_period import ReportPeriod
from infrared_desktop.views.reports.report_work import ReportWork
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.workplace import Workplace


class CountingScreen(Screen):
    """A period, a list of what was counted in it, and the words on how far the counting is.

    A screen of its own says what `_show_counted` does, whether there is something `_is_counted`,
    and which row is current.
    """

    section = "reports"

    def __init__(self, workplace: Workplace, work: ReportWork) -> None:
        super().__init__(workplace)
        self._is_stale = True
        self.state, self.banner = QLabel(), Banner()
        self.period, self.work = ReportPeriod(workplace), work
        self.list = RowList(card=True)
        self.stop = QPushButton(self.tr("Stop  Esc"))
        self.state.setProperty("role", "muted")
        self.stop.hide()
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Count what is not counted yet, or was before something changed."""
        if self._is_stale and not self.work.is_on:
            self.count()

    def reload(self, change: Change | None = None) -> None:
        """Offer to count anew: a report does not change under the eyes that read it."""
        self._is_stale = True
        self._say_state()

    def count(self) -> None:
        """Count the period that is chosen."""
        days = self.period.days()
        if days is None:
            words = self.tr("The first day must be a day, and not after the last.")
            self.tell(Meaning.CAUTION, words)
            return
        self._is_stale = False
        self.stop.show()
        self.work.count(*days)
        self._say_progress(0.0)

    def _is_counted(self) -> bool:
        raise NotImplementedError

    def _show_counted(self, counted: Any) -> None:
        raise NotImplementedError

    def _show_current(self) -> None:
        raise NotImplementedError

    def _period_words(self) -> str:
        """Return what is said of the period that was counted; nothing unless a screen does."""
        return ""

    def _connect_counting(self) -> None:
        self.workplace.changed.connect(lambda _: setattr(self, "_is_stale", True))
        self.period.changed.connect(self.count)
        self.work.counted.connect(self._on_counted)
        self.work.failed.connect(self._on_ended)
        self.work.failed.connect(self.tell_error)
        self.work.stopped.connect(self._on_ended)
        self.work.progressed.connect(self._say_progress)
        self.stop.clicked.connect(self.work.stop)
        self.list.current_changed.connect(lambda _: self._show_current())

    def _on_counted(self, counted: Any) -> None:
        self._show_counted(counted)
        self.stop.hide()
        self._say_state()

    def _on_ended(self, *_: object) -> None:
        self._is_stale = True
        self.stop.hide()
        self._say_state()

    def _say_progress(self, share: float) -> None:
        self.state.setText(self.tr("Counting: {percent} %").format(percent=round(100 * share)))

    def _say_state(self) -> None:
        if self.work.is_on:
            return
        anew = self.tr("Something changed since. R counts anew.")
        stale = anew if self._is_counted() else self.tr("Not counted. R counts.")
        parts = (self._period_words(), stale if self._is_stale else "")
        self.state.setText(" · ".join(filter(None, parts)))

    def _warn_of_file(self, has_rows: bool, save: Callable[[], None]) -> None:
        """Offer to save the rows, after the words on what the file holds."""
        if not has_rows:
            self.tell(Meaning.INFORMATION, self.tr("There is no row to save."))
            return
        words = self.tr("The file holds patients' names and is not encrypted. Keep it safe.")
        self.banner.tell(Meaning.CAUTION, words, self.tr("Choose a file"), save, "Ctrl+S")

    def _escape(self) -> None:
        if self.work.is_on:
            self.work.stop()
        else:
            self.going_back.emit()
