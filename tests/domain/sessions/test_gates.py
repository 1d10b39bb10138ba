"""A session meets a gate for each thing that stands in its way, and no gate without one."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.records.answers import Reaction, Verdict
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    AreaFinding,
    AreaSettings,
    Consultation,
    Plan,
    PlanArea,
    Session,
)
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.schedule import SessionWindows
from infrared_desktop.domain.sessions.gates import Severity, gates, verdict_gates
from tests.domain.strategies import stored

WINDOWS = SessionWindows()
NECK, FACE = Site(Area.NECK_FRONT), Site(Area.FACE_FULL)
JAW = Site(Area.JOWL_JAWLINE, Side.LEFT)
LAST = date(2026, 3, 1)


def chart(sessions: int = 2, plan_id: int | None = 3) -> Chart:
    """A patient with one session at the neck, of a plan or of none."""
    plan = Plan(7, LAST, 1, areas=(PlanArea(Area.NECK_FRONT, None, sessions),))
    done = Session(7, LAST, 1, plan_id=plan_id, areas=(AreaSettings(Area.NECK_FRONT),))
    return Chart(
        stored(Patient("Ito")), plans=(stored(plan, id=3),), sessions=(stored(done, id=9),)
    )


def codes(
    of: Chart, days: int, site: Site = NECK, device: Device | None = None, ignore: int | None = None
) -> list[tuple[str, Severity]]:
    found = gates(of, [site], LAST + timedelta(days), WINDOWS, device, ignore)
    for gate in found:
        assert "{" not in str(gate.sentence)
    return [(gate.code, gate.severity) for gate in found]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, [("interval-too-short", Severity.BLOCK)]),
        (13, [("interval-too-short", Severity.BLOCK)]),
        (14, [("interval-short", Severity.WARN)]),
        (27, [("interval-short", Severity.WARN)]),
        (28, []),
        (92, []),
        (93, [("plan-drifting", Severity.WARN)]),
        (183, [("plan-drifting", Severity.WARN)]),
        (184, [("interval-lapsed", Severity.BLOCK)]),
    ],
)
def test_the_interval_gates_open_and_close_on_their_days(
    days: int, expected: list[tuple[str, Severity]]
) -> None:
    assert codes(chart(), days) == expected
    assert codes(chart(), days, site=FACE) == []


@pytest.mark.parametrize(("treated", "wanted"), [(FACE, JAW), (JAW, FACE)])
def test_the_full_face_and_an_area_of_it_are_one_skin(treated: Site, wanted: Site) -> None:
    rows = (AreaSettings(treated.area, treated.side),)
    done = stored(Session(7, LAST, 1, areas=rows), id=9)
    of = replace(chart(), sessions=(done,))
    assert codes(of, 13, site=wanted) == [("interval-too-short", Severity.BLOCK)]
    assert codes(of, 13, site=NECK) == []


@pytest.mark.parametrize(
    ("judged", "wanted", "expected"),
    [(FACE, JAW, []), (JAW, FACE, ["not-judged"]), (FACE, NECK, ["not-judged"])],
)
def test_who_judged_the_full_face_judged_each_area_of_it(
    judged: Site, wanted: Site, expected: list[str]
) -> None:
    rows = (AreaFinding(judged.area, judged.side, verdict=Verdict.SUITABLE),)
    seen = stored(Consultation(7, LAST, 1, areas=rows), state=State.SIGNED)
    of = replace(chart(), consultations=(seen,))
    assert [gate.code for gate in verdict_gates(of, [wanted], LAST)] == expected


def test_distance_counts_across_plans_but_only_a_running_plan_drifts() -> None:
    assert codes(chart(plan_id=None), 13) == [("interval-too-short", Severity.BLOCK)]
    assert codes(chart(plan_id=None), 400) == []


def test_a_signed_consultation_reopens_a_lapsed_plan() -> None:
    again = Consultation(7, LAST + timedelta(190), 1)
    before = replace(stored(replace(again, consulted_on=LAST)), state=State.SIGNED)
    assert codes(replace(chart(), consultations=(before,)), 200)[0][0] == "interval-lapsed"
    draft, signed = stored(again), replace(stored(again), state=State.SIGNED)
    assert codes(replace(chart(), consultations=(draft,)), 200)[0][0] == "interval-lapsed"
    assert codes(replace(chart(), consultations=(signed,)), 200)[0][0] == "plan-drifting"
    assert codes(replace(chart(), consultations=(signed,)), 185)[0][0] == "interval-lapsed"


def test_a_session_beyond_the_plan_needs_a_reason() -> None:
    assert codes(chart(sessions=1), 30) == [("more-than-planned", Severity.BLOCK)]


def test_the_session_at_hand_is_not_its_own_predecessor() -> None:
    assert codes(chart(sessions=1), 0, ignore=9) == []


@pytest.mark.parametrize("severity", [1, 2, 3, 4])
def test_an_open_adverse_event_from_severity_2_blocks_every_site(severity: int) -> None:
    event = AdverseEvent(Area.NECK_FRONT, patient_id=7, noted_on=LAST, severity=severity)
    expected = [("adverse-event-open", Severity.BLOCK)] if severity >= 2 else []
    assert codes(replace(chart(), adverse_events=(stored(event),)), 30, site=FACE) == expected
    closed = replace(event, closed_on=LAST)
    assert codes(replace(chart(), adverse_events=(stored(closed),)), 30, site=FACE) == []


def test_an_open_reaction_is_named_with_its_site() -> None:
    told: dict[str, Any] = {"noted_on": LAST, "severity": 2, "reaction": Reaction.BLISTER}
    event = AdverseEvent(Area.NECK_FRONT, patient_id=7, **told)
    of = replace(chart(), adverse_events=(stored(event),))
    (gate,) = gates(of, [FACE], LAST + timedelta(30), WINDOWS)
    assert str(gate.sentence).startswith(f"{NECK}: blister, severity 2, noted on {LAST}")


def test_a_device_out_of_service_blocks() -> None:
    broken = Device("Titan 1", in_service=False)
    assert codes(chart(), 30, device=broken) == [("device-out-of-service", Severity.BLOCK)]
    assert codes(chart(), 30, device=replace(broken, in_service=True)) == []


def judged(verdict: Verdict | None, on: date, state: State = State.SIGNED) -> Stored[Consultation]:
    areas = (AreaFinding(Area.NECK_FRONT, verdict=verdict),)
    return stored(Consultation(7, on, 1, areas=areas), state=state)


@pytest.mark.parametrize(
    ("consultations", "expected"),
    [
        ((), ["not-judged"]),
        ((judged(None, LAST),), ["not-judged"]),
        ((judged(Verdict.SUITABLE, LAST, State.CURRENT),), ["not-judged"]),
        ((judged(Verdict.SUITABLE, LAST + timedelta(1)),), ["not-judged"]),
        ((judged(Verdict.SUITABLE, LAST),), []),
        ((judged(Verdict.PRECAUTIONS, LAST),), []),
        ((judged(Verdict.DEFERRED, LAST),), ["not-suitable"]),
        ((judged(Verdict.DEFERRED, LAST - timedelta(9)), judged(Verdict.SUITABLE, LAST)), []),
        (
            (judged(Verdict.SUITABLE, LAST - timedelta(9)), judged(Verdict.REFERRED, LAST)),
            ["not-suitable"],
        ),
    ],
)
def test_a_site_needs_a_signed_consultation_that_found_it_suitable(
    consultations: tuple[Stored[Consultation], ...], expected: list[str]
) -> None:
    of = replace(chart(), consultations=consultations)
    assert [gate.code for gate in verdict_gates(of, [NECK], LAST)] == expected
