"""Before an erasure the owner is told what left the clinic, and is beyond its reach."""

from datetime import timedelta

import pytest

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.erasing_facts import ELSEWHERE, Left, what_left
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import patient

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def number(clinic: Clinic) -> int:
    clinic.note("clinic-exported", CLINICIAN, NOW)  # before anything was known of them
    return clinic.people.register(patient(), RECEPTION, NOW).id


@pytest.mark.parametrize(
    "act",
    [
        "record-printed",
        "paper-printed",
        "record-exported",
        "photographs-exported",
        "review-copy-made",
    ],
)
def test_whatever_left_about_a_patient_is_counted_act_by_act(
    clinic: Clinic, number: int, act: str
) -> None:
    for now in (NOW, LATER):
        with clinic.ledger.act(act, CLINICIAN, now) as begun:
            for _ in range(3):  # photographs leave many at a time
                begun.note(patient_id=number)
    assert what_left(clinic, [number]) == [Left(act, 2, LATER)]
    assert what_left(clinic, [number + 1]) == []


def test_an_export_of_all_and_a_backup_elsewhere_held_who_was_known_by_then(
    clinic: Clinic, number: int
) -> None:
    assert what_left(clinic, [number]) == []
    clinic.note("backup-made", CLINICIAN, NOW)  # at a place of the clinic, which is looked at
    for now in (NOW - timedelta(hours=1), NOW):
        clinic.note("backup-made", CLINICIAN, now, ELSEWHERE)
    clinic.note("clinic-exported", CLINICIAN, LATER)
    assert what_left(clinic, [number]) == [
        Left("clinic-exported", 1, LATER),
        Left("backup-made", 2, NOW),
    ]
