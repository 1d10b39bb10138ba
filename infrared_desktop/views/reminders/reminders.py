"""Reminds the desk of what waits: by the system where it can, else inside the window."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.follow_ups.reminders import remind
from infrared_desktop.storage.files.reminded import keep_reminded, read_reminded
from infrared_desktop.views.reminders.desk_counts import count_desk, due_events
from infrared_desktop.views.reminders.tray import Tray
from infrared_desktop.views.workplace import Workplace

_TICK_MS = 30_000


class Reminders(QObject):
    """Reminds of no time twice, after a lock or a new start neither; it tells no names.

    Where the system can't show messages, the window is told; what it could not show, because
    something else stands there, comes again at the next look.
    """

    opened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._workplace: Workplace | None = None
        self._tell_inside: Callable[[str], bool] = lambda words: False
        self._settled: datetime | None = None
        self._known: frozenset[str] = frozenset()
        self._waiting: list[str] = []
        self.tray = Tray(self)
        self.tray.opened.connect(self.opened)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.look)

    def begin(self, workplace: Workplace, tell_inside: Callable[[str], bool]) -> None:
        """Follow a clinic that was opened; the practice clinic reminds nobody."""
        if workplace.settings.practice:
            return
        self._workplace, self._tell_inside = workplace, tell_inside
        self._known = due_events(workplace.clinic, workplace.today())
        self._settled = self._settled or read_reminded(workplace.clinic.folder)
        workplace.changed.connect(self._on_change)
        self._say_counts()
        self._clock.start()

    def rest(self) -> None:
        """Know nothing of the clinic any more, as it is locked."""
        self._workplace, self._waiting = None, []
        self._tell_inside = lambda words: False
        self._clock.stop()
        self.tray.say(self.tr("The desk is locked"))

    def look(self) -> None:
        """Remind if it is time; called each half minute."""
        place = self._workplace
        if place is None or not place.clinic.is_open:
            return
        self._look_for_events(place)
        times, zone = place.clinic.front_desk.rules().remind_at, place.settings.timezone
        told = remind(times, self._settled, place.now(), ZoneInfo(zone))
        self._settled = told.settled
        if told.is_due:
            keep_reminded(place.clinic.folder, told.settled)
        words = self._say_counts()
        if told.is_due and words:
            self._tell(words)
        self._tell_inside_next()

    def _on_change(self, _: object) -> None:
        if self._workplace is not None:
            self._look_for_events(self._workplace)
            self._say_counts()

    def _look_for_events(self, place: Workplace) -> None:
        found = due_events(place.clinic, place.today())
        is_new, self._known = bool(found - self._known), found
        if is_new:
            self._tell(self.tr("A follow-up with an adverse event is due."))

    def _say_counts(self) -> str:
        assert self._workplace is not None
        words = count_desk(self._workplace.clinic, self._workplace.today()).words()
        self.tray.say(words or self.tr("Nothing waits"))
        return words

    def _tell(self, words: str) -> None:
        if self.tray.can_tell:
            self.tray.tell(words)
        else:
            self._waiting.append(words)

    def _tell_inside_next(self) -> None:
        """Tell the window what waits longest; the rest follows when that was put away."""
        if self._waiting and self._tell_inside(self._waiting[0]):
            self._waiting.pop(0)
