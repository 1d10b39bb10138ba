"""The neutral protocol: what holds for any infrared device, and no setting of a device."""

import dataclasses

import pytest

from infrared_desktop.assets import RESOURCES
from infrared_desktop.domain.protocol.protocol import Protocol, parse_protocol
from infrared_desktop.domain.protocol.sources import codes_in, parse_sources
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.sessions.setting_checks import SPECIAL
from tests.domain.consultations import TITAN

PROTOCOLS = RESOURCES / "protocols"
TEXT = (PROTOCOLS / "other-infrared.toml").read_text(encoding="utf-8")
OTHER = parse_protocol(TEXT, "other-infrared.toml")

# What is of the device, or says by its source which device it was read of.
OWN = {"name", "fluence_j_cm2", "spots", "setting_ranges", "presets", "origins"}
WORDED_ANEW = {"procedure", "expected_results", "consent"}
SHARED = {field.name for field in dataclasses.fields(Protocol)} - OWN - WORDED_ANEW


@pytest.mark.parametrize("section", sorted(SHARED))
def test_what_holds_for_any_device_is_the_same_in_both_protocols(section: str) -> None:
    assert getattr(OTHER, section) == getattr(TITAN, section)


@pytest.mark.parametrize("section", ["windows", "follow_ups", "history", "test_spot"])
def test_the_figures_that_both_have_stand_on_the_same_ground(section: str) -> None:
    own = {key: one for key, one in OTHER.origins.items() if key.startswith(f"{section}.")}
    assert own and own == {key: TITAN.origins[key] for key in own}


def test_no_setting_of_a_device_is_guessed() -> None:
    assert OTHER.fluence_j_cm2 is None
    assert (OTHER.spots, OTHER.presets) == ((), ())
    special = {field for fields in SPECIAL.values() for field in fields}
    assert {one.field for one in OTHER.setting_ranges} == special
    assert set(OTHER.setting_ranges) <= set(TITAN.setting_ranges)
    assert OTHER.range_of("fluence_j_cm2") is None and OTHER.preset("cooling_temp_c") is None
    assert OTHER.spot("V") is None


def test_nothing_told_to_a_patient_speaks_of_the_titan_or_of_a_lamp() -> None:
    told = [
        *(one.text for one in (*OTHER.procedure, *OTHER.expected_results, *OTHER.alternatives)),
        *(one.text for one in (*OTHER.consent.clauses, *OTHER.instructions)),
        *(one.question for one in (*OTHER.instructions, *OTHER.day_questions)),
    ]
    assert not [text for text in told if "Titan" in text or "lamp" in text]


def test_the_results_say_first_that_they_are_those_of_other_devices() -> None:
    assert "Nobody studied this device" in OTHER.expected_results[0].text
    assert OTHER.expected_results[1:] == TITAN.expected_results


def test_every_code_has_its_citation() -> None:
    sources = parse_sources((PROTOCOLS / "sources.toml").read_text(encoding="utf-8"), "sources")
    assert set(codes_in(TEXT)) <= set(sources)


def test_every_area_is_treated_unless_the_clinic_takes_it_out() -> None:
    assert {one.code for one in OTHER.areas} == set(Area)
