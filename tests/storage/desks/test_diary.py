"""The diary refuses what overlaps, closes no visit without a next step, and takes steps back."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.follow_ups.due import FollowUpKind
from infrared_desktop.domain.records.answers import (
    AppointmentStatus,
    FollowUpDecisionKind,
    NextStepKind,
)
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.contacts import FollowUpDecision
from infrared_desktop.domain.records.diary import Appointment, Device, Room
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, later, next_step, patient, stored_now, visit

CLOSINGS = (AppointmentStatus.FULFILLED, AppointmentStatus.NO_SHOW, AppointmentStatus.CANCELLED)


@pytest.fixture
def booked(clinic: Clinic) -> Stored[Appointment]:
    clinic.people.take_in([patient("A"), patient("B")], RECEPTION, NOW)
    return clinic.diary.book(visit(1), RECEPTION, NOW)


# Visits of the second patient that share one thing only with the booked one, or nothing.
ALONE = {"clinician_id": None, "room_id": None, "device_id": None}


@pytest.mark.parametrize(
    ("patient_id", "shared"),
    [(1, {}), (2, {"clinician_id": 1}), (2, {"room_id": 1}), (2, {"device_id": 1})],
    ids=["patient", "clinician", "room", "device"],
)
@pytest.mark.parametrize("starts", [time(9, 1), time(10), time(10, 59)])
def test_an_overlap_is_refused(
    clinic: Clinic,
    booked: Stored[Appointment],
    patient_id: int,
    shared: dict[str, int],
    starts: time,
) -> None:
    wanted = visit(patient_id, starts=starts, **(ALONE | shared))
    before = stored_now(clinic)
    with pytest.raises(KnownError, match=r"already has a visit from 10:00 to 11:00.*Nothing was"):
        clinic.diary.book(wanted, RECEPTION, NOW)
    assert stored_now(clinic) == before
    clinic.diary.book(replace(wanted, starts=time(11)), RECEPTION, NOW)


def test_visits_that_share_nothing_stand_side_by_side(
    clinic: Clinic, booked: Stored[Appointment]
) -> None:
    clinic.diary.book(visit(2, clinician_id=2, room_id=2, device_id=None), RECEPTION, NOW)
    assert len(clinic.diary.day(TODAY)) == 2


@pytest.mark.parametrize("status", [AppointmentStatus.NO_SHOW, AppointmentStatus.CANCELLED])
def test_a_visit_that_will_not_be_frees_its_place(
    clinic: Clinic, booked: Stored[Appointment], status: AppointmentStatus
) -> None:
    clinic.diary.close(booked, status, next_step(1), RECEPTION, NOW)
    assert clinic.diary.book(visit(2), RECEPTION, NOW).id == 2


def test_a_move_is_judged_like_a_booking(clinic: Clinic, booked: Stored[Appointment]) -> None:
    other = clinic.diary.book(visit(2, starts=time(12)), RECEPTION, NOW)
    with pytest.raises(KnownError, match="Nothing was"):
        clinic.diary.move(booked, visit(1, starts=time(11, 30)), RECEPTION, NOW)
    moved = clinic.diary.move(booked, visit(1, starts=time(10, 30)), RECEPTION, NOW)
    assert [stored.id for stored in clinic.diary.day(TODAY)] == [moved.id, other.id]
    with pytest.raises(StaleError):
        clinic.diary.move(booked, visit(1, starts=time(15)), RECEPTION, NOW)


@pytest.mark.parametrize("minutes", [0, -5, 900])
def test_a_visit_takes_time_and_ends_that_day(clinic: Clinic, minutes: int) -> None:
    clinic.people.register(patient(), RECEPTION, NOW)
    with pytest.raises(KnownError, match="at least a minute"):
        clinic.diary.book(visit(1, minutes=minutes), RECEPTION, NOW)


def test_steps_leave_their_moments(clinic: Clinic, booked: Stored[Appointment]) -> None:
    step, close = clinic.diary.step, clinic.diary.close
    arrived = step(booked, AppointmentStatus.ARRIVED, RECEPTION, later(minutes=1))
    treated = step(arrived, AppointmentStatus.IN_TREATMENT, CLINICIAN, later(minutes=9))
    done = close(treated, AppointmentStatus.FULFILLED, next_step(1), CLINICIAN, later(minutes=50))
    record = clinic.diary.get(booked.id).record
    assert clinic.diary.get(booked.id) == done
    assert record.arrived_at == later(minutes=1)
    assert record.started_at == later(minutes=9)
    assert record.ended_at == later(minutes=50)


@pytest.mark.parametrize("status", CLOSINGS)
def test_no_visit_closes_without_its_next_step(
    clinic: Clinic, booked: Stored[Appointment], status: AppointmentStatus
) -> None:
    with pytest.raises(KnownError, match="Say what comes next"):
        clinic.diary.step(booked, status, RECEPTION, NOW)
    for kind in (NextStepKind.FOLLOW_UP, NextStepKind.WAITING):
        vague = replace(next_step(1, kind), due=None)
        with pytest.raises(KnownError, match="on which day"):
            clinic.diary.close(booked, status, vague, RECEPTION, NOW)
    assert clinic.diary.get(booked.id) == booked
    clinic.diary.close(booked, status, next_step(2), RECEPTION, NOW)
    (agreed,) = clinic.people.chart(1).next_steps
    assert (agreed.record.appointment_id, agreed.record.patient_id) == (booked.id, 1)


def test_only_an_outcome_closes_a_visit(clinic: Clinic, booked: Stored[Appointment]) -> None:
    with pytest.raises(ValueError, match="does not close"):
        clinic.diary.close(booked, AppointmentStatus.ARRIVED, next_step(1), RECEPTION, NOW)


@pytest.mark.parametrize("status", CLOSINGS)
def test_closing_can_be_taken_back(
    clinic: Clinic, booked: Stored[Appointment], status: AppointmentStatus
) -> None:
    due_before = clinic.follow_ups.of_patient(1)
    closed = clinic.diary.close(booked, status, next_step(1), RECEPTION, NOW)
    back = clinic.diary.take_back(closed, booked.record, RECEPTION, NOW)
    assert (back.record, back.version) == (booked.record, 3)
    assert clinic.people.chart(1).next_steps == ()
    assert clinic.follow_ups.of_patient(1) == due_before
    assert clinic.care.history(booked) == [booked, closed, back]
    assert not list(verify(clinic))


def test_a_place_that_was_taken_meanwhile_is_not_given_back(
    clinic: Clinic, booked: Stored[Appointment]
) -> None:
    gone = clinic.diary.close(booked, AppointmentStatus.CANCELLED, next_step(1), RECEPTION, NOW)
    clinic.diary.book(visit(2), RECEPTION, NOW)
    with pytest.raises(KnownError, match="already has a visit"):
        clinic.diary.take_back(gone, booked.record, RECEPTION, NOW)


def test_a_step_taken_back_keeps_the_next_step_of_other_visits(
    clinic: Clinic, booked: Stored[Appointment]
) -> None:
    clinic.diary.close(booked, AppointmentStatus.FULFILLED, next_step(1), RECEPTION, NOW)
    second = clinic.diary.book(visit(1, starts=time(15)), RECEPTION, NOW)
    arrived = clinic.diary.step(second, AppointmentStatus.ARRIVED, RECEPTION, NOW)
    clinic.diary.take_back(arrived, second.record, RECEPTION, NOW)
    assert len(clinic.people.chart(1).next_steps) == 1


def test_visits_of_past_days_without_outcome_are_listed(
    clinic: Clinic, booked: Stored[Appointment]
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert clinic.diary.unresolved(TODAY) == []
    assert clinic.diary.unresolved(tomorrow) == [booked]
    clinic.diary.close(booked, AppointmentStatus.NO_SHOW, next_step(1), RECEPTION, NOW)
    assert clinic.diary.unresolved(tomorrow) == []


@pytest.mark.parametrize("kind", FollowUpDecisionKind)
def test_a_visit_without_outcome_stays_listed_whatever_is_decided_on_its_follow_up(
    clinic: Clinic, booked: Stored[Appointment], kind: FollowUpDecisionKind
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    (row,) = (r for r in clinic.follow_ups.of_patient(1) if r.kind is FollowUpKind.VISIT_OUTCOME)
    dated = (FollowUpDecisionKind.SNOOZED, FollowUpDecisionKind.MOVED)
    until = tomorrow + timedelta(7) if kind in dated else None
    decided = FollowUpDecision(1, row.key, tomorrow, kind, "not today", until)
    clinic.follow_ups.decide(decided, RECEPTION, later(days=1))
    assert clinic.diary.unresolved(tomorrow) == [booked]


def test_a_day_is_in_the_order_of_the_clock(clinic: Clinic, booked: Stored[Appointment]) -> None:
    for hour in (17, 8, 13):
        clinic.diary.book(visit(2, starts=time(hour)), RECEPTION, NOW)

    assert [stored.record.starts.hour for stored in clinic.diary.day(TODAY)] == [8, 10, 13, 17]
    assert clinic.diary.day(TODAY + timedelta(days=1)) == []


def test_rooms_out_of_use_are_not_offered(clinic: Clinic) -> None:
    clinic.diary.add_room(Room("Store", active=False), CLINICIAN, NOW)
    assert [room.record.name for room in clinic.diary.rooms()] == ["Room 1", "Room 2"]


def test_reception_changes_nothing_in_the_device_register(clinic: Clinic) -> None:
    stored = clinic.diary.devices()[0]
    newer = replace(stored.record, serial="7")
    changed = clinic.devices.change(stored, newer, CLINICIAN, NOW)
    for act in (
        lambda: clinic.devices.add(Device("Mine"), RECEPTION, NOW),
        lambda: clinic.devices.change(changed, stored.record, RECEPTION, NOW),
        lambda: clinic.devices.take_back(changed, stored.record, RECEPTION, NOW),
    ):
        with pytest.raises(KnownError, match="Only a clinician or the owner"):
            act()
    assert [each.record for each in clinic.diary.devices()] == [newer]
