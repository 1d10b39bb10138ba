"""Results are counted from signed records alone, on one scale, each area at its last review."""

from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop import assets
from infrared_desktop.domain.figures.evidence import beside, parse_evidence
from infrared_desktop.domain.figures.outcome_cases import OutcomeCase, PatientRecords, cases_of
from infrared_desktop.domain.figures.outcomes import (
    OutcomeBy,
    OutcomeGroup,
    outcome_groups,
    outcomes_of,
    spread_of,
)
from infrared_desktop.domain.records.answers import Satisfaction
from infrared_desktop.domain.records.areas import Area, LaxityScale, Region, Side
from infrared_desktop.domain.records.care import (
    AreaFinding,
    AreaOutcome,
    AreaSettings,
    Consultation,
    Review,
    Session,
)
from infrared_desktop.domain.records.chart import State, Stored

DAY = date(2026, 11, 23)
CLINIC, ALEXIADES = LaxityScale.CLINIC, LaxityScale.ALEXIADES


def stored(number: int, record: Any, state: State = State.SIGNED) -> Stored[Any]:
    return Stored(number, 1, state, 1, None, "", record)  # type: ignore[arg-type]


def seen(days: int, grade: float | None, scale: LaxityScale = CLINIC, **fields: Any) -> Any:
    row = AreaFinding(Area.NECK_FRONT, laxity_grade=grade, laxity_scale=scale)
    return stored(days + 500, Consultation(1, DAY + timedelta(days), 1, areas=(row,), **fields))


def treated(days: int, area: Area = Area.NECK_FRONT, side: Side | None = None, **f: Any) -> Any:
    rows = (AreaSettings(area, side),)
    return stored(days + 500, Session(1, DAY + timedelta(days), 1, areas=rows, **f))


def review(days: int, grade: float | None, scale: LaxityScale = CLINIC, **fields: Any) -> Any:
    row = AreaOutcome(Area.NECK_FRONT, laxity_grade=grade, laxity_scale=scale)
    known = {"areas": (row,), "satisfaction": Satisfaction.SATISFIED}
    return stored(days + 500, Review(1, DAY + timedelta(days), 1, **known | fields))


def counted(*records: Any, first: int = -400, last: int = 0) -> tuple[OutcomeCase, ...]:
    of = {kind: [r for r in records if isinstance(r.record, kind)] for kind in _KINDS}
    both = PatientRecords(of[Consultation], of[Session], of[Review])
    return cases_of(both, DAY + timedelta(first), DAY + timedelta(last))


_KINDS = (Consultation, Session, Review)


def test_a_case_is_the_grade_before_the_course_against_the_one_at_its_last_review() -> None:
    (case,) = counted(
        seen(-300, 4.0, fitzpatrick_type=2),
        seen(-200, 3.0),
        treated(-190, device_id=7),
        seen(-170, 2.0),
        treated(-160, device_id=7),
        review(-100, 2.0),
        review(-10, 1.0),
        treated(-5),
    )
    assert (case.grade_before, case.grade_now, case.change) == (3.0, 1.0, 2.0)
    assert (case.sessions, case.device_ids, case.phototype) == (2, (7,), 2)
    assert case.reviewed_on == DAY - timedelta(10)


def test_grades_on_two_scales_are_never_subtracted() -> None:
    (case,) = counted(seen(-100, 3.0, ALEXIADES), treated(-90), review(-1, 2.0, CLINIC))
    assert (case.grade_before, case.grade_now, case.change) == (None, 2.0, None)
    assert case.satisfaction is Satisfaction.SATISFIED


def test_without_a_session_there_is_nothing_to_count() -> None:
    assert counted(seen(-100, 3.0), review(-1, 2.0)) == ()
    assert counted(seen(-100, 3.0), treated(-90, Area.KNEE), review(-1, 2.0)) == ()


def test_a_review_of_a_plan_looks_back_on_that_plan_alone() -> None:
    (case,) = counted(
        seen(-400, 4.0),
        treated(-390, plan_id=1),
        review(-300, 3.0, plan_id=1),
        treated(-90, plan_id=2),
        review(-1, 2.0, plan_id=2),
    )
    assert (case.grade_before, case.change, case.sessions) == (3.0, 1.0, 1)


@pytest.mark.parametrize("kind", _KINDS)
def test_what_is_struck_or_not_signed_counts_nowhere(kind: type[Any]) -> None:
    whole = [seen(-100, 3.0), treated(-90), review(-1, 2.0)]
    for state in (State.INVALID, State.CURRENT):
        dropped = [replace(r, state=state) if isinstance(r.record, kind) else r for r in whole]
        assert [case.change for case in counted(*dropped)] in ([], [None])


def test_a_struck_review_is_no_grade_to_begin_from() -> None:
    records = (seen(-400, 4.0), review(-300, 3.0), treated(-90), review(-1, 2.0))
    assert [case.change for case in counted(*records, first=-50)] == [1.0]
    struck = replace(records[1], state=State.INVALID)
    assert [case.change for case in counted(records[0], struck, *records[2:])] == [2.0]


def test_the_days_bound_the_reviews_and_not_what_they_look_back_on() -> None:
    records = (seen(-100, 3.0), treated(-90), review(-40, 2.0), review(-1, 1.0))
    assert [case.change for case in counted(*records, first=-50, last=-30)] == [1.0]
    assert counted(*records, first=-30, last=-10) == ()


