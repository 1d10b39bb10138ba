"""Book a visit, move one, or give one that was booked wrongly to the right person."""

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout

from infrared_desktop.domain.booking.booking import Slot, plan_to_book
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.follow_ups.due import FollowUp
from infrared_desktop.domain.phones import show_phone
from infrared_desktop.domain.records.care import Plan
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.domain.records.diary import TREATING, Appointment
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.diary.booking_defaults import first_proposal, for_right_person
from infrared_desktop.views.diary.booking_page import BookingPage
from infrared_desktop.views.diary.booking_undo import hand_over, keep_booking
from infrared_desktop.views.diary.booking_ways import BookingWays
from infrared_desktop.views.diary.visit_steps import MOVE, WRONG_PERSON
from infrared_desktop.views.lists.patient_picker import PatientPicker
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.people.missed_words import absence_lines
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.visits.rows import visit_words
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace


class BookingScreen(Screen):
    """One form; where it is not known yet whom the visit is for, that is asked first.

    A place is about a follow-up (or its key), a slot of the diary, MOVE or WRONG_PERSON; with
    the last two its record is the visit, else the plan to book for.
    """

    section = "diary"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._stored: Stored[Appointment] | None = None
        self._about: object = None
        self._plan_id: int | None = None
        self.header = RecordHeader()
        self.save = QPushButton()
        self.save.setProperty("kind", "primary")
        self.header.add_buttons([self.save])
        self.banner = Banner()
        self.picker = PatientPicker(workplace)
        self.page = BookingPage(workplace)
        self.ways = BookingWays(self, self.page)
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def open(self, place: Place) -> None:
        """Begin a booking, or the move of one; without a patient, ask who it is first."""
        self.banner.settle()
        self.page.forget()
        self._about = place.about
        changing = place.about in (MOVE, WRONG_PERSON) and place.record is not None
        self._stored = self.clinic.diary.get(place.record or 0) if changing else None
        self._plan_id = None if changing else place.record
        if place.patient is None or place.about == WRONG_PERSON:
            self._ask_who()
        else:
            self._begin(place.patient)

    def reload(self, change: Change | None = None) -> None:
        """Look again at what is free; what is typed here stays."""
        self.page.look()

    def leave(self) -> bool:
        """Ask before anything typed here is given up."""
        if not self.page.is_changed():
            return True
        self.banner.tell(
            Meaning.CAUTION,
            self.tr("Nothing is booked yet. Book it with Ctrl+S, or give it up."),
            self.tr("Give it up"),
            self._give_up,
        )
        return False

    def take_back_typed(self) -> bool:
        """Let Ctrl+Z be the form's own while something is typed into it."""
        return self.page.steps.answer(self.page.is_changed(), self.tell_untyped)

    def store(self) -> None:
        """Book or move the visit; what is taken is refused, and free times are offered."""
        if self.pages.currentWidget() is not self.page or not self.page.check():
            return
        visit = self.page.typed()
        try:
            kept = self._keep(visit)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            self.page.look()
            self.page.free.setFocus()
            return
        self._leave_with(self._kept_words(), kept)

    def _keep(self, visit: Appointment) -> Stored[Appointment]:
        if self._stored is not None and not self._is_move():
            return hand_over(self.workplace, self._stored, visit)
        return keep_booking(self.workplace, self._stored, visit)

    def _is_move(self) -> bool:
        return self._stored is not None and self._about != WRONG_PERSON

    def _kept_words(self) -> str:
        if self._stored is None:
            return self.tr("Booked: {who}, {what}, {day} at {starts}. Ctrl+Z takes it back.")
        if self._is_move():
            return self.tr("Moved: {who}, {what}, {day} at {starts}. Ctrl+Z takes it back.")
        return self.tr(
            "Now booked for {who}: {what}, {day} at {starts}. The first booking is marked as "
            "entered in error. Ctrl+Z takes it back."
        )

    def _leave_with(self, text: str, kept: Stored[Appointment]) -> None:
        visit = kept.record
        self.page.forget()
        self.going_back.emit()
        words = self._filled(text, visit)
        if visit.kind in TREATING:
            sheet = Place("handout", visit.patient_id, kept.id, HandoutKind.INSTRUCTIONS)
            self.offered.emit(Meaning.SUITABLE, words, self.tr("Hand out the sheet"), sheet)
        else:
            self.tell(Meaning.SUITABLE, words)

    def _filled(self, text: str, visit: Appointment) -> str:
        return text.format(
            who=self.clinic.people.get(visit.patient_id).record.display_name,
            what=visit_words(visit),
            day=say_day(visit.day, "ddd d MMM yyyy"),
            starts=f"{visit.starts:%H:%M}",
        )

    def _ask_who(self) -> None:
        self.save.hide()
        if self._stored is not None:
            line = self.tr("Booked for {who}: {what}, {day} at {starts}. Pick the right person.")
            title = self.tr("Whose visit is this?")
            self.header.set_words(title, self._filled(line, self._stored.record))
        else:
            self.header.set_words(self.tr("Who is the visit for?"), self._slot_words())
        self.pages.setCurrentWidget(self.picker)
        self.setFocusProxy(self.picker)
        self.picker.start()

    def _slot_words(self) -> str:
        if not isinstance(self._about, Slot):
            return ""
        day = say_day(self._about.day, "dddd d MMMM yyyy")
        return self.tr("{day} at {starts}").format(day=day, starts=f"{self._about.starts:%H:%M}")

    def _on_picked(self, number: int) -> None:
        if self._stored is not None and number == self._stored.record.patient_id:
            self.banner.tell(Meaning.CAUTION, self.tr("It is booked for this person already."))
            return
        self.banner.settle()
        self._begin(number)
        self.setFocus()

    def _begin(self, number: int) -> None:
        chart, windows = self.clinic.people.chart(number), self.clinic.protocol.windows
        is_move, ignore = self._is_move(), self._stored.id if self._stored else None
        if self._stored is None:
            plan, visit = self._proposed(chart)
        elif is_move:
            visit = self._stored.record
            plan = plan_to_book(chart, windows, visit.plan_id)
        else:
            plan = plan_to_book(chart, windows)
            visit = for_right_person(self.workplace, chart, plan, self._stored.record)
            self._say_other_kind(self._stored.record, visit)
        self.page.begin(chart, plan, visit, ignore, is_move)
        self.ways.begin(self._stored is None, (ignore or 0) if is_move else 0)
        self._say_head(chart)
        self.save.show()
        self.pages.setCurrentWidget(self.page)
        self.setFocusProxy(self.page.form.binder.input("day" if is_move else "kind"))

    def _say_other_kind(self, wrong: Appointment, visit: Appointment) -> None:
        if visit.kind is not wrong.kind:
            text = self.tr(
                "No plan of this person asks for it, so this is not “{was}” but “{now}”."
            )
            words = text.format(was=visit_words(wrong), now=visit_words(visit))
            self.banner.tell(Meaning.CAUTION, words)

    def _proposed(self, chart: Chart) -> tuple[Stored[Plan] | None, Appointment]:
        follow_up = self._follow_up(chart)
        wanted = follow_up.plan_id if follow_up else self._plan_id
        plan = plan_to_book(chart, self.clinic.protocol.windows, wanted)
        slot = self._about if isinstance(self._about, Slot) else None
        return plan, first_proposal(self.workplace, chart, plan, follow_up, slot)

    def _follow_up(self, chart: Chart) -> FollowUp | None:
        if isinstance(self._about, FollowUp):
            return self._about
        found = self.clinic.follow_ups.of_patient(chart.patient.id)
        return next((each for each in found if each.key == self._about), None)

    def _say_head(self, chart: Chart) -> None:
        patient = chart.patient
        title, act = self.tr("Book: {who}"), self.tr("Book  Ctrl+S")
        if self._is_move():
            title, act = self.tr("Move a visit: {who}"), self.tr("Move  Ctrl+S")
        elif self._stored is not None:
            title = self.tr("Book for the right person: {who}")
        line = patient_line(patient, self.workplace.today())
        phone = show_phone(patient.record.phone, self.workplace.settings.country)
        parts = (line, phone, *absence_lines(chart, self.workplace.today()))
        words = " · ".join(part for part in parts if part)
        self.header.set_words(title.format(who=patient.record.display_name), words)
        self.save.setText(act)

    def _give_up(self) -> None:
        self.page.forget()
        self.going_back.emit()

    def _connect(self) -> None:
        self.save.clicked.connect(self.store)
        self.picker.picked.connect(self._on_picked)
        self.page.taken.connect(self.banner.settle)
        self.page.taken.connect(self.save.setFocus)
        for text, key, act in (
            (self.tr("Book the visit"), "Ctrl+S", self.store),
            (self.tr("Go to the free times"), "F8", self.page.free.setFocus),
            (self.tr("Best times of the window, or from the day on"), "F9", self.page.times.turn),
            (self.tr("Say which plan it is for"), "F7", self.page.which_plan.answer),
            (self.tr("Leave without booking"), "Esc", self.going_back.emit),
        ):
            add_action(self, text, key, act)

    def _lay_out(self) -> None:
        self.save.setAutoDefault(True)
        self.pages.addWidget(self.picker)
        self.pages.addWidget(self.page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addWidget(self.pages, 1)
