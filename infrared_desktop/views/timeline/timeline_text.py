"""The words of the timeline as a person reads them: translated, with days in the local manner."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.timeline.build import Line
from infrared_desktop.domain.timeline.model import Item, Lane, Span, last_day
from infrared_desktop.domain.timeline.words import label_of, title_of, words_of
from infrared_desktop.views.wording import say, say_day


def label_text(item: Item, today: date) -> str:
    """Return the short label of a mark or span, empty where its shape says it all."""
    label = label_of(item, today)
    return say(label) if label else ""


def title_text(lane: Lane) -> str:
    """Return a lane's title with its side."""
    return ", ".join(map(say, title_of(lane)))


def days_text(item: Item) -> str:
    """Return the day of a mark, or the first and last of a span."""
    if until := last_day(item):
        return f"{say_day(item.day)} – {say_day(until)}"
    if isinstance(item, Span):
        since = QCoreApplication.translate("Timeline", "since {day}")
        return since.format(day=say_day(item.day))
    return say_day(item.day)


def item_text(item: Item, today: date) -> str:
    """Say all about a mark or span: when, where and what."""
    what = ", ".join(map(say, words_of(item, today)))
    return f"{days_text(item)} · {title_text(item.lane)}: {what}"


def line_text(line: Line) -> str:
    """Say all about a line of the text twin."""
    return item_text(line.item, line.today)


def altered_text(text: str) -> str:
    """Say first that a record is not what was stored, then what it says."""
    word = QCoreApplication.translate("Timeline", "ALTERED")
    return f"{word} · {text}" if text else word
