"""The marks of clinical records: each becomes one mark in every lane that it speaks of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from itertools import chain
from typing import TypeVar

from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.areas import LaxityScale
from infrared_desktop.domain.records.care import (
    AreaFinding,
    AreaOutcome,
    AreaSettings,
    Consultation,
    Located,
    Review,
)
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.sessions.doses import energy_j, window_cm2
from infrared_desktop.domain.timeline.model import (
    Lane,
    LaneKind,
    Mark,
    MarkKind,
    Measure,
    PlotPoint,
    Ref,
    lane_at,
)
from infrared_desktop.domain.timeline.telling import Telling

_VISITS = Lane(LaneKind.VISITS)
L = TypeVar("L", bound=Located)
Grades = dict[tuple[Lane, LaxityScale], float]
Visited = tuple[AppointmentKind, date]
_VISITED = {
    MarkKind.CONSULTATION: AppointmentKind.CONSULTATION,
    MarkKind.REVIEW: AppointmentKind.REVIEW,
}
Graded = tuple[date, MarkKind, Ref, Stored[Consultation] | Stored[Review]]


def clinical_marks(chart: Chart, telling: Telling) -> Iterator[Mark]:
    """Show consultations, sessions, adverse events, test spots and reviews."""
    added: dict[Ref, bool] = {}
    for each in chart.addenda:
        about = Ref(each.record.about_kind, each.record.about_id)
        added[about] = added.get(about, False) or telling.is_new(each)
    for mark in chain(
        _graded_marks(chart, telling),
        _sessions(chart, telling),
        _events(chart, telling),
        _spots(chart, telling),
    ):
        if (is_new := added.get(mark.ref)) is None:
            yield mark
        else:
            yield mark._replace(added=True, is_new=mark.is_new or is_new)


def rows_by_lane(rows: Iterable[L]) -> Iterable[tuple[Lane, tuple[L, ...]]]:
    """Gather a record's rows by lane; a record about no site is a visit."""
    lanes: dict[Lane, tuple[L, ...]] = {}
    for row in rows:
        lane = lane_at(row.area, row.side)
        lanes[lane] = (*lanes.get(lane, ()), row)
    return lanes.items() or ((_VISITS, ()),)


def _graded_marks(chart: Chart, telling: Telling) -> Iterator[Mark]:
    """Show consultations and reviews; compare a grade with the one before on the same scale."""
    before: Grades = {}
    visits = _visit_times(chart)
    for day, kind, ref, stored in sorted(_graded(chart), key=lambda told: told[0]):
        record, is_new = stored.record, telling.is_new(stored)
        at = visits.get((_VISITED[kind], day))
        by_lane: Iterable[tuple[Lane, tuple[AreaFinding | AreaOutcome, ...]]]
        by_lane = rows_by_lane(record.areas)
        for lane, rows in by_lane:
            points = _grade(lane, day, ref, rows, before)
            yield Mark(lane, day, kind, ref, record, rows, points=points, starts=at, is_new=is_new)


def _visit_times(chart: Chart) -> dict[Visited, time]:
    """Say when the first visit of a day and kind was booked: records have but their day."""
    booked = [each.record for each in chart.appointments if each.record.is_live]
    booked.sort(key=lambda visit: visit.starts, reverse=True)
    return {(visit.kind, visit.day): visit.starts for visit in booked}


def _graded(chart: Chart) -> Iterator[Graded]:
    for seen in chart.consultations:
        ref = Ref("consultation", seen.id)
        yield seen.record.consulted_on, MarkKind.CONSULTATION, ref, seen
    for review in chart.reviews:
        yield review.record.reviewed_on, MarkKind.REVIEW, Ref("review", review.id), review


def _grade(
    lane: Lane, day: date, ref: Ref, rows: Iterable[AreaFinding | AreaOutcome], before: Grades
) -> tuple[PlotPoint, ...]:
    for row in rows:
        if row.laxity_grade is not None:
            grade, scale = row.laxity_grade, row.laxity_scale
            last = before.get((lane, scale))
            before[lane, scale] = grade
            change = None if last is None else grade - last
            return (PlotPoint(lane, day, Measure.LAXITY, grade, ref, scale, change=change),)
    return ()


def _sessions(chart: Chart, telling: Telling) -> Iterator[Mark]:
    """Number sessions within their plan at each site; compare each with the one before."""
    counts: dict[tuple[int | None, Lane], int] = defaultdict(int)
    before: dict[tuple[Lane, Measure], float] = {}
    visits = {each.id: each.record.starts for each in chart.appointments}
    for stored in sorted(chart.sessions, key=lambda stored: stored.record.performed_on):
        record, ref, is_new = (
            stored.record,
            Ref("session", stored.id),
            telling.is_new(stored),
        )
        day, at = record.performed_on, record.started or visits.get(record.appointment_id or 0)
        for lane, rows in rows_by_lane(record.areas):
            counts[record.plan_id, lane] += 1
            number, points = counts[record.plan_id, lane], []
            for measure, value in _given(rows, telling):
                last = before.get((lane, measure))
                before[lane, measure] = value
                change = round((value / last - 1) * 100) if last else None
                points.append(PlotPoint(lane, day, measure, value, ref, None, change))
            yield Mark(
                lane,
                day,
                MarkKind.SESSION,
                ref,
                record,
                rows,
                number,
                tuple(points),
                starts=at,
                is_new=is_new,
            )


def _given(rows: Iterable[AreaSettings], telling: Telling) -> Iterator[tuple[Measure, float]]:
    """Say what a site received that day: its highest fluence, all its pulses, all its energy.

    Of rows of which one is not known no sum is made: it would be too low.
    """
    fluences = [row.fluence_j_cm2 for row in rows if row.fluence_j_cm2 is not None]
    if fluences:
        yield Measure.FLUENCE, max(fluences)
    pulses = _sum(rows, lambda row: row.pulses_total)
    if pulses is None:
        return
    yield Measure.PULSES, pulses
    energy = _sum(rows, lambda row: energy_j(row, window_cm2(row, telling.protocol)))
    if energy is not None:
        yield Measure.ENERGY, energy


def _sum(
    rows: Iterable[AreaSettings], value: Callable[[AreaSettings], float | None]
) -> float | None:
    found = [value(row) for row in rows]
    known = [each for each in found if each is not None]
    return sum(known) if found and len(known) == len(found) else None


def _events(chart: Chart, telling: Telling) -> Iterator[Mark]:
    """Show reactions with their course: to the day when they were closed, or else to today."""
    for stored in chart.adverse_events:
        record, ref = stored.record, Ref("adverse_event", stored.id)
        day = record.noted_on
        yield Mark(
            lane_at(record.area, record.side),
            day,
            MarkKind.ADVERSE_EVENT,
            ref,
            record,
            until=max(day, record.closed_on or telling.today),
            is_new=telling.is_new(stored),
        )


def _spots(chart: Chart, telling: Telling) -> Iterator[Mark]:
    for stored in chart.test_spots:
        spot, ref, is_new = (
            stored.record,
            Ref("test_spot", stored.id),
            telling.is_new(stored),
        )
        day, starts = telling.clock(spot.done_at)
        lane = lane_at(spot.area, spot.side)
        yield Mark(lane, day, MarkKind.TEST_SPOT, ref, spot, starts=starts, is_new=is_new)
