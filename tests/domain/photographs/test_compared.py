"""Between two photographs: sessions of their place, sums, grades of their time, and differences."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.photographs.compared import (
    counterparts,
    differences,
    given_between,
    grade_change,
    in_order,
    standing_of,
)
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side
from infrared_desktop.domain.records.care import (
    AreaFinding,
    AreaOutcome,
    AreaSettings,
    Consultation,
    Review,
    Session,
)
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.photographs import DatedBy, Photo, PhotoView, Timepoint
from tests.domain.strategies import stored

DAY = date(2026, 3, 2)
ARM = (Area.UPPER_ARM, Side.LEFT)
PATIENT = stored(Patient("Ash", "Ottilie"))


def photo(days: int = 0, **fields: Any) -> Photo:
    told: dict[str, Any] = {"area": Area.NECK_FRONT, "view": PhotoView.FRONT}
    on = DAY + timedelta(days)
    return Photo(7, "hash", on, DatedBy.CAMERA, "image/jpeg", 1, 3, 4, **told | fields)


def session(days: int, id: int, *rows: AreaSettings) -> Stored[Session]:
    return stored(Session(7, DAY + timedelta(days), 1, areas=rows), id=id)


def neck(fluence: float | None = 36.0, pulses: int | None = 300, **fields: Any) -> AreaSettings:
    spot: dict[str, Any] = {"spot_w_mm": 10, "spot_h_mm": 20}
    known = {"fluence_j_cm2": fluence, "pulses_total": pulses}
    return AreaSettings(Area.NECK_FRONT, **spot | known | fields)


def chart(*sessions: Stored[Session], **fields: Any) -> Chart:
    return Chart(PATIENT, sessions=sessions, **fields)


def graded(days: int, grade: float, id: int = 1) -> Stored[Review]:
    row = AreaOutcome(Area.NECK_FRONT, laxity_grade=grade, laxity_scale=LaxityScale.ALEXIADES)
    return stored(Review(7, DAY + timedelta(days), 1, areas=(row,)), id=id)


TREATED = chart(session(0, 1, neck()), session(40, 2, neck(38.0, 320)))


def test_a_photograph_of_a_sessions_day_was_taken_before_it() -> None:
    first = standing_of(TREATED, photo(0))
    assert (first.sessions, first.days_since) == (0, None)
    after = standing_of(TREATED, photo(0, timepoint=Timepoint.AFTER))
    assert (after.sessions, after.days_since) == (1, 0)
    later = standing_of(TREATED, photo(100))
    assert (later.sessions, later.last_session, later.days_since) == (2, DAY + timedelta(40), 60)


def test_sums_are_of_the_place_and_of_the_time_between_alone() -> None:
    elsewhere = AreaSettings(*ARM, fluence_j_cm2=50.0, pulses_total=999, spot_w_mm=1, spot_h_mm=1)
    all_of_it = replace(TREATED, sessions=(*TREATED.sessions, session(20, 3, elsewhere)))
    found = given_between(all_of_it, photo(0), photo(100))
    assert (found.sessions, found.pulses, found.energy_j) == (2, 620, 36 * 2 * 300 + 38 * 2 * 320)
    assert (found.fluence_low, found.fluence_high) == (36.0, 38.0)
    assert (found.first, found.last) == (DAY, DAY + timedelta(40))
    assert given_between(all_of_it, photo(50), photo(100)).sessions == 0
    assert given_between(all_of_it, photo(1), photo(40)).sessions == 0
    nowhere = photo(100, area=None)
    assert given_between(all_of_it, photo(0, area=None), nowhere).sessions == 3


def test_the_full_face_shows_what_any_area_of_it_received() -> None:
    jaw = AreaSettings(Area.JOWL_JAWLINE, Side.LEFT, pulses_total=80)
    face = photo(9, area=Area.FACE_FULL)
    assert given_between(chart(session(1, 1, jaw)), photo(0), face).pulses == 80
    assert standing_of(chart(session(1, 1, jaw)), face).sessions == 1
    assert standing_of(chart(session(1, 1, jaw)), photo(9)).sessions == 0


@pytest.mark.parametrize(
    ("row", "pulses", "energy"),
    [
        (neck(pulses=None), None, None),
        (neck(fluence=None), 600, None),
        (neck(spot_w_mm=None), 600, None),
    ],
)
def test_a_sum_of_which_a_part_is_unknown_is_unknown(
    row: AreaSettings, pulses: int | None, energy: float | None
) -> None:
    found = given_between(chart(session(1, 1, neck()), session(2, 2, row)), photo(0), photo(9))
    assert (found.pulses, found.energy_j) == (pulses, energy)


def test_the_gain_is_from_the_grade_of_the_one_day_to_that_of_the_other() -> None:
    reviews = (graded(0, 3.0), graded(90, 2.0, 2))
    change = grade_change(replace(TREATED, reviews=reviews), photo(0), photo(95))
    assert change is not None
    assert (change.gained, change.before.day, change.after.day) == (
        1.0,
        DAY,
        DAY + timedelta(90),
    )


def test_a_grade_of_before_a_session_says_nothing_of_after_it() -> None:
    """Else a photograph after two sessions would stand by the grade from before them."""
    assert grade_change(replace(TREATED, reviews=(graded(0, 3.0),)), photo(0), photo(95)) is None


def test_grades_on_two_scales_are_not_subtracted() -> None:
    row = AreaFinding(Area.NECK_FRONT, laxity_grade=3, laxity_scale=LaxityScale.CLINIC)
    seen = stored(Consultation(7, DAY, 1, areas=(row,)))
    reviews = (graded(90, 2.0),)
    both = replace(TREATED, reviews=reviews, consultations=(seen,))
    assert grade_change(both, photo(0), photo(95)) is None


def test_what_differs_is_told_and_what_is_unknown_is_not() -> None:
    assert differences(photo(), photo(1)) == ()
    other = photo(1, area=Area.ABDOMEN_UPPER, view=PhotoView.BACK, make_up_free=Answer.NO)
    told = [str(each) for each in differences(photo(make_up_free=Answer.YES), other)]
    assert told == [
        "They show different areas.",
        "The views differ: front, then back.",
        "Only one of them is without make-up.",
    ]
    assert differences(photo(distance_cm=100), photo(distance_cm=95)) == ()
    assert len(differences(photo(distance_cm=100), photo(distance_cm=80))) == 1
    assert differences(photo(distance_cm=100), photo(light_setup="A")) == ()
    assert len(differences(photo(light_setup="B"), photo(light_setup="A"))) == 1
    assert differences(photo(make_up_free=Answer.YES), photo()) == ()


def test_counterparts_show_the_same_place_from_the_same_view_oldest_first() -> None:
    found = counterparts(
        [
            stored(photo(5), id=1),
            stored(photo(0), id=2),
            stored(photo(1, view=PhotoView.BACK), id=3),
            stored(photo(2, area=Area.UPPER_ARM, side=Side.LEFT), id=4),
        ],
        photo(9),
    )
    assert [each.id for each in found] == [2, 1]


@given(st.permutations(range(4)))
def test_the_order_is_that_of_taking(order: list[int]) -> None:
    taken = [
        stored(photo(0), id=1),
        stored(photo(0, taken_at=datetime(2026, 3, 2, 10)), id=2),  # noqa: DTZ001
        stored(photo(0, timepoint=Timepoint.AFTER), id=3),
        stored(photo(1), id=4),
    ]
    assert [each.id for each in in_order(taken[n] for n in order)] == [1, 2, 3, 4]
