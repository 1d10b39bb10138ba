"""One case of treatment: an area of a patient before the first session, and at its last review.

The grade found up to the first session of the course, on the same scale, stands against the grade
found at the last signed review.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.records.answers import Satisfaction
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side, Site
from infrared_desktop.domain.records.care import Consultation, Review, Session
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.results.course import graded
from infrared_desktop.domain.schedule.schedule import touches


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


def cases_of(records: PatientRecords, first: date, last: date) -> tuple[OutcomeCase, ...]:
    """Return a patient's cases: each site at its last signed review within the days."""
    newest: dict[Site, Stored[Review]] = {}
    signed = [each for each in records.reviews if each.state is State.SIGNED]
    for review in sorted(signed, key=lambda each: (each.record.reviewed_on, each.id)):
        if first <= review.record.reviewed_on <= last:
            newest.update(dict.fromkeys((row.site for row in review.record.areas), review))
    cases = (_case(records, site, review) for site, review in newest.items())
    return tuple(case for case in cases if case is not None)


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
