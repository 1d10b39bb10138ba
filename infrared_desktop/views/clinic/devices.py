"""The device register: every device with its numbers, service, recall and intended use."""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.drafts import NOBODY_YET
from infrared_desktop.views.actions import add_action, claims_new
from infrared_desktop.views.clinic.device_form import DeviceForm
from infrared_desktop.views.clinic.device_words import device_chip, device_row
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.halves import SIDE_WIDTH
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.form_draft import FormDraft
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_BLANK = Device("")


class DevicesScreen(Screen):
    """Lists the devices at the left and edits one at the right; reception only reads them."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._devices: dict[int, Stored[Device]] = {}
        self._stored: Stored[Device] | None = None
        self._may_change = workplace.may(Right.KEEP_DEVICES)
        self.header, self.banner = RecordHeader(), Banner()
        self.list = RowList(card=True)
        self.list.setAccessibleName(self.tr("Devices"))
        self.form = DeviceForm(workplace.settings.country)
        self.binder = self.form.binder
        self.binder.set_read_only(not self._may_change)
        self.draft = FormDraft(self, Device, self.banner, self._show_drafted)
        self.save = QPushButton(self.tr("Save  Ctrl+S"))
        self.save.setProperty("kind", "primary")
        self.new = QPushButton(self.tr("New device  Ctrl+N"))
        self.header.add_buttons((self.new, self.save))
        for button in (self.new, self.save):
            button.setVisible(self._may_change)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Show the register, at the device that the place names, or where something was begun."""
        self._read()
        begun = self.clinic.care.draft(Device, NOBODY_YET, self.workplace.by)
        number = place.record or (begun.appointment_id if begun else None)
        if begun is not None and number is None:
            self._show(None)
            return
        self.list.select_key(number or next(iter(self._devices), None))
        self._show(self._devices.get(self._current() or 0))

    def reload(self, change: Change | None = None) -> None:
        """Follow what others change, while nothing is typed here."""
        if (change is None or "device" in change.kinds) and not self.draft.is_begun():
            kept = self._stored.id if self._stored else None
            self._read()
            self.list.select_key(kept)
            self._show(self._devices.get(kept or 0))

    def leave(self) -> bool:
        """Keep what is typed as a draft; stay where it can't be kept."""
        return self.draft.leave()

    def event(self, event: QEvent) -> bool:
        if claims_new(event):
            self._add()
            return True
        return super().event(event)

    def _add(self) -> None:
        uses, focus = self.form.uses, self.window().focusWidget()
        uses.add() if focus is not None and uses.isAncestorOf(focus) else self._begin()

    def _read(self) -> None:
        self._devices = {each.id: each for each in self.clinic.diary.devices()}
        today = self.workplace.today()
        self.list.set_rows([device_row(each, today) for each in self._devices.values()])

    def _current(self) -> int | None:
        key = self.list.current_key()
        return int(str(key)) if key is not None else None

    def _show(self, stored: Stored[Device] | None) -> None:
        self.banner.settle()
        self._stored = stored
        device = stored.record if stored else _BLANK
        self.form.show_device(device)
        about = stored.id if stored else 0
        self.draft.take_up(NOBODY_YET, device if self._may_change else None, about)
        self._warn_of_older_draft()
        self._dress()
        if not self._may_change:
            words = self.tr("You can read the register. A clinician or the owner changes it.")
            self.banner.tell(Meaning.INFORMATION, words)

    def _show_drafted(self, device: Device) -> None:
        self.form.show_device(device)

    def _warn_of_older_draft(self) -> None:
        stored, draft = self._stored, self.draft.keeper.draft
        if stored is not None and draft is not None and stored.at > draft.kept_at:
            words = self.tr("Your draft is older than what the register says now.")
            act = partial(self._throw_away, stored)
            self.banner.tell(Meaning.CAUTION, words, self.tr("Throw the draft away"), act)

    def _throw_away(self, stored: Stored[Device]) -> None:
        self.draft.discard()
        self._show(stored)

    def _dress(self) -> None:
        today, stored = self.workplace.today(), self._stored
        self.header.set_words(self.tr("Devices"), self.workplace.settings.clinic_name)
        known = device_chip(stored.record, today) if stored else None
        self.header.set_chip(self.draft.keeper.chip() or known)
        self.form.set_title(stored.record.name if stored else self.tr("New device"))

    def _begin(self) -> None:
        if self._may_change and self.leave():
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
        if self._may_change:
            self.draft.follow(self.form.typed())

    def _save(self) -> None:
        if not self.form.check(self.workplace.today()):
            return
        try:
            self._store(self.form.typed())
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))

    def _store(self, device: Device) -> None:
        register, workplace, before = self.clinic.devices, self.workplace, self._stored
        by, now = workplace.by, workplace.now()
        if before is None:
            stored = register.add(device, by, now)
            words = self.tr("Device added")
        else:
            stored = register.change(before, device, by, now)
            words = self.tr("Device changed")
        self.draft.keeper.begin()
        workplace.can_take_back(words, partial(_take_back, workplace, stored, before))
        self._read()
        self.list.select_key(stored.id)
        self._show(stored)
        self.list.setFocus()  # Ctrl+Z is the clinic's there, not a line's own
        self.banner.tell(Meaning.SUITABLE, self.tr("Saved. Ctrl+Z takes it back."))

    def _connect(self) -> None:
        self.list.current_changed.connect(lambda _: self._on_row())
        self.list.opened.connect(lambda _: self.binder.input("name").setFocus())
        self.binder.changed.connect(self._on_changed)
        self.draft.keeper.changed.connect(self._dress)
        self.save.clicked.connect(lambda: self._save())
        self.new.clicked.connect(lambda: self._begin())
        if self._may_change:
            add_action(self, self.tr("Save the device"), "Ctrl+S", self._save)
            add_action(self, self.tr("New device"), "Ctrl+N", self._add)

    def _lay_out(self) -> None:
        self.form.set_title(self.tr("Device"))
        side = Panel(self.tr("Register"), footer=self.tr("Enter goes to the form"))
        side.body.addWidget(self.list)
        side.setFixedWidth(SIDE_WIDTH)
        halves = QHBoxLayout()
        halves.setSpacing(2 * GRID)
        halves.addWidget(side)
        halves.addWidget(self.form, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addLayout(halves, 1)


def _take_back(workplace: Workplace, stored: Stored[Device], before: Stored[Device] | None) -> None:
    clinic = workplace.clinic
    now = next((each for each in clinic.diary.devices() if each.id == stored.id), stored)
    record = before.record if before else None
    clinic.devices.take_back(now, record, workplace.by, workplace.now())
