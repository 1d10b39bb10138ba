"""The rows of the wall: headings over frames, each frame with a photograph or what is missing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from infrared_desktop.domain.photographs.sets import PhotoDay, PhotoSet
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo, PhotoView
from infrared_desktop.views.photos.photo_words import count_words, missing_words, set_words


@dataclass(frozen=True)
class Heading:
    """Words over the whole width; of a day, or smaller of a set."""

    text: str
    note: str = ""
    warning: str = ""
    is_day: bool = False


@dataclass(frozen=True)
class Missing:
    """The empty frame of a view that is missing on a day."""

    view: PhotoView
    day: PhotoDay
    photo_set: PhotoSet


Frame = Stored[Photo] | Missing | None
Line = Heading | tuple[Frame, ...]


def wall_lines(
    days: Sequence[PhotoDay], columns: int, name: Callable[[PhotoDay], str]
) -> list[Line]:
    """Return the rows of all days, so many frames in each."""
    lines: list[Line] = []
    for day in days:
        lines.append(Heading(name(day), count_words(len(day.photos)), is_day=True))
        lines += _rows(day.loose, columns)
        for each in day.sets:
            lines.append(Heading(set_words(each), warning=missing_words(each.missing)))
            lines += _rows(tuple(_frames(day, each)), columns)
    return lines


def _frames(day: PhotoDay, photo_set: PhotoSet) -> Iterator[Frame]:
    shown = list(photo_set.slots)
    while shown and shown[-1].photo is None and not shown[-1].is_missing:
        shown.pop()
    for slot in shown:
        yield slot.photo or (Missing(slot.view, day, photo_set) if slot.is_missing else None)
    yield from photo_set.more


def _rows(frames: Sequence[Frame], columns: int) -> Iterator[tuple[Frame, ...]]:
    for first in range(0, len(frames), columns):
        row = tuple(frames[first : first + columns])
        yield row + (None,) * (columns - len(row))
