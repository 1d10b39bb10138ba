"""Visits of the diary as a calendar file: one visit, or a day or week of everybody or of one."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.exchange.icalendar_files import as_icalendar
from infrared_desktop.storage.files.writing import write_atomically
from infrared_desktop.storage.gathered.calendar_rows import (
    calendar_visits,
    clinic_mark,
    visits_between,
)
from infrared_desktop.views import tasks
from infrared_desktop.views.diary.diary_shown import Shown
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.save_place import ask_for_place
from infrared_desktop.views.screen import Screen

_WEEK = timedelta(6)


class CalendarDesk(QObject):
    """Asks which visits, then for the file; it is written beside the window."""

    def __init__(self, screen: Screen, shown: Callable[[], Shown]) -> None:
        super().__init__(screen)
        self._screen, self._shown = screen, shown
        self.menu = QMenu(screen)
        self.one = self.menu.addAction(self.tr("This &visit …"), self._save_visit)
        self.day = self.menu.addAction(self.tr("This &day …"), lambda: self._save_days(False))
        self.week = self.menu.addAction(
            self.tr("The &week from this day …"), lambda: self._save_days(True)
        )
        self.own = self.menu.addAction(
            self.tr("The week of this &clinician …"), lambda: self._save_days(True, own=True)
        )
        self.menu.addSeparator()
        self.named = QAction(self.tr("With the patients' &names in it"), self, checkable=True)
        self.menu.addAction(self.named)

    def offer(self) -> None:
        """Ask which visits; patients are named only where that is ticked anew each time."""
        shown = self._shown()
        self.named.setChecked(False)
        self.one.setEnabled(shown.visit is not None)
        self.own.setEnabled(shown.clinician_id is not None)
        corner = self._screen.rect().topRight() - QPoint(self.menu.sizeHint().width(), 0)
        self.menu.popup(self._screen.mapToGlobal(corner))
        self.menu.setActiveAction(self.one if shown.visit else self.day)

    def _save_visit(self) -> None:
        visit = self._shown().visit
        if visit is not None:
            self._save([visit], visit.record.day)

    def _save_days(self, is_week: bool, own: bool = False) -> None:
        shown, clinic = self._shown(), self._screen.clinic
        last = shown.day + _WEEK if is_week else shown.day
        whose = shown.clinician_id if own else None
        self._save(visits_between(clinic, shown.day, last, whose), shown.day)

    def _save(self, visits: list[Stored[Appointment]], day: date) -> None:
        path = self._ask_for_file(day)
        if path is None:
            return
        place, clinic = self._screen.workplace, self._screen.clinic
        shown = calendar_visits(clinic, visits, self.named.isChecked())
        zone, mark = ZoneInfo(clinic.settings.timezone), clinic_mark(clinic)
        clinic.note("diary-exported", place.by, place.now())
        done = self.tr("Saved {count} visits as {name}.").format(count=len(shown), name=path.name)
        tasks.run(
            self._screen,
            lambda _: write_atomically(path, as_icalendar(shown, zone, mark)),
            lambda _: self._screen.tell(Meaning.SUITABLE, done),
            self._screen.tell_error,
        )

    def _ask_for_file(self, day: date) -> Path | None:
        name = self.tr("Diary {day}").format(day=day.isoformat()) + ".ics"
        title, kinds = self.tr("Save as a calendar file"), self.tr("Calendar (*.ics)")
        return ask_for_place(self._screen, title, name, kinds)
