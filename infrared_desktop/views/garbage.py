"""Look for garbage in the window's own thread, and never through what stays meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

# A long timeline makes tens of thousands of small things at once, none of them garbage: looked
# through every few hundred, they took twice as long to make.
_MADE_BETWEEN_LOOKS = 50_000
_USUAL = gc.get_threshold()
_LOOK_MS = 1_000
_undisturbed: list[None] = []  # one for each job under way whose things are not looked through


def begin(app: QObject) -> None:
    """Look for garbage in this thread alone, as long as the application lives.

    Python looks in whichever thread makes things. In a job's thread that would end what Qt made
    for the window, and each of the two threads would wait for a lock of the other's, for ever.
    """
    gc.disable()
    gc.freeze()
    clock = QTimer(app, interval=_LOOK_MS)
    clock.timeout.connect(look)
    clock.start()


def look() -> None:
    """Look through what Python by itself would have looked through by now."""
    counts, most = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > most[generation]]
    if due and not _undisturbed:
        gc.collect(due[-1])


def leave_alone() -> None:
    """Leave what is made by now alone until `look_again`, and look at the rest less often."""
    gc.freeze()
    gc.set_threshold(_MADE_BETWEEN_LOOKS, *_USUAL[1:])


@contextmanager
def undisturbed() -> Iterator[None]:
    """Have nothing looked through while a job makes much that holds no knots: it goes by itself."""
    _undisturbed.append(None)
    try:
        yield
    finally:
        leave_alone()
        _undisturbed.pop()


def throw_away() -> None:
    """Throw away at once what nobody holds any more, and is left alone otherwise."""
    is_left_alone = gc.get_threshold()[0] == _MADE_BETWEEN_LOOKS
    gc.unfreeze()
    gc.collect()
    if is_left_alone:
        gc.freeze()


def look_again() -> None:
    """Look through everything again, as often as is usual: the clinic is closed."""
    gc.unfreeze()
    gc.set_threshold(*_USUAL)
