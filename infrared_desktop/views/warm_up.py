"""Make the screens ready that follow on a patient's page, a little at a time, while it is read."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from infrared_desktop.views import garbage
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.put_away import PutAway
from infrared_desktop.views.screens import SCREENS, import_screen

QUIET_MS, REST_MS = 400, 40
_FOLLOWING = (
    "consultation",
    "session",
    "history",
    "consent",
    "review",
    "plan",
    "handout",
    "booking",
    "protocol",  # opened from anywhere, and as long to make as a form
)
# Parts that take as long to import as the rest of their screen.
_PARTS = (
    "forms.forms",
    "body.body_map",
    "consultation.findings_editor",
    "sessions.settings_editor",
)


class WarmUp(QObject):
    """Takes its steps only while a patient's page is shown: there nobody types.

    Nothing is made ready before the first patient is opened, so that a day at the desk stays small.
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame, self._steps = frame, steps(frame)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._take_step)
        frame.stack.currentChanged.connect(lambda _: self._look())
        PutAway(frame).finished.connect(self._begin_anew)

    def _begin_anew(self) -> None:
        self._steps = steps(self._frame)
        self._look()

    def _look(self) -> None:
        _, page = SCREENS["patient"]
        if type(self._frame.screen_shown).__name__ == page:
            self._timer.start(QUIET_MS)
        else:
            self._timer.stop()

    def _take_step(self) -> None:
        step = next(self._steps, None)
        if step is not None:
            step()
            self._timer.start(REST_MS)


def steps(frame: Frame) -> Iterator[Callable[[], object]]:
    """Return what is done one after another."""
    for part in _PARTS:
        yield partial(import_module, f"infrared_desktop.views.{part}")
    for name in _FOLLOWING:
        yield partial(import_screen, name)
    yield _draw_body
    for name in _FOLLOWING:
        yield partial(frame.screen_of, name, placed=False)
        yield partial(frame.screen_of, name)
    yield garbage.leave_alone  # as in the window: all of this stays


def _draw_body() -> None:
    from infrared_desktop.views.body.spots import spots

    spots()
