"""How a device of the register is said in a row: its state first, what is due, its number."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.sessions.device_gates import device_gates
from infrared_desktop.domain.sessions.gates import Severity
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say, say_day


def device_row(stored: Stored[Device], today: date) -> Row:
    """Return the row of a device."""
    device = stored.record
    handpieces = ", ".join(device.handpieces) or _words("no handpieces noted")
    found = device_gates(device, today)
    told = [_begun(say(gate.sentence).removeprefix(f"{device.name}: ")) for gate in found]
    return Row(
        key=stored.id,
        title=device.name,
        chip=device_chip(device, today),
        note=" ".join(told or [_served(device)]) + f"\n{handpieces}",
    )


def device_chip(device: Device, today: date) -> Chip:
    """Return the weightiest thing to know of a device."""
    found = device_gates(device, today)
    if not device.in_service:
        return Chip(Meaning.STOP, _words("out of service"))
    if any(gate.severity is Severity.BLOCK for gate in found):
        return Chip(Meaning.STOP, _title(found[0].code))
    if found:
        return Chip(Meaning.CAUTION, _title(found[0].code))
    return Chip(Meaning.SUITABLE, _words("in service"))


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _title(code: str) -> str:
    return {
        "device-recalled": _words("recalled"),
        "service-overdue": _words("service overdue"),
        "service-due": _words("service due"),
        "rules-review-due": _words("rules to be reviewed"),
    }.get(code, "")


def _served(device: Device) -> str:
    if device.service_due_on is None:
        return _words("No service day is noted.")
    return _words("Next service {day}.").format(day=say_day(device.service_due_on))


def _words(text: str) -> str:
    return QCoreApplication.translate("Device", text)
