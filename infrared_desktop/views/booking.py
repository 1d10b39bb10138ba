"""Book a visit, move one, or give one that was booked wrongly to the right person."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from infrared_desktop.domain.answers import AppointmentKind
from infrared_desktop.domain.booking import (
    Hours,
    Opening,
    Slot,
    cautions,
    needs_reason,
    openings,
    plan_to_book,
    propose,
    sites_to_offer,
    weekday_from,
    with_plan,
)
from infrared_desktop.domain.care import Plan
from infrared_desktop.domain.chart import Chart, Stored
from infrared_desktop.domain.diary import TREATING, USUAL_MINUTES, Appointment
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.follow_ups import FollowUp
from infrared_desktop.domain.gates import Gate
from infrared_desktop.domain.schedule import Window, next_windows
from infrared_desktop.storage.acts import Change
from infrared_desktop.views import choices
from infrared_desktop.views.banner import Banner
from infrared_desktop.views.booking_defaults import with_resources
from infrared_desktop.views.booking_form import BookingForm
from infrared_desktop.views.booking_rows import opening_rows, window_rows
from infrared_desktop.views.booking_undo import hand_over, keep_booking
from infrared_desktop.views.panel import Panel
from infrared_desktop.views.patient_picker import PatientPicker
from infrared_desktop.views.patient_rows import patient_line
from infrared_desktop.views.record_header import RecordHeader
from infrared_desktop.views.row_list import RowList
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.theme import GRID, Meaning
from infrared_desktop.views.visit_rows import visit_words
from infrared_desktop.views.visit_steps import MOVE, WRONG_PERSON
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace

_DAYS_AHEAD, _TIMES_A_DAY, _TIMES_SHOWN = 10, 4, 24


class BookingScreen(Screen):
    """One form; the windows of the plan and the free times stand beside it."""

    section = "diary"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._stored: Stored[Appointment] | None = None
        self._slot: Slot | None = None
        self._about: object = None
        self._plan_wanted: int | None = None
        self._chart: Chart | None = None
        self._plan: Stored[Plan] | None = None
        self._shown: Appointment | None = None
        self.header = RecordHeader()
        self.save = QPushButton()
        self.save.setProperty("kind", "primary")
        self.header.add_buttons([self.save])
        self.banner, self.caution = Banner(), Banner()
        self.form = BookingForm()
        self.picker = PatientPicker(workplace)
        self.windows, self.free = RowList(card=True), RowList()
        self.windows.setAccessibleName(self.tr("Windows of the plan"))
        self.free.setAccessibleName(self.tr("Free times"))
        self.windows_panel = Panel(self.tr("When the next session may be"))
        self.free_panel = Panel(self.tr("Free times"), footer=self.tr("Enter takes a time · F8"))
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def open(self, place: Place) -> None:
        """Begin a booking, or the move of one; without a patient, ask who it is first."""
        self.banner.settle()
        self.caution.settle()
        self._about, self._shown = place.about, None
        self._slot = place.about if isinstance(place.about, Slot) else None
        changing = place.about in (MOVE, WRONG_PERSON) and place.record is not None
        self._stored = self.clinic.diary.get(place.record) if changing else None  # type: ignore[arg-type]
        self._plan_wanted = None if changing else place.record
        if place.about == WRONG_PERSON or place.patient is None:
            self._ask_who()
        else:
            self._begin(place.patient)

    def reload(self, change: Change | None = None) -> None:
        """Look again at what is free; what is typed here stays."""
        if self._shown is not None:
            self._look()

    def leave(self) -> bool:
        """Ask before anything typed here is given up."""
        if self._shown is None or self._typed() == self._shown:
            return True
        self.banner.tell(
            Meaning.CAUTION,
            self.tr("Nothing is booked yet. Book it with Ctrl+S, or give it up."),
            self.tr("Give it up"),
            self._give_up,
        )
        return False

    def store(self) -> None:
        """Book or move the visit; what is taken is refused, and free times are offered."""
        if self._shown is None or not self.form.binder.check():
            return
        visit = self._typed()
        if visit.kind in TREATING and self.form.sites.offered() and not visit.sites:
            self.form.binder.set_error("sites", self.tr("Choose at least one area."))
            self.form.sites.setFocus()
        elif needs_reason(self._cautions(visit)) and not visit.note:
            words = self.tr("This soon after the last session a reason is needed.")
            self.form.binder.set_error("note", words)
            self.form.binder.input("note").setFocus()
        else:
            self._keep(visit)

    def _keep(self, visit: Appointment) -> None:
        try:
            keep_booking(self.workplace, self._stored, visit)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            self._look()
            self.free.setFocus()
            return
        text = self.tr("Booked: {who}, {what}, {day} at {starts}. Ctrl+Z takes it back.")
        if self._stored is not None:
            text = self.tr("Moved: {who}, {what}, {day} at {starts}. Ctrl+Z takes it back.")
        self._leave_with(text, visit)

    def _leave_with(self, text: str, visit: Appointment) -> None:
        self._shown = None
        who = self.clinic.people.get(visit.patient_id).record.display_name
        self.going_back.emit()
        self.tell(
            Meaning.SUITABLE,
            text.format(
                who=who,
                what=visit_words(visit),
                day=say_day(visit.day, "ddd d MMM yyyy"),
                starts=f"{visit.starts:%H:%M}",
            ),
        )

    def _ask_who(self) -> None:
        self.save.hide()
        if self._stored is not None:
            old = self.clinic.people.get(self._stored.record.patient_id)
            title = self.tr("Whose visit is this?")
            line = self.tr("Booked for {who}: {what}, {day} at {starts}. Pick the right person.")
            self.header.set_words(
                title,
                line.format(
                    who=old.record.display_name,
                    what=visit_words(self._stored.record),
                    day=say_day(self._stored.record.day),
                    starts=f"{self._stored.record.starts:%H:%M}",
                ),
            )
        else:
            line = self._slot_words() if self._slot else ""
            self.header.set_words(self.tr("Who is the visit for?"), line)
        self.pages.setCurrentWidget(self.picker)
        self.setFocusProxy(self.picker)
        self.picker.start()

    def _slot_words(self) -> str:
        assert self._slot is not None
        text = self.tr("{day} at {starts}")
        day = say_day(self._slot.day, "dddd d MMMM yyyy")
        return text.format(day=day, starts=f"{self._slot.starts:%H:%M}")

    def _on_picked(self, number: int) -> None:
        if self._about == WRONG_PERSON and self._stored is not None:
            self._hand_over(self._stored, number)
        else:
            self._begin(number)
            self.form.binder.input("kind").setFocus()

    def _hand_over(self, wrong: Stored[Appointment], number: int) -> None:
        if number == wrong.record.patient_id:
            self.banner.tell(Meaning.CAUTION, self.tr("It is booked for this person already."))
            return
        chart, windows = self.clinic.people.chart(number), self.clinic.protocol.windows
        plan = plan_to_book(chart, windows)
        right = replace(wrong.record, patient_id=number, plan_id=None, sites=())
        right = with_plan(right, chart, windows, plan)
        try:
            visit = hand_over(self.workplace, wrong, right).record
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        text = self.tr(
            "Now booked for {who}: {what}, {day} at {starts}. The first booking is marked as "
            "entered in error. Ctrl+Z takes it back."
        )
        self._leave_with(text, visit)

    def _begin(self, number: int) -> None:
        chart, windows = self.clinic.people.chart(number), self.clinic.protocol.windows
        self._chart = chart
        self.form.offer(self.clinic, chart.plans)
        visit = self._stored.record if self._stored else self._proposal(chart)
        wanted = visit.plan_id if self._stored else self._plan_wanted
        self._plan = plan_to_book(chart, windows, visit.plan_id or wanted)
        self.form.show_visit(visit, sites_to_offer(visit, chart, windows, self._plan))
        self._shown = visit
        self._shown = self._typed()
        self._say_head(chart)
        self.save.show()
        self.pages.setCurrentIndex(1)
        self.setFocusProxy(self.form.binder.input("kind" if not self._stored else "day"))
        self._look()

    def _proposal(self, chart: Chart) -> Appointment:
        windows, today = self.clinic.protocol.windows, self.workplace.today()
        follow_up = self._follow_up(chart)
        wanted = follow_up.plan_id if follow_up else self._plan_wanted
        plan = plan_to_book(chart, windows, wanted)
        visit = propose(chart, windows, today, plan, follow_up)
        visit = with_resources(visit, chart, self.clinic, plan)
        if self._slot is None:
            return self._on_first_free(visit)
        slot = self._slot
        placed = replace(
            visit,
            day=slot.day,
            starts=slot.starts,
            clinician_id=slot.clinician_id or visit.clinician_id,
            room_id=slot.room_id or visit.room_id,
            device_id=slot.device_id or visit.device_id,
        )
        return with_plan(placed, chart, windows, plan)

    def _follow_up(self, chart: Chart) -> FollowUp | None:
        if isinstance(self._about, FollowUp):
            return self._about
        found = self.clinic.follow_ups.of_patient(chart.patient.id)
        return next((each for each in found if each.key == self._about), None)

    def _on_first_free(self, visit: Appointment) -> Appointment:
        day = visit.day
        for _ in range(_DAYS_AHEAD):
            found = self._openings(replace(visit, day=day))
            if found:
                return replace(visit, day=day, starts=found[0].starts)
            day = weekday_from(day + timedelta(1))
        return visit

    def _openings(self, visit: Appointment) -> list[Opening]:
        settings = self.workplace.settings
        hours = Hours(time.fromisoformat(settings.opens_at), time.fromisoformat(settings.closes_at))
        booked = self.clinic.diary.day(visit.day)
        ignored = self._stored.id if self._stored else None
        return openings(visit, booked, hours, self._wall_clock(), ignored)

    def _wall_clock(self) -> datetime:
        zone = ZoneInfo(self.workplace.settings.timezone)
        return self.workplace.now().astimezone(zone).replace(tzinfo=None)

    def _typed(self) -> Appointment:
        assert self._shown is not None
        return self.form.binder.record(self._shown)

    def _on_changed(self, field: str) -> None:
        assert self._shown is not None and self._chart is not None
        visit = self._typed()
        if field == "plan_id":
            wanted = self.form.binder.values()["plan_id"]
            self._plan = next((p for p in self._chart.plans if p.id == wanted), None)
        if field in ("kind", "plan_id"):
            self._take_kind(visit)
        self._look()

    def _take_kind(self, visit: Appointment) -> None:
        """Propose length, areas and device of the kind that was chosen."""
        assert self._shown is not None and self._chart is not None
        windows = self.clinic.protocol.windows
        if visit.minutes in USUAL_MINUTES.values():
            visit = replace(visit, minutes=USUAL_MINUTES[visit.kind])
        visit = with_resources(visit, self._chart, self.clinic, self._plan)
        visit = with_plan(visit, self._chart, windows, self._plan)
        offered = sites_to_offer(visit, self._chart, windows, self._plan)
        self._shown = replace(self._shown, plan_id=visit.plan_id)
        self.form.show_visit(visit, offered)

    def _look(self) -> None:
        """Show the windows, the free times, and what speaks against the visit."""
        visit = self._typed()
        windows = self.clinic.protocol.windows
        chosen = [w for w in self._windows() if w.site in visit.sites]
        treats = visit.kind is AppointmentKind.SESSION
        rows = window_rows(visit, self._windows() if treats else (), windows)
        self.windows.set_rows(rows)
        self.windows_panel.setVisible(bool(rows))
        self.windows.setFixedHeight(
            sum(self.windows.rowHeight(n) for n in range(min(len(rows), 4))) + 2
        )
        self.free.set_rows(opening_rows(self._free_times(visit), chosen, windows))
        self._say_cautions(visit)
        self._say_clash(visit)
        self.header.set_chip(None)

    def _windows(self) -> tuple[Window, ...]:
        if self._plan is None or self._chart is None:
            return ()
        return next_windows(self._plan, self._chart.sessions, self.clinic.protocol.windows)

    def _free_times(self, visit: Appointment) -> list[Opening]:
        """Return the times of the wanted day from the wanted one on, then of the days after."""
        here = self._openings(visit)
        later = [each for each in here if each.starts >= visit.starts]
        found = (later or here)[: 2 * _TIMES_A_DAY]
        day = visit.day
        while len(found) < _TIMES_SHOWN and (day - visit.day).days < _DAYS_AHEAD:
            day = weekday_from(day + timedelta(1))
            found += self._openings(replace(visit, day=day))[:_TIMES_A_DAY]
        return found

    def _cautions(self, visit: Appointment) -> list[Gate]:
        if self._chart is None:
            return []
        devices = {each.id: each.record for each in self.clinic.diary.devices()}
        device = devices.get(visit.device_id or 0)
        return cautions(visit, self._chart, self.clinic.protocol.windows, self._plan, device)

    def _say_cautions(self, visit: Appointment) -> None:
        found = self._cautions(visit)
        words = [say(gate.sentence) for gate in found]
        if (visit.day, visit.starts) < (self._wall_clock().date(), self._wall_clock().time()):
            words.append(self.tr("This time has passed already."))
        if visit.kind in TREATING and not visit.sites and not self.form.sites.offered():
            words.append(self.tr("No plan asks for a session: the visit will name no area."))
        if needs_reason(found):
            words.append(self.tr("To book it all the same, write why into the note."))
        if words:
            meaning = Meaning.STOP if needs_reason(found) else Meaning.CAUTION
            self.caution.tell(meaning, " ".join(words))
        else:
            self.caution.settle()

    def _say_clash(self, visit: Appointment) -> None:
        """Say beside the time what is taken, before anybody tries to book it."""
        clashes = self.clinic.diary.clashes(visit, self._stored.id if self._stored else None)
        names = self.clinic.people.many(clash.other.record.patient_id for clash in clashes)
        lines = [
            self.tr("The {what} is taken from {starts} to {ends}: {who}.").format(
                what=choices.label(clash.what),
                starts=f"{clash.other.record.starts:%H:%M}",
                ends=f"{clash.other.record.ends:%H:%M}",
                who=names[clash.other.record.patient_id].record.display_name,
            )
            for clash in clashes
        ]
        self.form.binder.set_error("starts", "\n".join(dict.fromkeys(lines)))

    def _take_opening(self, key: object) -> None:
        assert isinstance(key, Opening) and self._shown is not None
        visit = replace(self._typed(), day=key.day, starts=key.starts)
        self.form.binder.show(visit)
        self.banner.settle()
        self._look()
        self.save.setFocus()

    def _say_head(self, chart: Chart) -> None:
        patient = chart.patient
        title = self.tr("Move a visit: {who}") if self._stored else self.tr("Book: {who}")
        line = patient_line(patient, self.workplace.today())
        self.header.set_words(
            title.format(who=patient.record.display_name),
            f"{line} · {patient.record.phone}" if patient.record.phone else line,
        )
        words = self.tr("Move  Ctrl+S") if self._stored else self.tr("Book  Ctrl+S")
        self.save.setText(words)

    def _give_up(self) -> None:
        self._shown = None
        self.going_back.emit()

    def _connect(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.save.clicked.connect(self.store)
        self.picker.picked.connect(self._on_picked)
        self.free.opened.connect(self._take_opening)
        for text, key, act in (
            (self.tr("Book the visit"), "Ctrl+S", self.store),
            (self.tr("Go to the free times"), "F8", self.free.setFocus),
            (self.tr("Leave without booking"), "Esc", self.going_back.emit),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, act=act: act())
            self.addAction(action)

    def _lay_out(self) -> None:
        form = Panel()
        form.body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        form.body.addWidget(self.form)
        form.body.addStretch()
        self.windows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.windows_panel.body.addWidget(self.windows)
        self.free_panel.body.addWidget(self.free)
        beside = QVBoxLayout()
        beside.setSpacing(2 * GRID)
        beside.addWidget(self.windows_panel)
        beside.addWidget(self.free_panel, 1)
        page = QWidget()
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2 * GRID)
        across.addWidget(form, 5)
        across.addLayout(beside, 3)
        self.pages.addWidget(self.picker)
        self.pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addWidget(self.caution)
        box.addWidget(self.pages, 1)
