"""Put the screens away that nobody sees before a window is dressed anew: Qt dresses all of it."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from infrared_desktop.views import tasks
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.theme import put_away_first
from infrared_desktop.views.screen import Screen


class PutAway(QObject):
    """Takes one screen out of the window at a time, and keeps those that somebody left work on."""

    finished = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._then: Callable[[], object] = lambda: None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._take_step)
        put_away_first(self.begin)
        frame.parting.connect(self._end)
        frame.destroyed.connect(partial(put_away_first, None))

    def begin(self, then: Callable[[], object]) -> None:
        """Put away what is spare, a little at a time, and call `then`."""
        self._then = then
        self._timer.start(0)

    def _take_step(self) -> None:
        spare = next(filter(is_spare, self._unseen()), None)
        if spare is None:
            self._then()
            self.finished.emit()
        else:
            self._frame.let_go(spare)
            self._timer.start(0)

    def _unseen(self) -> Iterator[Screen]:
        stack = self._frame.stack
        for place in range(stack.count()):
            page = stack.widget(place)
            if isinstance(page, Screen) and page is not stack.currentWidget():
                yield page

    def _end(self) -> None:
        """Put nothing away any more: the clinic is left."""
        put_away_first(None)
        if self._timer.isActive():
            self._timer.stop()
            self._then()


def is_spare(screen: Screen) -> bool:
    """Say whether nothing is lost if a screen that was left is made anew."""
    return not (_is_typed_on(screen) or tasks.runs_for(screen)) and screen.is_spare()


def _is_typed_on(screen: QWidget) -> bool:
    """Say whether a text stands there as somebody typed it, besides a form's: `leave` keeps it."""
    lines = (each for each in screen.findChildren(QLineEdit) if each.isModified())
    return any(each.text() and not each.property("field") for each in lines)
