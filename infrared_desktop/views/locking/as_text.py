"""What stands on a screen as text that a person can read and enter again."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from infrared_desktop.storage.files.typed_file import keep_typed
from infrared_desktop.views.forms.binder import inputs_of
from infrared_desktop.views.forms.typed import read_typed
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.wording import say_day, say_moment

_HEADS = ("title", "heading")


def keep_as_text(frame: Any) -> bool:
    """Keep what the screen can't store; False if there is none, KnownError if the disk refuses."""
    if frame.unsaved() is None:
        return False
    place = frame.workplace
    at = say_moment(place.now(), place.settings.timezone)
    head = f"{say_day(place.today())}, {at}"
    text = "\n".join([head, *_lines(frame.screen_shown)])
    keep_typed(place.clinic.folder, place.clinic.ledger.data_key, place.by, text)
    return True


def _lines(screen: QWidget) -> Iterable[str]:
    labels = [each for each in screen.findChildren(QLabel) if each.isVisibleTo(screen)]
    heads = [each.text() for each in labels if each.property("role") in _HEADS]
    yield " · ".join(dict.fromkeys(filter(None, heads)))
    for each in inputs_of(screen):
        words = _shown(each)
        if words:
            yield f"{each.accessibleName()}: {words}"


def _shown(each: QWidget) -> str:
    """Return an answer in words, not in its code."""
    value, named = read_typed(each), str(each.property("choices") or "")
    if isinstance(each, QComboBox):
        return each.currentText() if value else ""
    words = dict(choices.options(named)) if named else {}
    if isinstance(value, str):
        return words.get(value, value)
    if words and isinstance(value, list):
        return ", ".join(words.get(code, str(code)) for code in value)
    return _words(value)


def _words(value: Any) -> str:
    """Write a value of a record, or a list of them."""
    if value is None or value == "" or value is False:
        return ""
    if isinstance(value, Enum):
        return choices.label(value)
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_words, value)))
    if is_dataclass(value):
        told = ((each.name, _words(getattr(value, each.name))) for each in fields(value))
        return ", ".join(f"{name.replace('_', ' ')} {words}" for name, words in told if words)
    return "✓" if value is True else str(value)
