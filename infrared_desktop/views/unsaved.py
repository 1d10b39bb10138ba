"""What is typed and not stored, kept in memory only while the window is locked."""

from dataclasses import dataclass
from typing import Any

from infrared_desktop.views.forms.binder import inputs_of
from infrared_desktop.views.forms.typed import read_typed, write_typed
from infrared_desktop.views.screen import Place, Screen


@dataclass(frozen=True)
class Unsaved:
    """Where a person was, which form was open, and what stood in its inputs, in their order."""

    place: Place
    form: Any
    typed: tuple[Any, ...]


def read_unsaved(screen: Screen, place: Place) -> Unsaved:
    """Return what is open and typed on the screen of a place."""
    typed = tuple(read_typed(each) for each in inputs_of(screen))
    return Unsaved(screen.here(place), screen.open_form(), typed)


def type_again(screen: Screen, unsaved: Unsaved) -> None:
    """Put back what stood in the inputs of a screen, as if a person had typed it."""
    screen.open_form_again(unsaved.form)
    for each, value in zip(inputs_of(screen), unsaved.typed, strict=False):
        write_typed(each, value)
