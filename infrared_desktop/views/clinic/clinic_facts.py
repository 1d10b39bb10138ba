"""Name and telephone of the clinic, as its papers show them; the owner changes them."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.answers import Role
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.clinic_facts import head_of, obstacles
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people import Settings
from infrared_desktop.domain.phones import normal_phone, show_phone
from infrared_desktop.storage.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.record_header import RecordHeader
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_WIDTH = 480


class ClinicFactsForm(QWidget):
    """The inputs."""

    clinic_name: TextField
    phone: TextField

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "clinic_facts")


class ClinicFactsScreen(Screen):
    """A short form with a sample of what will stand on paper; only the owner may save it."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._stored = self.clinic.staff.settings()
        self._may_change = workplace.staff.record.role is Role.OWNER
        self.header, self.banner = RecordHeader(), Banner()
        self.form, self.sample = ClinicFactsForm(), QLabel()
        self.binder: Binder[Settings] = Binder(self.form, Settings)
        self.save = QPushButton(self.tr("Save  Ctrl+S"), self)
        self.save.setVisible(self._may_change)
        self._lay_out()
        self.binder.changed.connect(lambda _: self._show_sample())
        self.save.clicked.connect(self.store)
        add_action(self, self.tr("Save"), "Ctrl+S", self.store).setEnabled(self._may_change)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)
        self.setFocusProxy(self.form.clinic_name)

    def open(self, place: Place) -> None:
        """Show what the clinic says about itself."""
        self.banner.settle()
        self._show(self.clinic.staff.settings())
        if not self._may_change:
            words = self.tr("You can read this. The owner of the clinic changes it.")
            self.banner.tell(Meaning.INFORMATION, words)

    def reload(self, change: Change | None = None) -> None:
        """Follow what was stored, while nothing is typed here."""
        if (change is None or "settings" in change.kinds) and not self._is_changed():
            self._show(self.clinic.staff.settings())

    def leave(self) -> bool:
        """Ask before what is typed here is given up."""
        if not self._is_changed():
            return True
        words = self.tr("This is not saved yet. Esc goes back to it; Ctrl+S saves it.")
        self.banner.tell(Meaning.CAUTION, words, self.tr("Gi&ve it up"), self._give_up)
        return False

    def store(self) -> None:
        """Save what is typed, unless it can't be."""
        if not (self._may_change and self._check()):
            return
        before, typed, desk = self._stored, self._typed(), self.clinic.staff
        by, now = self.workplace.by, self.workplace.now()
        try:
            stored = desk.change_settings(before, typed, by, now)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        self._show(stored)
        self.workplace.can_take_back(
            self.tr("the clinic's name and telephone"), lambda: self._put_back(before.record)
        )
        words = self.tr("Saved. Every paper that is made from now on shows it.")
        self.banner.tell(Meaning.SUITABLE, words)

    def _put_back(self, settings: Settings) -> None:
        now, by, desk = self.workplace.now(), self.workplace.by, self.clinic.staff
        stored = desk.settings()
        facts = replace(stored.record, clinic_name=settings.clinic_name, phone=settings.phone)
        desk.change_settings(stored, facts, by, now)

    def _check(self) -> bool:
        if not self.binder.check():
            return False
        wrong = obstacles(self._typed())
        for field, why in wrong.items():
            self.binder.set_error(field, say(why))
        for field in list(wrong)[:1]:
            self.binder.input(field).setFocus()
        return not wrong

    def _show(self, stored: Stored[Settings]) -> None:
        self._stored, settings = stored, stored.record
        shown = show_phone(settings.phone, settings.country)
        self.binder.show(replace(settings, phone=shown))
        self.binder.set_read_only(not self._may_change)
        self._show_sample()

    def _typed(self) -> Settings:
        settings = self.binder.record(self._stored.record)
        return replace(settings, phone=normal_phone(settings.phone, settings.country))

    def _is_changed(self) -> bool:
        return self._may_change and self._typed() != self._stored.record

    def _give_up(self) -> None:
        self._show(self._stored)
        self.going_back.emit()

    def _show_sample(self) -> None:
        text = self.tr("At the head of each page: {head}")
        self.sample.setText(text.format(head=head_of(self._typed())))

    def _lay_out(self) -> None:
        self.header.set_words(self.tr("Name and telephone"), self.tr("As papers show them"))
        self.save.setProperty("kind", "primary")
        self.header.add_buttons([self.save] if self._may_change else [])
        self.sample.setProperty("role", "muted")
        self.sample.setWordWrap(True)
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        rows.setSpacing(2 * GRID)
        rows.addWidget(self.form)
        rows.addWidget(self.sample)
        rows.addStretch(1)
        panel = Panel()
        panel.body.addWidget(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addWidget(panel, 1)
