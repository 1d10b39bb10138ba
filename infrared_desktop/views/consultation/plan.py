"""The plan of treatment: which areas, how many sessions, how far apart, and then what."""

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from infrared_desktop.domain.booking.booking import unbooked
from infrared_desktop.domain.consultation.planning import (
    Judgement,
    judgement,
    newest_signed,
    open_plan_after,
    propose_plan,
)
from infrared_desktop.domain.consultation.suitability import Assessment, assess
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Consultation, Plan
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.rules.known import known_of
from infrared_desktop.domain.schedule.schedule import Window, next_windows
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action, claims_new
from infrared_desktop.views.consultation.plan_form import PlanForm
from infrared_desktop.views.consultation.plan_undo import keep_plan
from infrared_desktop.views.consultation.plan_words import plan_cautions, plan_rows
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.screen import STORED, Place, Screen
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace


class PlanScreen(Screen):
    """A new plan, proposed from a signed consultation, or a stored one."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._stored: Stored[Plan] | None = None
        self._consultation: Stored[Consultation] | None = None
        self._found: tuple[Assessment, ...] = ()
        self._chart: Chart | None = None
        self._shown: Plan | None = None
        self.header = RecordHeader()
        self.book = QPushButton(self.tr("Book session 1  Ctrl+B"))
        self.save = QPushButton(self.tr("Save  Ctrl+S"))
        self.save.setProperty("kind", "primary")
        self.header.add_buttons([self.book, self.save])
        self.banner, self.caution = Banner(), Banner()
        self.form = PlanForm()
        self.binder = self.form.binder
        self.meaning = RowList(card=True)
        self.meaning.setAccessibleName(self.tr("What the plan means"))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.form.areas)

    def open(self, place: Place) -> None:
        """Show a stored plan (about "stored"), or propose one from a consultation."""
        if place.patient is None:
            raise KnownError("A plan needs its patient. Open the patient first.")
        self.banner.settle()
        chart = self.clinic.people.chart(place.patient)
        self._chart = chart
        self._consultation = newest_signed(chart)
        if place.about == STORED:
            self._stored = next(plan for plan in chart.plans if plan.id == place.record)
        else:
            wanted = [c for c in chart.consultations if c.id == place.record]
            self._consultation = wanted[0] if wanted else self._consultation
            self._stored = open_plan_after(chart, self._consultation)
        self._assess(chart)
        self.form.offer(self.clinic)
        self._show(self._stored.record if self._stored else self._proposal(chart))

    def here(self, place: Place) -> Place:
        """Come back to the plan that was stored meanwhile."""
        if self._stored is None:
            return place
        return Place("plan", place.patient, self._stored.id, about=STORED)

    def reload(self, change: Change | None = None) -> None:
        """Take over what changed elsewhere; what is typed here stays."""
        if self._chart is None or (change and self._chart.patient.id not in change.patients):
            return
        self._chart = self.clinic.people.chart(self._chart.patient.id)
        if self._stored is not None:
            number = self._stored.id
            self._stored = next((p for p in self._take().plans if p.id == number), None)
            if self._stored and self._typed() == self._shown != self._stored.record:
                self._show(self._stored.record)
        self._tell_all()

    def leave(self) -> bool:
        """Ask before anything typed here is given up."""
        if self._shown is None or self._typed() == self._shown:
            return True
        self.banner.tell(
            Meaning.CAUTION,
            self.tr("This is not saved yet. Save it with Ctrl+S, or give it up."),
            self.tr("Give it up"),
            self._give_up,
        )
        return False

    def store(self) -> None:
        """Save the plan, and offer to book its next session."""
        plan, was = self._typed(), self._shown
        if not self.form.check(plan):
            return
        # What is typed is what is shown from here on, so that the change does not look foreign.
        self._shown = plan
        try:
            self._stored = keep_plan(self.workplace, self._stored, plan)
        except KnownError as error:
            self._shown = was
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        self._tell_saved()

    def _tell_saved(self) -> None:
        assert self._stored is not None
        self._show(self._stored.record)
        if self._next() is None:
            self.banner.tell(Meaning.SUITABLE, self.tr("The plan is saved."))
            return
        self.banner.tell(
            Meaning.SUITABLE, self.tr("The plan is saved."), self._book_words(), self._book
        )
        self.banner.take_keys()

    def _book(self, place: str = "booking") -> None:
        if self._stored is not None and self._next() is not None:
            self.going.emit(Place(place, self._stored.record.patient_id, self._stored.id))

    def _next(self) -> Window | None:
        waiting = unbooked(self._take(), self._windows())
        return min(waiting, key=lambda window: window.best, default=None)

    def _book_words(self) -> str:
        following = self._next()
        number = following.session_no if following else 1
        return self.tr("Book session {number}").format(number=number)

    def _windows(self) -> tuple[Window, ...]:
        windows = self.clinic.protocol.windows
        stored = self._stored
        return next_windows(stored, self._take().sessions, windows) if stored else ()

    def _take(self) -> Chart:
        assert self._chart is not None
        return self._chart

    def _assess(self, chart: Chart) -> None:
        seen, day, protocol = self._consultation, self.workplace.today(), self.clinic.protocol
        patient, known = chart.patient.record, known_of(chart, day)
        self._found = assess(seen.record, patient, protocol, day, known) if seen else ()
        self.form.areas.configure(protocol.windows, self._judge)

    def _judge(self, site: Site) -> Judgement:
        return judgement(site, self._consultation, self._found)

    def _proposal(self, chart: Chart) -> Plan:
        today = self.workplace.today()
        treating = [each.id for each in self.clinic.staff.clinicians()]
        by = self.workplace.by if self.workplace.by in treating else treating[0]
        plan = Plan(chart.patient.id, today, by)
        return propose_plan(self._consultation, self._found, self.clinic.protocol.windows, plan)

    def _show(self, plan: Plan) -> None:
        self.binder.show(plan)
        self._shown = plan
        self._say_head(plan)
        self._tell_all()

    def _typed(self) -> Plan:
        assert self._shown is not None
        return self.binder.record(self._shown)

    def _tell_all(self) -> None:
        plan = self._typed()
        self.meaning.set_rows(plan_rows(plan, self._stored, self._windows(), self._judge))
        self.meaning.setCurrentIndex(QModelIndex())
        self.form.dress(plan, self._stored is not None)
        words = plan_cautions(plan, self._judge)
        if words:
            self.caution.tell(Meaning.CAUTION, " ".join(words))
        else:
            self.caution.settle()
        saved = self._stored is not None and plan == self._shown
        unsaved = Chip(Meaning.CAUTION, self.tr("not saved yet"), Glyph.PEN)
        self.header.set_chip(Chip(Meaning.SUITABLE, self.tr("saved")) if saved else unsaved)
        self.book.setText(self._book_words() + "  Ctrl+B")
        self.book.setVisible(saved and self._next() is not None)

    def _say_head(self, plan: Plan) -> None:
        patient = self._take().patient
        title = self.tr("Plan of {day}").format(day=say_day(plan.planned_on))
        self.header.set_words(
            title if self._stored else self.tr("New plan"),
            f"{patient.record.display_name} · {patient_line(patient, self.workplace.today())}",
        )

    def _give_up(self) -> None:
        self._shown = None
        self.going_back.emit()

    def event(self, event: QEvent) -> bool:
        if claims_new(event):
            self.form.areas.add()
            return True
        return super().event(event)

    def _connect(self) -> None:
        self.binder.changed.connect(lambda _: self._tell_all())
        self.save.clicked.connect(self.store)
        self.book.clicked.connect(lambda: self._book())
        for text, key, act in (
            (self.tr("Save the plan"), "Ctrl+S", self.store),
            (self.tr("Add an area"), "Ctrl+N", self.form.areas.add),
            (self.tr("Book the next session"), "Ctrl+B", self._book),
            (self.tr("Book all sessions"), "Ctrl+Shift+B", lambda: self._book("series")),
        ):
            add_action(self, text, key, act)

    def _lay_out(self) -> None:
        form = Panel()
        form.body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        form.body.addWidget(self.form)
        form.body.addStretch()
        beside = Panel(self.tr("What this means"))
        self.meaning.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        beside.body.addWidget(self.meaning)
        across = QHBoxLayout()
        across.setSpacing(2 * GRID)
        across.addWidget(form, 5)
        across.addWidget(beside, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addWidget(self.caution)
        box.addLayout(across, 1)
