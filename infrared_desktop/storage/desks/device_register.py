"""The device register: what is known of each device, changed by clinicians and the owner only."""

from datetime import datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.storage.desks.acts import Act, Ledger
from infrared_desktop.storage.desks.drafts import NOBODY_YET, draft_key, drop_draft


class DeviceRegister:
    """Acts on devices; each raises KnownError for reception."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, device: Device, by: int, now: datetime) -> Stored[Device]:
        """Store a new device."""
        self._check(device)
        with self._ledger.act("device-added", by, now) as act:
            self._drop_draft(act, by, 0)
            return act.add(device)

    def change(
        self, stored: Stored[Device], device: Device, by: int, now: datetime
    ) -> Stored[Device]:
        """Store what the register says of a device from now on; what it said before stays."""
        self._check(device)
        with self._ledger.act("device-changed", by, now) as act:
            self._drop_draft(act, by, stored.id)
            return act.change(stored, device)

    def take_back(
        self, stored: Stored[Device], before: Device | None, by: int, now: datetime
    ) -> Stored[Device]:
        """Undo a change of a device; without what it was before, it was never there."""
        state = State.CURRENT if before is not None else State.INVALID
        with self._ledger.act("device-taken-back", by, now) as act:
            return act.change(stored, before or stored.record, state)

    def _check(self, device: Device) -> None:
        if not device.name.strip():
            raise KnownError("A device needs a name. Nothing was saved yet.")

    def _drop_draft(self, act: Act, by: int, number: int) -> None:
        drop_draft(self._ledger.db, act, draft_key("device", NOBODY_YET, by, number), NOBODY_YET)
