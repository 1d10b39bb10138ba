"""What a consent lacks is told; what is signed says until when it counts and who signed too."""

from dataclasses import replace
from datetime import date

import pytest

from infrared_desktop.domain.papers.consent_signing import (
    new_consent,
    sealed_consent,
    signing_gaps,
    talked_through,
)
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.domain.records.chart import Chart, State
from infrared_desktop.domain.records.consents import Alternative, Consent, Signer, Stroke
from tests.domain.papers.test_consent_state import GIVEN, HOUR, NECK, RULES, chart, outline
from tests.domain.strategies import PATIENT, stored

LINE = (Stroke((0, 0, 100, 40)),)
LATER = GIVEN + 200 * HOUR
GROWN, YOUNG = date(1971, 3, 14), date(2010, 1, 1)


def told(born: date = GROWN, **fields: object) -> tuple[Chart, Consent]:
    """Return a chart with an outline, and a consent to it that lacks nothing."""
    of = chart((outline(NECK),), born=born)
    blank = new_consent(of, of.handouts[0], 1, LATER, RULES)
    whole = replace(
        blank,
        alternatives_discussed=tuple(Alternative),
        no_guarantee=True,
        off_label_explained=True,
        cost_quoted="nothing",
        photo_record=Answer.NO,
        photo_education=Answer.NO,
        photo_marketing=Answer.NO,
        signer_name="Maria Ito",
        signature=LINE,
    )
    return of, replace(whole, **fields)  # type: ignore[arg-type]


def lacks(born: date = GROWN, **fields: object) -> list[str]:
    of, consent = told(born, **fields)
    return [gap.field for gap in signing_gaps(consent, of.handouts[0].record, of, LATER, RULES)]


BOTH_SIGN = {"signer_relation": "mother", "co_signature": LINE}


def test_who_signs_is_named_as_the_patients_own_language_has_it() -> None:
    of, _ = told()
    for language, name in (("ja", "Ito Maria"), ("en", "Maria Ito")):
        patient = replace(of.patient.record, surname="Ito", given_name="Maria", language=language)
        chart = replace(of, patient=replace(of.patient, record=patient))
        consent = new_consent(chart, of.handouts[0], 1, LATER, RULES)
        assert consent.signer_name == name


def test_a_grown_up_signs_alone() -> None:
    assert lacks() == []


def test_under_age_the_guardian_signs_and_the_patient_besides() -> None:
    assert lacks(YOUNG, **BOTH_SIGN) == []


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"co_signature": ()}, ["co_signature"]),
        ({"co_signature": (Stroke((5, 5)),)}, ["co_signature"]),
        ({"co_signer_name": " "}, ["co_signer_name"]),
        ({"signature": ()}, ["signature"]),
        ({"signature": (), "co_signature": ()}, ["signature", "co_signature"]),
        ({"signature": (), "co_signature": (), "signed_paper": "folder 3"}, []),
        ({"signer_relation": " "}, ["signer_relation"]),
        ({"signer_name": ""}, ["signer_name"]),
        ({"signer": Signer.PATIENT}, ["signer"]),
    ],
)
def test_one_of_the_two_is_not_enough(fields: dict[str, object], missing: list[str]) -> None:
    assert lacks(YOUNG, **(BOTH_SIGN | fields)) == missing


def test_the_patients_name_is_known_and_the_guardians_is_asked() -> None:
    of, _ = told(YOUNG)
    blank = new_consent(of, of.handouts[0], 1, LATER, RULES)
    assert (blank.signer, blank.signer_name, blank.co_signer_name) == (Signer.GUARDIAN, "", "Ito")


def test_what_is_signed_says_until_when_it_counts() -> None:
    of, consent = told()
    sealed = sealed_consent(consent, of, GIVEN, LATER, RULES)
    assert sealed.valid_until == date(2027, 11, 10)
    assert sealed.signed_at == LATER
    never = replace(RULES, terms=replace(RULES.terms, valid_months=0))
    assert sealed_consent(consent, of, GIVEN, LATER, never).valid_until is None


def test_a_second_signature_is_kept_under_age_and_left_out_of_a_grown_ups() -> None:
    of, consent = told(YOUNG, **BOTH_SIGN)
    sealed = sealed_consent(consent, of, GIVEN, LATER, RULES)
    assert (sealed.co_signer_name, sealed.co_signature) == ("Ito", LINE)
    assert sealed.signer_relation == "mother"
    grown, _ = told()
    came_of_age = replace(consent, signer=Signer.PATIENT)
    sealed = sealed_consent(came_of_age, grown, GIVEN, LATER, RULES)
    assert (sealed.co_signer_name, sealed.co_signature, sealed.signer_relation) == ("", (), "")


def test_the_choices_of_the_newest_signed_consultation_are_proposed() -> None:
    def seen(number: int, state: State, *choices: Alternative) -> object:
        record = Consultation(PATIENT, GIVEN.date(), 1, alternatives_discussed=choices)
        return stored(record, number, state=state)

    old = seen(1, State.SIGNED, Alternative.NOTHING)
    new = seen(2, State.SIGNED, Alternative.NOTHING, Alternative.SURGERY)
    silent = seen(3, State.SIGNED)
    of = replace(chart(), consultations=(old, new, silent))  # type: ignore[arg-type]
    assert talked_through(of) is new.record  # type: ignore[attr-defined]
    assert talked_through(chart()) is None
    proposed = new_consent(of, outline(NECK), 1, LATER, RULES).alternatives_discussed
    assert proposed == (Alternative.NOTHING, Alternative.SURGERY)
