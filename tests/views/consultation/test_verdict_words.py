"""A verdict on a chip never looks more final than it is."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.answers import Answer, SkinCondition, Tan
from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.views.consultation.verdict_words import long_chip, short_chip
from tests.domain.consultations import assess_one, consultation, finding


def chips(record: Consultation) -> tuple[str, str]:
    found = assess_one(record)
    return short_chip(record, found).text, long_chip(found).text


def tanned(**other: object) -> Consultation:
    return consultation(current_tan=Tan.NATURAL, last_exposure=date(2026, 11, 22), **other)


def test_a_deferral_with_all_answers_has_its_day_alone(dressed: QApplication) -> None:
    assert chips(tanned()) == ("defer to 6 Dec", "Deferred: earliest 6 Dec 2026")


def test_a_deferral_tells_how_many_answers_are_missing(dressed: QApplication) -> None:
    row = finding(laxity_grade=None, size_cm2=None, suspicious_lesion=None, tattoo=None)
    record = tanned(areas=(row,), expectation=None)
    assert chips(record) == (
        "defer to 6 Dec · 5 to ask",
        "Deferred: earliest 6 Dec 2026 · 5 to ask",
    )


def test_a_deferral_without_a_day_tells_it_too(dressed: QApplication) -> None:
    record = consultation(finding(skin_conditions=(SkinCondition.RASH,), tattoo=None))
    assert chips(record)[0] == "defer, no day yet · 1 to ask"


def test_a_verdict_with_care_tells_it_too(dressed: QApplication) -> None:
    record = consultation(finding(tattoo=None), fitzpatrick_type=4)
    short, full = chips(record)
    assert short.endswith("with care · 1 to ask") and full.endswith("with care · 1 to ask")


@pytest.mark.parametrize("tattoo", [Answer.NO, Answer.UNKNOWN])
def test_what_was_asked_and_is_not_known_is_not_to_be_asked(
    dressed: QApplication, tattoo: Answer
) -> None:
    assert chips(tanned(areas=(finding(tattoo=tattoo),)))[0] == "defer to 6 Dec"
