"""A result is told against the grade of the same scale before the treatment."""

from dataclasses import replace
from datetime import date

import pytest

from infrared_desktop.domain.records.answers import Reaction, Timepoint
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side, Site
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    AreaFinding,
    AreaSettings,
    Consultation,
    Session,
)
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.results.outcomes import (
    Baseline,
    baseline_of,
    change_from,
    last_session,
    late_event_day,
    timepoint_after,
)
from tests.domain.consultations import TITAN
from tests.domain.strategies import stored

NECK = Site(Area.NECK_FRONT)
SCALE = LaxityScale.ALEXIADES


def found(on: date, grade: float | None, state: State = State.SIGNED) -> Stored[Consultation]:
    rows = (AreaFinding(Area.NECK_FRONT, laxity_grade=grade, laxity_scale=SCALE),)
    return stored(Consultation(7, on, 1, main_concern="neck", areas=rows), state=state)


def done(on: date, plan_id: int = 3) -> Stored[Session]:
    return stored(Session(7, on, 1, plan_id=plan_id, areas=(AreaSettings(Area.NECK_FRONT),)))


def chart(consultations: list[Stored[Consultation]], sessions: list[Stored[Session]]) -> Chart:
    patient = stored(Patient("Ito"))
    return Chart(patient, consultations=tuple(consultations), sessions=tuple(sessions))


def test_the_baseline_is_the_last_grade_before_the_first_session() -> None:
    grades = [
        found(date(2026, 1, 1), 3.5),
        found(date(2026, 2, 1), 3.0),
        found(date(2026, 2, 2), 1.0, State.CURRENT),
        found(date(2026, 2, 3), None),
        found(date(2026, 3, 15), 2.5),
        found(date(2026, 5, 1), 2.0),
    ]
    of = chart(grades, [done(date(2026, 3, 1)), done(date(2026, 4, 1))])
    baseline = baseline_of(of, NECK, 3, date(2026, 6, 1))
    assert baseline == Baseline(date(2026, 2, 1), 3.0, SCALE, "neck")


def test_the_baseline_is_of_the_very_site_where_one_beside_it_was_graded_too() -> None:
    arm = Site(Area.UPPER_ARM, Side.LEFT)
    rows = (
        AreaFinding(Area.UPPER_ARM, Side.BOTH, laxity_grade=3.0, laxity_scale=SCALE),
        AreaFinding(arm.area, arm.side, laxity_grade=2.0, laxity_scale=SCALE),
    )
    seen = Consultation(7, date(2026, 1, 1), 1, areas=rows)
    for areas, grade in ((rows, 2.0), (rows[:1], 3.0)):
        of = chart([stored(replace(seen, areas=areas), state=State.SIGNED)], [])
        baseline = baseline_of(of, arm, None, date(2026, 6, 1))
        assert baseline is not None and baseline.grade == grade


def test_each_plan_has_its_own_baseline() -> None:
    of = chart(
        [found(date(2026, 1, 1), 3.0), found(date(2027, 1, 1), 2.0)],
        [done(date(2026, 2, 1), 3), done(date(2027, 2, 1), 4)],
    )
    first, second = (baseline_of(of, NECK, plan, date(2027, 6, 1)) for plan in (3, 4))
    assert first is not None and second is not None
    assert (first.grade, second.grade) == (3.0, 2.0)


def test_a_site_that_was_never_graded_has_no_baseline() -> None:
    of = chart([found(date(2026, 1, 1), 3.0)], [])
    assert baseline_of(of, Site(Area.KNEE), None, date(2026, 6, 1)) is None


def test_the_change_is_told_in_grades_and_in_per_cent_of_the_baseline() -> None:
    change = change_from(Baseline(date(2026, 1, 1), 2.5, SCALE), 2.0, SCALE)
    assert change is not None
    assert change.grades == 0.5
    assert change.percent == pytest.approx(20.0)


def test_no_change_is_told_between_two_scales_or_from_nothing() -> None:
    baseline = Baseline(date(2026, 1, 1), 2.5, SCALE)
    assert change_from(baseline, 2.0, LaxityScale.CLINIC) is None
    assert change_from(baseline, None, SCALE) is None
    assert change_from(None, 2.0, SCALE) is None


def test_a_baseline_of_zero_has_no_per_cent() -> None:
    change = change_from(Baseline(date(2026, 1, 1), 0.0, SCALE), 1.0, SCALE)
    assert change is not None
    assert (change.grades, change.percent) == (-1.0, None)


def test_the_last_session_is_that_of_the_plan_and_not_one_to_come() -> None:
    of = chart([], [done(date(2026, 2, 1)), done(date(2026, 3, 1), 4), done(date(2026, 9, 1))])
    day = date(2026, 6, 1)
    assert last_session(of, day, 3) == of.sessions[0]
    assert last_session(of, day) == of.sessions[1]
    assert last_session(of, date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("noted", "late"),
    [
        ([], None),
        ([date(2026, 3, 1)], None),  # on the day of the session it belongs to the session
        ([date(2026, 3, 2)], date(2026, 3, 2)),
        ([date(2026, 3, 9), date(2026, 4, 1), date(2026, 3, 2)], date(2026, 4, 1)),
        ([date(2026, 4, 2)], None),  # not known yet on the day of the review
    ],
)
def test_a_late_reaction_is_one_between_the_last_session_and_the_review(
    noted: list[date], late: date | None
) -> None:
    of = chart([], [done(date(2026, 2, 1)), done(date(2026, 3, 1))])
    events = [
        stored(AdverseEvent(NECK.area, patient_id=7, noted_on=day, reaction=Reaction.BURN))
        for day in noted
    ]
    of = replace(of, adverse_events=tuple(events))
    assert late_event_day(of, date(2026, 4, 1)) == late
    assert late_event_day(replace(of, sessions=()), date(2026, 4, 1)) is None


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (None, Timepoint.OTHER),
        (14, Timepoint.OTHER),
        (15, Timepoint.MONTH_1),
        (59, Timepoint.MONTH_1),
        (61, Timepoint.MONTH_3),
        (134, Timepoint.MONTH_3),
        (136, Timepoint.MONTH_6),
        (272, Timepoint.MONTH_6),
        (273, Timepoint.MONTH_12),
        (547, Timepoint.MONTH_12),
        (548, Timepoint.OTHER),
    ],
)
def test_the_timepoint_is_the_review_that_lies_nearest(
    days: int | None, expected: Timepoint
) -> None:
    assert timepoint_after(days, TITAN.follow_ups) is expected
