"""The way from a screen to a message: one key on whatever is current there."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.screen import Place, Screen

About = tuple[int, str]  # the patient's number, and the key of what the message is about


def offer_message(screen: Screen, current: Callable[[], About | None]) -> QAction:
    """Let Ctrl+M write a message about what is current on a screen."""

    def write() -> None:
        about = current()
        if about is not None:
            number, key = about
            screen.going.emit(Place("message", number, about=key))

    words = QCoreApplication.translate("Messages", "Write a message about it")
    return add_action(screen, words, "Ctrl+M", write, also="text letter e-mail call remind")


def about_visit(visit: Stored[Appointment] | None) -> About | None:
    """Return a reminder of a visit, while it is still to come."""
    if visit is None or not visit.record.is_open:
        return None
    from infrared_desktop.domain.messages.checks import visit_key  # with the first message

    return visit.record.patient_id, visit_key(visit.id)
