"""The booking itself: its inputs, the windows of the plan, the free times, what speaks against."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infrared_desktop.domain.booking.booking import (
    Slot,
    cautions,
    needs_reason,
    sites_to_offer,
    with_plan,
)
from infrared_desktop.domain.booking.consent_booking import booking_warnings
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.care import Plan
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import TREATING, Appointment
from infrared_desktop.domain.schedule.agenda import Obstacle
from infrared_desktop.domain.schedule.schedule import Window, next_windows
from infrared_desktop.domain.sessions.gates import Gate
from infrared_desktop.views.diary.booking_defaults import wall_clock, with_resources
from infrared_desktop.views.diary.booking_form import BookingForm
from infrared_desktop.views.diary.booking_rows import clash_lines, late_words, window_rows
from infrared_desktop.views.diary.booking_times import BookingTimes
from infrared_desktop.views.diary.plan_question import PlanQuestion
from infrared_desktop.views.forms.typed_steps import TypedSteps
from infrared_desktop.views.lists.card_list import CardList
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.papers.consent_words import consent_rules, here_now
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class BookingPage(QWidget):
    """Edits one visit of one patient, and shows at every change how it would stand."""

    taken = Signal()  # a free time

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._clinic = workplace, workplace.clinic
        self._chart: Chart | None = None
        self._plan: Stored[Plan] | None = None
        self._base: Appointment | None = None
        self._shown: Appointment | None = None
        self._ignore: int | None = None
        self._is_move = False
        self.caution, self.consent = Banner(), Banner()
        self.form = BookingForm()
        self.which_plan = PlanQuestion(workplace, self.form)
        self.windows, self.times = CardList(), BookingTimes(workplace)
        self.free = self.times.list
        self.windows.setAccessibleName(self.tr("Windows of the plan"))
        self.windows_panel = Panel(self.tr("When the next session may be"))
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        self.times.taken.connect(self._take)
        self.steps = TypedSteps(self.form, self.form.binder)

    def begin(
        self,
        chart: Chart,
        plan: Stored[Plan] | None,
        visit: Appointment,
        ignore: int | None = None,
        is_move: bool = False,
    ) -> None:
        """Show a visit; `ignore` is the stored one that it is a move of, or comes instead of."""
        self._chart, self._plan, self._ignore, self._is_move = chart, plan, ignore, is_move
        self.form.offer(self._clinic, chart.plans)
        windows = self._clinic.protocol.windows
        self.form.show_visit(visit, sites_to_offer(visit, chart, windows, plan))
        self.times.begin()
        self._base = visit
        self._shown = self.typed()
        self.steps.begin()
        self.look()

    def forget(self) -> None:
        """Give up what is shown."""
        self._base = None

    def is_begun(self) -> bool:
        """Say whether a visit is shown."""
        return self._base is not None

    def plan_id(self) -> int | None:
        """Return the plan that is booked for, if there is one."""
        return self._plan.id if self._plan is not None and self._base is not None else None

    def is_changed(self) -> bool:
        """Say whether a person changed anything."""
        return self._base is not None and self.typed() != self._shown

    def typed(self) -> Appointment:
        """Return the visit as it is typed."""
        assert self._base is not None
        return self.form.binder.record(self._base)

    def check(self) -> bool:
        """Show what is wrong or missing beside the inputs; say whether there is nothing."""
        if self._base is None or not self.form.binder.check():
            return False
        visit = self.typed()
        # One that was booked without an area can still be moved as it is.
        asked = not self._is_move and visit.kind in TREATING
        if asked and self.form.sites.offered() and not visit.sites:
            return self._complain("sites", self.tr("Choose at least one area."))
        if needs_reason(self._cautions(visit)) and not visit.note:
            words = self.tr("This soon after the last session a reason is needed.")
            return self._complain("note", words)
        return True

    def look(self) -> None:
        """Show the windows, the free times, and what speaks against the visit."""
        if self._base is None:
            return
        visit, windows = self.typed(), self._clinic.protocol.windows
        chosen = [window for window in self._windows() if window.site in visit.sites]
        is_session = visit.kind is AppointmentKind.SESSION
        rows = window_rows(visit, self._windows() if is_session else (), windows)
        self.windows.set_rows(rows)
        self.windows.setCurrentIndex(QModelIndex())
        self.windows_panel.set_footer(late_words(self._workplace, visit) if rows else "")
        self.windows_panel.setVisible(bool(rows))
        self.windows_panel.set_hint("" if self._is_move else self.tr("Ctrl+Shift+B books all"))
        assert self._chart is not None
        self.times.look(visit, self._chart, chosen if is_session else (), self._ignore)
        now = self._workplace.now()
        obstacles = self._clinic.diary.obstacles(visit, now, self._ignore)
        self._say_cautions(visit, [found for found in obstacles if found.other is None])
        self._say_consent(visit)
        self.which_plan.look(visit, self._chart, self._ignore if self._is_move else None)
        self._say_clashes([found for found in obstacles if found.other is not None])

    def _complain(self, field: str, words: str) -> bool:
        self.form.binder.set_error(field, words)
        self.form.binder.input(field).setFocus()
        return False

    def _on_changed(self, field: str) -> None:
        assert self._chart is not None
        if field == "plan_id":
            wanted = self.form.binder.values()["plan_id"]
            self._plan = next((p for p in self._chart.plans if p.id == wanted), None)
        if field in ("kind", "plan_id"):
            self._take_kind(self.typed())
        self.look()

    def _take_kind(self, visit: Appointment) -> None:
        """Propose length, areas and device of the kind that was chosen."""
        assert self._chart is not None
        windows = self._clinic.protocol.windows
        rules = self._clinic.front_desk.rules()
        if visit.minutes in {row.minutes for row in rules.visits}:
            visit = replace(visit, minutes=rules.visit(visit.kind).minutes)
        # The visit that is moved does not stand in its own way.
        others = tuple(each for each in self._chart.appointments if each.id != self._ignore)
        visit = with_resources(visit, self._chart, self._clinic, self._plan)
        visit = with_plan(visit, replace(self._chart, appointments=others), windows, self._plan)
        self.form.show_visit(visit, sites_to_offer(visit, self._chart, windows, self._plan))

    def _take(self, key: object) -> None:
        assert isinstance(key, Slot)
        self.form.binder.show(replace(self.typed(), **vars(key)))
        self.steps.note("taken")
        self.look()
        self.taken.emit()

    def _windows(self) -> tuple[Window, ...]:
        if self._plan is None or self._chart is None:
            return ()
        return next_windows(self._plan, self._chart.sessions, self._clinic.protocol.windows)

    def _cautions(self, visit: Appointment) -> list[Gate]:
        assert self._chart is not None
        devices = {each.id: each.record for each in self._clinic.diary.devices()}
        device = devices.get(visit.device_id or 0)
        windows = self._clinic.protocol.windows
        return cautions(visit, self._chart, windows, self._plan, device)

    def _say_cautions(self, visit: Appointment, obstacles: Sequence[Obstacle]) -> None:
        found, now = self._cautions(visit), wall_clock(self._workplace)
        words = [say(each.sentence) for each in obstacles]
        words += [say(gate.sentence) for gate in found]
        if (visit.day, visit.starts) < (now.date(), now.time()):
            words.append(self.tr("This time has passed already."))
        if visit.kind in TREATING and not visit.sites and not self.form.sites.offered():
            words.append(self.tr("No plan asks for a session: the visit names no area."))
        if needs_reason(found):
            words.append(self.tr("To book it all the same, write why into the note."))
        if words:
            stops = needs_reason(found) or any(each.refuses for each in obstacles)
            meaning = Meaning.STOP if stops else Meaning.CAUTION
            self.caution.tell(meaning, " ".join(words))
        else:
            self.caution.settle()

    def _say_consent(self, visit: Appointment) -> None:
        """Say what the consent will lack when the visit begins; it can be booked all the same."""
        assert self._chart is not None
        place = self._workplace
        found = booking_warnings(self._chart, visit, here_now(place), consent_rules(place))
        if found:
            self.consent.tell(Meaning.CAUTION, " ".join(map(say, found)))
        else:
            self.consent.settle()

    def _say_clashes(self, obstacles: Sequence[Obstacle]) -> None:
        """Say beside the time what is taken, before anybody tries to book it."""
        lines = clash_lines(self._clinic, obstacles)
        if lines or not self.form.binder.problems().get("starts"):
            self.form.binder.set_error("starts", "\n".join(lines))

    def _lay_out(self) -> None:
        form = Panel()
        form.body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        form.body.addWidget(self.form)
        form.body.addStretch()
        self.windows_panel.body.addWidget(self.windows)
        beside = QVBoxLayout()
        beside.setSpacing(2 * GRID)
        beside.addWidget(self.windows_panel)
        beside.addWidget(self.times, 1)
        across = QHBoxLayout()
        across.setSpacing(2 * GRID)
        across.addWidget(form, 5)
        across.addLayout(beside, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.caution)
        box.addWidget(self.consent)
        box.addWidget(self.which_plan)
        box.addLayout(across, 1)
