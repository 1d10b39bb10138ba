"""The marks of a timeline: each record becomes one mark in every lane that it speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, tzinfo
from itertools import chain
from typing import TypeVar

from infrared_desktop.domain.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.areas import Site
from infrared_desktop.domain.care import AreaFinding, AreaOutcome, AreaSettings, Located
from infrared_desktop.domain.chart import Chart, State, Stored
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.follow_ups import FollowUp, FollowUpKind
from infrared_desktop.domain.history import History
from infrared_desktop.domain.history_changes import version_steps
from infrared_desktop.domain.timeline_model import (
    Lane,
    LaneKind,
    Mark,
    MarkKind,
    Measure,
    PlotPoint,
    Ref,
    lane_at,
)

_AT_SITES = {
    FollowUpKind.REVIEW_1,
    FollowUpKind.REVIEW_3,
    FollowUpKind.REVIEW_6,
    FollowUpKind.ADVERSE_EVENT,
    FollowUpKind.TEST_SPOT,
}
# A visit of these kinds leaves a record of its own, which then stands on the timeline instead.
_TOLD_BY_RECORD = {
    AppointmentKind.CONSULTATION,
    AppointmentKind.SESSION,
    AppointmentKind.MAINTENANCE,
    AppointmentKind.REVIEW,
}
_VISITS = Lane(LaneKind.VISITS)
_CONTACTS = Lane(LaneKind.CONTACTS)
_PAPERS = Lane(LaneKind.PAPERS)
L = TypeVar("L", bound=Located)


def clinical_marks(chart: Chart) -> Iterator[Mark]:
    """Show consultations, sessions, adverse events and reviews."""
    added = {(stored.record.about_kind, stored.record.about_id) for stored in chart.addenda}
    for mark in chain(_consultations(chart), _sessions(chart), _events(chart), _reviews(chart)):
        yield replace(mark, added=True) if mark.ref in added else mark


def struck_marks(struck: Chart, zone: tzinfo) -> Iterator[Mark]:
    """Show what was struck through where it stood, calls and papers as well; nothing counts."""
    calls, papers = contact_marks(struck, zone), paper_marks(struck, zone)
    for mark in chain(clinical_marks(struck), calls, spot_marks(struck, zone), papers):
        yield replace(mark, struck=True, added=False, number=0, points=())


def rows_by_lane(rows: Iterable[L]) -> Iterable[tuple[Lane, tuple[L, ...]]]:
    """Gather a record's rows by lane; a record about no site is a visit."""
    lanes: dict[Lane, tuple[L, ...]] = {}
    for row in rows:
        lane = lane_at(row.area, row.side)
        lanes[lane] = (*lanes.get(lane, ()), row)
    return lanes.items() or ((_VISITS, ()),)


def _at_sites(sites: Iterable[Site], otherwise: Lane) -> Iterable[Lane]:
    lanes = dict.fromkeys(lane_at(site.area, site.side) for site in sites)
    return lanes or (otherwise,)


def _graded(
    lane: Lane, day: date, ref: Ref, rows: Iterable[AreaFinding | AreaOutcome]
) -> tuple[PlotPoint, ...]:
    for row in rows:
        if row.laxity_grade is not None:
            scale = row.laxity_scale
            return (PlotPoint(lane, day, Measure.LAXITY, row.laxity_grade, ref, scale),)
    return ()


def _consultations(chart: Chart) -> Iterator[Mark]:
    for stored in chart.consultations:
        record, ref = stored.record, Ref("consultation", stored.id)
        day = record.consulted_on
        for lane, rows in rows_by_lane(record.areas):
            points = _graded(lane, day, ref, rows)
            yield Mark(lane, day, MarkKind.CONSULTATION, ref, record, rows, points=points)


def _reviews(chart: Chart) -> Iterator[Mark]:
    for stored in chart.reviews:
        record, ref = stored.record, Ref("review", stored.id)
        day = record.reviewed_on
        for lane, rows in rows_by_lane(record.areas):
            points = _graded(lane, day, ref, rows)
            yield Mark(lane, day, MarkKind.REVIEW, ref, record, rows, points=points)


def _sessions(chart: Chart) -> Iterator[Mark]:
    """Number sessions within their plan at each site; compare fluence with the one before."""
    counts: dict[tuple[int | None, Lane], int] = defaultdict(int)
    before: dict[Lane, float] = {}
    for stored in sorted(chart.sessions, key=lambda stored: stored.record.performed_on):
        record, ref = stored.record, Ref("session", stored.id)
        day = record.performed_on
        for lane, rows in rows_by_lane(record.areas):
            counts[record.plan_id, lane] += 1
            point = _fluence(lane, day, ref, rows, before.get(lane))
            if point:
                before[lane] = point.value
            number = counts[record.plan_id, lane]
            yield Mark(
                lane, day, MarkKind.SESSION, ref, record, rows, number, (point,) if point else ()
            )


