"""What is done with a written message: into the outbox, or noted as sent by hand; and back."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message
from infrared_desktop.views.messages.quiet_hours import quiet_until
from infrared_desktop.views.workplace import Workplace


def put_into_outbox(workplace: Workplace, message: Message) -> str:
    """Store a message that waits to leave; Ctrl+Z withdraws it while it waits."""
    by, now = workplace.by, workplace.now()
    (stored,) = workplace.clinic.messages.write([message], by, now)
    _can_take_back(workplace, stored, _words("the message that waits"))
    if message.channel is Channel.POST:
        return _words("The letter waits in the outbox, to be printed. Ctrl+Z withdraws it.")
    if until := quiet_until(workplace):
        text = _words("The e-mail waits in the outbox. From {until} on, S there sends it.")
        return text.format(until=until)
    return _words("The e-mail waits in the outbox, and is handed to the mail server now.")


def hand_over(workplace: Workplace, message: Message) -> str:
    """Note that a person sent a message; Ctrl+Z strikes it through."""
    by, now = workplace.by, workplace.now()
    (stored,) = workplace.clinic.messages.hand_over([message], by, now)
    _can_take_back(workplace, stored, _words("the message that was sent by hand"))
    return _words("Noted as sent by hand. Ctrl+Z takes that back.")


def _can_take_back(workplace: Workplace, stored: Stored[Message], words: str) -> None:
    why = _words("Taken back at the desk.")
    messages = workplace.clinic.messages
    workplace.can_take_back(
        words, lambda: messages.take_back(stored, why, workplace.by, workplace.now())
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("MessageSteps", text)
