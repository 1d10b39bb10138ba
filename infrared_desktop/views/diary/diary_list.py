"""The diary as a list of words: the same visits and shut times, for whoever can't see the grid."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.schedule.opening import Span, minutes_text
from infrared_desktop.views.diary.day_cursor import Day
from infrared_desktop.views.diary.day_layout import minute_of
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning


def listed(day: Day) -> list[Row]:
    """Return a row for each visit, by its number, and for each shut time, in time order."""
    found = [*_visits(day), *_shut(day)]
    found.sort(key=lambda each: each[0])
    return [row for _, row in found]


_Place = tuple[int, int, int]


def _visits(day: Day) -> Iterator[tuple[_Place, Row]]:
    for each in day.placed:
        column, block = day.columns[each.column], day.blocks[each.stored.id]
        row = Row(
            key=each.stored.id,
            lead=f"{each.stored.record.starts:%H:%M}",
            title=block.name,
            chip=block.chip,
            subtitle=column.title,
            note=block.purpose,
            chip2=Chip(Meaning.CAUTION, block.clash) if block.clash else None,
            spoken=f"{column.title}, {block.spoken}",
        )
        yield _place(day, each.column, minute_of(each.stored.record.starts)), row


def _shut(day: Day) -> Iterator[tuple[_Place, Row]]:
    for number, column in enumerate(day.columns):
        for span in column.shut:
            begins, ends = max(span.begins, day.opens), min(span.ends, day.closes)
            if begins < ends:
                words = _words("{hours}: {why}").format(hours=Span(begins, ends), why=span.why)
                row = Row(
                    key=("shut", number, begins),
                    lead=minutes_text(begins),
                    title=words,
                    subtitle=column.title,
                    spoken=f"{column.title}, {words}",
                )
                yield _place(day, number, begins), row


def _place(day: Day, column: int, minute: int) -> _Place:
    return (column, minute, 1) if day.is_week else (0, minute, column)


def _words(text: str) -> str:
    return QCoreApplication.translate("DiaryList", text)