def test_the_left_arm_says_nothing_of_the_right() -> None:
    row = AreaOutcome(Area.UPPER_ARM, Side.LEFT, laxity_grade=1.0)
    arm = review(-1, None, areas=(row,))
    assert counted(treated(-9, Area.UPPER_ARM, Side.RIGHT), arm) == ()
    assert len(counted(treated(-9, Area.UPPER_ARM, Side.LEFT), arm)) == 1


values = st.lists(st.integers(-8, 8).map(lambda half: half / 2), min_size=1, max_size=40)


@given(values)
def test_the_spread_lies_within_the_values(known: list[float]) -> None:
    spread = spread_of(known)
    assert spread is not None and spread.count == len(known)
    assert min(known) <= spread.low <= spread.middle <= spread.high <= max(known)
    assert spread.middle == median(known)
    assert spread_of(sorted(known, reverse=True)) == spread


made = st.builds(
    OutcomeCase,
    st.integers(1, 30),
    st.integers(1, 30),
    st.just(DAY),
    st.sampled_from([Area.KNEE, Area.NECK_FRONT, Area.MIDFACE_CHEEK]),
    st.none(),
    st.integers(1, 4),
    st.sampled_from([(), (1,), (1, 2)]),
    st.sampled_from([None, 1, 6]),
    st.sampled_from([None, 0.0, 2.5, 4.0]),
    st.sampled_from([None, 0.0, 1.5, 4.0]),
    st.sampled_from([None, *Satisfaction]),
)


@given(st.lists(made, max_size=40), st.sampled_from(OutcomeBy))
def test_each_case_is_counted_once_however_it_is_put_together(
    cases: list[OutcomeCase], by: OutcomeBy
) -> None:
    groups = outcome_groups(cases, by)
    assert sorted(map(repr, cases)) == sorted(repr(c) for g in groups for c in g.cases)
    assert len({group.key for group in groups}) == len(groups)
    whole = OutcomeGroup(None, tuple(cases))
    assert sum(len(g.changes) for g in groups) == len(whole.changes)
    reviews = {case.review_id for case in cases}
    assert whole.content <= whole.asked <= len(reviews)
    for group in (whole, *groups):
        assert group.asked <= len({case.review_id for case in group.cases})
    assert outcomes_of(cases).groups[by] == outcome_groups(
        sorted(cases, key=lambda case: case.reviewed_on, reverse=True), by
    )
    unknown = [group.key in (None, ()) for group in groups]
    assert unknown == sorted(unknown)


def test_who_was_asked_once_about_three_areas_counts_once() -> None:
    case = OutcomeCase(1, 1, DAY, Area.KNEE, None, 1, satisfaction=Satisfaction.SATISFIED)
    areas = (Area.KNEE, Area.NECK_FRONT, Area.MIDFACE_CHEEK)
    other = replace(case, patient_id=2, review_id=2, satisfaction=Satisfaction.DISSATISFIED)
    group = OutcomeGroup(None, (*(replace(case, area=area) for area in areas), other))
    assert (group.content, group.asked) == (1, 2)


def test_few_cases_are_told_by_whichever_figure_has_fewer() -> None:
    case = OutcomeCase(1, 1, DAY, Area.KNEE, None, 1, grade_before=2.0, grade_now=1.0)
    told = replace(case, satisfaction=Satisfaction.NEUTRAL)
    assert OutcomeGroup(None, (told,) * 9 + (case,)).is_small
    others = tuple(replace(told, review_id=number) for number in range(10))
    assert not OutcomeGroup(None, others).is_small


def test_a_change_counts_at_the_highest_step_that_it_reaches() -> None:
    made = [OutcomeCase(1, 1, DAY, Area.KNEE, None, 1, (), None, 4.0, n) for n in (0, 2.6, 4, 4.1)]
    assert OutcomeGroup(None, tuple(made)).steps == {2.0: 1, 1.0: 1, 0.0: 1, -1.0: 1}


def evidence() -> Any:
    return parse_evidence((assets.RESOURCES / "evidence.toml").read_text(encoding="utf-8"))


def test_published_figures_stand_beside_what_they_speak_of() -> None:
    known = evidence()
    assert len(known) == 10 and beside(known, None) == known
    arms = [each.source for each in beside(known, OutcomeBy.AREA, Area.UPPER_ARM)]
    assert arms == ["S9", "S10"]
    assert [each.source for each in beside(known, OutcomeBy.AREA, Area.MIDFACE_CHEEK)] == [
        "S97",
        "S9",
        "S11",
        "S12",
    ]
    assert [each.source for each in beside(known, OutcomeBy.PHOTOTYPE, 6)] == []
    assert [each.source for each in beside(known, OutcomeBy.PHOTOTYPE, 5)] == ["S7", "S12"]
    assert "S10" in [each.source for each in beside(known, OutcomeBy.SESSIONS, 2)]
    assert beside(known, OutcomeBy.SESSIONS, 9) == ()


def test_each_published_figure_names_its_source_and_invents_no_grade() -> None:
    for each in evidence():
        assert each.source.startswith("S") and each.cite and each.patients > 0
        assert "grade" not in each.result
        assert set(each.regions) <= set(Region)
