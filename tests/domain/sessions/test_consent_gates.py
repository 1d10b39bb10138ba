"""A session meets a block for every area without a valid consent, and none with one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from infrared_desktop.domain.papers.consent_state import ConsentStanding, consent_states
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.consents import Consent
from infrared_desktop.domain.records.diary import Device, IntendedUse
from infrared_desktop.domain.sessions.consent_gates import confirmed_consent, consent_gates, worst
from infrared_desktop.domain.sessions.gates import Severity
from tests.domain.papers.test_consent_state import (
    BOTH,
    FACE,
    GIVEN,
    HOUR,
    LEFT,
    NECK,
    RIGHT,
    RULES,
    at_some_hour,
    back,
    chart,
    charts,
    consent,
    outline,
)
from tests.domain.strategies import PATIENT, sites

LAMP = Device("Titan")


def explained(one: Stored[Consent], is_told: bool = True) -> Stored[Consent]:
    return replace(one, record=replace(one.record, off_label_explained=is_told))


SIGNED = chart((outline(NECK),), (explained(consent(NECK)),))


def codes(of: Chart, *wanted: Site, hours: float = 30, device: Device | None = None) -> list[str]:
    found = consent_gates(of, wanted or (NECK,), GIVEN + hours * HOUR, RULES, device)
    for gate in found:
        assert "{" not in str(gate.sentence)
    return [f"{gate.code} {gate.severity}" for gate in found]


def test_a_valid_consent_stands_in_nobodys_way() -> None:
    assert codes(SIGNED, device=LAMP) == []


@pytest.mark.parametrize(
    ("of", "hours", "code"),
    [
        (chart(), 30, "consent-missing block"),
        (chart((outline(NECK),)), 3, "consent-waiting block"),
        (chart((outline(NECK),)), 30, "consent-unsigned block"),
        (chart((outline(FACE),), (consent(FACE),)), 30, "consent-other-areas block"),
        (
            chart((outline(NECK),), (consent(NECK),), (back(1, GIVEN + 26 * HOUR),)),
            30,
            "consent-withdrawn block",
        ),
    ],
)
def test_what_is_not_valid_blocks(of: Chart, hours: float, code: str) -> None:
    assert codes(of, hours=hours) == [code]


def test_areas_that_lack_the_same_are_told_together() -> None:
    assert codes(SIGNED, NECK, FACE, LEFT) == ["consent-other-areas block"]
    (gate,) = consent_gates(SIGNED, (NECK, FACE, LEFT), GIVEN + 30 * HOUR, RULES)
    assert dict(gate.sentence.values)["sites"] == f"{FACE}, {LEFT}"


def test_the_wait_is_told_by_the_clinics_own_clock() -> None:
    here = GIVEN.astimezone(tz=None)
    (gate,) = consent_gates(chart((outline(NECK),)), (NECK,), here, RULES)
    until = (GIVEN + 24 * HOUR).astimezone(tz=None)
    assert dict(gate.sentence.values)["time"] == f"{until:%H:%M}"
    assert dict(gate.sentence.values)["day"] == until.date()


def test_one_of_another_protocol_is_shown_and_goes_on() -> None:
    other = replace(RULES, protocol="Titan 2")
    (gate,) = consent_gates(SIGNED, (NECK,), GIVEN + 30 * HOUR, other)
    assert (gate.code, gate.severity) == ("consent-dated", Severity.WARN)


@pytest.mark.parametrize("intended", [None, *Answer])
@pytest.mark.parametrize("told", [True, False])
def test_a_device_not_made_for_it_has_to_be_explained(told: bool, intended: Answer | None) -> None:
    signed = replace(SIGNED, consents=(explained(consent(NECK), told),))
    here, elsewhere = IntendedUse(RULES.country, intended), IntendedUse("US", Answer.YES)
    found = codes(signed, device=replace(LAMP, intended_uses=(elsewhere, here)))
    blocked = not told and intended is not Answer.YES
    assert found == (["consent-off-label block"] if blocked else [])


def test_one_that_ran_out_says_since_when_and_one_that_is_not_confirmed_what_it_waits_for() -> None:
    last = GIVEN.date() + timedelta(days=1)
    one = explained(consent(NECK))
    over = replace(SIGNED, consents=(replace(one, record=replace(one.record, valid_until=last)),))
    assert codes(over) == []
    (gate,) = consent_gates(over, (NECK,), GIVEN + 48 * HOUR, RULES)
    assert (gate.code, gate.severity) == ("consent-expired", Severity.BLOCK)
    assert "the consent was valid until 2026-11-03" in str(gate.sentence)
    waits = replace(SIGNED, consents=(replace(one, state=State.CURRENT),))
    assert codes(waits) == ["consent-unconfirmed block"]


def test_both_consents_of_a_pair_have_to_explain_the_device() -> None:
    pair = (explained(consent(LEFT), is_told=False), explained(consent(RIGHT, number=2)))
    assert codes(chart(consents=pair), BOTH, device=LAMP) == ["consent-off-label block"]


@given(charts, sites, at_some_hour)
def test_a_session_is_blocked_exactly_where_no_consent_is_valid(
    of: Chart, site: Site, now: object
) -> None:
    states = consent_states(of, (site,), now, RULES)  # type: ignore[arg-type]
    found = consent_gates(of, (site,), now, RULES)  # type: ignore[arg-type]
    blocked = any(gate.severity is Severity.BLOCK for gate in found)
    assert blocked == (states[0].standing is not ConsentStanding.VALID)


def test_the_worst_of_several_areas_is_told_first() -> None:
    states = consent_states(SIGNED, (NECK, FACE), GIVEN + 30 * HOUR, RULES)
    found = worst(states)
    assert found is not None and found.site == FACE
    assert worst(()) is None


def test_the_consent_that_was_confirmed_is_named() -> None:
    row = AreaSettings(NECK.area, NECK.side)
    session = Session(PATIENT, date(2026, 11, 3), 1, areas=(row,))
    assert confirmed_consent(SIGNED, session) is None
    asked = replace(session, consent_reconfirmed=True)
    assert confirmed_consent(SIGNED, asked) == 1
    assert confirmed_consent(chart(), asked) is None