def _fluence(
    lane: Lane, day: date, ref: Ref, rows: Iterable[AreaSettings], before: float | None
) -> PlotPoint | None:
    """Plot the highest fluence that the site received that day."""
    fluences = [row.fluence_j_cm2 for row in rows if row.fluence_j_cm2 is not None]
    if not fluences:
        return None
    highest = max(fluences)
    change = round((highest / before - 1) * 100) if before else None
    return PlotPoint(lane, day, Measure.FLUENCE, highest, ref, change_percent=change)


def _events(chart: Chart) -> Iterator[Mark]:
    for stored in chart.adverse_events:
        record, ref = stored.record, Ref("adverse_event", stored.id)
        lane = lane_at(record.area, record.side)
        yield Mark(lane, record.noted_on, MarkKind.ADVERSE_EVENT, ref, record)


def _is_told(visit: Appointment) -> bool:
    if visit.status is AppointmentStatus.FULFILLED:
        return visit.kind not in _TOLD_BY_RECORD
    return visit.status is not AppointmentStatus.ENTERED_IN_ERROR


def visit_marks(chart: Chart) -> Iterator[Mark]:
    """Show booked and missed visits, and those that left no record of their own."""
    for stored in chart.appointments:
        record = stored.record
        if _is_told(record):
            for lane in _at_sites(record.sites, _VISITS):
                yield Mark(lane, record.day, MarkKind.VISIT, Ref("appointment", stored.id), record)


def contact_marks(chart: Chart, zone: tzinfo) -> Iterator[Mark]:
    """Show what people did about follow-ups; the zone makes days of moments."""
    for attempt in chart.attempts:
        day = attempt.record.attempted_at.astimezone(zone).date()
        ref = Ref("contact_attempt", attempt.id)
        yield Mark(_CONTACTS, day, MarkKind.CONTACT, ref, attempt.record)
    for decision in chart.decisions:
        day, ref = decision.record.decided_on, Ref("follow_up_decision", decision.id)
        yield Mark(_CONTACTS, day, MarkKind.DECISION, ref, decision.record)


def paper_marks(chart: Chart, zone: tzinfo) -> Iterator[Mark]:
    """Show what was handed over, signed and taken back; the zone makes days of moments."""
    for sheet in chart.handouts:
        day, ref = sheet.record.given_at.astimezone(zone).date(), Ref("handout", sheet.id)
        yield Mark(_PAPERS, day, MarkKind.HANDOUT, ref, sheet.record)
    for consent in chart.consents:
        day, ref = consent.record.signed_at.astimezone(zone).date(), Ref("consent", consent.id)
        waits = consent.state is State.CURRENT
        yield Mark(_PAPERS, day, MarkKind.CONSENT, ref, consent.record, waits=waits)
    for back in chart.withdrawals:
        ref = Ref("withdrawal", back.id)
        yield Mark(_PAPERS, back.record.withdrawn_on, MarkKind.WITHDRAWAL, ref, back.record)


def history_marks(versions: Sequence[Stored[History]], zone: tzinfo) -> Iterator[Mark]:
    """Show each version of the history on the day that it was written."""
    for version, told in zip(versions, version_steps(versions), strict=True):
        day, ref = version.at.astimezone(zone).date(), Ref("history_version", version.version)
        yield Mark(_PAPERS, day, MarkKind.HISTORY, ref, told)


def spot_marks(chart: Chart, zone: tzinfo) -> Iterator[Mark]:
    """Show test spots on the day that they were made; the zone makes days of moments."""
    for stored in chart.test_spots:
        spot, ref = stored.record, Ref("test_spot", stored.id)
        day, lane = spot.done_at.astimezone(zone).date(), lane_at(spot.area, spot.side)
        yield Mark(lane, day, MarkKind.TEST_SPOT, ref, spot)


def due_marks(follow_ups: Iterable[FollowUp]) -> Iterator[Mark]:
    """Show what is due, reviews at their sites and all else among the contacts."""
    for follow_up in follow_ups:
        if follow_up.kind is FollowUpKind.MAINTENANCE:
            continue
        sites = follow_up.sites if follow_up.kind in _AT_SITES else ()
        day, ref = max(follow_up.due, follow_up.show_on), Ref("follow_up", follow_up.key)
        for lane in _at_sites(sites, _CONTACTS):
            yield Mark(lane, day, MarkKind.DUE, ref, follow_up)
