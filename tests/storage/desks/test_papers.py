"""What is signed was handed over before, thought over, and signed by hand or on paper."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.consents import (
    Consent,
    Handout,
    HandoutKind,
    Stroke,
    Withdrawal,
)
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, consent, outline, patient
from tests.tampering import tamper


@pytest.fixture
def given(clinic: Clinic) -> Stored[Handout]:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    return clinic.papers.hand_out(outline(number), RECEPTION, NOW)


def sign(clinic: Clinic, given: Stored[Handout], **fields: Any) -> Stored[Consent]:
    return clinic.papers.consent(consent(given, **fields), CLINICIAN, NOW)


def test_a_consent_is_signed_for_good(clinic: Clinic, given: Stored[Handout]) -> None:
    assert sign(clinic, given).state is State.SIGNED


@pytest.mark.parametrize(
    "signature",
    [(), (Stroke(()),), (Stroke((5, 5)), Stroke((9, 9))), (Stroke((5, 5, 5, 5)),)],
    ids=["no stroke", "no point", "two dots", "a dot that stands"],
)
def test_a_signature_without_a_line_is_refused_and_nothing_is_stored(
    clinic: Clinic, given: Stored[Handout], signature: tuple[Stroke, ...]
) -> None:
    with pytest.raises(KnownError, match="The signature is empty"):
        sign(clinic, given, signature=signature)
    assert clinic.people.chart(given.record.patient_id).consents == ()


def test_one_signed_on_paper_says_where_the_paper_lies(
    clinic: Clinic, given: Stored[Handout]
) -> None:
    stored = sign(clinic, given, signature=(), signed_paper="blue folder 3")
    assert stored.record.signed_paper == "blue folder 3"
    with pytest.raises(KnownError, match="The signature is empty"):
        sign(clinic, given, signature=(), signed_paper="  ")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"cooling_off_ends_at": NOW + timedelta(seconds=1)}, "not past yet"),
        ({"signed_at": NOW + timedelta(seconds=1)}, "lies ahead by this clock"),
        ({"document_hash": "another"}, "another outline"),
        ({"taken_by_id": RECEPTION}, "A clinician takes a consent"),
    ],
)
def test_what_may_not_be_signed_is_refused(
    clinic: Clinic, given: Stored[Handout], fields: dict[str, Any], words: str
) -> None:
    if "document_hash" in fields:
        made = Consent(given.record.patient_id, given.id, "another", NOW, NOW, NOW, CLINICIAN)
        with pytest.raises(KnownError, match=words):
            clinic.papers.consent(made, CLINICIAN, NOW)
        return
    with pytest.raises(KnownError, match=words):
        sign(clinic, given, **fields)


def test_a_consent_is_taken_back_once_with_a_reason(clinic: Clinic, given: Stored[Handout]) -> None:
    signed = sign(clinic, given)
    number = given.record.patient_id
    with pytest.raises(KnownError, match="Say why"):
        clinic.papers.withdraw(Withdrawal(number, signed.id, TODAY, " "), CLINICIAN, NOW)
    back = Withdrawal(number, signed.id, TODAY, "thought better of it")
    clinic.papers.withdraw(back, CLINICIAN, NOW)
    with pytest.raises(KnownError, match="taken back before"):
        clinic.papers.withdraw(back, CLINICIAN, NOW)
    assert len(clinic.people.chart(number).withdrawals) == 1


def test_a_consent_rests_on_an_outline_that_holds(clinic: Clinic, given: Stored[Handout]) -> None:
    sheet = replace(given.record, kind=HandoutKind.INSTRUCTIONS)
    with pytest.raises(KnownError, match="no outline that holds"):
        sign(clinic, clinic.papers.hand_out(sheet, RECEPTION, NOW))
    clinic.care.invalidate(given, "for somebody else", CLINICIAN, NOW)
    with pytest.raises(KnownError, match="no outline that holds"):
        sign(clinic, given)


def test_a_consent_and_its_end_belong_to_the_patient_of_the_outline(
    clinic: Clinic, given: Stored[Handout]
) -> None:
    other = clinic.people.register(patient("Other"), RECEPTION, NOW).id
    with pytest.raises(KnownError, match="another outline"):
        clinic.papers.consent(replace(consent(given), patient_id=other), CLINICIAN, NOW)
    signed = sign(clinic, given)
    with pytest.raises(KnownError, match="another patient's"):
        back = Withdrawal(other, signed.id, TODAY, "thought better of it")
        clinic.papers.withdraw(back, CLINICIAN, NOW)
    assert clinic.people.chart(other).consents == ()
    assert clinic.people.chart(other).withdrawals == ()


def test_signing_ends_the_draft_of_the_consent(clinic: Clinic, given: Stored[Handout]) -> None:
    clinic.care.keep_draft(consent(given), CLINICIAN, NOW)
    assert len(clinic.care.drafts(CLINICIAN)) == 1
    sign(clinic, given)
    assert clinic.care.drafts(CLINICIAN) == []


def test_a_second_signature_without_a_line_is_refused(
    clinic: Clinic, given: Stored[Handout]
) -> None:
    with pytest.raises(KnownError, match="The second signature is empty"):
        sign(clinic, given, co_signer_name="Ito", co_signature=(Stroke((5, 5)),))


def prepared(clinic: Clinic, given: Stored[Handout]) -> Stored[Consent]:
    return clinic.papers.consent(consent(given), RECEPTION, NOW)


def test_one_that_reception_stores_waits_for_the_clinician_who_is_named_in_it(
    clinic: Clinic, given: Stored[Handout]
) -> None:
    waits = prepared(clinic, given)
    assert (waits.state, waits.by) == (State.CURRENT, RECEPTION)
    assert clinic.papers.to_confirm(CLINICIAN) == [waits]
    assert clinic.papers.to_confirm(RECEPTION) == []
    firm = clinic.papers.confirm_consent(waits, CLINICIAN, NOW)
    assert (firm.state, firm.by, firm.record) == (State.SIGNED, CLINICIAN, waits.record)
    assert clinic.papers.to_confirm(CLINICIAN) == []
    bound = clinic.care.signature(firm)
    assert bound is not None
    assert (bound.by, bound.record.signed_hash) == (CLINICIAN, waits.content_hash)
    assert clinic.care.is_unaltered(firm)


def test_nobody_else_confirms_it_and_nobody_twice(clinic: Clinic, given: Stored[Handout]) -> None:
    other = clinic.staff.add(Staff("Dr. Idris Bello", Role.CLINICIAN), CLINICIAN, NOW)
    waits = prepared(clinic, given)
    for by, said in ((RECEPTION, "A clinician takes a consent"), (other.id, "confirms this")):
        with pytest.raises(KnownError, match=said):
            clinic.papers.confirm_consent(waits, by, NOW)
    firm = clinic.papers.confirm_consent(waits, CLINICIAN, NOW)
    with pytest.raises(KnownError, match="waits for nobody"):
        clinic.papers.confirm_consent(firm, CLINICIAN, NOW)


def test_one_that_was_altered_meanwhile_is_not_confirmed(
    clinic: Clinic, given: Stored[Handout]
) -> None:
    waits = prepared(clinic, given)
    tamper(clinic, "UPDATE consent SET cost_quoted = 'free'")
    altered = clinic.care.find(Consent, waits.id)
    with pytest.raises(KnownError, match="is not what was stored"):
        clinic.papers.confirm_consent(altered, CLINICIAN, NOW)


def test_one_that_was_taken_back_waits_no_more(clinic: Clinic, given: Stored[Handout]) -> None:
    waits = prepared(clinic, given)
    back = Withdrawal(given.record.patient_id, waits.id, TODAY, "thought better of it")
    clinic.papers.withdraw(back, RECEPTION, NOW)
    assert clinic.papers.to_confirm(CLINICIAN) == []
    with pytest.raises(KnownError, match="took this consent back"):
        clinic.papers.confirm_consent(waits, CLINICIAN, NOW)


def test_one_that_was_struck_through_is_not_taken_back(
    clinic: Clinic, given: Stored[Handout]
) -> None:
    struck = clinic.care.invalidate(sign(clinic, given), "for somebody else", CLINICIAN, NOW)
    back = Withdrawal(given.record.patient_id, struck.id, TODAY, "thought better of it")
    with pytest.raises(KnownError, match="struck through"):
        clinic.papers.withdraw(back, CLINICIAN, NOW)


def test_a_mistaken_sheet_is_struck_with_its_reason_and_stays_on_record(
    clinic: Clinic, given: Stored[Handout]
) -> None:
    with pytest.raises(KnownError, match="Say why"):
        clinic.papers.strike(given, "  ", RECEPTION, NOW)
    clinic.papers.strike(given, "For another patient", RECEPTION, NOW)
    number = given.record.patient_id
    assert clinic.people.chart(number).handouts == ()
    struck = clinic.people.struck(number)
    assert [one.record for one in struck.handouts] == [given.record]
    assert struck.addenda[-1].record.reason == "For another patient"
    with pytest.raises(KnownError, match="no outline that holds"):
        sign(clinic, given)


def test_an_outline_with_a_consent_is_struck_after_that_consent(
    clinic: Clinic, given: Stored[Handout]
) -> None:
    signed = sign(clinic, given)
    with pytest.raises(KnownError, match="A consent rests on this outline"):
        clinic.papers.strike(given, "Wrong one", CLINICIAN, NOW)
    clinic.care.invalidate(signed, "Wrong one", CLINICIAN, NOW)
    assert clinic.papers.strike(given, "Wrong one", CLINICIAN, NOW).state is State.INVALID


def test_reception_strikes_no_sheet_that_somebody_else_handed_over(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    given = clinic.papers.hand_out(outline(number), CLINICIAN, NOW)
    with pytest.raises(KnownError, match="A clinician strikes what somebody else"):
        clinic.papers.strike(given, "Wrong one", RECEPTION, NOW)
