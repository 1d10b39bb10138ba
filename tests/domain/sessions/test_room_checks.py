"""A session's room: checks that stop it, answers at odds, a counter that tells other pulses."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.records.treatment_answers import Anaesthesia, CouplingGel
from infrared_desktop.domain.sessions.gates import Severity
from infrared_desktop.domain.sessions.room_checks import (
    at_odds,
    counter_words,
    room_gates,
    unchecked,
)

ROW = AreaSettings(Area.NECK_FRONT, pulses_total=300)
WHOLE = Session(
    7,
    date(2026, 11, 22),
    1,
    device_id=1,
    areas=(ROW,),
    started=time(9, 0),
    ended=time(9, 40),
    assistant_id=2,
    window_clean=Answer.YES,
    cooling_works=Answer.YES,
    counter_start=1000,
    counter_end=1300,
    anaesthesia=Anaesthesia.TOPICAL,
    anaesthesia_detail="cream",
    coupling_gel=CouplingGel.WATER,
    gel_lot="A1",
)


def test_nothing_is_wrong_with_a_whole_session() -> None:
    assert [*unchecked(WHOLE), *at_odds(WHOLE)] == []
    assert room_gates(WHOLE) == () and counter_words(WHOLE) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ended": time(8, 59)}, "ended"),
        ({"counter_end": 999}, "counter_end"),
        ({"assistant_id": 1}, "assistant_id"),
        ({"supervisor_id": 1}, "supervisor_id"),
        ({"anaesthesia": Anaesthesia.NONE}, "anaesthesia_detail"),
        ({"coupling_gel": CouplingGel.NONE}, "gel_lot"),
    ],
)
def test_answers_at_odds_are_named_at_one_of_them(change: dict[str, Any], field: str) -> None:
    assert [name for name, _ in at_odds(replace(WHOLE, **change))] == [field]


@pytest.mark.parametrize("field", ["window_clean", "cooling_works"])
def test_a_device_is_looked_at_and_stops_the_session_unless_it_is_sound(field: str) -> None:
    unseen: dict[str, Any] = {field: None}
    assert [name for name, _ in unchecked(replace(WHOLE, **unseen))] == [field]
    assert list(unchecked(replace(WHOLE, device_id=None, **unseen))) == []
    for answer in (Answer.NO, Answer.UNKNOWN):
        bad: dict[str, Any] = {field: answer}
        assert [gate.severity for gate in room_gates(replace(WHOLE, **bad))] == [Severity.BLOCK]


def test_a_counter_that_tells_other_pulses_than_the_areas_is_pointed_out() -> None:
    words = counter_words(replace(WHOLE, counter_end=1310))
    assert str(words) == "The counter says 310 pulses, the areas 300."
    unknown = (ROW, replace(ROW, area=Area.SUBMENTAL, pulses_total=None))
    assert counter_words(replace(WHOLE, areas=unknown, counter_end=1310)) is None
