"""What the device register says against treating with a device (clinical reference 7.2, 8.3)."""

from collections.abc import Iterator
from datetime import date, timedelta

from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.domain.sessions.gates import Gate, Severity

SOON = timedelta(days=30)  # the clinic's own choice: time enough to have a service done


def device_gates(device: Device | None, day: date) -> tuple[Gate, ...]:
    """Return what speaks against a device on a day, besides that it is out of service."""
    return tuple(_of(device, day)) if device is not None else ()


def _of(device: Device, day: date) -> Iterator[Gate]:
    if device.recall:
        text = sentence("{device}: recall open. {recall}", device=device.name, recall=device.recall)
        yield Gate("device-recalled", Severity.BLOCK, text)
    due, review = device.service_due_on, device.rules_review_on
    if due is not None and due < day:
        text = sentence("{device}: its service was due on {due}.", device=device.name, due=due)
        yield Gate("service-overdue", Severity.BLOCK, text)
    elif due is not None and due <= day + SOON:
        text = sentence("{device}: its service is due on {due}.", device=device.name, due=due)
        yield Gate("service-due", Severity.WARN, text)
    if review is not None and review < day:
        words = "{device}: its local rules were to be reviewed on {due}."
        text = sentence(words, device=device.name, due=review)
        yield Gate("rules-review-due", Severity.WARN, text)
