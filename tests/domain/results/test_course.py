"""The course of a result holds every grade, session and answer of its site, in order of days."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.records.answers import Satisfaction
from infrared_desktop.domain.records.areas import GRADES, Area, LaxityScale, Side, Site
from infrared_desktop.domain.records.care import (
    AreaFinding,
    AreaOutcome,
    AreaSettings,
    Consultation,
    Review,
    Session,
)
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.results.course import ContentPoint, Course, course_of
from infrared_desktop.domain.results.outcomes import baseline_of, change_from
from infrared_desktop.domain.schedule.schedule import touches
from tests.domain.strategies import LAST_DAY, PATIENT, SITES, days, stored

ALEXIADES, CLINIC = LaxityScale.ALEXIADES, LaxityScale.CLINIC
NECK = Site(Area.NECK_FRONT)
sites = st.sampled_from(SITES)
graded = st.sampled_from([(grade, scale) for scale in LaxityScale for grade in GRADES[scale]])


def _finding(site: Site, grade: tuple[float, LaxityScale] | None) -> AreaFinding:
    found, scale = grade or (None, CLINIC)
    return AreaFinding(site.area, site.side, laxity_grade=found, laxity_scale=scale)


def _outcome(site: Site, grade: tuple[float, LaxityScale] | None) -> AreaOutcome:
    found, scale = grade or (None, CLINIC)
    return AreaOutcome(site.area, site.side, laxity_grade=found, laxity_scale=scale)


findings = st.lists(st.builds(_finding, sites, st.none() | graded), max_size=3).map(tuple)
outcomes = st.lists(st.builds(_outcome, sites, st.none() | graded), max_size=3).map(tuple)
settings = st.lists(st.builds(lambda s: AreaSettings(s.area, s.side), sites), max_size=2).map(tuple)
consultations = st.builds(Consultation, st.just(PATIENT), days, st.just(1), areas=findings)
sessions = st.builds(Session, st.just(PATIENT), days, st.just(1), areas=settings)
reviews = st.builds(
    Review,
    st.just(PATIENT),
    days,
    st.just(1),
    satisfaction=st.none() | st.sampled_from(Satisfaction),
    areas=outcomes,
)


def _charted(
    found: list[tuple[Consultation, State]], done: list[Session], seen: list[Review]
) -> Chart:
    return Chart(
        stored(Patient("Ito"), id=PATIENT),
        consultations=tuple(stored(c, n, state=s) for n, (c, s) in enumerate(found, 1)),
        sessions=tuple(stored(s, n) for n, s in enumerate(done, 1)),
        reviews=tuple(stored(r, n, state=State.SIGNED) for n, r in enumerate(seen, 1)),
    )


states = st.sampled_from([State.SIGNED, State.CURRENT])
charts = st.builds(
    _charted,
    st.lists(st.tuples(consultations, states), max_size=4),
    st.lists(sessions, max_size=4),
    st.lists(reviews, max_size=4),
)


@given(charts, sites, days)
def test_everything_stands_in_order_and_nothing_lies_after_the_last_day(
    chart: Chart, site: Site, until: date
) -> None:
    course = course_of(chart, site, until)
    for found in ([p.day for p in course.grades], [*course.sessions], [*course.days]):
        assert found == sorted(found)
    assert all(day <= until for day in course.days)


@given(charts, sites)
def test_every_signed_record_that_grades_the_skin_gives_one_grade(chart: Chart, site: Site) -> None:
    course = course_of(chart, site, LAST_DAY)

    def grades(rows: tuple[AreaFinding | AreaOutcome, ...]) -> bool:
        return any(row.laxity_grade is not None and touches(site, row.site) for row in rows)

    signed = [c.record for c in chart.consultations if c.state is State.SIGNED]
    expected = sum(grades(c.areas) for c in signed)
    assert sum(not point.by_review for point in course.grades) == expected
    assert sum(p.by_review for p in course.grades) == sum(
        grades(r.record.areas) for r in chart.reviews
    )


@given(charts, sites)
def test_lines_never_join_two_scales_and_leave_no_grade_out(chart: Chart, site: Site) -> None:
    course = course_of(chart, site, LAST_DAY)
    assert all(len({point.scale for point in run}) == 1 for run in course.runs())
    assert tuple(point for run in course.runs() for point in run) == course.grades


@given(charts, sites, st.randoms())
def test_the_order_of_records_on_different_days_changes_nothing(
    chart: Chart, site: Site, random: Random
) -> None:
    def shuffled(records: tuple[Stored[Session], ...]) -> tuple[Stored[Session], ...]:
        return tuple(random.sample(records, len(records)))

    mixed = replace(chart, sessions=shuffled(chart.sessions))
    assert course_of(mixed, site, LAST_DAY) == course_of(chart, site, LAST_DAY)


@given(charts, sites, graded)
def test_a_change_is_better_exactly_where_the_line_lies_below_its_baseline(
    chart: Chart, site: Site, now: tuple[float, LaxityScale]
) -> None:
    baseline = baseline_of(chart, site, None, LAST_DAY)
    change = change_from(baseline, *now)
    if baseline is None or baseline.scale is not now[1]:
        assert change is None
        return
    assert change is not None
    assert (change.grades > 0) is (now[0] < baseline.grade)
    assert (change.steps == 0) is (change.grades == 0)
    first = min((s.record.performed_on for s in chart.sessions if _at(s, site)), default=LAST_DAY)
    assert baseline.day <= first
    if change.percent is not None:
        assert round(baseline.grade * (1 - change.percent / 100), 6) == now[0]


def _at(session: Stored[Session], site: Site) -> bool:
    return any(touches(site, row.site) for row in session.record.areas)


def test_a_worked_course() -> None:
    day = date(2026, 2, 1)
    neck = AreaFinding(Area.NECK_FRONT, laxity_grade=2.5, laxity_scale=ALEXIADES)
    found = [(Consultation(PATIENT, day, 1, areas=(neck,)), State.SIGNED)]
    done = [Session(PATIENT, day + timedelta(9), 1, areas=(AreaSettings(Area.NECK_FRONT),))]
    better = AreaOutcome(Area.NECK_FRONT, laxity_grade=2.0, laxity_scale=ALEXIADES)
    content = Satisfaction.SATISFIED
    draft = Review(PATIENT, day + timedelta(99), 1, satisfaction=content, areas=(better,))
    course = course_of(_charted(found, done, []), NECK, LAST_DAY, draft)
    assert [(p.grade, p.by_review, p.is_draft) for p in course.grades] == [
        (2.5, False, False),
        (2.0, True, True),
    ]
    assert course.sessions == (day + timedelta(9),)
    assert course.contents == (ContentPoint(draft.reviewed_on, content, is_draft=True),)
    # 1.5 to 2 and 2 to 2.5 are one step each, though on paper both are half a grade.
    change = change_from(
        baseline_of(_charted(found, done, []), NECK, None, LAST_DAY), 2.0, ALEXIADES
    )
    assert change is not None and (change.grades, change.steps) == (0.5, 1)


def test_the_very_site_is_graded_before_one_that_only_touches_it() -> None:
    both = AreaOutcome(Area.UPPER_ARM, Side.BOTH, laxity_grade=3.0)
    left = AreaOutcome(Area.UPPER_ARM, Side.LEFT, laxity_grade=1.0)
    review = Review(PATIENT, LAST_DAY, 1, areas=(both, left))
    chart = _charted([], [], [review])

    def grade(side: Side) -> float:
        return course_of(chart, Site(Area.UPPER_ARM, side), LAST_DAY).grades[0].grade

    assert (grade(Side.LEFT), grade(Side.RIGHT), grade(Side.BOTH)) == (1.0, 3.0, 3.0)


def test_a_review_that_is_being_written_counts_on_its_own_day() -> None:
    draft = Review(PATIENT, LAST_DAY, 1, areas=(_outcome(NECK, (2.0, ALEXIADES)),))
    before = LAST_DAY - timedelta(1)
    assert course_of(_charted([], [], []), NECK, before, draft).grades == ()
    assert [p.grade for p in course_of(_charted([], [], []), NECK, LAST_DAY, draft).grades] == [2.0]


def test_without_anything_there_is_nothing() -> None:
    empty = course_of(_charted([], [], []), NECK, LAST_DAY)
    assert empty == Course(NECK)
    assert (empty.days, empty.runs()) == ((), ())
