"""Every signature binds name, role, moment, meaning and exact content; a changed record shows."""

from contextlib import closing
from dataclasses import replace

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.domain.records.signature import Signature, SignMeaning
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.database.rows import content_hash
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import consultation, full_day, later, patient, session
from tests.tampering import tamper


def signed_consultation(clinic: Clinic) -> Stored[object]:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    return clinic.care.sign(consultation(number), CLINICIAN, NOW)


def test_everything_that_is_signed_has_its_signature(clinic: Clinic) -> None:
    full_day(clinic)
    found = 0
    for kind in (each for each in KINDS.values() if each.record_type is not Signature):
        for stored in clinic.ledger.books.versions(kind):
            if stored.state is State.SIGNED:
                signature = clinic.care.signature(stored)
                assert signature is not None, kind.name
                said = signature.record
                assert (said.about_kind, said.about_id) == (kind.name, stored.id)
                assert said.signed_hash == stored.content_hash
                assert (signature.by, signature.at) == (stored.by, stored.at)
                found += 1
    assert found > 8


def test_a_signature_keeps_the_name_and_role_of_its_moment(clinic: Clinic) -> None:
    signed = signed_consultation(clinic)
    with clinic.ledger.act("role-changed", CLINICIAN, later(days=1)) as act:
        act.change(clinic.staff.get(CLINICIAN), Staff("Dr. Åsa Berg", Role.CLINICIAN))
    found = clinic.care.signature(signed)
    assert found is not None
    assert (found.record.signer, found.record.role) == ("Dr. Åsa Lindqvist", Role.OWNER)
    assert found.record.meaning is SignMeaning.FINDINGS


def test_only_the_operator_says_that_they_carried_a_session_out(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    other = clinic.staff.add(Staff("Dr. Idris Bello", Role.CLINICIAN), CLINICIAN, NOW).id
    own = clinic.care.sign(session(number), CLINICIAN, NOW)
    anothers = clinic.care.sign(replace(session(number), operator_id=other), CLINICIAN, NOW)
    meanings = [
        found.record.meaning for found in map(clinic.care.signature, (own, anothers)) if found
    ]
    assert meanings == [SignMeaning.TREATED, SignMeaning.RECORDED]


def test_what_was_struck_through_still_names_who_signed_it(clinic: Clinic) -> None:
    signed = signed_consultation(clinic)
    struck = clinic.care.invalidate(signed, "wrong patient", CLINICIAN, NOW)
    assert clinic.care.is_unaltered(struck)
    assert clinic.care.signature(struck) == clinic.care.signature(signed)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consultation SET note = 'never said'",
        "UPDATE consultation SET author_id = 2",
        "UPDATE consultation SET stored_at = '2026-01-01T00:00:00.000+00:00'",
        "UPDATE signature SET role = 'reception'",
        "UPDATE signature SET meaning = 'reviewed'",
        "UPDATE audit SET staff_id = 2 WHERE kind = 'consultation'",
    ],
)
def test_a_change_of_what_was_signed_shows_on_the_record(clinic: Clinic, statement: str) -> None:
    signed = signed_consultation(clinic)
    assert clinic.care.is_unaltered(signed)
    tamper(clinic, statement)
    assert not clinic.care.is_unaltered(clinic.ledger.books.get(type(signed.record), signed.id))
    assert verify(clinic)


def test_a_record_whose_hash_was_changed_along_with_it_shows_too(clinic: Clinic) -> None:
    signed = signed_consultation(clinic)
    changed = content_hash(replace(signed.record, note="never said"))  # type: ignore[type-var]
    tamper(clinic, f"UPDATE consultation SET note = 'never said', content_hash = '{changed}'")
    (stored,) = clinic.people.chart(1).consultations
    assert content_hash(stored.record) == stored.content_hash
    assert not clinic.care.is_unaltered(stored)
    assert any(
        "What was signed is not what the consultation 1 holds" in str(s) for s in verify(clinic)
    )


def test_a_tampered_record_is_found_after_a_restart(clinic: Clinic, template: Template) -> None:
    signed_consultation(clinic)
    tamper(clinic, "UPDATE consultation SET main_concern = 'never said'")
    clinic.close()
    with closing(open_clinic(clinic.folder, template.key, NOW)) as again:
        (stored,) = again.people.chart(1).consultations
        assert not again.care.is_unaltered(stored)
        assert [str(told) for told in verify(again)] == [
            "The consultation 1, version 1, is not what was stored."
        ]


def test_a_code_that_the_program_never_wrote_is_said_in_words(clinic: Clinic) -> None:
    signed_consultation(clinic)
    tamper(clinic, "UPDATE consultation SET visit_kind = 'séance'")
    with pytest.raises(KnownError, match="consultation 1, version 1, cannot be read"):
        clinic.people.chart(1)
