"""Hours and visits: when the clinic is open, what each kind of visit needs, what is refused."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from infrared_desktop.domain.answers import Role
from infrared_desktop.domain.desk_rules import DeskRules
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.acts import Change
from infrared_desktop.views.actions import add_action, claims_new
from infrared_desktop.views.clinic import desk_fields as desk_fields  # registers its classes
from infrared_desktop.views.clinic.hours_editor import HoursEditor
from infrared_desktop.views.clinic.visits_editor import VisitsEditor
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.form_panel import FormPanel
from infrared_desktop.views.records.record_header import RecordHeader
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class DeskRulesScreen(Screen):
    """One form of all rules of the desk; reception reads it."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._shown = self.clinic.front_desk.rules()
        self._may_change = workplace.staff.record.role is not Role.RECEPTION
        self.header, self.banner = RecordHeader(), Banner()
        self.form: FormPanel[DeskRules] = FormPanel("desk_rules", DeskRules)
        self.binder = self.form.binder
        hours, visits = self.form.input("hours"), self.form.input("visits")
        assert isinstance(hours, HoursEditor) and isinstance(visits, VisitsEditor)
        self.hours, self.visits = hours, visits
        self.save = QPushButton(self.tr("Save  Ctrl+S"), self)
        self.save.setProperty("kind", "primary")
        self.save.setVisible(self._may_change)
        self.closing = QPushButton(self.tr("Closing days  Ctrl+L"))
        self.header.add_buttons([self.closing, self.save])
        self.header.set_words(self.tr("Hours and visits"), self.workplace.settings.clinic_name)
        self._lay_out()
        self._connect()

    def open(self, place: Place) -> None:
        """Show the rules as they stand."""
        self.banner.settle()
        self._show(self.clinic.front_desk.rules())
        if not self._may_change:
            words = self.tr("You can read this. A clinician or the owner changes it.")
            self.banner.tell(Meaning.INFORMATION, words)

    def reload(self, change: Change | None = None) -> None:
        """Follow what was stored, while nothing is typed here."""
        if (change is None or "desk_rules" in change.kinds) and not self._is_changed():
            self._show(self.clinic.front_desk.rules())

    def leave(self) -> bool:
        """Ask before what is typed here is given up."""
        if not self._is_changed():
            return True
        words = self.tr("This is not saved yet. Esc goes back to it; Ctrl+S saves it.")
        self.banner.tell(Meaning.CAUTION, words, self.tr("Gi&ve it up"), self._give_up)
        return False

    def event(self, event: QEvent) -> bool:
        if claims_new(event):
            self.hours.add()
            return True
        return super().event(event)

    def store(self) -> None:
        """Save what is typed, unless it can't be."""
        if not (self._may_change and self._check()):
            return
        before, desk = self._shown, self.clinic.front_desk
        try:
            stored = desk.change_rules(self._typed(), self.workplace.by, self.workplace.now())
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        self._show(stored.record)
        self.workplace.can_take_back(
            self.tr("the rules of the desk"),
            lambda: desk.change_rules(before, self.workplace.by, self.workplace.now()),
        )
        self.hours.setFocus()  # Ctrl+Z is the clinic's there, not a line's own
        words = self.tr("Saved. Bookings from now on are held to it. Ctrl+Z takes it back.")
        self.banner.tell(Meaning.SUITABLE, words)

    def _check(self) -> bool:
        for name, editor in (("hours", self.hours), ("visits", self.visits)):
            if problem := editor.problem():
                self.banner.tell(Meaning.STOP, problem)
                self.binder.go_to(name)
                return False
        return self.binder.check()

    def _show(self, rules: DeskRules) -> None:
        self._shown = rules
        self.binder.show(rules)
        # An empty table takes no keys.
        self.setFocusProxy(self.hours if rules.hours else self.visits)
        self.binder.set_read_only(not self._may_change)

    def _typed(self) -> DeskRules:
        return self.binder.record(self._shown)

    def _is_changed(self) -> bool:
        return self._may_change and self._typed() != self._shown

    def _give_up(self) -> None:
        self._show(self._shown)
        self.going_back.emit()

    def _go_to_closures(self) -> None:
        self.going.emit(Place("closures"))

    def _connect(self) -> None:
        self.save.clicked.connect(self.store)
        self.closing.clicked.connect(self._go_to_closures)
        add_action(self, self.tr("Save"), "Ctrl+S", self.store).setEnabled(self._may_change)
        add_action(self, self.tr("Closing days"), "Ctrl+L", self._go_to_closures)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addWidget(self.form, 1)
        box.setContentsMargins(0, 0, 0, GRID)
