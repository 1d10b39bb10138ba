"""Today's dose is set beside what the same skin received, and how it was borne."""

from datetime import date
from typing import Any

import pytest

from infrared_desktop.domain.records.answers import Endpoint, Reaction
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings, Session
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.sessions.doses import (
    doses_before,
    energy_j,
    last_tolerated,
    rise_percent,
)
from tests.domain.consultations import TITAN
from tests.domain.strategies import stored

DAY = date(2026, 7, 22)
ARM_LEFT = Site(Area.UPPER_ARM, Side.LEFT)


def session(day: date, *rows: AreaSettings, id: int = 1) -> Stored[Session]:
    return stored(Session(7, day, 1, areas=rows), id=id)


def arm(side: Side, fluence: float, **other: Any) -> AreaSettings:
    return AreaSettings(Area.UPPER_ARM, side, fluence_j_cm2=fluence, **other)


def blister(area: Area) -> Stored[AdverseEvent]:
    """A blister of session 1 at the left of an area."""
    told: dict[str, Any] = {
        "patient_id": 7,
        "session_id": 1,
        "noted_on": DAY,
        "reaction": Reaction.BLISTER,
    }
    return stored(AdverseEvent(area, Side.LEFT, **told))


def test_the_newest_dose_comes_first_and_later_days_and_other_skin_do_not_count() -> None:
    sessions = [
        session(date(2026, 7, 22), arm(Side.RIGHT, 50), arm(Side.LEFT, 36), id=2),
        session(date(2026, 6, 1), arm(Side.BOTH, 34), id=1),
        session(date(2026, 9, 1), arm(Side.LEFT, 60), id=3),
        session(date(2026, 7, 1), AreaSettings(Area.KNEE, Side.LEFT, fluence_j_cm2=20), id=4),
    ]
    doses = doses_before(ARM_LEFT, date(2026, 8, 1), sessions, ())
    assert [dose.row.fluence_j_cm2 for dose in doses] == [36, 34]


def test_the_row_of_the_very_same_site_is_taken_before_one_that_only_touches_it() -> None:
    both = session(DAY, arm(Side.BOTH, 30), arm(Side.LEFT, 36))
    assert doses_before(ARM_LEFT, DAY, [both], ())[0].row.fluence_j_cm2 == 36


@pytest.mark.parametrize(
    ("row", "told", "expected"),
    [
        (arm(Side.LEFT, 36), False, None),
        (arm(Side.LEFT, 36, no_adverse_event=True), False, True),
        (arm(Side.LEFT, 36, reaction=Reaction.ERYTHEMA), False, False),
        (arm(Side.LEFT, 36, no_adverse_event=True), True, False),
        (arm(Side.LEFT, 36, no_adverse_event=True, endpoints=(Endpoint.WARM,)), False, True),
        (arm(Side.LEFT, 36, no_adverse_event=True, endpoints=(Endpoint.BLISTER,)), False, False),
        (arm(Side.LEFT, 36, no_adverse_event=True, endpoints=(Endpoint.GREY_WHITE,)), False, False),
        (arm(Side.LEFT, 36, endpoints=(Endpoint.BLANCHING,)), False, False),
    ],
)
def test_a_dose_is_tolerated_only_if_somebody_said_so_and_nothing_came_later(
    row: AreaSettings, told: bool, expected: bool | None
) -> None:
    events = [blister(Area.UPPER_ARM)] if told else []
    assert doses_before(ARM_LEFT, DAY, [session(DAY, row)], events)[0].is_tolerated is expected


def test_an_event_at_other_skin_does_not_speak_against_a_dose() -> None:
    row = arm(Side.LEFT, 36, no_adverse_event=True)
    assert doses_before(ARM_LEFT, DAY, [session(DAY, row)], [blister(Area.KNEE)])[0].is_tolerated


@pytest.mark.parametrize(
    ("treated", "hurt"),
    [(Area.FACE_FULL, Area.JOWL_JAWLINE), (Area.JOWL_JAWLINE, Area.FACE_FULL)],
)
def test_an_event_on_a_part_of_the_face_speaks_against_the_dose_of_all_of_it(
    treated: Area, hurt: Area
) -> None:
    row = AreaSettings(treated, fluence_j_cm2=40.0, no_adverse_event=True)
    found = doses_before(Site(treated), DAY, [session(DAY, row)], [blister(hurt)])
    assert [dose.is_tolerated for dose in found] == [False]
    neck = doses_before(Site(treated), DAY, [session(DAY, row)], [blister(Area.NECK_FRONT)])
    assert [dose.is_tolerated for dose in neck] == [True]


def test_the_last_tolerated_dose_is_looked_for_further_back() -> None:
    sessions = [
        session(date(2026, 6, 1), arm(Side.LEFT, 34, no_adverse_event=True), id=1),
        session(DAY, arm(Side.LEFT, 40, reaction=Reaction.BLISTER), id=2),
    ]
    found = last_tolerated(doses_before(ARM_LEFT, DAY, sessions, ()))
    assert found is not None
    assert found.row.fluence_j_cm2 == 34


@pytest.mark.parametrize(("now", "expected"), [(40.0, 11.11), (36.0, 0.0), (27.0, -25.0)])
def test_the_rise_is_told_in_per_cent_of_the_last_time(now: float, expected: float) -> None:
    before = doses_before(ARM_LEFT, DAY, [session(DAY, arm(Side.LEFT, 36))], ())[0]
    assert rise_percent(arm(Side.LEFT, now), before) == pytest.approx(expected, abs=0.01)


def test_a_rise_from_nothing_known_is_not_told() -> None:
    assert rise_percent(arm(Side.LEFT, 40), None) is None


def test_energy_is_fluence_times_spot_times_pulses() -> None:
    row = arm(Side.LEFT, 45, pulses_total=400)
    spot = TITAN.spot("Titan S")
    assert spot is not None
    # Clinical reference 8.2: 300 to 450 pulses of 45 J/cm² with 1.5 cm² give 20 to 30 kJ.
    assert energy_j(row, spot.size_cm2) == pytest.approx(27000)
    assert energy_j(row, None) is None
    assert energy_j(arm(Side.LEFT, 45), 1.5) is None


@pytest.mark.parametrize("name", ["Titan XL", "titan xl", "XL"])
def test_a_handpiece_is_known_by_its_name_or_its_last_word(name: str) -> None:
    spot = TITAN.spot(name)
    assert spot is not None
    assert spot.handpiece == "Titan XL"
    assert TITAN.spot("") is None
