"""What a session's form says beside its fields: limits, cautions, the last values, what is odd."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.care import DayAnswer
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.domain.records.treatment_answers import (
    CoolingMode,
    Eyewear,
    SourceType,
    Technique,
)
from infrared_desktop.views.forms.fold import Fold
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.screen import STORED
from infrared_desktop.views.sessions.day_check_model import Line
from tests import scenes
from tests.clinics import CLINICIAN, NOW
from tests.scenes import TODAY
from tests.views.desk import Desk
from tests.views.sessions.test_session import GOOD, LAST, Room, play

WHOLE = replace(
    LAST,
    technique=Technique.MOBILE,
    spot_w_mm=15.0,
    spot_h_mm=10.0,
    wavelength_low_nm=1100,
    wavelength_high_nm=1800,
    pulses_per_pass=64,
    pulse_duration_ms=3000,
    size_cm2=90,
)


@pytest.fixture
def room(desk: Desk) -> Room:
    return play(desk, last=WHOLE).open()


def beside(room: Room, field: str) -> str:
    return error_of(room.screen.areas.binder.input(field))


def fold(room: Room, words: str) -> Fold:
    folds = room.screen.page.fields.findChildren(Fold)
    return next(each for each in folds if words in each.text())


def test_every_carried_setting_stands_beside_its_field_and_comes_by_one_key(room: Room) -> None:
    assert room.label("last_technique") == "last: mobile"
    assert room.label("last_handpiece") == "last: V"
    told = {"spot_w_mm": "15", "wavelength_high_nm": "1800", "pulse_duration_ms": "3000"}
    for field, last in (*told.items(), ("size_cm2", "90"), ("pulses_per_pass", "64")):
        assert room.label(f"last_{field}") == f"last: {last}"
    room.desk.press("Ctrl+L")
    (row,) = room.screen.record().areas
    assert replace(row, endpoints=None) == replace(
        WHOLE, endpoints=None, pain_nrs=None, no_adverse_event=False
    )


def test_a_value_beyond_the_hard_limit_is_refused_beside_its_field(room: Room) -> None:
    room.row.type("passes", "21")
    room.row.type("fluence_j_cm2", "101")
    room.desk.press("Tab")
    assert beside(room, "passes") == "From 1 to 20."
    assert beside(room, "fluence_j_cm2") == "From 1 to 100."
    (row,) = room.screen.record().areas
    assert row.passes is None and row.fluence_j_cm2 is None


def test_an_unusual_value_is_a_caution_beside_its_field_and_stands(room: Room) -> None:
    room.row.type("passes", "9")
    assert beside(room, "passes") == "Passes 9: usual is 1 to 8 passes."
    assert "Unusual setting\nPasses 9" in room.facts()
    assert room.screen.record().areas[0].passes == 9
    room.row.type("passes", "8")
    assert beside(room, "passes") == ""


def test_choosing_a_handpiece_fills_in_its_window(room: Room) -> None:
    room.row.pick("handpiece", "XL")
    (row,) = room.screen.record().areas
    assert (row.spot_w_mm, row.spot_h_mm, row.wavelength_low_nm) == (30.0, 10.0, 1100)


def test_the_energy_goes_by_the_window_that_stands_there(room: Room) -> None:
    room.desk.press("Ctrl+L")
    assert room.label("energy") == "Energy 20\u202f736 J: 36 J/cm² × 1.5 cm² × 384 pulses."
    fold(room, "spot").setChecked(True)
    room.row.type("spot_w_mm", "30")
    assert room.label("energy") == "Energy 41\u202f472 J: 36 J/cm² × 3 cm² × 384 pulses."
    assert "100 % more energy" in room.facts()


def test_the_rest_folds_out_by_keyboard_and_says_how_much_it_holds(room: Room) -> None:
    more = fold(room, "times")
    page = more.page()
    assert page is not None and page.isHidden()
    more.setFocus()
    room.desk.press("Space")
    assert not page.isHidden()
    room.head.type("ended", "3:30")
    room.head.type("counter_start", "500")
    room.head.type("counter_end", "400")
    gaps = {gap.field: str(gap.words) for gap in room.screen.gaps}
    assert gaps["ended"] == "This is before it began, at 04:00."
    assert gaps["counter_end"] == "This is less than before, 500."
    room.desk.press("Space")


def test_a_missing_answer_in_the_fold_is_gone_to_and_said_beside_it(room: Room) -> None:
    more = fold(room, "times")
    more.setChecked(True)
    room.head.type("counter_start", "500")
    room.head.type("counter_end", "400")
    more.setChecked(False)
    room.screen.show_gap(next(gap for gap in room.screen.gaps if gap.field == "counter_end"))
    field = room.screen.page.binder.input("counter_end")
    assert more.isChecked() and field.hasFocus()
    assert error_of(field) == "This is less than before, 500."


def test_a_recalled_device_stops_the_session_with_its_reason(room: Room) -> None:
    diary = room.desk.clinic.diary
    (stored, *_) = diary.devices()
    room.desk.clinic.devices.change(stored, replace(stored.record, recall="Z-1"), CLINICIAN, NOW)
    room.desk.go("today")
    room.open()
    assert "Device recalled" in room.facts() and "recall open. Z-1" in room.facts()


def test_who_shields_what_and_where_is_kept_and_the_room_comes_from_the_visit(room: Room) -> None:
    fold(room, "eyewear").setChecked(True)
    room.head.pick("patient_eyewear", "goggles")
    room.head.type("staff_eye_od", "7")
    room.head.type("vital_signs", "110/70")
    session = room.screen.record()
    assert (session.room_id, session.staff_eye_od, session.vital_signs) == (1, 7.0, "110/70")
    assert session.patient_eyewear is Eyewear.GOGGLES


def test_zone_lines_and_cooling_are_kept_and_come_again_by_one_key(desk: Desk) -> None:
    last = replace(WHOLE, zone="A1", vector_lines="chin to ear, 5", cooling_mode=CoolingMode.AIR)
    room = play(desk, last=last).open()
    assert room.label("last_zone") == "last: A1"
    assert room.label("last_cooling_mode") == "last: cold air"
    room.desk.press("Ctrl+L")
    (row,) = room.screen.record().areas
    assert (row.zone, row.vector_lines, row.cooling_mode) == (
        "A1",
        "chin to ear, 5",
        CoolingMode.AIR,
    )
    fold(room, "zone").setChecked(True)
    room.row.type("zone", "B2")
    assert room.screen.record().areas[0].zone == "B2"


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        (SourceType.LAMP, []),
        (SourceType.LASER, ["repetition_hz", "pulse_duration_us"]),
        (SourceType.INFRARED_RF, ["rf_j_cm3", "optical_w_cm2"]),
    ],
)
def test_only_what_the_device_can_have_is_asked(
    room: Room, source: SourceType, asked: list[str]
) -> None:
    diary = room.desk.clinic.diary
    (stored, *_) = diary.devices()
    newer = replace(stored.record, source_type=source)
    room.desk.clinic.devices.change(stored, newer, CLINICIAN, NOW)
    room.desk.go("today")
    room.open()
    fold(room, "zone").setChecked(True)
    every = ("repetition_hz", "pulse_duration_us", "rf_j_cm3", "optical_w_cm2")
    inputs = {name: room.screen.areas.binder.input(name) for name in every}
    assert [name for name in every if inputs[name].isVisible()] == asked
    for name in asked:
        room.row.type(name, "20000")
        room.desk.press("Tab")
        assert beside(room, name).startswith("From ")


def test_the_reason_of_an_answer_is_typed_by_keys_and_signed_with_it(room: Room) -> None:
    room.screen.fold.setChecked(True)
    check = room.screen.page.binder.input("day_check")
    check.setFocus()
    row = [one.code for one in GOOD].index("D-TAN")
    check.setCurrentIndex(check.model().index(row, 0))
    room.desk.press("Y")
    room.desk.press("Return")
    room.desk.qtbot.keyClicks(QApplication.focusWidget(), "two weeks by the sea")
    room.desk.press("Return")
    assert check.hasFocus()
    (given,) = [one for one in room.screen.record().day_check if one.code == "D-TAN"]
    assert given.note == "two weeks by the sea"


def test_a_signed_session_shows_the_questions_of_its_own_protocol(room: Room) -> None:
    clinic, question = room.desk.clinic, "Is there a tan, a sunburn"
    text = clinic.protocols.text("titan")
    assert question in text
    record = room.screen.record()
    given = (DayAnswer("D-TAN", Answer.NO),)
    old = replace(record, day_check=given, protocol_version=clinic.protocol.title)
    signed = clinic.care.sign(replace(old, appointment_id=None), CLINICIAN, NOW)
    newer = text.replace(question, "Has the skin seen the sun")
    copy = ProtocolCopy("titan", newer, CLINICIAN, TODAY, "Worded anew.")
    clinic.protocols.approve(copy, CLINICIAN, NOW)
    shown = room.desk.go("session", room.patient, signed.id, STORED)
    told = [line.words for line in lines(shown)]
    assert any(question in words for words in told)
    assert not any("seen the sun" in words for words in told)
    new = room.desk.go("session", room.patient, room.visit.id)
    assert any("seen the sun" in line.words for line in lines(new))


def test_the_session_names_the_history_that_held_on_the_day(room: Room) -> None:
    assert room.screen.sealed(room.screen.record()).history_version is None
    room.desk.clinic.history.take(scenes.history(room.patient), CLINICIAN, NOW)
    assert room.screen.sealed(room.screen.record()).history_version == 1


def lines(screen: Any) -> list[Line]:
    model = screen.page.binder.input("day_check").lines
    return [model.line(row) for row in range(model.rowCount())]
