"""Closing days: when the clinic, a clinician, a room or a device is not there."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.schedule.desk_rules import Closure
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action, claims_new
from infrared_desktop.views.clinic.closure_words import closure_row, visits_within
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.form_panel import FormPanel
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace


class ClosuresScreen(Screen):
    """What is to come at the left, a new one at the right."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._closures: dict[int, Stored[Closure]] = {}
        self.header, self.banner = RecordHeader(), Banner()
        self.list = RowList(card=True)
        self.list.setAccessibleName(self.tr("Closing days to come"))
        self.form: FormPanel[Closure] = FormPanel("closure", Closure)
        self.binder = self.form.binder
        self.form.set_title(self.tr("Close for a while"))
        self.save = QPushButton(self.tr("Close  Ctrl+S"))
        self.save.setProperty("kind", "primary")
        self.header.add_buttons([self.save])
        self.header.set_words(self.tr("Closing days"), self.workplace.settings.clinic_name)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.binder.input("first"))

    def open(self, place: Place) -> None:
        """Show what is to come, and an empty form."""
        self.banner.settle()
        self._offer()
        self._begin()
        self.reload()

    def reload(self, change: Change | None = None) -> None:
        """Show the closures from today on; what is typed stays."""
        if change is not None and "closure" in change.kinds:
            self.banner.settle()  # what it told of may be taken back by this
        today = self.workplace.today()
        found = self.clinic.front_desk.closures(today, date.max)
        self._closures = {each.id: each for each in found}
        self.list.set_rows([closure_row(each, self.clinic) for each in found])
        hint = self.tr("{count} from today on").format(count=len(found))
        self.panel.set_hint(hint if found else self.tr("None from today on"))

    def leave(self) -> bool:
        """Ask before what is typed here is given up."""
        if not self.binder.values()["why"]:
            return True
        words = self.tr("This closing is not saved yet. Save it with Ctrl+S, or give it up.")
        self.banner.tell(Meaning.CAUTION, words, self.tr("Gi&ve it up"), self._give_up)
        return False

    def event(self, event: QEvent) -> bool:
        if claims_new(event):
            self._begin()
            self.binder.input("first").setFocus()
            return True
        return super().event(event)

    def store(self) -> None:
        """Store the closing that is typed, and say which visits lie in it."""
        if not self.binder.check():
            return
        desk, closure = self.clinic.front_desk, self._typed()
        try:
            stored = desk.close(closure, self.workplace.by, self.workplace.now())
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        self._begin()
        self.list.select_key(stored.id)  # Del on another one would open that
        self.list.setFocus()  # Ctrl+Z is the clinic's there, not a line's own
        self.workplace.can_take_back(
            self.tr("closed: {why}").format(why=closure.why),
            lambda: desk.take_back_closure(stored, self.workplace.by, self.workplace.now()),
        )
        self._tell_visits(closure)

    def _tell_visits(self, closure: Closure) -> None:
        inside = visits_within(self.clinic, closure)
        if not inside:
            words = self.tr("Saved: no visit is booked within it. Ctrl+Z takes it back.")
            self.banner.tell(Meaning.SUITABLE, words)
            return
        text = self.tr("Saved. Visits booked within it: {count}, the first on {day}. Move them.")
        words = text.format(count=len(inside), day=say_day(inside[0].record.day))
        place = Place("diary", about=inside[0].record.day)
        self.banner.tell(
            Meaning.CAUTION, words, self.tr("Go to the da&y"), lambda: self.going.emit(place)
        )

    def _reopen(self) -> None:
        stored = self._closures.get(int(str(self.list.current_key() or 0)))
        if stored is None or not self.list.hasFocus():
            return
        desk = self.clinic.front_desk
        desk.take_back_closure(stored, self.workplace.by, self.workplace.now())
        self.workplace.can_take_back(
            self.tr("opened again: {why}").format(why=stored.record.why),
            lambda: desk.close(stored.record, self.workplace.by, self.workplace.now()),
        )
        self.banner.tell(Meaning.SUITABLE, self.tr("Open again. Ctrl+Z closes it as before."))

    def _typed(self) -> Closure:
        tomorrow = self.workplace.today() + timedelta(1)
        closure = self.binder.record(Closure(tomorrow, tomorrow, ""))
        return replace(closure, why=closure.why.strip())

    def _begin(self) -> None:
        tomorrow = self.workplace.today() + timedelta(1)
        self.binder.clear_errors()
        self.binder.show(Closure(tomorrow, tomorrow, ""))

    def _give_up(self) -> None:
        self._begin()
        self.going_back.emit()

    def _offer(self) -> None:
        diary = self.clinic.diary
        clinicians = [
            (str(each.id), each.record.name)
            for each in self.clinic.staff.bookable(self.clinic.front_desk.rules())
        ]
        rooms = [(str(each.id), each.record.name) for each in diary.rooms()]
        devices = [(str(each.id), each.record.name) for each in diary.devices()]
        self.form.input("clinician_id").set_options(clinicians)
        self.form.input("room_id").set_options(rooms)
        self.form.input("device_id").set_options(devices)

    def _connect(self) -> None:
        self.save.clicked.connect(self.store)
        add_action(self, self.tr("Close for these days"), "Ctrl+S", self.store)
        add_action(self, self.tr("Open again"), "Del", self._reopen)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)

    def _lay_out(self) -> None:
        self.panel = Panel(self.tr("To come"), footer=self.tr("Del opens again"))
        self.panel.body.addWidget(self.list)
        across = QHBoxLayout()
        across.setSpacing(2 * GRID)
        across.addWidget(self.panel, 1)
        across.addWidget(self.form, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addLayout(across, 1)
