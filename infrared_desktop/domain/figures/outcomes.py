"""What treatment came to at the clinic: grade change and satisfaction, with count and spread."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from statistics import median, quantiles

from infrared_desktop.domain.figures.desk import FEW_CASES
from infrared_desktop.domain.figures.outcome_cases import OutcomeCase
from infrared_desktop.domain.records.answers import Satisfaction
from infrared_desktop.domain.records.areas import Area

STEPS, WORSE = (2.0, 1.5, 1.0, 0.5, 0.0), -1.0
CONTENT = (Satisfaction.SATISFIED, Satisfaction.VERY_SATISFIED)


class OutcomeBy(StrEnum):
    """By what the cases are put together."""

    AREA = "area"
    DEVICE = "device"
    PHOTOTYPE = "phototype"
    SESSIONS = "sessions"


Key = Area | tuple[int, ...] | int | None


@dataclass(frozen=True)
class Spread:
    """How values lie: the middle, the quarter below, the quarter above, and how many there are."""

    count: int
    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class OutcomeGroup:
    """The cases of one area, device, skin type or number of sessions; each figure counted once."""

    key: Key
    cases: tuple[OutcomeCase, ...]

    @cached_property
    def changes(self) -> tuple[float, ...]:
        """The grade changes that are known."""
        return tuple(case.change for case in self.cases if case.change is not None)

    @cached_property
    def spread(self) -> Spread | None:
        """The spread of the grade changes; None without one."""
        return spread_of(self.changes)

    @cached_property
    def steps(self) -> Counter[float]:
        """How many changes reach each step, and no higher one."""
        return Counter(map(step_of, self.changes))

    @cached_property
    def answers(self) -> Counter[Satisfaction]:
        """How many said to be how content: one answer a review, however many areas it looked at."""
        said = {each.review_id: each.satisfaction for each in self.cases}
        return Counter(each for each in said.values() if each is not None)

    @cached_property
    def asked(self) -> int:
        """How many answers there are to how content somebody is."""
        return self.answers.total()

    @property
    def content(self) -> int:
        """How many of them are satisfied or very satisfied."""
        return sum(self.answers[answer] for answer in CONTENT)

    @property
    def is_small(self) -> bool:
        """Whether one of the two figures stands on so few cases that it says little."""
        return min(len(self.changes), self.asked) < FEW_CASES

    def counted(self) -> "OutcomeGroup":
        """Return the group with all its figures counted."""
        _ = self.spread, self.steps, self.asked
        return self


@dataclass(frozen=True)
class Outcomes:
    """All cases, the newest review first, and the same put together in each way."""

    whole: OutcomeGroup
    groups: Mapping[OutcomeBy, tuple[OutcomeGroup, ...]]


def outcomes_of(cases: Iterable[OutcomeCase]) -> Outcomes:
    """Put cases together in each way, with all figures counted: whoever shows them never waits."""
    ordered = sorted(cases, key=lambda case: case.reviewed_on, reverse=True)
    whole = OutcomeGroup(None, tuple(ordered)).counted()
    groups = {by: tuple(g.counted() for g in outcome_groups(ordered, by)) for by in OutcomeBy}
    return Outcomes(whole, groups)


def step_of(change: float) -> float:
    """Return the highest step that a change reaches; what became worse is below all of them."""
    return next((step for step in STEPS if change >= step), WORSE)


def spread_of(values: Sequence[float]) -> Spread | None:
    """Return middle and quartiles of values, the ends included; None where there are none."""
    if not values:
        return None
    if len(values) == 1:
        return Spread(1, values[0], values[0], values[0])
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(len(values), median(values), low, high)


def outcome_groups(cases: Iterable[OutcomeCase], by: OutcomeBy) -> tuple[OutcomeGroup, ...]:
    """Return the cases put together: areas down the body, else by number, unknown last."""
    found: dict[Key, list[OutcomeCase]] = {}
    for case in cases:
        found.setdefault(_KEYS[by](case), []).append(case)
    groups = [OutcomeGroup(key, tuple(each)) for key, each in found.items()]
    return tuple(sorted(groups, key=lambda group: _place(group.key)))


def _place(key: Key) -> tuple[bool, int, tuple[int, ...]]:
    if isinstance(key, Area):
        return False, list(Area).index(key), ()
    numbers = key if isinstance(key, tuple) else () if key is None else (key,)
    return not numbers, len(numbers), numbers


_KEYS: dict[OutcomeBy, Callable[[OutcomeCase], Key]] = {
    OutcomeBy.AREA: lambda case: case.area,
    OutcomeBy.DEVICE: lambda case: case.device_ids,
    OutcomeBy.PHOTOTYPE: lambda case: case.phototype,
    OutcomeBy.SESSIONS: lambda case: case.sessions,
}
