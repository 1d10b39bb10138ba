"""Unsigned work is kept as a draft that never stands in for a stored record."""

import json
from dataclasses import replace
from typing import Any

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AdverseEvent, Consultation, Review, Session
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.desks.drafts import NOBODY_YET
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import TODAY, consultation, later, patient, session


@pytest.fixture
def number(clinic: Clinic) -> int:
    return clinic.people.register(patient(), RECEPTION, NOW).id


def test_the_last_draft_comes_back_after_a_restart(
    clinic: Clinic, number: int, template: Template
) -> None:
    for concern in ("ne", "neck", "neck and chin"):
        draft = clinic.care.keep_draft(
            consultation(number, main_concern=concern), CLINICIAN, later(seconds=len(concern))
        )
    clinic.ledger.db.close()  # as after a crash: nothing was tidied up
    again = open_clinic(clinic.folder, template.key, NOW)
    assert again.care.drafts() == [draft]
    assert draft.record(Consultation) == consultation(number, main_concern="neck and chin")
    assert draft.kept_at == later(seconds=13)
    again.close()


def test_a_draft_is_no_record(clinic: Clinic, number: int) -> None:
    signed = clinic.care.sign(consultation(number), CLINICIAN, NOW)
    clinic.care.keep_draft(consultation(number, main_concern="draft"), CLINICIAN, NOW)
    chart = clinic.people.chart(number)
    assert chart.consultations == (signed,)
    assert clinic.care.history(signed) == [signed]


def test_signing_drops_the_own_draft_only(clinic: Clinic, number: int) -> None:
    mine = clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    theirs = clinic.care.keep_draft(consultation(number), RECEPTION, later(minutes=1))
    other_kind = clinic.care.keep_draft(session(number), CLINICIAN, later(minutes=2))
    assert clinic.care.drafts() == [other_kind, theirs, mine]
    clinic.care.sign(consultation(number), CLINICIAN, NOW)
    assert clinic.care.drafts() == [other_kind, theirs]
    assert clinic.care.drafts(CLINICIAN) == [other_kind]


def test_a_draft_is_found_by_kind_patient_and_person(clinic: Clinic, number: int) -> None:
    draft = clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    assert clinic.care.draft(Consultation, number, CLINICIAN) == draft
    assert clinic.care.draft(Consultation, number, RECEPTION) is None
    assert clinic.care.draft(Session, number, CLINICIAN) is None
    assert clinic.care.draft(Consultation, number + 1, CLINICIAN) is None


def test_each_visit_has_a_draft_of_its_own(clinic: Clinic, number: int) -> None:
    care = clinic.care
    first = care.keep_draft(session(number, appointment_id=1), CLINICIAN, NOW)
    second = care.keep_draft(session(number, appointment_id=2), CLINICIAN, later(minutes=1))
    none = care.keep_draft(session(number), CLINICIAN, later(minutes=-1))
    assert [draft.appointment_id for draft in (first, second, none)] == [1, 2, None]
    found = [care.draft(Session, number, CLINICIAN, visit) for visit in (1, 2, 0, 3, None)]
    assert found == [first, second, none, None, second]
    assert care.drafts(CLINICIAN) == [second, first, none]
    care.sign(session(number, appointment_id=2), CLINICIAN, NOW)
    assert care.drafts(CLINICIAN) == [first, none]


def test_a_review_is_drafted_for_the_visit_that_is_named(clinic: Clinic, number: int) -> None:
    care, review = clinic.care, Review(number, TODAY, CLINICIAN)
    draft = care.keep_draft(review, CLINICIAN, NOW, 7)
    assert draft.appointment_id == 7
    assert care.draft(Review, number, CLINICIAN, 8) is None
    care.sign(review, CLINICIAN, NOW, 8)
    assert care.drafts() == [draft]
    care.sign(review, CLINICIAN, NOW, 7)
    assert care.drafts() == []


def test_a_failed_signature_keeps_the_draft(clinic: Clinic, number: int) -> None:
    draft = clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    with pytest.raises(KnownError):
        clinic.care.sign(consultation(number, main_concern="\ud800"), CLINICIAN, NOW)
    assert clinic.care.drafts() == [draft]


