"""The figures of the front desk in words: what each is, what it says, and its bars."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from infrared_desktop.domain.figures.desk import FEW_CASES, Case, FigureKind, Share, Use
from infrared_desktop.domain.figures.plans import Ways
from infrared_desktop.domain.schedule.schedule import Resource
from infrared_desktop.storage.gathered.desk_figures import DeskFigures
from infrared_desktop.views.reports.figure_words import (
    definition,
    group_words,
    name_of,
    translated,
)
from infrared_desktop.views.wording import say_day

Names = Mapping[tuple[Resource, int], str]
_SPANS = ((7, "up to 7 days"), (14, "8 to 14 days"), (30, "15 to 30 days"), (60, "31 to 60 days"))


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its name, how long it is from 0 to 1, and what it says."""

    name: str
    length: float
    words: str


@dataclass(frozen=True)
class Figure:
    """One figure as it is shown, with the cases that it was counted from."""

    key: str
    name: str
    value: str
    definition: str
    cases: tuple[Case, ...]
    bars: tuple[Bar, ...]

    @property
    def is_small(self) -> bool:
        """Whether so few cases say little."""
        return len(self.cases) < FEW_CASES


def figures(counted: DeskFigures, names: Names) -> list[Figure]:
    """Return all figures in the order in which they are listed."""
    kinds = [Resource.CLINICIAN, Resource.ROOM, Resource.DEVICE]
    used = [(what, [u for u in counted.uses if u.what is what]) for what in kinds]
    return [
        *(_of_share(share) for share in counted.shares),
        *(_of_ways(ways) for ways in counted.ways),
        *(_of_uses(what, uses, names) for what, uses in used),
    ]


def _of_share(share: Share) -> Figure:
    groups = share.by_group() if any(c.group for c in share.cases) else _by_month(share)
    bars = (
        Bar(group_words(share.kind, name), one.fraction or 0.0, _part(one))
        for name, one in groups.items()
    )
    return _figure(share.kind, _percent(share.fraction), share.cases, bars)


def _of_ways(ways: Ways) -> Figure:
    if ways.median_days is None:
        return _figure(ways.kind, "–", ways.cases, ())
    text = translated("{days} days in the middle")
    if ways.quarters is not None:
        text = translated("{days} days in the middle, half of all {low} to {high}")
    low, high = ways.quarters or (0.0, 0.0)
    value = text.format(days=f"{ways.median_days:g}", low=f"{low:g}", high=f"{high:g}")
    return _figure(ways.kind, value, ways.cases, _spans([case.value for case in ways.cases]))


def _of_uses(what: Resource, uses: Sequence[Use], names: Names) -> Figure:
    cases = tuple(replace(case, group=_name(use, names)) for use in uses for case in use.cases)
    minutes, used = sum(u.open_minutes for u in uses), sum(u.used_minutes for u in uses)
    text = translated("{used} of {open} h, {percent}")
    bars = [
        Bar(
            _name(use, names),
            min(use.fraction or 0.0, 1.0),
            text.format(
                used=round(use.used_minutes / 60),
                open=round(use.open_minutes / 60),
                percent=_percent(use.fraction),
            ),
        )
        for use in uses
    ]
    share = _percent(used / minutes if minutes else None)
    return _figure(FigureKind.UTILISATION, share, cases, bars, what)


def _name(use: Use, names: Names) -> str:
    return names.get((use.what, use.number), str(use.number))


def _figure(
    kind: FigureKind,
    value: str,
    cases: Iterable[Case],
    bars: Iterable[Bar],
    what: Resource | None = None,
) -> Figure:
    key = f"{kind}:{what}" if what else str(kind)
    ordered = tuple(sorted(cases, key=lambda case: (case.day, case.patient_id), reverse=True))
    return Figure(key, name_of(key), value, definition(key), ordered, tuple(bars))


def _spans(days: Sequence[float]) -> list[Bar]:
    """Return how many of the ways took how long."""
    bars, low = [], -1.0
    for high, words in (*_SPANS, (float("inf"), "over 60 days")):
        count = sum(low < each <= high for each in days)
        said = translated("{count} of {total}").format(count=count, total=len(days))
        bars.append(Bar(translated(words), count / len(days), said))
        low = high
    return bars


def _by_month(share: Share) -> dict[str, Share]:
    months: dict[str, list[Case]] = {}
    for case in sorted(share.cases, key=lambda case: case.day):
        months.setdefault(say_day(case.day, "MMM yyyy"), []).append(case)
    return {name: Share(share.kind, tuple(cases)) for name, cases in months.items()}


def _part(share: Share) -> str:
    text = translated("{hits} of {total}, {percent}")
    return text.format(hits=share.hits, total=share.of, percent=_percent(share.fraction))


def _percent(fraction: float | None) -> str:
    return "–" if fraction is None else f"{fraction:.0%}".replace("%", " %")
