"""Settings outside the usual range, at odds with each other, or known of the device already."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AreaSettings
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.treatment_answers import SourceType
from infrared_desktop.domain.sessions.doses import CARRIED, carried, energy_j, spot_cm2
from infrared_desktop.domain.sessions.setting_checks import (
    SPECIAL,
    contradictions,
    meaningless,
    preset,
    unusual,
)
from tests.domain.consultations import TITAN

ROW = AreaSettings(Area.NECK_FRONT)
EVERY = {field for fields in SPECIAL.values() for field in fields}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("passes", 9, "Passes 9: usual is 1 to 8 passes."),
        ("passes", 8, None),
        ("pulses_total", 451, "Pulses in all 451: usual is 1 to 450 pulses."),
        ("max_skin_temp_c", 45.5, "Skin temperature 45.5: usual is 30 to 45 °C."),
        ("fluence_j_cm2", 19.5, "Fluence 19.5: usual is 20 to 50 J/cm²."),
        ("fluence_j_cm2", None, None),
        ("rf_j_cm3", 121.0, "Radio frequency 121: usual is 70 to 120 J/cm³."),
        ("optical_w_cm2", 10.5, "Optical power 10.5: usual is 0.1 to 10 W/cm²."),
        ("pulse_duration_us", 299, "Short pulse 299: usual is 300 to 500 µs."),
        ("repetition_hz", 20.0, None),
    ],
)
def test_a_number_outside_the_usual_range_is_said(
    field: str, value: float | None, words: str | None
) -> None:
    change: dict[str, Any] = {field: value}
    found = unusual(replace(ROW, **change), field, TITAN)
    assert (str(found) if found else None) == words


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"pulses_per_pass": 60, "pulses_total": 59}, "pulses_total"),
        ({"wavelength_low_nm": 1800, "wavelength_high_nm": 1100}, "wavelength_high_nm"),
        ({"pain_mean_nrs": 5, "pain_nrs": 4}, "pain_mean_nrs"),
    ],
)
def test_numbers_that_cannot_both_be_right_are_named(change: dict[str, Any], field: str) -> None:
    assert [name for name, _ in contradictions(replace(ROW, **change))] == [field]


def test_a_handpiece_brings_its_window_and_the_device_its_light_and_nothing_else() -> None:
    found = preset(replace(ROW, handpiece="Titan XL", cooling_temp_c=18.0), TITAN)
    assert (found.spot_w_mm, found.spot_h_mm, spot_cm2(found)) == (30, 10, 3.0)
    assert (found.wavelength_low_nm, found.wavelength_high_nm) == (1100, 1800)
    assert found.cooling_temp_c == 18.0
    assert found.fluence_j_cm2 is None and found.passes is None
    assert preset(replace(found, handpiece="own make"), TITAN).spot_w_mm == 30


@given(fluence=st.floats(1, 100), pulses=st.integers(1, 2000), width=st.floats(1, 50))
def test_what_is_carried_makes_the_same_energy_again(
    fluence: float, pulses: int, width: float
) -> None:
    last = replace(
        ROW, fluence_j_cm2=fluence, pulses_total=pulses, spot_w_mm=width, spot_h_mm=10.0, pain_nrs=3
    )
    again = carried(ROW, last)
    assert energy_j(again, spot_cm2(again)) == energy_j(last, spot_cm2(last))
    assert all(getattr(again, name) == getattr(last, name) for name in CARRIED)
    assert again.pain_nrs is None and again.endpoints is None


def test_what_the_last_time_does_not_tell_stays_as_it_is() -> None:
    known = replace(ROW, handpiece="Titan S", size_cm2=90)
    assert carried(known, ROW) == known


@pytest.mark.parametrize(
    ("device", "asked"),
    [
        (Device("Lamp", source_type=SourceType.LAMP), set()),
        (Device("Of the Titan family", "titan"), set()),
        (Device("Laser", source_type=SourceType.LASER), {"repetition_hz", "pulse_duration_us"}),
        (Device("Both", source_type=SourceType.INFRARED_RF), {"rf_j_cm3", "optical_w_cm2"}),
        (Device("Unknown", "other-infrared"), EVERY),
        (None, EVERY),
    ],
)
def test_only_what_a_device_can_have_is_asked(device: Device | None, asked: set[str]) -> None:
    assert EVERY - meaningless(ROW, device) == asked


def test_what_somebody_wrote_is_never_hidden() -> None:
    written = replace(ROW, rf_j_cm3=90.0)
    lamp = Device("Lamp", source_type=SourceType.LAMP)
    assert EVERY - meaningless(written, lamp) == {"rf_j_cm3"}
