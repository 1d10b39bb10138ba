"""What cannot be right about a device in the register (clinical reference 8.3)."""

from collections.abc import Iterator
from datetime import date

from infrared_desktop.domain.protocol.intended_uses import use_gaps
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.gaps import Gap, day_gap
from infrared_desktop.domain.sentences import sentence


def device_gaps(device: Device, today: date) -> tuple[Gap, ...]:
    """Return what cannot be right about a device in the register."""
    return tuple(_gaps(device, today))


def _gaps(device: Device, today: date) -> Iterator[Gap]:
    low, high = device.wavelength_low_nm, device.wavelength_high_nm
    if low is not None and high is not None and high < low:
        words = sentence("This is shorter than where the light begins.")
        yield Gap("wavelength_high_nm", words)
    if len(device.handpiece_serials) > len(device.handpieces):
        yield Gap("handpiece_serials", sentence("There are more numbers than handpieces."))
    yield from use_gaps(device)
    last, due = device.last_service_on, device.service_due_on
    if last is not None:
        yield from day_gap("last_service_on", last, today)
    if last is not None and due is not None and due <= last:
        yield Gap("service_due_on", sentence("This is not after the last service."))
