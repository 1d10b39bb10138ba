"""The device register: every device with its numbers, service, recall and intended use."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.device_gaps import device_gaps
from infrared_desktop.domain.diary import Device
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.acts import Change
from infrared_desktop.storage.protocols import SHIPPED
from infrared_desktop.views.actions import add_action, claims_new
from infrared_desktop.views.clinic.device_words import device_chip, device_row
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs import lines_field as lines_field  # registers its class
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.halves import SIDE_WIDTH
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.record_header import RecordHeader
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_BLANK = Device("")


class DevicesScreen(Screen):
    """Lists the devices at the left and edits one at the right."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._devices: dict[int, Stored[Device]] = {}
        self._stored: Stored[Device] | None = None
        self._is_dirty = False
        self.header, self.banner = RecordHeader(), Banner()
        self.list, self.fields = RowList(card=True), QWidget()
        self.list.setAccessibleName(self.tr("Devices"))
        load_form(self.fields, "device")
        self.binder: Binder[Device] = Binder(self.fields, Device)
        self.save = QPushButton(self.tr("Save  Ctrl+S"))
        self.save.setProperty("kind", "primary")
        self.new = QPushButton(self.tr("New device  Ctrl+N"))
        self.header.add_buttons((self.new, self.save))
        family = self.binder.input("family")
        assert isinstance(family, ComboField)
        family.set_options([(name, name) for name in SHIPPED])
        family.removeItem(0)  # a device is always treated by some protocol
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Show the register, at the device that the place names."""
        self.banner.settle()
        self._is_dirty = False
        self._read()
        self.list.select_key(place.record or next(iter(self._devices), None))
        self._show(self._devices.get(self._current() or 0))

    def reload(self, change: Change | None = None) -> None:
        """Follow what others change, while nothing is typed here."""
        if (change is None or "device" in change.kinds) and not self._is_dirty:
            kept = self._stored.id if self._stored else None
            self._read()
            self.list.select_key(kept)
            self._show(self._devices.get(kept or 0))

    def leave(self) -> bool:
        """Stay while something is typed that nobody saved yet."""
        if self._is_dirty:
            words = self.tr("This device is not saved yet. Save it, or throw away what is typed.")
            self.banner.tell(Meaning.CAUTION, words, self.tr("Throw it away"), self._throw_away)
        return not self._is_dirty

    def event(self, event: QEvent) -> bool:
        if claims_new(event):
            self._begin()
            return True
        return super().event(event)

    def _read(self) -> None:
        self._devices = {each.id: each for each in self.clinic.diary.devices()}
        today = self.workplace.today()
        self.list.set_rows([device_row(each, today) for each in self._devices.values()])

    def _current(self) -> int | None:
        key = self.list.current_key()
        return int(str(key)) if key is not None else None

    def _show(self, stored: Stored[Device] | None) -> None:
        self._stored, self._is_dirty = stored, False
        self.binder.show(stored.record if stored else _BLANK)
        self._dress()

    def _dress(self) -> None:
        today = self.workplace.today()
        self.header.set_words(self.tr("Devices"), self.workplace.settings.clinic_name)
        self.header.set_chip(device_chip(self._stored.record, today) if self._stored else None)
        self.form_panel.set_title(
            self._stored.record.name if self._stored else self.tr("New device")
        )

    def _begin(self) -> None:
        if self.leave():
            self._show(None)
            self.binder.input("name").setFocus()

    def _on_row(self) -> None:
        number = self._current()
        if number is None or (self._stored and number == self._stored.id):
            return
        if self.leave():
            self._show(self._devices.get(number))
        elif self._stored is not None:
            self.list.select_key(self._stored.id)

    def _on_changed(self, _field: str) -> None:
        self._is_dirty = True

    def _save(self) -> None:
        device = self.binder.record(self._stored.record if self._stored else _BLANK)
        if not self.binder.check() or self._shows_gaps(device):
            return
        try:
            self._store(device)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))

    def _shows_gaps(self, device: Device) -> bool:
        gaps = device_gaps(device, self.workplace.today())
        for gap in gaps:
            self.binder.set_error(gap.field, say(gap.words))
        if gaps:
            self.binder.go_to(gaps[0].field)
        return bool(gaps)

    def _store(self, device: Device) -> None:
        diary, workplace, before = self.clinic.diary, self.workplace, self._stored
        by, now = workplace.by, workplace.now()
        self._is_dirty = False
        if before is None:
            stored = diary.add_device(device, by, now)
            words = self.tr("Device added")
        else:
            stored = diary.change_device(before, device, by, now)
            words = self.tr("Device changed")
        workplace.can_take_back(words, partial(_take_back, workplace, stored, before))
        self._read()
        self.list.select_key(stored.id)
        self._show(stored)
        self.list.setFocus()  # Ctrl+Z is the clinic's there, not a line's own
        self.banner.tell(Meaning.SUITABLE, self.tr("Saved. Ctrl+Z takes it back."))

    def _throw_away(self) -> None:
        self.banner.settle()
        self._show(self._stored or self._devices.get(self._current() or 0))
        self.list.setFocus()

    def _connect(self) -> None:
        self.list.current_changed.connect(lambda _: self._on_row())
        self.list.opened.connect(lambda _: self.binder.input("name").setFocus())
        self.binder.changed.connect(self._on_changed)
        self.save.clicked.connect(lambda: self._save())
        self.new.clicked.connect(lambda: self._begin())
        add_action(self, self.tr("Save the device"), "Ctrl+S", self._save)
        add_action(self, self.tr("New device"), "Ctrl+N", self._begin)

    def _lay_out(self) -> None:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        inside.addWidget(self.fields)
        inside.addStretch(1)
        sight = Sight(page)
        sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form_panel = Panel(self.tr("Device"))
        self.form_panel.body.addWidget(sight)
        side = Panel(self.tr("Register"), footer=self.tr("Enter goes to the form"))
        side.body.addWidget(self.list)
        side.setFixedWidth(SIDE_WIDTH)
        halves = QHBoxLayout()
        halves.setSpacing(2 * GRID)
        halves.addWidget(side)
        halves.addWidget(self.form_panel, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addLayout(halves, 1)


def _take_back(workplace: Workplace, stored: Stored[Device], before: Stored[Device] | None) -> None:
    diary = workplace.clinic.diary
    now = next((each for each in diary.devices() if each.id == stored.id), stored)
    record = before.record if before else None
    diary.take_back_device(now, record, workplace.by, workplace.now())
