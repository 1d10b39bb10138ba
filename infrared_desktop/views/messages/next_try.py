"""When what waits in the outbox is tried again by itself, and that in words."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.views.wording import say_day, say_moment
from infrared_desktop.views.workplace import Workplace


def again_at(
    workplace: Workplace, waiting: Iterable[Stored[Message]] | None = None
) -> datetime | None:
    """Return when what waits is tried again by itself."""
    from infrared_desktop.domain.messages.outbox_retry import next_try  # see docs/decisions/0009

    clinic, zone = workplace.clinic, ZoneInfo(workplace.settings.timezone)
    if waiting is None:
        waiting = clinic.messages.outbox(MessageStatus.QUEUED)
    return next_try(waiting, workplace.now(), clinic.front_desk.rules(), zone)


def again_words(workplace: Workplace, waiting: Iterable[Stored[Message]] | None = None) -> str:
    """Say when what waits is tried again by itself, or nothing."""
    moment = again_at(workplace, waiting)
    if moment is None:
        return ""
    text = QCoreApplication.translate("NextTry", "Tried again by itself at {time}.")
    day = workplace.clinic.day(moment)
    if day != workplace.today():
        text = QCoreApplication.translate("NextTry", "Tried again by itself on {day}, {time}.")
    return text.format(day=say_day(day), time=say_moment(moment, workplace.settings.timezone))
