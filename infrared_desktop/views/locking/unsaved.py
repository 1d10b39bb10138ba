"""What is typed and not stored when the window locks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views.forms.binder import inputs_of
from infrared_desktop.views.forms.typed import read_typed, write_typed
from infrared_desktop.views.screen import Place, Screen, words


@dataclass(frozen=True)
class Unsaved:
    """Where a person was, which form was open, and what stood in its inputs, in their order."""

    place: Place
    form: Any
    typed: tuple[Any, ...]


def read_unsaved(screen: Screen, place: Place, leave: Callable[[], bool]) -> Unsaved | None:
    """Return what is open and typed on the screen of a place, unless the screen keeps it."""
    try:
        if leave():
            return None
    except KnownError:  # the disk is full, or the folder has gone
        pass
    typed = tuple(read_typed(each) for each in inputs_of(screen))
    return Unsaved(screen.here(place), screen.open_form(), typed)


def type_again(screen: Screen, unsaved: Unsaved) -> str:
    """Put back what stood in the inputs, as if a person had typed it; return what is said of it."""
    screen.open_form_again(unsaved.form)
    for each, value in zip(inputs_of(screen), unsaved.typed, strict=False):
        write_typed(each, value)
    return words("Frame", "What you had typed before the lock is back. It is not saved yet.")
