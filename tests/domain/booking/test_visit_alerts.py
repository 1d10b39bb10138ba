"""What the desk is told before a visit: all that is missing, the weightiest first."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from infrared_desktop.domain.booking.visit_alerts import READ, alerts_of
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus, Tan
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import AdverseEvent, Consultation, Plan
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import Handout, HandoutKind
from infrared_desktop.domain.records.diary import Appointment, Device
from infrared_desktop.domain.records.history import History
from infrared_desktop.storage.database.kinds import KINDS
from tests.domain.papers.test_consent_state import (
    FACE,
    GIVEN,
    HOUR,
    NECK,
    back,
    chart,
    consent,
    outline,
)
from tests.domain.photographs.test_sets import shot
from tests.domain.strategies import PATIENT, stored

DAY = GIVEN.date() + timedelta(days=2)
DEVICES = {1: Device("Titan"), 2: Device("Old", in_service=False), 3: Device("X", recall="Stop.")}
SIGNED = chart((outline(NECK),), (consent(NECK),))


def visit(*wanted: Site, **fields: object) -> Stored[Appointment]:
    known = {"device_id": 1, "sites": wanted, "kind": AppointmentKind.SESSION}
    return stored(Appointment(PATIENT, day=DAY, starts=time(9), minutes=60, **(known | fields)), 7)  # type: ignore[arg-type]


def ready(of: Chart = SIGNED, known_on: date = DAY) -> Chart:
    """Return a chart with a plan, a history, no tan and the instructions for the visit."""
    sheet = Handout(PATIENT, HandoutKind.INSTRUCTIONS, GIVEN, "en", "# Text", appointment_id=7)
    untanned = Consultation(PATIENT, GIVEN.date(), 1, current_tan=Tan.NONE)
    return replace(
        of,
        plans=(stored(Plan(PATIENT, GIVEN.date(), 1)),),
        histories=(stored(History(PATIENT, known_on)),),
        consultations=(stored(untanned),),
        handouts=(*of.handouts, stored(sheet, 9)),
    )


def found(of: Chart, about: Stored[Appointment], today: date | None = None) -> list[str]:
    return list(alerts_of(about, of, DEVICES, today or about.record.day, 30))


def asked(of: Chart, about: Stored[Appointment]) -> list[str]:
    return list(alerts_of(about, of, DEVICES, about.record.day, 30, asks_photographs=True))


def test_photographs_are_asked_for_before_light_where_the_clinic_wants_it() -> None:
    assert asked(ready(), visit(NECK)) == ["no_photographs"]
    pictured = replace(ready(), photos=(shot(1, None, area=NECK.area),))
    assert asked(pictured, visit(NECK)) == []
    assert found(ready(), visit(NECK)) == []


def test_a_review_asks_for_photographs_beside_those_that_there_are() -> None:
    here = visit(kind=AppointmentKind.REVIEW, status=AppointmentStatus.ARRIVED)
    before = shot(1, None, DAY - timedelta(90))
    assert asked(replace(ready(), photos=(before,)), here) == ["photographs_due"]
    assert asked(replace(ready(), photos=(before, shot(2, None, DAY))), here) == []
    assert asked(ready(), here) == []
    booked = visit(kind=AppointmentKind.REVIEW)
    assert asked(replace(ready(), photos=(before,)), booked) == []


def test_a_visit_with_all_in_order_is_told_nothing_of() -> None:
    assert found(ready(), visit(NECK)) == []


@pytest.mark.parametrize(
    ("of", "wanted", "alert"),
    [
        (chart(), (NECK,), "no_consent"),
        (SIGNED, (NECK, FACE), "no_consent"),
        (chart((outline(NECK),)), (NECK,), "consent_unsigned"),
        (replace(SIGNED, withdrawals=(back(1, GIVEN + 26 * HOUR),)), (NECK,), "no_consent"),
    ],
)
def test_it_says_what_the_consent_lacks(of: Chart, wanted: tuple[Site, ...], alert: str) -> None:
    assert found(ready(of), visit(*wanted)) == [alert]


def test_a_consent_that_runs_out_before_the_visit_is_told_of() -> None:
    one = consent(NECK)
    ends = replace(one, record=replace(one.record, valid_until=DAY - timedelta(days=1)))
    assert found(ready(chart((outline(NECK),), (ends,))), visit(NECK)) == ["consent_over"]


def test_the_history_is_confirmed_once_the_patient_is_here() -> None:
    old = ready(known_on=DAY - timedelta(days=1))
    assert found(old, visit(NECK)) == []
    here = visit(NECK, status=AppointmentStatus.ARRIVED)
    assert found(old, here) == ["confirm_history"]
    assert found(ready(), here) == []


def test_a_history_that_is_old_by_the_protocol_is_told_before_the_patient_comes() -> None:
    for days, told in ((30, []), (31, ["stale_history"])):
        assert found(ready(known_on=DAY - timedelta(days)), visit(NECK)) == told
    booked = visit(NECK)
    ahead = replace(booked, record=replace(booked.record, day=DAY + timedelta(90)))
    assert found(ready(), ahead, today=DAY) == []
    assert found(ready(), ahead, today=DAY + timedelta(31)) == ["stale_history"]


@pytest.mark.parametrize("device_id", [2, 3])
def test_a_device_that_must_not_be_used_is_told_of(device_id: int) -> None:
    assert found(ready(), visit(NECK, device_id=device_id)) == ["device_out"]


def test_instructions_of_another_visit_do_not_count() -> None:
    of = ready()
    other = replace(of.handouts[-1], record=replace(of.handouts[-1].record, appointment_id=6))
    assert found(replace(of, handouts=(*SIGNED.handouts, other)), visit(NECK)) == ["no_sheet"]


def test_the_weightiest_is_told_first_and_a_closed_visit_of_nothing() -> None:
    event = stored(AdverseEvent(NECK.area, patient_id=PATIENT, noted_on=DAY))
    bad = replace(chart(), adverse_events=(event,))
    told = found(bad, visit(NECK, device_id=2))
    assert told == ["reaction", "device_out", "no_consent", "no_plan", "no_history", "no_sheet"]
    assert found(bad, visit(kind=AppointmentKind.REVIEW)) == ["reaction"]
    assert found(bad, visit(NECK, status=AppointmentStatus.FULFILLED)) == []


def test_what_an_alert_reads_are_kinds_of_records() -> None:
    assert set(READ) <= set(KINDS)


def test_instructions_that_were_given_for_no_visit_in_particular_count() -> None:
    known = ready()
    *others, sheet = known.handouts
    any_one = replace(sheet, record=replace(sheet.record, appointment_id=None))
    assert found(replace(known, handouts=(*others, any_one)), visit(NECK)) == []


def test_the_tan_is_asked_by_the_last_consultation_that_knew() -> None:
    first, unasked = GIVEN.date() - timedelta(days=30), GIVEN.date() + timedelta(days=1)
    for before, last, told in ((Tan.SUNBED, Tan.NONE, []), (Tan.NONE, Tan.SUNBED, ["ask_tan"])):
        seen = (
            Consultation(PATIENT, first, 1, current_tan=before),
            Consultation(PATIENT, GIVEN.date(), 1, current_tan=last),
            Consultation(PATIENT, unasked, 1),
        )
        kept = tuple(stored(each, n) for n, each in enumerate(seen, start=1))
        assert found(replace(ready(), consultations=kept), visit(NECK)) == told
