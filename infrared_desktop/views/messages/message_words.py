"""What messages are about and how they stand, in words and with a sign."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.follow_ups.kinds import FollowUpKind
from infrared_desktop.domain.messages.texts import APPOINTMENT
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning

_MEANINGS = {
    MessageStatus.QUEUED: Meaning.DUE,
    MessageStatus.SENDING: Meaning.INFORMATION,
    MessageStatus.TAKEN: Meaning.SUITABLE,
    MessageStatus.UNKNOWN: Meaning.CAUTION,
    MessageStatus.REFUSED: Meaning.STOP,
    MessageStatus.HANDED: Meaning.SUITABLE,
    MessageStatus.WITHDRAWN: Meaning.INFORMATION,
}


def kind_words(kind: str) -> str:
    """Return the words for what a message is about."""
    if kind == APPOINTMENT:
        return QCoreApplication.translate("Messages", "reminder of a visit")
    return choices.label(FollowUpKind(kind))


def status_chip(message: Message) -> Chip:
    """Return how a message stands; never that it was sent where that is not known."""
    if message.channel is Channel.POST and message.status is MessageStatus.QUEUED:
        words = QCoreApplication.translate("Messages", "to be printed and posted")
        return Chip(Meaning.DUE, words)
    return Chip(_MEANINGS[message.status], choices.label(message.status))
