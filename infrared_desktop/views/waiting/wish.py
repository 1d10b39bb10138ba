"""Put a patient on the waiting list, or change what one who waits would take."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout

from infrared_desktop.domain.booking.booking import plan_to_book, propose
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.waiting import Wish
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.lists.patient_picker import PatientPicker
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.screen import STORED, Place, Screen
from infrared_desktop.views.waiting.offer_steps import keep_wish
from infrared_desktop.views.waiting.wish_form import WishForm
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace

_DAYS = 30  # that a wish lasts where no booked visit ends it
_WIDTH = 720


class WishScreen(Screen):
    """One form; a place's record is the visit that the wish would bring forward.

    With STORED it is the wish itself; a place may also be about a wish that is begun. Where it is
    not known who waits, that is asked first.
    """

    section = "diary"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._stored: Stored[Wish] | None = None
        self._visit_id: int | None = None
        self._begun: Wish | None = None
        self._base: Wish | None = None
        self._shown: Wish | None = None
        self.header, self.banner = RecordHeader(), Banner()
        self.save = QPushButton(self.tr("Save  Ctrl+S"))
        self.save.setProperty("kind", "primary")
        self.header.add_buttons([self.save])
        self.picker, self.form = PatientPicker(workplace), WishForm()
        self.binder = self.form.binder
        self.panel, self.pages = Panel(), QStackedWidget()
        self._lay_out()
        self.save.clicked.connect(self.store)
        self.picker.picked.connect(self._begin)
        add_action(self, self.tr("Save"), "Ctrl+S", self.store)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)

    def open(self, place: Place) -> None:
        """Show a wish, or begin one; without a patient, ask who it is first."""
        self.banner.settle()
        self._base = self._stored = None
        self._visit_id = place.record
        self._begun = place.about if isinstance(place.about, Wish) else None
        if place.about == STORED and place.record is not None:
            self._stored = self.clinic.waiting.get(place.record)
            self._show(self.clinic.people.chart(self._stored.record.patient_id))
        elif place.patient is not None:
            self._begin(place.patient)
        else:
            self._ask_who()

    def leave(self) -> bool:
        """Ask before what is typed here is given up."""
        if self._base is None or self._typed() == self._shown:
            return True
        words = self.tr("This is not saved yet. Esc goes back to it; Ctrl+S saves it.")
        self.banner.tell(Meaning.CAUTION, words, self.tr("Gi&ve it up"), self._give_up)
        return False

    def store(self) -> None:
        """Save the wish, unless something in it can't be."""
        if self._base is None or not self.form.binder.check():
            return
        try:
            keep_wish(self.workplace, self._stored, self._typed())
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        self._base = None
        self.going_back.emit()
        self.tell(Meaning.SUITABLE, self.tr("Saved on the waiting list. Ctrl+Z takes it back."))

    def _begin(self, number: int) -> None:
        self._show(self.clinic.people.chart(number))
        self.setFocus()

    def _show(self, chart: Chart) -> None:
        visit = self._visit(chart)
        self._base = self._known() or self._new(chart, visit)
        self.form.show_wish(self.clinic, self._base)
        self._shown = self._typed()
        title = self.tr("Waiting list: {who}").format(who=chart.patient.record.display_name)
        self.header.set_words(title, patient_line(chart.patient, self.workplace.today()))
        self.panel.set_footer(self._visit_words(visit))
        self.save.show()
        self.pages.setCurrentWidget(self.panel)
        self.setFocusProxy(self.form.binder.input("kind"))

    def _visit(self, chart: Chart) -> Stored[Appointment] | None:
        """Return the visit that would be brought forward: the named one, else the next one."""
        known = self._known()
        named = known.appointment_id if known else self._visit_id
        booked = [v for v in chart.appointments if v.record.status is AppointmentStatus.BOOKED]
        ahead = [v for v in booked if v.record.day >= self.workplace.today()]
        if named is not None or known is not None:
            return next((each for each in booked if each.id == named), None)
        return min(ahead, key=lambda v: (v.record.day, v.record.starts), default=None)

    def _known(self) -> Wish | None:
        return self._stored.record if self._stored else self._begun

    def _new(self, chart: Chart, visit: Stored[Appointment] | None) -> Wish:
        today, windows = self.workplace.today(), self.clinic.protocol.windows
        if visit is not None:
            booked = visit.record
            last = max(booked.day, today)
            minutes = booked.minutes
            return Wish(
                chart.patient.id, booked.kind, today, last, minutes=minutes, appointment_id=visit.id
            )
        wanted = propose(chart, windows, today, plan_to_book(chart, windows))
        minutes = self.clinic.front_desk.rules().visit(wanted.kind).minutes
        last = today + timedelta(_DAYS)
        return Wish(chart.patient.id, wanted.kind, today, last, minutes=minutes)

    def _visit_words(self, visit: Stored[Appointment] | None) -> str:
        if visit is None:
            return self.tr("No visit is booked: an accepted time is booked as a new one.")
        words = self.tr("An accepted time moves the visit of {day} at {starts}; that falls free.")
        booked = visit.record
        day = say_day(booked.day, "ddd d MMM yyyy")
        return words.format(day=day, starts=f"{booked.starts:%H:%M}")

    def _typed(self) -> Wish:
        assert self._base is not None
        typed = self.form.binder.record(self._base)
        return replace(typed, weekdays=tuple(sorted(typed.weekdays)))

    def _ask_who(self) -> None:
        self.save.hide()
        self.header.set_words(self.tr("Who would come sooner?"), "")
        self.pages.setCurrentWidget(self.picker)
        self.setFocusProxy(self.picker)
        self.picker.start()

    def _give_up(self) -> None:
        self._base = None
        self.going_back.emit()

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.form.setMaximumWidth(_WIDTH)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self.panel.body.addLayout(inside)
        self.pages.addWidget(self.picker)
        self.pages.addWidget(self.panel)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addWidget(self.pages, 1)
