"""A booking for the wrong person: one act puts it right, one takes that back, both stay."""

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import NOW, RECEPTION
from tests.scenes import TODAY, patient, stored_now, visit


def test_the_wrong_booking_stays_on_record_and_the_right_one_takes_its_place(
    clinic: Clinic,
) -> None:
    wrong, right = (clinic.people.register(patient(n), RECEPTION, NOW).id for n in ("A", "B"))
    first = clinic.diary.book(visit(wrong), RECEPTION, NOW)
    second = clinic.diary.hand_over(first, visit(right), RECEPTION, NOW)
    assert clinic.diary.get(first.id).record.status is AppointmentStatus.ENTERED_IN_ERROR
    assert second.record.patient_id == right
    clinic.diary.hand_back(clinic.diary.get(first.id), second, first.record, RECEPTION, NOW)
    assert clinic.diary.get(first.id).record == first.record
    assert clinic.diary.get(second.id).record.status is AppointmentStatus.ENTERED_IN_ERROR
    assert len(clinic.diary.day(TODAY)) == 2


def test_where_the_right_person_is_elsewhere_nothing_is_changed(clinic: Clinic) -> None:
    wrong, right = (clinic.people.register(patient(n), RECEPTION, NOW).id for n in ("A", "B"))
    elsewhere = visit(right, clinician_id=None, room_id=2, device_id=None)
    clinic.diary.book(elsewhere, RECEPTION, NOW)
    first = clinic.diary.book(visit(wrong), RECEPTION, NOW)
    before = stored_now(clinic)
    with pytest.raises(KnownError, match="patient already has a visit"):
        clinic.diary.hand_over(first, visit(right), RECEPTION, NOW)
    assert stored_now(clinic) == before


def test_a_visit_that_has_begun_stays_with_its_patient(clinic: Clinic) -> None:
    wrong, right = (clinic.people.register(patient(n), RECEPTION, NOW).id for n in ("A", "B"))
    first = clinic.diary.book(visit(wrong), RECEPTION, NOW)
    begun = clinic.diary.step(first, AppointmentStatus.IN_TREATMENT, RECEPTION, NOW)
    with pytest.raises(KnownError, match="has begun"):
        clinic.diary.hand_over(begun, visit(right), RECEPTION, NOW)


def test_a_place_that_was_taken_meanwhile_is_not_handed_back(clinic: Clinic) -> None:
    wrong, right = (clinic.people.register(patient(n), RECEPTION, NOW).id for n in ("A", "B"))
    first = clinic.diary.book(visit(wrong), RECEPTION, NOW)
    second = clinic.diary.hand_over(first, visit(right, room_id=2), RECEPTION, NOW)
    third = clinic.people.register(patient("C"), RECEPTION, NOW).id
    other = visit(third, clinician_id=None, room_id=1, device_id=None)
    clinic.diary.book(other, RECEPTION, NOW)
    before = stored_now(clinic)
    with pytest.raises(KnownError, match="room already has a visit"):
        clinic.diary.hand_back(clinic.diary.get(first.id), second, first.record, RECEPTION, NOW)
    assert stored_now(clinic) == before
