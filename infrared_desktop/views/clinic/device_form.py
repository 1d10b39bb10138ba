"""The inputs of one device of the register, and what cannot be right about it."""

from datetime import date

from infrared_desktop.domain.protocol.intended_uses import told_by_country
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.sessions.device_gaps import device_gaps
from infrared_desktop.storage.desks.protocols import SHIPPED, shipped_name
from infrared_desktop.views.clinic.uses_editor import UsesEditor
from infrared_desktop.views.inputs import lines_field as lines_field  # registers its class
from infrared_desktop.views.records.form_panel import FormPanel
from infrared_desktop.views.wording import say


class DeviceForm(FormPanel[Device]):
    """Edits a device; an older answer about tightening stands as a row of the clinic's country."""

    def __init__(self, country: str) -> None:
        super().__init__("device", Device)
        self._country, self._base = country, Device("")
        family, uses = self.input("family"), self.input("intended_uses")
        family.set_options([(name, shipped_name(name)) for name in SHIPPED])
        family.removeItem(0)  # a device is always treated by some protocol
        assert isinstance(uses, UsesEditor)
        self.uses = uses
        self.uses.home = country

    def show_device(self, device: Device) -> None:
        """Show a device as it stands in the register, or as it was begun."""
        self._base = told_by_country(device, self._country)
        self.binder.show(self._base)

    def typed(self) -> Device:
        """Return the device with what is typed."""
        return self.binder.record(self._base)

    def check(self, today: date) -> bool:
        """Show what is wrong or missing, and go to the first of it."""
        if not self.binder.check():
            return False
        if problem := self.uses.problem():
            self.binder.set_error("intended_uses", problem)
            self.uses.setFocus()
            return False
        gaps = device_gaps(self.typed(), today)
        for gap in reversed(gaps):
            if gap.row is not None:
                self.uses.select(gap.row)
            binder = self.binder if gap.row is None else self.uses.binder
            binder.set_error(gap.field, say(gap.words))
            binder.go_to(gap.field)
        return not gaps
