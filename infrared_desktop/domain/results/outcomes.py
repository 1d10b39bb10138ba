"""A result beside where it began: baseline grades, what changed, and which review it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from infrared_desktop.domain.follow_ups.kinds import FollowUpSchedule
from infrared_desktop.domain.records.answers import Timepoint
from infrared_desktop.domain.records.areas import GRADES, LaxityScale, Site
from infrared_desktop.domain.records.care import Consultation, Session
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.schedule.schedule import sites_of, touches

_YEAR = 365


@dataclass(frozen=True)
class Baseline:
    """The grade of a site before its treatment, and the consultation that found it."""

    day: date
    grade: float
    scale: LaxityScale
    concern: str = ""


@dataclass(frozen=True)
class Change:
    """How far a grade lies below its baseline; above zero is better, percent None from grade 0.

    `steps` are those of the scale; half a grade is one of them where the scale has halves.
    """

    grades: float
    percent: float | None
    steps: int = 0


def baseline_of(chart: Chart, site: Site, plan_id: int | None, day: date) -> Baseline | None:
    """Return the last grade found before the plan's first session at the site.

    Without a plan it is the grade before the first session of all; without any session, the last.
    """
    done = [
        s.record.performed_on
        for s in chart.sessions
        if plan_id in (None, s.record.plan_id)
        and s.record.performed_on <= day
        and any(touches(site, one) for one in sites_of(s.record))
    ]
    until = min(done, default=day)
    graded = [(c.id, found) for c in _signed(chart) if (found := _grade(c.record, site, until))]
    newest = max(graded, key=lambda pair: (pair[1].day, pair[0]), default=None)
    return newest[1] if newest else None


def change_from(
    baseline: Baseline | None, grade: float | None, scale: LaxityScale
) -> Change | None:
    """Return (baseline - now) and its share; None where the scales differ (reference 9)."""
    if baseline is None or grade is None or baseline.scale is not scale:
        return None
    gain = baseline.grade - grade
    steps = sum(min(grade, baseline.grade) < each for each in GRADES[scale])
    steps -= sum(max(grade, baseline.grade) < each for each in GRADES[scale])
    return Change(gain, gain / baseline.grade * 100 if baseline.grade else None, steps)


def last_session(chart: Chart, day: date, plan_id: int | None = None) -> Stored[Session] | None:
    """Return the last session up to a day, of the plan if one is named."""
    past = [
        s
        for s in chart.sessions
        if s.record.performed_on <= day and plan_id in (None, s.record.plan_id)
    ]
    return max(past, key=lambda s: (s.record.performed_on, s.id), default=None)


def last_session_at(chart: Chart, site: Site, day: date) -> Stored[Session] | None:
    """Return the last session up to a day that touched a site."""
    here = [s for s in chart.sessions if any(touches(site, one) for one in sites_of(s.record))]
    return last_session(replace(chart, sessions=tuple(here)), day)


def late_event_day(chart: Chart, day: date, plan_id: int | None = None) -> date | None:
    """Return when the newest reaction was noted between the last session and a day."""
    last = last_session(chart, day, plan_id)
    if last is None:
        return None
    noted = (event.record.noted_on for event in chart.adverse_events)
    return max((on for on in noted if last.record.performed_on < on <= day), default=None)


def timepoint_after(days: int | None, schedule: FollowUpSchedule) -> Timepoint:
    """Return the review that lies nearest to so many days after the last session.

    Within the first half of a month, and more than half a year past a year, it is none of them.
    """
    if days is None or days < schedule.review_1_days // 2 or days > _YEAR + _YEAR // 2:
        return Timepoint.OTHER
    points = {
        Timepoint.MONTH_1: schedule.review_1_days,
        Timepoint.MONTH_3: schedule.review_3_days,
        Timepoint.MONTH_6: schedule.review_6_days,
        Timepoint.MONTH_12: _YEAR,
    }
    return min(points, key=lambda point: abs(points[point] - days))


def _signed(chart: Chart) -> Iterable[Stored[Consultation]]:
    return (c for c in chart.consultations if c.state is State.SIGNED)


def _grade(record: Consultation, site: Site, until: date) -> Baseline | None:
    if record.consulted_on > until:
        return None
    rows = [r for r in record.areas if r.laxity_grade is not None and touches(site, r.site)]
    row = next((r for r in rows if r.site == site), rows[0] if rows else None)
    if row is None or row.laxity_grade is None:
        return None
    return Baseline(record.consulted_on, row.laxity_grade, row.laxity_scale, record.main_concern)
