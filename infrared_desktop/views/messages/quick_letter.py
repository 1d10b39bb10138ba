"""A letter put to the others by one key, row by row, to be printed all together later."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.messages.composing import compose, message_of
from infrared_desktop.views.messages.entrance import About
from infrared_desktop.views.messages.message_steps import put_into_outbox
from infrared_desktop.views.messages.occasion import occasion_of, why_not, why_not_now
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


def offer_letter(
    screen: Screen, current: Callable[[], About | None], go_on: Callable[[], object]
) -> QAction:
    """Let Ctrl+Shift+M put a letter about what is current to the others, and go on."""

    def put() -> None:
        about = current()
        if about is None:
            return
        try:
            told = put_letter(screen.workplace, about)
        except KnownError as error:
            screen.tell(Meaning.CAUTION, say(error.sentence))
            return
        go_on()
        screen.tell(Meaning.SUITABLE, told)

    words = QCoreApplication.translate("Messages", "Put a letter to those to be printed")
    return add_action(screen, words, "Ctrl+Shift+M", put, also="post batch print")


def put_letter(workplace: Workplace, about: About) -> str:
    """Store a letter in the usual words; raise KnownError where it is not to be written."""
    clinic, channel = workplace.clinic, Channel.POST
    occasion = occasion_of(clinic, *about)
    why = why_not(clinic, occasion, channel)
    why = why or why_not_now(clinic, occasion, channel, workplace.now())
    if why is not None:
        raise KnownError("No letter was put to the others: {why}", why=why)
    if occasion.waiting is not None:
        raise KnownError("A message about this stands in the outbox already.")
    words = compose(workplace, occasion, channel)
    if words.missing:
        raise KnownError(
            "The letter names what is not known here. Write it with Ctrl+M, and look it over."
        )
    return put_into_outbox(workplace, message_of(workplace, occasion, channel, words))
