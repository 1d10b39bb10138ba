"""What treatment came to at the clinic: grade change and satisfaction, with count and spread.

A case is one area of one patient at the last signed review of it: the grade found before the first
session of the course, on the same scale, against the grade found then.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median, quantiles

from infrared_desktop.domain.answers import Satisfaction
from infrared_desktop.domain.areas import Area, LaxityScale, Side, Site
from infrared_desktop.domain.care import Consultation, Review, Session
from infrared_desktop.domain.chart import State, Stored
from infrared_desktop.domain.course import graded
from infrared_desktop.domain.desk_figures import FEW_CASES
from infrared_desktop.domain.schedule import touches

CONTENT = (Satisfaction.SATISFIED, Satisfaction.VERY_SATISFIED)


@dataclass(frozen=True)
class OutcomeCase:
    """One area of one patient at a review; a grade of None was not found, or on another scale."""

    patient_id: int
    review_id: int
    reviewed_on: date
    area: Area
    side: Side | None
    sessions: int
    device_ids: tuple[int, ...] = ()
    phototype: int | None = None
    grade_before: float | None = None
    grade_now: float | None = None
    satisfaction: Satisfaction | None = None

    @property
    def change(self) -> float | None:
        """By how many grades it became better; below 0 it became worse."""
        if self.grade_before is None or self.grade_now is None:
            return None
        return self.grade_before - self.grade_now


@dataclass(frozen=True)
class PatientRecords:
    """What one patient's cases are counted from; struck records are left out before."""

    consultations: Sequence[Stored[Consultation]]
    sessions: Sequence[Stored[Session]]
    reviews: Sequence[Stored[Review]]


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
    """The cases of one area, device, skin type or number of sessions."""

    key: Key
    cases: tuple[OutcomeCase, ...]

    @property
    def changes(self) -> tuple[float, ...]:
        """The grade changes that are known."""
        return tuple(case.change for case in self.cases if case.change is not None)

    @property
    def spread(self) -> Spread | None:
        """The spread of the grade changes; None without one."""
        return spread_of(self.changes)

    @property
    def answers(self) -> tuple[Satisfaction, ...]:
        """How content the patients said to be."""
        return tuple(case.satisfaction for case in self.cases if case.satisfaction is not None)

    @property
    def content(self) -> int:
        """How many are satisfied or very satisfied."""
        return sum(answer in CONTENT for answer in self.answers)

    @property
    def is_small(self) -> bool:
        """Whether one of the two figures stands on so few cases that it says little."""
        return min(len(self.changes), len(self.answers)) < FEW_CASES


def spread_of(values: Sequence[float]) -> Spread | None:
    """Return middle and quartiles of values, the ends included; None where there are none."""
    if not values:
        return None
    if len(values) == 1:
        return Spread(1, values[0], values[0], values[0])
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(len(values), median(values), low, high)


def cases_of(records: PatientRecords, first: date, last: date) -> tuple[OutcomeCase, ...]:
    """Return a patient's cases: each site at its last signed review within the days."""
    newest: dict[Site, Stored[Review]] = {}
    signed = [each for each in records.reviews if each.state is State.SIGNED]
    for review in sorted(signed, key=lambda each: (each.record.reviewed_on, each.id)):
        if first <= review.record.reviewed_on <= last:
            newest.update(dict.fromkeys((row.site for row in review.record.areas), review))
    cases = (_case(records, site, review) for site, review in newest.items())
    return tuple(case for case in cases if case is not None)


def outcome_groups(cases: Iterable[OutcomeCase], by: OutcomeBy) -> tuple[OutcomeGroup, ...]:
    """Return the cases put together: areas down the body, else by number, unknown last."""
    found: dict[Key, list[OutcomeCase]] = {}
    for case in cases:
        found.setdefault(_KEYS[by](case), []).append(case)
    groups = [OutcomeGroup(key, tuple(each)) for key, each in found.items()]
    return tuple(sorted(groups, key=lambda group: _place(group.key)))


def _case(records: PatientRecords, site: Site, stored: Stored[Review]) -> OutcomeCase | None:
    review = stored.record
    course = sorted(_course(records.sessions, review, site), key=lambda each: each.performed_on)
    if not course:
        return None
    now = next(graded(review.areas, site), None)
    before = _before(records, site, course[0].performed_on, now[1]) if now else None
    return OutcomeCase(
        review.patient_id,
        stored.id,
        review.reviewed_on,
        site.area,
        site.side,
        sessions=len({each.performed_on for each in course}),
        device_ids=tuple(sorted({s.device_id for s in course if s.device_id is not None})),
        phototype=_phototype(records.consultations, review.reviewed_on),
        grade_before=before,
        grade_now=now[0] if now else None,
        satisfaction=review.satisfaction,
    )


def _course(sessions: Iterable[Stored[Session]], review: Review, site: Site) -> Iterator[Session]:
    """Yield the sessions that a review looks back on: those of its plan, if it names one."""
    for stored in sessions:
        session = stored.record
        is_of_plan = review.plan_id is None or session.plan_id == review.plan_id
        is_past = stored.state is State.SIGNED and session.performed_on <= review.reviewed_on
        if is_past and is_of_plan and any(touches(site, other) for other in session.sites):
            yield session


def _before(
    records: PatientRecords, site: Site, first_session: date, scale: LaxityScale
) -> float | None:
    """Return the last grade on a scale that was found up to the day of the first session."""
    found: list[tuple[date, int, float]] = []
    for seen in records.consultations:
        if seen.state is State.SIGNED:
            grades = graded(seen.record.areas, site)
            found += [(seen.record.consulted_on, 1, g) for g, on in grades if on is scale]
    for review in records.reviews:
        if review.state is State.SIGNED and review.record.reviewed_on < first_session:
            grades = graded(review.record.areas, site)
            found += [(review.record.reviewed_on, 0, g) for g, on in grades if on is scale]
    known = [each for each in found if each[0] <= first_session]
    return max(known)[2] if known else None


def _phototype(consultations: Iterable[Stored[Consultation]], until: date) -> int | None:
    known = [
        (each.record.consulted_on, each.id, each.record.fitzpatrick_type)
        for each in consultations
        if each.state is State.SIGNED
        and each.record.fitzpatrick_type is not None
        and each.record.consulted_on <= until
    ]
    return max(known)[2] if known else None


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
