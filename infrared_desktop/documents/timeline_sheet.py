"""A timeline in plain values, as it is drawn on paper: lanes, bars, signs and a numbered list."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.timeline.build import Line, as_lines
from infrared_desktop.domain.timeline.model import (
    Item,
    Lane,
    Mark,
    MarkKind,
    Measure,
    PlotPoint,
    Span,
    Timeline,
)
from infrared_desktop.domain.timeline.words import label_of, number, title_of

Say = Callable[[Sentence], str]

# The letters of the signs, with what each stands for; where no letter stands, colour says nothing.
LETTERS: dict[MarkKind, tuple[str, str]] = {
    MarkKind.CONSULTATION: ("C", "consultation"),
    MarkKind.SESSION: ("S", "session"),
    MarkKind.REVIEW: ("R", "review"),
    MarkKind.ADVERSE_EVENT: ("!", "reaction"),
    MarkKind.TEST_SPOT: ("T", "test spot"),
    MarkKind.PHOTOS: ("Ph", "photographs"),
    MarkKind.CONSENT: ("Cs", "consent"),
    MarkKind.WITHDRAWAL: ("Wd", "consent taken back"),
    MarkKind.HANDOUT: ("Pa", "paper handed over"),
    MarkKind.HISTORY: ("Hi", "medical history"),
    MarkKind.VISIT: ("V", "visit"),
    MarkKind.ABSENCE: ("Ab", "missed visit"),
    MarkKind.CONTACT: ("Co", "contact"),
    MarkKind.MESSAGE: ("Ms", "message"),
    MarkKind.DECISION: ("De", "decision"),
    MarkKind.REMARK: ("Re", "remark"),
    MarkKind.DUE: ("Du", "due"),
}


@dataclass(frozen=True)
class Bar:
    """What lasts: its first and last day as ordinals, its words, its row, and how it is drawn."""

    first: int
    last: int
    text: str
    track: int
    kind: str


@dataclass(frozen=True)
class Sign:
    """One event: where it stands in days, its letters, its number in the list, what it measured."""

    place: float
    letters: str
    number: int
    struck: bool = False
    given: str = ""
    grade: float | None = None
    scale: str = ""  # of the grade


@dataclass(frozen=True)
class SheetLane:
    """One lane; `tracks` rows of bars, then its signs in the order of time."""

    title: str
    bars: tuple[Bar, ...] = ()
    signs: tuple[Sign, ...] = ()
    tracks: int = 0
    names: tuple[str, str] = ("", "")  # of the rows of fluences and of grades

    def within(self, first: int, last: int) -> "SheetLane":
        """Return the lane with what touches some days, both included."""
        bars = tuple(bar for bar in self.bars if bar.first <= last and bar.last >= first)
        signs = tuple(sign for sign in self.signs if first <= sign.place < last + 1)
        return replace(self, bars=bars, signs=signs)

    @property
    def has_given(self) -> bool:
        """Whether a fluence is written in it."""
        return any(sign.given for sign in self.signs)

    @property
    def has_grades(self) -> bool:
        """Whether a laxity grade is plotted in it."""
        return any(sign.grade is not None for sign in self.signs)


@dataclass(frozen=True)
class TimelineSheet:
    """A whole timeline: its days as ordinals, its lanes, and each event and span in words.

    `spans_of_pages` are the first and last day of each chart: one for all, or one for each year.
    """

    first: int
    last: int
    today: int
    today_word: str
    lanes: tuple[SheetLane, ...]
    lines: tuple[str, ...]
    legend: str
    pages: tuple[tuple[int, int], ...]

    def to_json(self) -> str:
        """Return the sheet as text, to go through a pipe."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "TimelineSheet":
        """Read a sheet."""
        read: dict[str, Any] = json.loads(text)
        lanes = tuple(_lane_of(lane) for lane in read.pop("lanes"))
        lines, pages = tuple(read.pop("lines")), tuple(map(tuple, read.pop("pages")))
        return cls(**read, lanes=lanes, lines=lines, pages=pages)


