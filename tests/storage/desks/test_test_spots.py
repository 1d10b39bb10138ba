"""A test spot is read once, by a clinician, and its reading is final."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import TestSpot
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import patient

LATER = NOW + timedelta(hours=48)


@pytest.fixture
def made(clinic: Clinic) -> Stored[TestSpot]:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    spot = TestSpot(
        Area.NECK_FRONT, patient_id=number, done_at=NOW, operator_id=CLINICIAN, read_due_at=LATER
    )
    return clinic.care.test(spot, CLINICIAN, NOW)


def reading(made: Stored[TestSpot], passed: Answer | None = Answer.YES) -> TestSpot:
    return replace(made.record, read_at=LATER, seen=(), passed=passed)


def test_a_reading_is_final(clinic: Clinic, made: Stored[TestSpot]) -> None:
    assert made.state is State.CURRENT
    read = clinic.care.read_test(made, reading(made), CLINICIAN, LATER)
    assert (read.state, read.record.passed) == (State.SIGNED, Answer.YES)
    with pytest.raises(KnownError):
        clinic.care.read_test(read, reading(made, Answer.NO), CLINICIAN, LATER)
    (stands,) = clinic.people.chart(made.record.patient_id).test_spots
    assert stands == read


def test_a_reading_says_what_was_seen_and_whose_eyes_saw_it(
    clinic: Clinic, made: Stored[TestSpot]
) -> None:
    with pytest.raises(KnownError, match="Say what you see"):
        clinic.care.read_test(made, reading(made, None), CLINICIAN, LATER)
    with pytest.raises(KnownError, match="A clinician makes and reads"):
        clinic.care.read_test(made, reading(made), RECEPTION, LATER)
    (stands,) = clinic.people.chart(made.record.patient_id).test_spots
    assert stands == made