def test_throwing_a_draft_away_stays_on_the_audit_log(clinic: Clinic, number: int) -> None:
    draft = clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    clinic.care.discard_draft(draft, CLINICIAN, NOW)
    assert clinic.care.drafts() == []
    acts = clinic.ledger.db.execute("SELECT act, patient_id FROM audit ORDER BY seq DESC LIMIT 2")
    assert acts.fetchall() == [("draft-discarded", number), ("draft-kept", number)]


def test_a_draft_of_an_older_release_is_read_with_todays_defaults(
    clinic: Clinic, number: int
) -> None:
    draft = clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    content = dict(draft.content)
    del content["note"]
    assert replace(draft, content=content).record(Consultation) == consultation(number)


def test_a_draft_that_cannot_be_read_is_kept_and_said(clinic: Clinic, number: int) -> None:
    clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    odd = json.dumps({"patient_id": number, "visit_kind": "telepathy"})
    clinic.ledger.db.execute("UPDATE draft SET content = ?", [odd])
    (draft,) = clinic.care.drafts()
    with pytest.raises(KnownError, match="kept as it is"):
        draft.record(Consultation)


def test_a_draft_that_was_thrown_away_comes_back_whole_and_for_its_visit(
    clinic: Clinic, number: int
) -> None:
    draft = clinic.care.keep_draft(Review(number, TODAY, CLINICIAN), CLINICIAN, NOW, 7)
    clinic.care.discard_draft(draft, CLINICIAN, NOW)
    clinic.care.bring_back(draft, CLINICIAN, later(minutes=1))
    assert clinic.care.drafts() == [replace(draft, kept_at=later(minutes=1))]
    assert clinic.care.drafts()[0].appointment_id == 7
    assert not verify(clinic)


def test_a_draft_never_comes_back_over_a_newer_one(clinic: Clinic, number: int) -> None:
    draft = clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    clinic.care.discard_draft(draft, CLINICIAN, NOW)
    newer = clinic.care.keep_draft(consultation(number, note="newer"), CLINICIAN, NOW)
    with pytest.raises(KnownError, match="begun this anew"):
        clinic.care.bring_back(draft, CLINICIAN, NOW)
    assert clinic.care.drafts() == [newer]


def test_a_half_written_registration_comes_back_after_a_power_cut(
    clinic: Clinic, template: Template
) -> None:
    begun = patient("Lindgren", given_name="")
    draft = clinic.care.keep_draft(begun, RECEPTION, NOW)
    assert draft.patient_id == NOBODY_YET and clinic.people.count() == 0
    clinic.ledger.db.close()  # as after a crash: nothing was tidied up
    again = open_clinic(clinic.folder, template.key, NOW)
    assert again.care.draft(Patient, NOBODY_YET, RECEPTION) == draft
    assert again.care.draft(Patient, NOBODY_YET, CLINICIAN) is None
    assert draft.record(Patient) == begun
    assert not verify(again)
    again.close()


def test_registering_drops_the_own_draft_and_nobody_elses(clinic: Clinic) -> None:
    clinic.care.keep_draft(patient("Lindgren"), RECEPTION, NOW)
    theirs = clinic.care.keep_draft(patient("Lindgren"), CLINICIAN, NOW)
    with pytest.raises(KnownError, match="needs a name"):
        clinic.people.register(patient("", given_name=""), RECEPTION, NOW)
    assert len(clinic.care.drafts()) == 2
    clinic.people.register(patient("Lindgren"), RECEPTION, NOW)
    assert clinic.care.drafts() == [theirs]
    assert not verify(clinic)


def test_a_half_written_reaction_claims_nothing_that_nobody_said(
    clinic: Clinic, number: int, template: Template
) -> None:
    told = AdverseEvent(Area.NECK_FRONT, patient_id=number, noted_on=TODAY, note="It burns")
    open_yet: dict[str, Any] = {"reaction": None, "severity": None}
    begun = replace(told, **open_yet)
    clinic.care.keep_draft(begun, CLINICIAN, NOW)
    clinic.ledger.db.close()  # as after a crash: nothing was tidied up
    again = open_clinic(clinic.folder, template.key, NOW)
    draft = again.care.draft(AdverseEvent, number, CLINICIAN, 0)
    assert draft is not None and draft.record(AdverseEvent) == begun
    assert again.people.chart(number).adverse_events == ()
    again.care.report(told, CLINICIAN, NOW)
    assert again.care.drafts() == []
    assert not verify(again)
    again.close()
