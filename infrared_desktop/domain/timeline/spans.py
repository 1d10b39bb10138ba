"""The spans of a timeline: plans with their sessions, days for the next one, recalls, medicines."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from infrared_desktop.domain.follow_ups.due import FollowUp, FollowUpKind
from infrared_desktop.domain.records.answers import PlanStatus
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.history import History, Medicine
from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.domain.timeline.marks import rows_by_lane
from infrared_desktop.domain.timeline.model import (
    Lane,
    LaneKind,
    Ref,
    Span,
    SpanKind,
    lane_at,
)
from infrared_desktop.domain.timeline.sets import MedicineCourse
from infrared_desktop.domain.timeline.telling import Telling

_LATER = Lane(LaneKind.LATER)
_MEDICINES = Lane(LaneKind.MEDICINES)
Key = tuple[object, ...]


def plan_spans(chart: Chart, windows: Sequence[Window], telling: Telling) -> Iterator[Span]:
    """Let a plan last from its day to its last session; an open one to its window and today."""
    done: dict[tuple[int | None, Site], list[tuple[date, int]]] = defaultdict(list)
    for session in chart.sessions:
        for site in set(session.record.sites):
            done[session.record.plan_id, site].append((session.record.performed_on, session.id))
    for stored in chart.plans:
        plan, ref, new = stored.record, Ref("plan", stored.id), telling.is_new(stored)
        for lane, rows in rows_by_lane(plan.areas):
            sessions, first = sum(row.sessions for row in rows), plan.planned_on
            days = sorted(done[stored.id, lane.site]) if lane.site else []
            ends = [first, *(day for day, _ in days)]
            is_open = plan.status is PlanStatus.OPEN and len(days) < sessions
            if is_open:
                ends += [telling.today, *(w.latest for w in windows if w.site == lane.site)]
            yield Span(
                lane,
                first,
                max(ends),
                SpanKind.PLAN,
                ref,
                plan,
                sessions,
                done=len(days),
                held=tuple(Ref("session", number) for _, number in days),
                is_open=is_open,
                is_new=new,
            )


def window_spans(windows: Iterable[Window]) -> Iterator[Span]:
    """Show the days that are left for each next session."""
    for window in dict.fromkeys(windows):
        lane = lane_at(window.site.area, window.site.side)
        ref = Ref("window", f"{window.site}/{window.session_no}/{window.earliest}")
        yield Span(lane, window.earliest, window.latest, SpanKind.WINDOW, ref, window)


def recall_spans(follow_ups: Iterable[FollowUp]) -> Iterator[Span]:
    """Show when patients are to be asked back."""
    for follow_up in follow_ups:
        if follow_up.kind is FollowUpKind.MAINTENANCE:
            day, ref = max(follow_up.due, follow_up.show_on), Ref("follow_up", follow_up.key)
            until = max(day, follow_up.overdue_from)
            yield Span(_LATER, day, until, SpanKind.RECALL, ref, follow_up)


def medicine_spans(versions: Sequence[Stored[History]], telling: Telling) -> Iterator[Span]:
    """Show each medicine from its start to its stop; one that is still taken lasts to today."""
    for course in medicine_courses(versions, telling):
        ref, ends = Ref("medicine", f"{course.version}/{course.row}"), course.ends
        begins = course.begins
        yield Span(
            _MEDICINES,
            begins,
            max(begins, ends or telling.today),
            SpanKind.MEDICINE,
            ref,
            course,
            is_open=ends is None,
            is_new=course.is_new,
        )


def medicine_courses(
    versions: Sequence[Stored[History]], telling: Telling
) -> Iterator[MedicineCourse]:
    """Follow each medicine through the versions of a history, oldest first.

    The newest version that names it says its dose and days; one that doesn't ask changes nothing.
    """
    going: dict[Key, MedicineCourse] = {}
    before: Sequence[Medicine] | None = None
    for stored in versions:
        rows = stored.record.medicines
        if rows is None or rows == before:
            continue
        before = rows
        day, new = telling.clock(stored.at)[0], telling.is_new(stored)
        named = _by_key(rows)
        for key in [key for key in going if key not in named]:
            yield _gone(going.pop(key), day, new)
        for key, (row, medicine) in named.items():
            going[key] = _going_on(going.get(key), medicine, stored.version, row, day, new)
    yield from going.values()


def _by_key(rows: Sequence[Medicine]) -> dict[Key, tuple[int, Medicine]]:
    """Know rows by kind, name and place; two alike by their order."""
    found: dict[Key, tuple[int, Medicine]] = {}
    for row, each in enumerate(rows):
        key: Key = (each.kind, each.name.casefold(), each.area, each.side)
        while key in found:
            key = (*key, "again")
        found[key] = row, each
    return found


def _gone(course: MedicineCourse, day: date, new: bool) -> MedicineCourse:
    if course.medicine.stopped_on is not None:
        return course
    return MedicineCourse(
        course.medicine, course.version, course.row, course.noted_on, day, course.is_new or new
    )


def _going_on(
    before: MedicineCourse | None, medicine: Medicine, version: int, row: int, day: date, new: bool
) -> MedicineCourse:
    if before is None:
        return MedicineCourse(medicine, version, row, day, is_new=new)
    is_new = before.is_new or (new and medicine != before.medicine)
    return MedicineCourse(medicine, before.version, before.row, before.noted_on, is_new=is_new)
