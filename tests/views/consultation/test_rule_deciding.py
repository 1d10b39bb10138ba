"""Deciding about rules beside a consultation: by whom, why, with what effect, and struck again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from infrared_desktop.domain.records.answers import Answer, SkinCondition, Verdict
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.history import HealthEntry
from infrared_desktop.domain.records.history_answers import HealthCondition
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.records.treatment_answers import Precaution
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.consultation.consultation import ConsultationScreen
from infrared_desktop.views.inputs.field_errors import error_of
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.domain.consultations import HEALTHY, consultation, finding
from tests.views.desk import Desk

TODAY = date(2026, 11, 23)
RASH = finding(skin_conditions=(SkinCondition.RASH,), verdict=None)
ARM = finding(Area.UPPER_ARM, Side.LEFT, verdict=None)


@pytest.fixture
def patient(clinic: Clinic) -> Stored[Patient]:
    stored = clinic.people.register(Patient("Fonseca", "Inês", date(1990, 9, 2)), CLINICIAN, NOW)
    clinic.history.take(replace(HEALTHY, patient_id=stored.id, taken_on=TODAY), CLINICIAN, NOW)
    return stored


def begin(desk: Desk, patient: Stored[Patient], *areas: AreaFinding) -> ConsultationScreen:
    """Show a consultation that was begun with these areas."""
    record = consultation(*areas, patient_id=patient.id, consulted_on=TODAY)
    desk.clinic.care.keep_draft(record, desk.frame.workplace.by, NOW)
    screen = desk.go("consultation", patient.id)
    assert isinstance(screen, ConsultationScreen)
    return screen


def decisions(desk: Desk, patient: Stored[Patient]) -> list[RuleDecision]:
    return [one.record for one in desk.clinic.people.chart(patient.id).rule_decisions]


def offered(screen: ConsultationScreen) -> list[str]:
    buttons = screen.verdicts.rules.findChildren(QPushButton)
    return [each.accessibleName() for each in buttons if each.isVisible()]


def focus_on(name: str, screen: ConsultationScreen, desk: Desk, key: str = "Tab") -> None:
    """Press Tab, or back, until a button of the rules has the keys."""
    for _ in range(12):
        here = QApplication.focusWidget()
        if isinstance(here, QPushButton) and here.accessibleName().startswith(name):
            return
        desk.press(key)
    raise AssertionError(f"{name} cannot be reached: {offered(screen)}")


def test_an_area_examined_again_is_judged_anew_at_once_by_keyboard(
    desk: Desk, patient: Stored[Patient]
) -> None:
    screen = begin(desk, patient, RASH)
    assert screen.verdicts.verdict.accessibleName() == "Deferred until examined again"
    desk.press("Ctrl+D")
    focus_on("Examined again: ", screen, desk)
    desk.press("Space")
    assert screen.verdicts.form.isHidden()
    desk.type("Healed, no redness left")
    desk.press("Ctrl+Return")
    (made,) = decisions(desk, patient)
    assert made == RuleDecision(
        patient.id,
        "C07",
        RuleDecisionKind.RE_EXAMINED,
        TODAY,
        "Healed, no redness left",
        Area.NECK_FRONT,
    )
    assert screen.verdicts.verdict.accessibleName() == "Suitable"
    last = screen.verdicts.rules.words()[-1]
    assert last.startswith("Settled: Skin in the area not healthy\nC07")
    assert "Examined again · Dr. Åsa Lindqvist · 23 Nov 2026 · Neck, front: Healed" in last
    assert QApplication.focusWidget() is screen.verdicts.binder.input("verdict")


def test_treating_all_the_same_needs_a_reason_and_stays_beside_the_rule(
    desk: Desk, patient: Stored[Patient]
) -> None:
    screen = begin(desk, patient, RASH)
    desk.press("Ctrl+D")
    focus_on("Treat all the same: ", screen, desk)
    desk.press("Space")
    reason = screen.verdicts.question.binder.input("reason")
    desk.press("Ctrl+Return")
    assert error_of(reason) == "This is needed." and decisions(desk, patient) == []
    desk.type("Old scar, looked like a rash")
    desk.press("Ctrl+Return")
    assert decisions(desk, patient)[0].kind is RuleDecisionKind.OVERRIDDEN
    assert screen.verdicts.verdict.accessibleName() == "Suitable with care"
    assert "Examined again: Skin in the area not healthy" in offered(screen)
    assert not any(name.startswith("Treat all the same") for name in offered(screen))


def test_a_decision_can_be_struck_through_with_a_reason_and_the_rule_speaks_again(
    desk: Desk, patient: Stored[Patient]
) -> None:
    decision = RuleDecision(patient.id, "C07", RuleDecisionKind.RE_EXAMINED, TODAY, "Healed.")
    stored = desk.clinic.care.decide_rule(decision, CLINICIAN, NOW)
    screen = begin(desk, patient, RASH)
    assert screen.verdicts.verdict.accessibleName() == "Suitable"
    (strike,) = (
        each
        for each in screen.verdicts.rules.findChildren(QPushButton)
        if each.accessibleName().startswith("Strike through: Examined again")
    )
    strike.setFocus()
    desk.press("Space")
    desk.type("Wrong patient")
    desk.press("Ctrl+Return")
    assert decisions(desk, patient) == []
    assert desk.clinic.care.history(stored)[-1].state is State.INVALID
    assert screen.verdicts.verdict.accessibleName() == "Deferred until examined again"


def test_a_letter_before_what_it_is_about_or_from_tomorrow_is_refused_beside_its_day(
    desk: Desk, patient: Stored[Patient]
) -> None:
    entry = HealthEntry(HealthCondition.SKIN_CANCER, since=date(2026, 5, 1))
    history = desk.clinic.people.chart(patient.id).history
    told = replace(HEALTHY, patient_id=patient.id, taken_on=TODAY, conditions=(entry,))
    desk.clinic.history.take(told, CLINICIAN, NOW, history)
    screen = begin(desk, patient, finding(verdict=None))
    desk.press("Ctrl+D")
    focus_on("Letter seen: ", screen, desk)
    desk.press("Space")
    card = screen.verdicts.question
    day = card.binder.input("decided_on")
    desk.type("Dr. Ota: cleared")
    for typed, said in (
        ("30.4.2026", "It has to be after what it is about"),
        ("24.11.2026", "This day lies ahead."),
        ("31.2.2026", "not a day"),
        ("", "This is needed."),
    ):
        day.setFocus()
        desk.type(typed) if typed else desk.press("Ctrl+A"), desk.press("Delete")
        desk.press("Ctrl+Return")
        assert said in error_of(day), typed
        assert decisions(desk, patient) == []
    desk.type("2.11.2026")
    desk.press("Ctrl+Return")
    assert decisions(desk, patient)[0].decided_on == date(2026, 11, 2)
    assert screen.verdicts.verdict.accessibleName() == "Suitable"


def test_of_an_arm_the_patient_is_told_before_it_can_be_signed(
    desk: Desk, patient: Stored[Patient]
) -> None:
    care = (Precaution.PHOTOGRAPH,)
    screen = begin(desk, patient, replace(ARM, verdict=Verdict.PRECAUTIONS, precautions=care))
    assert [gap.field for gap in screen.gaps] == ["R-AREA-ARM"]
    desk.press("F8")
    here = QApplication.focusWidget()
    assert here is not None and here.accessibleName().startswith("Told and accepted: Arms")
    desk.press("Space")
    desk.type("Knows the study; wants it")
    desk.press("Ctrl+Return")
    assert screen.gaps == ()


def test_one_decision_can_reach_every_area_where_the_rule_fires(
    desk: Desk, patient: Stored[Patient]
) -> None:
    jaw = finding(Area.JOWL_JAWLINE, Side.BOTH, skin_conditions=(SkinCondition.RASH,), verdict=None)
    screen = begin(desk, patient, RASH, jaw)
    desk.press("Ctrl+D")
    focus_on("Examined again: ", screen, desk)
    desk.press("Space")
    card = screen.verdicts.question
    assert card.everywhere.isVisible() and not card.everywhere.isChecked()
    card.everywhere.setFocus()
    desk.press("Space")
    card.binder.input("reason").setFocus()
    desk.type("Both healed")
    desk.press("Ctrl+Return")
    assert decisions(desk, patient)[0].area is None
    cells = [screen.areas.table.model().index(row, 4).data() for row in (0, 1)]
    assert cells == ["suitable", "suitable"]


def test_what_is_typed_is_not_lost_by_one_escape_nor_by_leaving(
    desk: Desk, patient: Stored[Patient]
) -> None:
    screen = begin(desk, patient, RASH)
    desk.press("Ctrl+D")
    desk.press("Space")
    desk.type("Healed")
    assert not screen.leave()
    desk.press("Escape")
    assert screen.verdicts.question.is_unfinished()
    desk.press("Escape")
    assert screen.verdicts.question.isHidden() and screen.verdicts.form.isVisible()
    assert decisions(desk, patient) == [] and screen.leave()


@pytest.fixture
def front_desk(desk: Desk) -> Iterator[Desk]:
    """Yield the window of the reception."""
    desk.frame.close()
    other = Desk(desk.qtbot, desk.clinic).sit_down(RECEPTION)
    yield other
    other.get_up()


def test_reception_sees_why_it_decides_nothing(front_desk: Desk, patient: Stored[Patient]) -> None:
    screen = begin(front_desk, patient, RASH)
    assert offered(screen) == []
    words = "A clinician decides about these rules; Noor Haddad is signed in as reception."
    assert words in front_desk.words(screen)
    front_desk.press("Ctrl+D")
    assert screen.banner.text() == words


def test_a_decision_of_another_day_than_the_findings_is_not_shown_as_if_it_counted(
    desk: Desk, patient: Stored[Patient]
) -> None:
    before = RuleDecision(
        patient.id, "C07", RuleDecisionKind.RE_EXAMINED, TODAY - timedelta(9), "Healed."
    )
    desk.clinic.care.decide_rule(before, CLINICIAN, NOW)
    screen = begin(desk, patient, RASH)
    assert not any("Healed." in words for words in screen.verdicts.rules.words())


def test_a_signed_consultation_tells_the_decisions_and_offers_none(
    desk: Desk, patient: Stored[Patient]
) -> None:
    mole = finding(suspicious_lesion=Answer.YES, verdict=None, program_verdict=Verdict.SUITABLE)
    decision = RuleDecision(patient.id, "C06", RuleDecisionKind.LETTER, TODAY, "Cleared by letter.")
    desk.clinic.care.decide_rule(decision, CLINICIAN, NOW)
    record: Consultation = consultation(mole, patient_id=patient.id, consulted_on=TODAY)
    stored = desk.clinic.care.sign(record, CLINICIAN, NOW)
    screen = desk.go("consultation", patient.id, stored.id, "stored")
    assert "C06: Letter seen" in screen.verdicts.kept.text()
    assert offered(screen) == []


@pytest.mark.parametrize("strikes", [False, True])
def test_a_half_written_reason_and_the_consultation_outlast_a_lock(
    desk: Desk, patient: Stored[Patient], strikes: bool
) -> None:
    if strikes:
        made = RuleDecision(patient.id, "C07", RuleDecisionKind.OVERRIDDEN, TODAY, "Hands only")
        desk.clinic.care.decide_rule(made, CLINICIAN, NOW)
    screen = begin(desk, patient, ARM, RASH)
    screen.areas.select(1)
    screen.page.binder.input("main_concern").setFocus()
    desk.type("A softer neck")
    screen.verdicts.rules.go_to("C07")
    focus_on("Strike through" if strikes else "Examined again", screen, desk, "Backtab")
    desk.press("Space")
    desk.type("Healed, no red")
    unsaved = desk.frame.unsaved()
    assert unsaved is not None
    desk.get_up()
    desk.sit_down()
    desk.frame.take_up(unsaved)
    screen = desk.screen
    assert screen.verdicts.question.binder.values()["reason"] == "Healed, no red"
    assert screen.record().main_concern == "A softer neck"
    assert screen.areas.current_row() == 1
    screen.verdicts.question.binder.input("reason").setFocus()
    desk.press("Ctrl+Return")
    held = [one for one in decisions(desk, patient) if one.code == "C07"]
    assert [one.reason for one in held] == ([] if strikes else ["Healed, no red"])
