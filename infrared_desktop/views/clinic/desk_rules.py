"""Hours and visits: when the clinic is open, what each kind of visit needs, what is refused."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.views.actions import add_action, claims_new
from infrared_desktop.views.clinic import desk_fields as desk_fields  # registers its classes
from infrared_desktop.views.clinic.hours_editor import HoursEditor
from infrared_desktop.views.clinic.visits_editor import VisitsEditor
from infrared_desktop.views.forms.form_screen import FormScreen
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.form_panel import FormPanel
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class DeskRulesScreen(FormScreen):
    """One form of all rules of the desk; reception reads it."""

    kind = "desk_rules"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, workplace.may(Right.KEEP_HOURS))
        self._shown = self.clinic.front_desk.rules()
        self.form: FormPanel[DeskRules] = FormPanel("desk_rules", DeskRules)
        self.binder = self.form.binder
        hours, visits = self.form.input("hours"), self.form.input("visits")
        assert isinstance(hours, HoursEditor) and isinstance(visits, VisitsEditor)
        self.hours, self.visits = hours, visits
        self.closing = QPushButton(self.tr("Closing days  Ctrl+L"))
        self.header.add_buttons([self.closing, self.save])
        self.header.set_words(self.tr("Hours and visits"), self.workplace.settings.clinic_name)
        self.lay_out(self.form)
        self._connect()

    def show_stored(self) -> None:
        """Show the rules as they stand."""
        self._show(self.clinic.front_desk.rules())

    def is_changed(self) -> bool:
        """Say whether something is typed that is not stored."""
        return self.may_change and self._typed() != self._shown

    def read_only_words(self) -> str:
        """Return what is said to who may only read."""
        return self.tr("You can read this. A clinician or the owner changes it.")

    def event(self, event: QEvent) -> bool:
        if claims_new(event):
            self.hours.add()
            return True
        return super().event(event)

    def store(self) -> None:
        """Save what is typed, unless it can't be."""
        if not (self.may_change and self._check()):
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
        self.binder.set_read_only(not self.may_change)

    def _typed(self) -> DeskRules:
        return self.binder.record(self._shown)

    def _go_to_closures(self) -> None:
        self.going.emit(Place("closures"))

    def _connect(self) -> None:
        self.closing.clicked.connect(self._go_to_closures)
        add_action(self, self.tr("Closing days"), "Ctrl+L", self._go_to_closures)
