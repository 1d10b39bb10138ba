"""A copy that left is known here; a remark comes back once, as a draft for a person to decide."""

from dataclasses import replace
from datetime import date, time

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.review_copies import (
    CopyScope,
    Remark,
    RemarkStatus,
    ReviewCopy,
)
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import treated_patient

KEY = bytes(range(32))


@pytest.fixture
def number(clinic: Clinic) -> int:
    return treated_patient(clinic)


@pytest.fixture
def remark(clinic: Clinic, number: int) -> Remark:
    copy = ReviewCopy("c7", NOW, date(2026, 12, 1), CopyScope.CHOSEN, (number,), CLINICIAN)
    clinic.review_copies.note_made(copy, KEY, CLINICIAN, NOW)
    about = clinic.people.chart(number).sessions[0].id
    return Remark(number, "r1", "c7", NOW, CLINICIAN, "Less on the left.", "session", about)


def taken_in(clinic: Clinic, remark: Remark) -> Stored[Remark]:
    (stored,) = clinic.review_copies.take_in([remark], RECEPTION, NOW)
    return stored


def test_a_copy_keeps_its_key_here_and_names_its_patients_in_the_log(
    clinic: Clinic, number: int, remark: Remark
) -> None:
    assert clinic.review_copies.key("c7") == KEY
    sql = "SELECT patient_id FROM audit WHERE act = 'review-copy-made' AND kind = 'patient'"
    assert clinic.ledger.db.execute(sql).fetchall() == [(number,)]
    with pytest.raises(KnownError, match="not made here"):
        clinic.review_copies.key("c8")


def test_a_copy_that_was_never_handed_over_is_not_listed(clinic: Clinic, remark: Remark) -> None:
    (stored,) = clinic.review_copies.all()
    clinic.review_copies.take_back(stored, CLINICIAN, NOW)
    assert clinic.review_copies.all() == []


def test_remarks_merged_twice_give_one_set_of_drafts(clinic: Clinic, remark: Remark) -> None:
    second = replace(remark, remark_id="r2", text="Call again.")
    assert len(clinic.review_copies.take_in([remark, remark, second], RECEPTION, NOW)) == 2
    assert clinic.review_copies.take_in([remark, second], RECEPTION, NOW) == []
    assert [each.record for each in clinic.review_copies.drafts()] == [remark, second]
    assert verify(clinic) == []


def test_a_remark_comes_in_as_a_draft_whatever_it_says_itself(
    clinic: Clinic, remark: Remark
) -> None:
    forged = replace(remark, status=RemarkStatus.TAKEN_UP)
    assert taken_in(clinic, forged).record.status is RemarkStatus.DRAFT


def test_one_that_is_taken_up_is_signed_as_an_addendum(clinic: Clinic, remark: Remark) -> None:
    stored = taken_in(clinic, remark)
    clinic.review_copies.take_up(stored, "seen at home", CLINICIAN, NOW)
    (added,) = clinic.people.chart(remark.patient_id).addenda
    assert (added.record.text, added.record.about_id) == (remark.text, remark.about_id)
    assert clinic.review_copies.drafts() == []
    with pytest.raises(KnownError, match="decided about this remark already"):
        clinic.review_copies.take_up(
            clinic.people.chart(remark.patient_id).remarks[0], "again", CLINICIAN, NOW
        )


def test_one_about_no_record_is_not_signed_into_nowhere(clinic: Clinic, remark: Remark) -> None:
    stored = taken_in(clinic, replace(remark, about_kind="", about_id=None))
    with pytest.raises(KnownError, match="which record"):
        clinic.review_copies.take_up(stored, "seen at home", CLINICIAN, NOW)


def test_one_is_never_tied_to_a_record_of_somebody_else(clinic: Clinic, remark: Remark) -> None:
    other = clinic.people.chart(treated_patient(clinic, "Other", time(14))).sessions[0].id
    stored = taken_in(clinic, replace(remark, about_kind="", about_id=None))
    with pytest.raises(KnownError, match="signed record of the patient"):
        clinic.review_copies.tie(stored, ("session", other), CLINICIAN, NOW)
    assert remark.about_id is not None
    tied = clinic.review_copies.tie(stored, ("session", remark.about_id), CLINICIAN, NOW)
    assert tied.record == remark


def test_each_copy_is_known_by_its_own_name(clinic: Clinic, number: int, remark: Remark) -> None:
    later = ReviewCopy("c9", NOW, date(2026, 12, 9), CopyScope.CHOSEN, (number,), CLINICIAN)
    clinic.review_copies.note_made(later, KEY[::-1], CLINICIAN, NOW)
    named = clinic.review_copies.named
    assert (named("c7").until, named("c9")) == (date(2026, 12, 1), later)
    assert clinic.review_copies.key("c9") == KEY[::-1]
    with pytest.raises(KnownError, match="not made here"):
        named("c8")


def test_one_that_is_put_aside_stays_and_comes_back(clinic: Clinic, remark: Remark) -> None:
    aside = clinic.review_copies.dismiss(taken_in(clinic, remark), CLINICIAN, NOW)
    assert clinic.review_copies.drafts() == []
    assert clinic.people.chart(remark.patient_id).remarks == (aside,)
    clinic.review_copies.reopen(aside, CLINICIAN, NOW)
    assert len(clinic.review_copies.drafts()) == 1
