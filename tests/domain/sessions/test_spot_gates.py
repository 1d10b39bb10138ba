"""Test spots: how long they wait, and what they say before an area is treated."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import pytest

from infrared_desktop.domain.records.answers import Answer, Tan
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import AreaSettings, Consultation, Session, TestSpot
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.sessions.gates import Severity
from infrared_desktop.domain.sessions.spot_gates import read_due, spot_gates
from tests.domain.consultations import TITAN

R = TypeVar("R")
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
NECK = Site(Area.NECK_FRONT)
HOUR = timedelta(hours=1)
SPOT = TestSpot(
    Area.NECK_FRONT, patient_id=1, done_at=AT, operator_id=1, read_due_at=AT + 48 * HOUR
)
READ = replace(SPOT, read_at=AT + 48 * HOUR, seen=(), passed=Answer.YES)


def stored(record: R, number: int = 1) -> Stored[R]:
    return Stored(number, 1, State.SIGNED, 1, AT, "", record)


def chart(kind: int | None = 5, tan: Tan | None = None, *spots: TestSpot) -> Chart:
    seen = Consultation(1, date(2026, 11, 1), 1, fitzpatrick_type=kind, current_tan=tan)
    made = tuple(stored(spot, n) for n, spot in enumerate(spots, 1))
    return Chart(stored(Patient("Ito")), consultations=(stored(seen),), test_spots=made)


def found(*spots: TestSpot, kind: int | None = 5, after: float = 72) -> list[tuple[str, Severity]]:
    gates = spot_gates(chart(kind, None, *spots), [NECK], AT + after * HOUR, TITAN.test_spot)
    return [(gate.code, gate.severity) for gate in gates]


@pytest.mark.parametrize(
    ("kind", "tan", "hours"),
    [(3, Tan.NONE, 0.5), (3, None, 0.5), (4, None, 48), (None, None, 48), (2, Tan.SUNBED, 48)],
)
def test_the_wait_goes_by_skin_type_and_tan(
    kind: int | None, tan: Tan | None, hours: float
) -> None:
    assert read_due(chart(kind, tan), AT, TITAN.test_spot) == AT + hours * HOUR


def test_dark_skin_without_a_test_spot_is_warned_of_and_light_skin_is_not() -> None:
    assert found() == [("no-test-spot", Severity.WARN)]
    assert found(kind=3) == found(READ) == []


def test_dark_skin_is_still_asked_for_a_test_spot_after_a_consultation_that_did_not_ask() -> None:
    told = chart(5)
    silent = stored(Consultation(1, date(2026, 11, 9), 1), 2)
    both = replace(told, consultations=(*told.consultations, silent))
    gates = spot_gates(both, [NECK], AT, TITAN.test_spot)
    assert [gate.code for gate in gates] == ["no-test-spot"]
    assert read_due(both, AT, TITAN.test_spot) == AT + 48 * HOUR


def test_a_test_spot_that_waits_or_is_late_warns() -> None:
    assert ("test-spot-waits", Severity.WARN) in found(SPOT, after=47)
    assert ("test-spot-unread", Severity.WARN) in found(SPOT, after=48)
    assert found(SPOT, kind=2, after=48) == [("test-spot-unread", Severity.WARN)]


@pytest.mark.parametrize("said", [Answer.NO, Answer.UNKNOWN])
def test_one_that_was_not_borne_well_blocks_until_a_newer_one_is_fine(said: Answer) -> None:
    bad = replace(READ, passed=said)
    assert found(bad) == [("test-spot-failed", Severity.BLOCK)]
    newer = replace(READ, done_at=AT + HOUR)
    assert found(bad, newer) == []


def test_skin_that_was_treated_before_needs_no_test_spot_and_another_place_does() -> None:
    treated = Session(1, date(2026, 11, 2), 1, areas=(AreaSettings(Area.NECK_FRONT),))
    whole = replace(chart(), sessions=(stored(treated),))
    sites = [NECK, Site(Area.ABDOMEN_LOWER)]
    gates = spot_gates(whole, sites, AT, TITAN.test_spot)
    assert [(gate.code, gate.site) for gate in gates] == [("no-test-spot", sites[1])]
