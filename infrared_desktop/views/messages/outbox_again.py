"""Tries again by itself, while somebody works here, what never got to the mail server."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say_day, say_moment
from infrared_desktop.views.workplace import Workplace

if TYPE_CHECKING:
    from infrared_desktop.views.messages.outbox_run import OutboxRun

_TICK_MS = 30_000
_REST = timedelta(minutes=2)  # between two runs, whatever became of the first


class OutboxAgain(QObject):
    """Ends with the frame, as when the clinic is locked; what is stored says how it goes on."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame, self._workplace = frame, frame.workplace
        self._is_read, self._promise = False, ""
        self._next: datetime | None = None
        self._began: datetime | None = None
        self._run: OutboxRun | None = None
        self._workplace.changed.connect(self._on_change)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    def look(self) -> None:
        """Send what is to be tried again by now; called each half minute."""
        place = self._workplace
        if not place.clinic.is_open or self._is_resting(place.now()):
            return
        if not self._is_read:
            self._next, self._is_read = again_at(place), True
            self._promise = again_words(place)
        if self._next is not None and self._next <= place.now():
            self._is_read, self._began = False, place.now()
            self._the_run().start(only_again=True)

    def _is_resting(self, now: datetime) -> bool:
        return self._began is not None and self._began <= now < self._began + _REST

    def _the_run(self) -> "OutboxRun":
        if self._run is None:
            # With the first message that has to be tried again (docs/decisions/0009).
            from infrared_desktop.views.messages.outbox_run import OutboxRun

            self._run = OutboxRun(self._workplace, self)
            self._run.said.connect(self._tell)
        return self._run

    def _tell(self, meaning: Meaning, words: str) -> None:
        """Tell how it went, in place of what was promised; else only where nothing is said."""
        banner = self._frame.banner
        if not banner.text() or (self._promise and self._promise in banner.text()):
            action = QCoreApplication.translate("OutboxAgain", "Show the messages")
            banner.tell(meaning, words, action, lambda: self._frame.go(Place("messages")))

    def _on_change(self, change: Change) -> None:
        if not change.kinds.isdisjoint(("message", "desk_rules")):
            self._is_read = False


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
    text = QCoreApplication.translate("OutboxAgain", "Tried again by itself at {time}.")
    day = workplace.clinic.day(moment)
    if day != workplace.today():
        text = QCoreApplication.translate("OutboxAgain", "Tried again by itself on {day}, {time}.")
    return text.format(day=say_day(day), time=say_moment(moment, workplace.settings.timezone))