def sheet_of(
    timeline: Timeline, say: Say, write_day: Callable[[date], str], by_year: bool = False
) -> TimelineSheet:
    """Return a timeline as it is drawn: `say` translates, `write_day` has the clinic's order."""
    lines = as_lines(timeline)
    numbers = {id(line.item): number for number, line in enumerate(lines, start=1)}
    first, last = timeline.first.toordinal(), timeline.last.toordinal()
    return TimelineSheet(
        first,
        last,
        timeline.today.toordinal(),
        say(Sentence("today")),
        tuple(_lane(lane, timeline.items, numbers, say) for lane in timeline.lanes),
        tuple(_told(number, line, say, write_day) for number, line in enumerate(lines, start=1)),
        _legend(timeline, say),
        _years(timeline.first, timeline.last) if by_year else ((first, last),),
    )


def _years(first: date, last: date) -> tuple[tuple[int, int], ...]:
    years = range(first.year, last.year + 1)
    return tuple((date(y, 1, 1).toordinal(), date(y, 12, 31).toordinal()) for y in years)


def _told(number: int, line: Line, say: Say, write_day: Callable[[date], str]) -> str:
    days = write_day(line.day)
    if line.until and line.until != line.day:
        days = f"{days} – {write_day(line.until)}"
    title, words = ", ".join(map(say, line.title)), ", ".join(map(say, line.words))
    return f"{number}.  {days} · {title}: {words}"


def _lane(lane: Lane, items: Sequence[Item], numbers: dict[int, int], say: Say) -> SheetLane:
    here = [item for item in items if item.lane == lane]
    bars: list[Bar] = []
    ends: list[int] = []
    for span in (item for item in here if isinstance(item, Span)):
        first, last = span.day.toordinal(), span.until.toordinal()
        track = next((t for t, end in enumerate(ends) if end < first), len(ends))
        ends[track : track + 1] = [last]
        text = f"{numbers[id(span)]}  {_headline(span, say)}"
        bars.append(Bar(first, last, text, track, span.kind.value))
    signs = [_sign(mark, numbers[id(mark)]) for mark in here if isinstance(mark, Mark)]
    title = ", ".join(map(say, title_of(lane)))
    names = say(Sentence("J/cm²")), say(Sentence("laxity"))
    return SheetLane(title, tuple(bars), tuple(signs), len(ends), names)


def _headline(span: Span, say: Say) -> str:
    label = label_of(span, span.day)
    return say(label) if label else ""


def _sign(mark: Mark, told: int) -> Sign:
    fluence, grade = mark.value(Measure.FLUENCE), mark.value(Measure.LAXITY)
    letters = LETTERS[mark.kind][0]
    given = _given(fluence) if fluence else ""
    sign = Sign(mark.place, letters, told, mark.struck, given)
    return replace(sign, grade=grade.value, scale=str(grade.scale or "")) if grade else sign


def _given(point: PlotPoint) -> str:
    # A step up of more than a tenth is marked, as it is on screen.
    return f"{number(point.value)}{' ↑' if point.is_steep else ''}"


def _legend(timeline: Timeline, say: Say) -> str:
    """Explain the signs that stand here, and say what was left out by choice."""
    kinds = {mark.kind for mark in timeline.marks}
    shown = [
        f"{letters} {say(Sentence(words))}"
        for kind, (letters, words) in LETTERS.items()
        if kind in kinds
    ]
    more = "a square counts several at once, ↑ a fluence over a tenth above the last known"
    left_out = sentence("not on this paper, by choice: {count}", count=timeline.hidden)
    return " · ".join([*shown, say(Sentence(more)), *([say(left_out)] if timeline.hidden else ())])


def _lane_of(read: dict[str, Any]) -> SheetLane:
    bars = tuple(Bar(**bar) for bar in read.pop("bars"))
    signs, names = tuple(Sign(**sign) for sign in read.pop("signs")), tuple(read.pop("names"))
    return SheetLane(**read, bars=bars, signs=signs, names=names)
