"""The day or week that the diary shows, printed or saved; the names can be left out."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from infrared_desktop.documents.diary_paper import (
    DiaryCaptions,
    PrintedDay,
    PrintedVisit,
    diary_paper,
)
from infrared_desktop.documents.press import Paper
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.opening import closed_spans
from infrared_desktop.views.diary.diary_sheet import Sheet
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.paper_desk import PaperDesk, Wanted
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say_day, say_moment


class DiaryPrint(PaperDesk):
    """Offers what the diary shows at the moment as a paper, in the order of time."""

    def __init__(self, screen: Screen, sheet: Callable[[], Sheet], asked: QPushButton) -> None:
        super().__init__(screen, "", "", lambda: 0, self._wish, act="diary-printed")
        self._sheet, self._asked = sheet, asked
        # The button that is there from the beginning has the key already.
        screen.removeAction(self.action)
        layout = screen.layout()
        assert layout is not None
        layout.addWidget(self.banner)
        self.menu.removeAction(self.named)
        self.names = QAction(self.tr("With the patients' &names on the paper"), self)
        self.names.setCheckable(True)
        self.names.setChecked(True)
        self.menu.addAction(self.names)

    def offer(self) -> None:
        """Ask whether to save or to print; one paper is made at a time."""
        if not self.task.is_on:
            below = self._asked.rect().bottomRight() - QPoint(self.menu.sizeHint().width(), 0)
            self.menu.popup(self._asked.mapToGlobal(below))
            self.menu.setActiveAction(self.save)

    def file_name(self) -> str:
        """Return the suggested name of the file; it names nobody."""
        first = self._sheet().look.first.isoformat()
        return self.tr("Diary {day}").format(day=first) + ".pdf"

    def paper(self) -> Paper:
        """Return the paper of what is shown now."""
        place, sheet = self._workplace, self._sheet()
        at = say_moment(place.now(), place.settings.timezone)
        made = f"{say_day(place.today())} {at} · {place.staff.record.name}"
        settings = place.settings
        return diary_paper(
            [self._day(sheet, day) for day in sheet.look.days],
            self._captions(),
            self.names.isChecked(),
            settings.clinic_name,
            settings.country,
            made,
        )

    def _wish(self) -> Wanted:
        paper, place = self.paper(), self._workplace
        place.clinic.note("diary-printed", place.by, place.now())
        return lambda _: paper

    def _papers(self) -> Callable[[], Any]:
        return lambda: None

    def _day(self, sheet: Sheet, day: date) -> PrintedDay:
        visits = [stored for stored in sheet.visits if stored.record.day == day]
        return PrintedDay(
            say_day(day, "dddd d MMMM yyyy"),
            [self._visit(sheet, stored) for stored in visits],
            list(_shut(sheet, day)),
        )

    def _visit(self, sheet: Sheet, stored: Stored[Appointment]) -> PrintedVisit:
        visit, block = stored.record, sheet.day.blocks[stored.id]
        status = choices.label(visit.status)
        where = ", ".join(name for name in self._things(visit) if name)
        number = visit.patient_id
        return PrintedVisit(
            block.hours, number, block.name, block.purpose, status, where, block.is_off
        )

    def _things(self, visit: Appointment) -> Iterator[str]:
        clinic = self._workplace.clinic
        if visit.clinician_id is not None:
            yield clinic.staff.get(visit.clinician_id).record.name
        yield from (r.record.name for r in clinic.diary.rooms() if r.id == visit.room_id)
        yield from (d.record.name for d in clinic.diary.devices() if d.id == visit.device_id)

    def _captions(self) -> DiaryCaptions:
        return DiaryCaptions(
            title=self.tr("Diary"),
            head=(
                self.tr("Time"),
                self.tr("Who"),
                self.tr("What for"),
                self.tr("How it stands"),
                self.tr("With whom and where"),
            ),
            nobody=self.tr("No visits."),
            number=self.tr("no. {number}"),
            page=self.tr("Page {number} of {count}"),
        )


def _shut(sheet: Sheet, day: date) -> Iterator[str]:
    """Yield when the clinic, a person or a thing is closed that day, and why."""
    for span in closed_spans(day, [stored.record for stored in sheet.agenda.closures]):
        yield f"{span}: {span.why}"
