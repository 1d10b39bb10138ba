"""The day pack, printed or saved from Today and the diary by one key."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QPoint

from infrared_desktop.documents.day_pack import DayPack, RunLine, day_pack_paper
from infrared_desktop.documents.paper_size import page_size
from infrared_desktop.domain.booking.visit_alerts import READ, VisitAlert
from infrared_desktop.domain.follow_ups.worklist import Part
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment, Device
from infrared_desktop.storage.desks.follow_ups import Listed
from infrared_desktop.storage.desks.worklist import Wanted as Due
from infrared_desktop.views.diary.visit_alerting import alerts_here
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.paper_desk import PaperDesk, Wanted
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.visits.rows import alert_words, visit_words
from infrared_desktop.views.wording import say_day, say_moment
from infrared_desktop.views.workplace import Workplace

_NAMED = 8
_CONSENT = {VisitAlert.NO_CONSENT, VisitAlert.CONSENT_OVER, VisitAlert.CONSENT_UNSIGNED}


class DayPackDesk(PaperDesk):
    """Offers the pack of the day that is asked for; without one that of tomorrow.

    The menu names the day and the paper before anything is made.
    """

    def __init__(self, screen: Screen, day: Callable[[], date] | None = None) -> None:
        super().__init__(screen, "", "", lambda: 0, self._wish, act="day-pack-made")
        self._day = day or (lambda: screen.workplace.today() + timedelta(1))
        screen.removeAction(self.action)  # the screen has its own key for it
        self.menu.removeAction(self.named)
        layout = screen.layout()
        assert layout is not None
        layout.addWidget(self.banner)

    def offer(self) -> None:
        """Ask whether to save or to print; one paper is made at a time."""
        if not self.task.is_on:
            day = say_day(self._day(), "ddd d MMM yyyy")
            paper = page_size(self._workplace.settings.country).name().split(" ")[0]
            save, send = (
                self.tr("&Save {day} as PDF, {paper} …"),
                self.tr("&Print {day}, {paper} …"),
            )
            self.save.setText(save.format(day=day, paper=paper))
            self.print.setText(send.format(day=day, paper=paper))
            corner = self._screen.rect().topRight() - QPoint(self.menu.sizeHint().width(), 0)
            self.menu.popup(self._screen.mapToGlobal(corner))
            self.menu.setActiveAction(self.save)

    def file_name(self) -> str:
        """Return the suggested name of the file; it names nobody."""
        return self.tr("Day pack {day}").format(day=self._day().isoformat()) + ".pdf"

    def _wish(self) -> Wanted:
        place, day = self._workplace, self._day()
        paper = day_pack_paper(day_pack(place, day), place.settings)
        place.clinic.note("day-pack-made", place.by, place.now())
        return lambda _: paper

    def _papers(self) -> Callable[[], Any]:
        return lambda: None


def day_pack(workplace: Workplace, day: date) -> DayPack:
    """Read a day as its pack tells it."""
    clinic = workplace.clinic
    devices = {each.id: each.record for each in clinic.diary.devices()}
    names = _names(workplace)
    visits = [each for each in clinic.diary.day(day) if each.record.is_live]
    wanted = Due(Part.DUE, day)
    moment = say_moment(workplace.now(), workplace.settings.timezone)
    made = f"{say_day(workplace.today())} {moment} · {workplace.staff.record.name}"
    agenda = clinic.diary.agenda(day, day, workplace.now())
    return DayPack(
        say_day(day, "dddd d MMMM yyyy"),
        [_run(workplace, visit, devices, names) for visit in visits],
        [_due_words(each) for each in clinic.follow_ups.page(wanted, 0, _NAMED)],
        clinic.follow_ups.count(wanted),
        made,
        " · ".join(dict.fromkeys(each.record.why for each in agenda.closures)),
    )


def _run(
    workplace: Workplace,
    stored: Stored[Appointment],
    devices: dict[int, Device],
    names: dict[str, dict[int, str]],
) -> RunLine:
    visit = stored.record
    chart = workplace.clinic.people.chart(visit.patient_id, READ)
    alerts = alerts_here(workplace, stored, chart, devices)
    things = [names[name].get(getattr(visit, name) or 0, "") for name in names]
    return RunLine(
        f"{visit.starts:%H:%M}",
        f"{chart.patient.record.display_name} ({chart.patient.id})",
        visit_words(visit),
        ", ".join(thing for thing in things if thing),
        ", ".join(alert_words(alert) for alert in alerts),
        bool(_CONSENT.intersection(alerts)),
    )


def _names(workplace: Workplace) -> dict[str, dict[int, str]]:
    clinic = workplace.clinic
    return {
        # The last of a name's words: a row of the page has one line.
        "clinician_id": {each.id: each.record.name.split()[-1] for each in clinic.staff.all()},
        "room_id": {each.id: each.record.name for each in clinic.diary.rooms()},
    }


def _due_words(listed: Listed) -> str:
    return f"{listed.patient.record.display_name}: {choices.label(listed.follow_up.kind)}"
