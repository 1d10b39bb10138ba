"""Book all sessions that a plan has left: proposed one after the other, changed, kept at once."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from infrared_desktop.domain.booking.booking import Slot, cautions, plan_to_book
from infrared_desktop.domain.booking.series import SeriesStep, propose_series
from infrared_desktop.domain.booking.slot_search import soonest_for
from infrared_desktop.domain.booking.slot_windows import Reach
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.care import Plan
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.diary.booking_defaults import best_times, with_resources
from infrared_desktop.views.diary.booking_rows import slot_rows
from infrared_desktop.views.diary.booking_undo import keep_series
from infrared_desktop.views.diary.series_words import step_row, step_words
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace


class SeriesScreen(Screen):
    """The sessions at the left, other times for the one that is chosen at the right."""

    section = "diary"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._chart: Chart | None = None
        self._plan: Stored[Plan] | None = None
        self._steps: tuple[SeriesStep, ...] = ()
        self.header, self.banner, self.caution = RecordHeader(), Banner(), Banner()
        self.save = QPushButton(self.tr("Book all  Ctrl+S"))
        self.save.setProperty("kind", "primary")
        self.header.add_buttons([self.save])
        self.list, self.times = RowList(card=True), RowList()
        self.list.setAccessibleName(self.tr("Sessions to book"))
        self.panel = Panel(
            self.tr("Sessions to book"),
            footer=self.tr("Enter shows other times · Del leaves it and those after it out"),
        )
        self.beside = Panel()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Propose a time for each session of a plan, the newest one unless one is named."""
        if place.patient is None:
            raise KnownError("Sessions are booked for a patient. Open the patient first.")
        self.banner.settle()
        self._chart = self.clinic.people.chart(place.patient)
        self._plan = plan_to_book(self._chart, self.clinic.protocol.windows, place.record)
        self._propose(())
        self._say_head(self._chart)

    def reload(self, change: Change | None = None) -> None:
        """Show again what is free beside a session; the proposals stay until they are booked."""
        self._show_times()

    def store(self) -> None:
        """Book all of them in one act, or none if one can't be."""
        if not self._steps:
            return
        visits = [step.visit for step in self._steps]
        try:
            keep_series(self.workplace, visits)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        days = ", ".join(say_day(visit.day, "ddd d MMM yyyy") for visit in visits)
        self.going_back.emit()
        words = self.tr("Booked {count} sessions: {days}. Ctrl+Z takes all of them back.")
        self.tell(Meaning.SUITABLE, words.format(count=len(visits), days=days))

    def _propose(self, kept: tuple[SeriesStep, ...]) -> None:
        """Keep the first steps as they are, and propose those after them anew."""
        assert self._chart is not None
        if self._plan is not None:
            first, today = self._model_of(self._plan), self.workplace.today()
            windows = self.clinic.protocol.windows
            self._steps = propose_series(
                self._plan, self._chart, windows, today, first, self._place, kept
            )
        self._show(self._steps)

    def _model_of(self, plan: Stored[Plan]) -> Appointment:
        assert self._chart is not None
        kind, today = AppointmentKind.SESSION, self.workplace.today()
        minutes = self.clinic.front_desk.rules().visit(kind).minutes
        noon = self.workplace.now().time().replace(tzinfo=None, second=0, microsecond=0)
        visit = Appointment(self._chart.patient.id, kind, today, noon, minutes)
        return with_resources(visit, self._chart, self.clinic, plan)

    def _place(self, visit: Appointment, reach: Reach) -> Slot | None:
        return next(iter(self._times_for(visit, reach)), None)

    def _times_for(self, visit: Appointment, reach: Reach) -> list[Slot]:
        return best_times(self.workplace, visit, reach, self._soonest(visit))

    def _soonest(self, visit: Appointment) -> datetime:
        assert self._chart is not None
        now = self.workplace.now().astimezone(ZoneInfo(self.workplace.settings.timezone))
        return soonest_for(visit, self._chart, self.clinic.protocol, now)

    def _show(self, steps: tuple[SeriesStep, ...]) -> None:
        self._steps = steps
        windows, at = self.clinic.protocol.windows, self.list.current_key()
        self.list.set_rows([step_row(n, each, windows) for n, each in enumerate(steps)])
        self.list.select_row(min(at if isinstance(at, int) else 0, max(len(steps) - 1, 0)))
        self.save.setEnabled(bool(steps))
        if not steps:
            words = self.tr("No session is left to book, or no time was found in its window.")
            self.banner.tell(Meaning.INFORMATION, words)
        self._say_cautions()
        self._show_times()

    def _say_cautions(self) -> None:
        assert self._chart is not None
        windows, devices = self.clinic.protocol.windows, self.clinic.diary.devices()
        known = {each.id: each.record for each in devices}
        found = [
            say(gate.sentence)
            for step in self._steps[:1]
            for gate in cautions(
                step.visit, self._chart, windows, self._plan, known.get(step.visit.device_id or 0)
            )
        ]
        if found:
            self.caution.tell(Meaning.CAUTION, " ".join(found))
        else:
            self.caution.settle()

    def _show_times(self) -> None:
        step = self._current()
        self.beside.setVisible(step is not None)
        if step is None:
            return
        self.beside.set_title(self.tr("Other times: {what}").format(what=step_words(step)))
        self.times.setAccessibleName(self.beside.title_label.text())
        soonest = self._soonest(step.visit).date()
        words = self.tr("Enter takes a time · Esc goes back to the sessions")
        if step.reach.first < soonest:
            late = self.tr("Before {day} there is no time for every instruction.")
            words = f"{late.format(day=say_day(soonest))} {words}"
        self.beside.set_footer(words)
        found = self._times_for(_open(step.visit), step.reach)
        self.times.set_rows(slot_rows(found, step.windows, self.clinic.protocol.windows))

    def _current(self) -> SeriesStep | None:
        at = self.list.current_key()
        return self._steps[at] if isinstance(at, int) and at < len(self._steps) else None

    def _take(self, slot: object) -> None:
        at, step = self.list.current_key(), self._current()
        if step is None or not isinstance(at, int) or not isinstance(slot, Slot):
            return
        taken = replace(step, visit=replace(step.visit, **vars(slot)))
        self.banner.settle()
        self._propose((*self._steps[:at], taken))
        self.list.setFocus()

    def _leave_out(self) -> None:
        at = self.list.current_key()
        if isinstance(at, int) and self.list.hasFocus():
            self._show(self._steps[:at])

    def _back(self) -> None:
        if self.times.hasFocus():
            self.list.setFocus()
        else:
            self.going_back.emit()

    def _say_head(self, chart: Chart) -> None:
        title = self.tr("Book all sessions: {who}").format(who=chart.patient.record.display_name)
        self.header.set_words(title, patient_line(chart.patient, self.workplace.today()))

    def _connect(self) -> None:
        self.save.clicked.connect(self.store)
        self.list.current_changed.connect(lambda _: self._show_times())
        self.list.opened.connect(lambda _: self.times.setFocus())
        self.times.opened.connect(self._take)
        for text, key, act in (
            (self.tr("Book all sessions"), "Ctrl+S", self.store),
            (self.tr("Leave this session and those after it out"), "Del", self._leave_out),
            (self.tr("Go back"), "Esc", self._back),
        ):
            add_action(self, text, key, act)

    def _lay_out(self) -> None:
        self.panel.body.addWidget(self.list)
        self.beside.body.addWidget(self.times)
        across = QHBoxLayout()
        across.setSpacing(2 * GRID)
        across.addWidget(self.panel, 5)
        across.addWidget(self.beside, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addWidget(self.caution)
        box.addLayout(across, 1)


def _open(visit: Appointment) -> Appointment:
    """Return the visit with whatever room and device are free; its clinician stays."""
    return replace(visit, room_id=None, device_id=None)
