"""A dose that rises, leaves the usual range or follows a reaction is pointed out."""

from datetime import date
from typing import Any

import pytest

from infrared_desktop.domain.records.answers import Endpoint, Reaction, Relatedness
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings, Session
from infrared_desktop.domain.sessions.dose_gates import ORIGINS, dose_gates, recheck_gates
from infrared_desktop.domain.sessions.doses import Dose
from infrared_desktop.domain.sessions.gates import Severity
from tests.domain.consultations import TITAN

DAY = date(2026, 7, 22)


def neck(fluence: float | None, **other: Any) -> AreaSettings:
    return AreaSettings(Area.NECK_FRONT, fluence_j_cm2=fluence, **other)


def before(*rows: AreaSettings) -> list[Dose]:
    return [Dose(1, DAY, 1, row) for row in rows]


@pytest.mark.parametrize(
    ("fluence", "expected"),
    [(39.6, []), (39.7, ["fluence-rise"]), (30.0, []), (None, [])],
)
def test_more_than_a_tenth_over_the_last_time_asks_for_a_second_look(
    fluence: float | None, expected: list[str]
) -> None:
    found = dose_gates(neck(fluence), before(neck(36.0)), TITAN)
    assert [gate.code for gate in found] == expected


def test_more_pulses_at_the_same_fluence_ask_for_a_second_look() -> None:
    last = before(neck(36.0, pulses_total=300))
    assert dose_gates(neck(36.0, pulses_total=330), last, TITAN) == ()
    assert dose_gates(neck(36.0), last, TITAN) == ()
    (gate,) = dose_gates(neck(36.0, pulses_total=384), last, TITAN)
    assert gate.code == "fluence-rise"
    assert str(gate.sentence).startswith("28 % more energy in all (fluence × pulses) than on")


@pytest.mark.parametrize(
    ("fluence", "expected"),
    [(19.9, ["fluence-low"]), (20.0, []), (50.0, []), (50.5, ["fluence-high"])],
)
def test_a_dose_outside_the_usual_range_is_pointed_out(fluence: float, expected: list[str]) -> None:
    assert [gate.code for gate in dose_gates(neck(fluence), [], TITAN)] == expected


def test_after_a_reaction_the_last_dose_that_was_borne_is_named() -> None:
    doses = before(
        neck(40.0, reaction=Reaction.BLISTER), neck(38.0), neck(34.0, no_adverse_event=True)
    )
    words = str(dose_gates(neck(34.0), doses, TITAN)[0].sentence)
    assert "40 J/cm²" in words and "34 J/cm²" in words and "38" not in words


@pytest.mark.parametrize(
    ("related", "words"),
    [
        (None, "was followed by a reaction."),
        (Relatedness.UNRELATED, "was followed by a reaction, judged unrelated."),
        (Relatedness.POSSIBLE, "was followed by a reaction."),
        (Relatedness.DEFINITE, "brought a reaction."),
    ],
)
def test_a_cause_is_claimed_only_where_a_person_named_it(
    related: Relatedness | None, words: str
) -> None:
    event = AdverseEvent(Area.NECK_FRONT, patient_id=7, noted_on=DAY, relatedness=related)
    doses = [Dose(1, DAY, 1, neck(40.0), (event,))]
    said = str(dose_gates(neck(34.0), doses, TITAN)[0].sentence)
    assert said == f"The last time, on {DAY}, {words}"


def test_what_was_seen_on_the_skin_is_named() -> None:
    doses = before(neck(40.0, no_adverse_event=True, endpoints=(Endpoint.BLISTER,)))
    said = str(dose_gates(neck(34.0), doses, TITAN)[0].sentence)
    assert said == f"The last time, on {DAY}, was followed by blister."


def test_a_dose_that_was_borne_or_of_which_nobody_spoke_is_no_warning() -> None:
    assert dose_gates(neck(36.0), before(neck(36.0)), TITAN) == ()
    assert dose_gates(neck(36.0), before(neck(36.0, no_adverse_event=True)), TITAN) == ()


def test_every_gate_with_a_figure_has_its_source_in_the_protocol() -> None:
    assert set(ORIGINS.values()) <= set(TITAN.origins)


def test_eyes_that_are_not_shielded_yet_are_shown_and_block_nothing() -> None:
    session = Session(7, DAY, 1, eye_protection=True)
    assert recheck_gates(session) == ()
    bare = Session(7, DAY, 1)
    assert [(g.code, g.severity) for g in recheck_gates(bare)] == [
        ("no-eye-protection", Severity.WARN),
    ]


def test_a_fluence_over_the_last_tolerated_one_is_pointed_out_after_a_reaction() -> None:
    doses = before(neck(40.0, reaction=Reaction.BLISTER), neck(34.0, no_adverse_event=True))
    codes = [gate.code for gate in dose_gates(neck(35.0), doses, TITAN)]
    assert codes == ["reaction-before", "over-tolerated"]
    words = str(dose_gates(neck(35.0), doses, TITAN)[-1].sentence)
    assert words.startswith("2.9 % over the 34 J/cm²")
    assert [gate.code for gate in dose_gates(neck(34.0), doses, TITAN)] == ["reaction-before"]


def test_where_nobody_said_how_the_last_was_borne_the_limit_counts_from_the_tolerated_one() -> None:
    doses = before(neck(38.0), neck(34.0, no_adverse_event=True))
    assert dose_gates(neck(37.4), doses, TITAN) == ()
    assert [gate.code for gate in dose_gates(neck(37.5), doses, TITAN)] == ["over-tolerated"]


def test_more_energy_by_a_larger_window_asks_for_a_second_look() -> None:
    small = neck(36.0, pulses_total=300, spot_w_mm=15.0, spot_h_mm=10.0)
    large = neck(36.0, pulses_total=300, spot_w_mm=30.0, spot_h_mm=10.0)
    (gate,) = dose_gates(large, before(small), TITAN)
    assert str(gate.sentence).startswith("100 % more energy")


def test_settings_outside_the_usual_range_are_pointed_out_with_their_field() -> None:
    found = dose_gates(neck(36.0, passes=9, cooling_temp_c=25.0), [], TITAN)
    assert [gate.code for gate in found] == ["setting-passes", "setting-cooling_temp_c"]
