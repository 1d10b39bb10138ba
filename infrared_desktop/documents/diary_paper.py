"""A day or a week of the diary on paper; the patients' names can be left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from infrared_desktop.documents.markup import plain, table
from infrared_desktop.documents.press import Paper


@dataclass(frozen=True)
class PrintedVisit:
    """A visit in words; one that is `off` is struck through."""

    hours: str
    number: int
    name: str
    purpose: str
    status: str
    where: str
    off: bool = False


@dataclass(frozen=True)
class PrintedDay:
    """A day in words: its visits by time, and when it is shut and why."""

    title: str
    visits: Sequence[PrintedVisit]
    shut: Sequence[str] = ()


@dataclass(frozen=True)
class DiaryCaptions:
    """What the paper says besides, in the language of the program."""

    title: str
    head: Sequence[str]  # hours, who, what for, how it stands, where
    nobody: str
    number: str  # with {number}, where names are left out
    page: str


def diary_paper(
    days: Sequence[PrintedDay],
    captions: DiaryCaptions,
    named: bool,
    clinic: str,
    country: str,
    made: str,
) -> Paper:
    """Return the paper; where it is not `named`, it holds the patients' numbers alone."""
    lines = [f"# {plain(captions.title)}"]
    for day in days:
        lines.append(f"## {plain(day.title)}")
        lines += [f"> {plain(words)}" for words in day.shut]
        lines += _visits(day, captions, named) or [captions.nobody]
    return Paper(
        title=captions.title,
        lines=tuple(lines),
        clinic=clinic,
        made=made,
        country=country,
        page=captions.page,
    )


def _visits(day: PrintedDay, captions: DiaryCaptions, named: bool) -> list[str]:
    standing = [_cells(each, captions, named) for each in day.visits]
    lines = table(captions.head, standing)
    # The head and its mark come first, then a line for each visit.
    for place, each in enumerate(day.visits, start=2):
        if each.off:
            lines[place] = f"~~{lines[place]}"
    return lines


def _cells(visit: PrintedVisit, captions: DiaryCaptions, named: bool) -> tuple[str, ...]:
    number = captions.number.format(number=visit.number)
    who = f"{visit.name}, {number}" if named else number
    return visit.hours, who, visit.purpose, visit.status, visit.where
