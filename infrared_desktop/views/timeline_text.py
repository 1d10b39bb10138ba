"""The words of the timeline as a person reads them: translated, with days in the local manner."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.domain.timeline import Line
from infrared_desktop.domain.timeline_model import Item, Lane
from infrared_desktop.domain.timeline_words import label_of, title_of, words_of

DAY_PATTERN = "d MMM yyyy"


def day_text(day: date, pattern: str = DAY_PATTERN) -> str:
    """Write a day so that nobody mistakes the month for the day."""
    written: str = QLocale().toString(QDate(day.year, day.month, day.day), pattern)
    return written


def say(sentence: Sentence) -> str:
    """Translate a sentence, then fill its gaps."""
    template = QCoreApplication.translate("Sentence", sentence.template)
    values = {name: _value(value) for name, value in sentence.values}
    return template.format(**values)


def label_text(item: Item, today: date) -> str:
    """Return the short label of a mark or span, empty where its shape says it all."""
    label = label_of(item, today)
    return say(label) if label else ""


def title_text(lane: Lane) -> str:
    """Return a lane's title with its side."""
    return ", ".join(map(say, title_of(lane)))


def days_text(item: Item) -> str:
    """Return the day of a mark, or the first and last of a span."""
    until = getattr(item, "until", None)
    return f"{day_text(item.day)} – {day_text(until)}" if until else day_text(item.day)


def item_text(item: Item, today: date) -> str:
    """Say all about a mark or span: when, where and what."""
    what = ", ".join(map(say, words_of(item, today)))
    return f"{days_text(item)} · {title_text(item.lane)}: {what}"


def line_text(line: Line) -> str:
    """Say all about a line of the text twin."""
    return item_text(line.item, line.today)


def _value(value: object) -> str:
    return day_text(value) if isinstance(value, date) else str(value)
