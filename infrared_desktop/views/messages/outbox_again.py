"""Tries again by itself, while somebody works here, what never got to the mail server."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.messages.next_try import again_at, again_words
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace

if TYPE_CHECKING:
    from infrared_desktop.views.messages.outbox_run import OutboxRun

_TICK_MS = 30_000
_REST = timedelta(minutes=2)  # between two runs, whatever became of the first


class OutboxAgain(QObject):
    """Tells on the banner; ends with it, as when the clinic is locked. What is stored goes on."""

    def __init__(self, workplace: Workplace, banner: Banner, go: Callable[[Place], None]) -> None:
        super().__init__(banner)
        self._workplace, self._banner, self._go = workplace, banner, go
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

            self._run = OutboxRun(self._workplace)
            self._run.said.connect(self._tell)
        return self._run

    def _tell(self, meaning: Meaning, words: str) -> None:
        """Tell how it went, in place of what was promised; else only where nothing is said."""
        banner = self._banner
        if not banner.text() or (self._promise and self._promise in banner.text()):
            action = QCoreApplication.translate("OutboxAgain", "Show the messages")
            banner.tell(meaning, words, action, lambda: self._go(Place("messages")))

    def _on_change(self, change: Change) -> None:
        if not change.kinds.isdisjoint(("message", "desk_rules")):
            self._is_read = False
