"""A consultation by keyboard: recorded, judged, kept as a draft, decided, signed and added to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from time import process_time

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import (
    Answer,
    Benefit,
    Expectation,
    Role,
    Tan,
    Verdict,
    VisitKind,
)
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side, is_midline, scale_of
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.people import Patient, Staff
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.consultation.consultation import ConsultationScreen
from infrared_desktop.views.inputs import date_field
from infrared_desktop.views.inputs.choice_field import ChoiceField, MultiChoiceField
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import STORED, Place
from infrared_desktop.views.wording import say_site
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.domain.consultations import HEALTHY

TODAY = date(2026, 11, 23)
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Clock:
    """A clock that stands until it is moved on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patient(clinic: Clinic) -> Stored[Patient]:
    person = Patient("Fonseca", "Inês", date(1990, 9, 2))
    stored = clinic.people.register(person, CLINICIAN, NOW)
    clinic.history.take(replace(HEALTHY, patient_id=stored.id, taken_on=TODAY), CLINICIAN, NOW)
    return stored


@pytest.fixture
def workplace(clinic: Clinic, clock: Clock, dressed: QApplication) -> Workplace:
    place = Workplace(clinic, clinic.staff.get(CLINICIAN), clock)
    date_field.configure(clinic.settings.date_order, place.today)
    return place


def show(workplace: Workplace, place: Place, qtbot: QtBot) -> ConsultationScreen:
    screen = ConsultationScreen(workplace)
    # What is still to be kept as a draft must not wait for a clinic that is closed by then.
    qtbot.addWidget(screen, before_close_func=lambda each: each.keeper.begin())
    screen.resize(1134, 672)
    screen.open(place)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.page.binder.input("main_concern").setFocus()
    return screen


@pytest.fixture
def screen(
    workplace: Workplace, patient: Stored[Patient], qtbot: QtBot
) -> Iterator[ConsultationScreen]:
    yield show(workplace, Place("consultation", patient.id), qtbot)


def press(qtbot: QtBot, keys: str | Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press keys wherever the keyboard is."""
    target = QApplication.focusWidget()
    assert target is not None
    if isinstance(keys, str):
        qtbot.keyClicks(target, keys)
    else:
        qtbot.keyClick(target, keys, modifier or Qt.KeyboardModifier.NoModifier)


def tab(qtbot: QtBot, times: int = 1) -> None:
    for _ in range(times):
        press(qtbot, Key.Key_Tab)


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def neck(**other: object) -> AreaFinding:
    return replace(
        AreaFinding(
            Area.NECK_FRONT,
            size_cm2=90,
            laxity_grade=2.5,
            laxity_scale=LaxityScale.ALEXIADES,
            skin_conditions=(),
            suspicious_lesion=Answer.NO,
            tattoo=Answer.NO,
            verdict=Verdict.SUITABLE,
            expected_benefit=Benefit.MODERATE,
        ),
        **other,
    )


def complete(patient: int, *areas: AreaFinding, history_version: int | None = None) -> Consultation:
    return Consultation(
        patient,
        TODAY,
        CLINICIAN,
        main_concern="The neck looks tired",
        expectation=Expectation.MODERATE,
        fitzpatrick_type=2,
        current_tan=Tan.NONE,
        alternatives_discussed=(),
        history_version=history_version,
        areas=areas or (neck(),),
    )


@pytest.fixture
def drafted(
    workplace: Workplace, patient: Stored[Patient], qtbot: QtBot
) -> Iterator[ConsultationScreen]:
    """Yield the screen with a complete draft."""
    workplace.clinic.care.keep_draft(complete(patient.id), CLINICIAN, NOW)
    yield show(workplace, Place("consultation", patient.id), qtbot)


@pytest.fixture
def signed(
    workplace: Workplace, patient: Stored[Patient], qtbot: QtBot
) -> Iterator[ConsultationScreen]:
    """Yield the screen with a signed consultation."""
    stored = workplace.clinic.care.sign(complete(patient.id), CLINICIAN, NOW)
    yield show(workplace, Place("consultation", patient.id, stored.id, STORED), qtbot)


def stored_ones(screen: ConsultationScreen, number: int) -> tuple[Stored[Consultation], ...]:
    return screen.clinic.people.chart(number).consultations


def test_tab_leads_from_the_first_question_to_the_decision(
    screen: ConsultationScreen, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_N, CTRL)
    pick(qtbot, screen.areas.binder.input("area"), "Around the eye")
    screen.page.binder.input("main_concern").setFocus()
    walked = []
    for _ in range(40):
        walked.append(focused())
        tab(qtbot)
    inputs = [name for name in walked if name and not name.startswith("qt_")]
    assert inputs[: len(IN_ORDER)] == IN_ORDER


IN_ORDER = [
    *("main_concern", "expectation", "fitzpatrick_type", "current_tan", "last_exposure"),
    *("event_deadline", "bdd_outcome", "more", "area", "side", "concern", "size_cm2"),
    *("laxity_scale", "laxity_grade", "suspicious_lesion", "tattoo", "skin_conditions"),
    *(
        "expected_benefit",
        "inside_orbital_rim",
        "alternatives_discussed",
        "note",
        "visit_kind",
        "verdict",
    ),
]


def test_a_consultation_is_recorded_and_signed_by_keyboard(
    screen: ConsultationScreen, patient: Stored[Patient], qtbot: QtBot
) -> None:
    record_by_keyboard(screen, qtbot)
    assert screen.header.missing.isHidden()
    press(qtbot, Key.Key_Return, CTRL)
    assert "Neck, front: suitable" in screen.banner.text()
    assert stored_ones(screen, patient.id) == ()
    press(qtbot, Key.Key_Return, CTRL)
    (stored,) = stored_ones(screen, patient.id)
    assert stored.state is State.SIGNED
    (said,) = stored.record.areas
    assert "2.5" in str(said.program_titles[0]) + str(said.program_evidence[0])
    row = neck(
        program_verdict=Verdict.SUITABLE,
        program_rules=("R-GRADE",),
        program_titles=said.program_titles,
        program_evidence=said.program_evidence,
    )
    assert stored.record == replace(
        complete(patient.id, row, history_version=1),
        main_concern="Neck looks tired",
        visit_kind=VisitKind.FIRST,
        protocol_version="Titan 1",
    )
    assert screen.clinic.care.draft(Consultation, patient.id, CLINICIAN) is None


def record_by_keyboard(screen: ConsultationScreen, qtbot: QtBot) -> None:
    """Answer every question of a healthy neck, with keys alone."""
    press(qtbot, "Neck looks tired")
    press_in(qtbot, screen.page.binder.input("expectation"), "m")
    press_in(qtbot, screen.page.binder.input("fitzpatrick_type"), "2")
    pick(qtbot, screen.page.binder.input("current_tan"), "none")
    press(qtbot, Key.Key_N, CTRL)
    inner = screen.areas.binder
    pick(qtbot, inner.input("area"), "Neck, front")
    press_in(qtbot, inner.input("size_cm2"), "90")
    press_in(qtbot, inner.input("laxity_grade"), "2")
    press_in(qtbot, inner.input("laxity_grade"), "2")
    for name in ("suspicious_lesion", "tattoo"):
        choose(inner.input(name), "no", qtbot)
    choose(inner.input("skin_conditions"), "none", qtbot)
    press_in(qtbot, inner.input("expected_benefit"), "m")
    choose(screen.page.binder.input("alternatives_discussed"), "none", qtbot)
    press_in(qtbot, screen.verdicts.binder.input("verdict"), "s")


def press_in(qtbot: QtBot, widget: QWidget, keys: str | Key) -> None:
    widget.setFocus()
    press(qtbot, keys)


def pick(qtbot: QtBot, combo: QWidget, words: str) -> None:
    """Go through a list by its keys until it shows these words."""
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    press(qtbot, Key.Key_Home)
    while combo.currentText() != words:
        at = combo.currentIndex()
        press(qtbot, Key.Key_Down)
        assert combo.currentIndex() > at, words


def choose(widget: QWidget, words: str, qtbot: QtBot) -> None:
    """Click the segment or chip with these words."""
    assert isinstance(widget, ChoiceField | MultiChoiceField)
    (button,) = [b for b in widget.findChildren(QPushButton) if b.text() == words]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_program_judges_while_somebody_types(screen: ConsultationScreen, qtbot: QtBot) -> None:
    record_by_keyboard(screen, qtbot)
    assert screen.verdicts.verdict.accessibleName() == "Suitable"
    pick(qtbot, screen.page.binder.input("current_tan"), "natural")
    press_in(qtbot, screen.page.binder.input("last_exposure"), "16.11.2026")
    assert screen.verdicts.verdict.accessibleName() == "Deferred: earliest 30 Nov 2026"
    first = screen.verdicts.rules.words()[0]
    assert first.startswith("Tan within 14 days\nC09\n")
    assert "clears 30 Nov 2026" in first
    assert "\nCommon practice: Clinics and one manual of another device say 14 days" in first
    assert "Cleared by: the wait since the last exposure is over" in first
    assert "Source: clinical reference 3, C09" in first
    assert "\nS23: InMode: Optimas manual" in first
    index = screen.areas.table.model().index(0, 4)
    assert index.data() == "defer to 30 Nov"


def test_a_change_is_judged_within_a_frame(drafted: ConsultationScreen) -> None:
    areas = tuple(
        neck(area=area, side=Side.LEFT, laxity_scale=scale_of(area)) for area in list(Area)[:8]
    )
    drafted.page.binder.input("areas").set_value(areas)  # type: ignore[attr-defined]
    took = []
    for _ in range(20):
        start = process_time()
        drafted.on_changed()
        took.append(process_time() - start)
    assert sorted(took)[10] < 0.016


def test_a_decision_that_differs_asks_for_a_reason_and_keeps_from_signing(
    drafted: ConsultationScreen, patient: Stored[Patient], qtbot: QtBot
) -> None:
    decision, reason = (drafted.verdicts.binder.input(n) for n in ("verdict", "verdict_reason"))
    assert reason.isHidden()
    press_in(qtbot, decision, "d")
    assert not reason.isHidden()
    assert drafted.header.missing.text() == "1 thing missing before you can sign"
    press(qtbot, Key.Key_Return, CTRL)
    assert QApplication.focusWidget() is reason
    assert error_of(reason) == "Neck, front: Reason for deciding otherwise missing"
    press(qtbot, "She wants to wait ")
    press(qtbot, "until spring")
    assert error_of(reason) == ""
    press(qtbot, Key.Key_Return, CTRL)
    press(qtbot, Key.Key_Return, CTRL)
    (stored,) = stored_ones(drafted, patient.id)
    assert stored.record.areas[0].verdict is Verdict.DEFERRED
    assert stored.record.areas[0].verdict_reason == "She wants to wait until spring"


def test_the_first_missing_answer_is_one_key_away(screen: ConsultationScreen, qtbot: QtBot) -> None:
    assert screen.header.missing.text() == "6 things missing before you can sign"
    press(qtbot, "Tired")
    press(qtbot, Key.Key_F8)
    assert focused() == "expectation"
    press(qtbot, "s")
    press(qtbot, Key.Key_F8)
    assert focused() == "fitzpatrick_type"
    press(qtbot, "3")
    press(qtbot, Key.Key_Return, CTRL)
    assert focused() == "current_tan"
    assert error_of(screen.page.binder.input("current_tan")) == "Tan missing"


def test_a_day_that_cannot_be_read_is_not_signed_away(
    drafted: ConsultationScreen, patient: Stored[Patient], qtbot: QtBot
) -> None:
    event = drafted.page.binder.input("event_deadline")
    press_in(qtbot, event, "31.02.2027")
    press(qtbot, Key.Key_Return, CTRL)
    assert "not a day" in error_of(event)
    press(qtbot, Key.Key_Return, CTRL)
    assert stored_ones(drafted, patient.id) == ()


@pytest.mark.parametrize(
    ("typed", "grade"), [("0.5", None), ("2.5", 2.5), ("3,5", 3.5), ("4.5", None)]
)
def test_a_half_grade_is_typed_out_and_one_that_is_not_on_the_scale_is_refused(
    drafted: ConsultationScreen, qtbot: QtBot, typed: str, grade: float | None
) -> None:
    field = drafted.areas.binder.input("laxity_grade")
    press_in(qtbot, field, typed)
    assert drafted.areas.get_value()[0].laxity_grade == grade
    whole = "" if grade else f"This scale has no grade {typed}."
    assert error_of(field) == whole
    press(qtbot, "3")
    assert error_of(field) == ""


def test_a_chaperone_is_asked_for_only_with_an_area_of_the_body(
    drafted: ConsultationScreen, qtbot: QtBot
) -> None:
    chaperone = drafted.page.binder.input("chaperone")
    assert chaperone.isHidden()
    press(qtbot, Key.Key_N, CTRL)
    pick(qtbot, drafted.areas.binder.input("area"), "Abdomen, lower")
    assert chaperone.isVisible()
    assert "chaperone" in [gap.field for gap in drafted.gaps]


def test_a_high_score_advises_more_beside_the_score_and_blocks_nothing(
    drafted: ConsultationScreen, qtbot: QtBot
) -> None:
    press_in(qtbot, drafted.page.binder.input("bdd_outcome"), Key.Key_Down)
    fold = drafted.page.fields.findChild(QPushButton, "more")
    assert isinstance(fold, QPushButton)
    press_in(qtbot, fold, Key.Key_Space)
    press_in(qtbot, drafted.page.binder.input("bdd_tool"), "c")
    score = drafted.page.binder.input("bdd_score")
    press_in(qtbot, score, "41")
    assert error_of(score).startswith("COPS 40 or more: a fuller assessment")
    assert drafted.gaps == ()
    press(qtbot, Key.Key_Backspace)
    assert error_of(score) == ""


def test_with_care_asks_with_which_and_a_referral_to_whom(
    drafted: ConsultationScreen, qtbot: QtBot
) -> None:
    form = drafted.verdicts.binder
    assert form.input("precautions").isHidden()
    press_in(qtbot, form.input("verdict"), "w")
    choose(form.input("precautions"), "test spot", qtbot)
    assert [gap.field for gap in drafted.gaps] == ["verdict_reason"]
    press_in(qtbot, form.input("verdict"), "r")
    assert [gap.field for gap in drafted.gaps] == ["verdict_reason", "alternative_offered"]
    press_in(qtbot, form.input("alternative_offered"), "Dr. Ota, plastic surgeon")
    assert drafted.areas.get_value()[0].alternative_offered == "Dr. Ota, plastic surgeon"


def test_any_change_takes_the_question_whether_to_sign_back(
    drafted: ConsultationScreen, patient: Stored[Patient], qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_Return, CTRL)
    assert "You sign as Dr. Åsa Lindqvist" in drafted.banner.text()
    press_in(qtbot, drafted.page.binder.input("main_concern"), "!")
    assert drafted.banner.text() == ""
    press(qtbot, Key.Key_Return, CTRL)
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Return, CTRL)
    assert stored_ones(drafted, patient.id) == ()


def test_reception_cannot_sign(
    clinic: Clinic, clock: Clock, patient: Stored[Patient], dressed: QApplication, qtbot: QtBot
) -> None:
    workplace = Workplace(clinic, clinic.staff.get(RECEPTION), clock)
    clinic.care.keep_draft(complete(patient.id), RECEPTION, NOW)
    screen = show(workplace, Place("consultation", patient.id), qtbot)
    press(qtbot, Key.Key_Return, CTRL)
    press(qtbot, Key.Key_Return, CTRL)
    assert "A clinician signs this." in screen.banner.text()
    assert stored_ones(screen, patient.id) == ()


def test_a_draft_is_kept_after_a_moment_and_is_there_again(
    screen: ConsultationScreen,
    workplace: Workplace,
    clock: Clock,
    patient: Stored[Patient],
    qtbot: QtBot,
) -> None:
    press(qtbot, "Jaw")
    assert screen.header.chip.accessibleName() == "saving …"
    clock.now = NOW + timedelta(minutes=7)
    with qtbot.waitSignal(workplace.changed):
        pass
    assert screen.header.chip.accessibleName() == "draft, saved 04:07"
    again = show(workplace, Place("consultation", patient.id), qtbot)
    assert again.page.binder.values()["main_concern"] == "Jaw"
    assert "Your draft of 23 Nov 2026, 04:07, is back." in again.banner.text()


def test_leaving_keeps_the_draft_at_once(
    screen: ConsultationScreen, patient: Stored[Patient], qtbot: QtBot
) -> None:
    assert screen.leave()
    assert screen.clinic.care.draft(Consultation, patient.id, CLINICIAN) is None
    press(qtbot, "Jaw")
    assert screen.leave()
    draft = screen.clinic.care.draft(Consultation, patient.id, CLINICIAN)
    assert draft is not None and draft.record(Consultation).main_concern == "Jaw"


def test_a_draft_can_be_thrown_away_and_taken_back(
    drafted: ConsultationScreen, patient: Stored[Patient], qtbot: QtBot
) -> None:
    care = drafted.clinic.care
    qtbot.mouseClick(drafted.banner.action_button(), Qt.MouseButton.LeftButton)
    assert drafted.page.binder.values()["main_concern"] == ""
    assert care.draft(Consultation, patient.id, CLINICIAN) is None
    assert drafted.banner.text() == "The draft was thrown away."
    qtbot.mouseClick(drafted.banner.action_button(), Qt.MouseButton.LeftButton)
    assert drafted.page.binder.values()["main_concern"] == "The neck looks tired"
    draft = care.draft(Consultation, patient.id, CLINICIAN)
    assert draft is not None and draft.record(Consultation) == complete(patient.id)


def test_a_draft_that_cannot_be_kept_is_said_and_stays_on_screen(
    screen: ConsultationScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_: object) -> None:
        raise KnownError("The disk is full. Nothing was lost; make room and go on.")

    with monkeypatch.context() as broken:
        broken.setattr(screen.clinic.care, "keep_draft", full)
        press(qtbot, "Jaw")
        assert not screen.leave()
        chip = screen.header.chip.chip()
        assert chip is not None and chip.meaning is Meaning.STOP
        assert "The disk is full." in screen.banner.text()
        assert screen.page.binder.values()["main_concern"] == "Jaw"
        with qtbot.waitSignal(screen.going_back):
            qtbot.mouseClick(screen.banner.action_button(), Qt.MouseButton.LeftButton)
        assert screen.leave()
    press(qtbot, "s")
    assert screen.leave()
    assert screen.banner.text() == ""
    assert screen.header.chip.accessibleName().startswith("draft, saved")


def test_grades_are_those_of_the_scale_that_the_area_proposes(
    screen: ConsultationScreen, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_N, CTRL)
    inner = screen.areas.binder
    grade, scale = inner.input("laxity_grade"), inner.input("laxity_scale")
    assert isinstance(grade, ChoiceField) and isinstance(scale, ChoiceField)
    assert scale.labels() == ["Alexiades", "clinic scale"]
    assert grade.labels() == ["0", "1", "1.5", "2", "2.5", "3", "3.5", "4"]
    press_in(qtbot, grade, "2")
    help_text = screen.areas.detail.findChild(QLabel, "grade_help")
    assert help_text is not None
    assert help_text.text().startswith("2 on the Alexiades scale, moderate: both folds there")
    pick(qtbot, inner.input("area"), "Abdomen, lower")
    assert (scale.get_value(), scale.labels()) == ("clinic", ["clinic scale"])
    assert grade.labels() == ["0", "1", "2", "3", "4"]
    assert grade.get_value() is None
    press_in(qtbot, grade, "3")
    assert screen.areas.current_record() == AreaFinding(
        Area.ABDOMEN_LOWER, laxity_grade=3.0, laxity_scale=LaxityScale.CLINIC
    )


def test_a_midline_area_has_no_side_and_a_paired_one_needs_it(
    screen: ConsultationScreen, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_N, CTRL)
    inner = screen.areas.binder
    side = inner.input("side")
    pick(qtbot, inner.input("area"), "Upper arm")
    assert side.isVisible()
    press_in(qtbot, side, "l")
    assert screen.areas.current_record().site.side is Side.LEFT  # type: ignore[union-attr]
    assert screen.verdicts.site.text() == "Upper arm, left"
    assert screen.areas.table.model().index(0, 1).data() == "L  left"
    press_in(qtbot, side, "r")
    assert screen.areas.table.model().index(0, 1).data() == "R  right"
    pick(qtbot, inner.input("area"), "Neck, front")
    assert not side.isVisible()
    assert screen.areas.current_record().site.side is None  # type: ignore[union-attr]


def test_the_orbital_rim_is_asked_only_where_a_rule_needs_it(
    screen: ConsultationScreen, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_N, CTRL)
    inner = screen.areas.binder
    rim = inner.input("inside_orbital_rim")
    pick(qtbot, inner.input("area"), "Around the eye")
    assert rim.isVisible()
    choose(rim, "no", qtbot)
    assert rim.isVisible()
    choose(rim, "not asked", qtbot)
    pick(qtbot, inner.input("area"), "Knee")
    assert not rim.isVisible()


def test_a_signed_consultation_can_be_read_but_not_changed(
    signed: ConsultationScreen, patient: Stored[Patient], qtbot: QtBot
) -> None:
    chip = signed.header.chip.accessibleName()
    (stored,) = stored_ones(signed, patient.id)
    assert chip == (f"signed by Dr. Åsa Lindqvist on 23 Nov 2026 04:00 · {stored.content_hash[:8]}")
    assert signed.header.sign.isHidden()
    press_in(qtbot, signed.page.binder.input("main_concern"), "x")
    press_in(qtbot, signed.page.binder.input("expectation"), "s")
    press_in(qtbot, signed.verdicts.binder.input("verdict"), "d")
    press_in(qtbot, signed.page.binder.input("event_deadline"), Key.Key_F4)
    assert QApplication.activePopupWidget() is None
    press(qtbot, Key.Key_N, CTRL)
    press(qtbot, Key.Key_Return, CTRL)
    assert signed.page.binder.record(stored.record) == stored.record
    assert signed.leave()
    assert stored_ones(signed, patient.id) == (stored,)
    assert signed.clinic.care.draft(Consultation, patient.id, CLINICIAN) is None


def test_a_signed_verdict_is_what_the_program_said_then(
    workplace: Workplace, patient: Stored[Patient], qtbot: QtBot
) -> None:
    then = date(2026, 12, 24)
    row = neck(
        program_verdict=Verdict.DEFERRED, program_rules=("C09", "R-OLD"), program_earliest=then
    )
    record = replace(complete(patient.id, row), protocol_version="Titan 0.9")
    stored = workplace.clinic.care.sign(record, CLINICIAN, NOW)
    screen = show(workplace, Place("consultation", patient.id, stored.id, STORED), qtbot)
    assert screen.verdicts.verdict.accessibleName() == "Deferred: earliest 24 Dec 2026"
    assert screen.verdicts.kept.text() == "Rules that spoke then:\nC09\nR-OLD"
    assert screen.verdicts.hint.text() == "As the program said then, by protocol Titan 0.9."
    assert screen.areas.table.model().index(0, 4).data() == "defer to 24 Dec"
    assert screen.verdicts.rules.words() == []


def test_a_signed_verdict_says_what_its_rules_are_about(
    workplace: Workplace, patient: Stored[Patient], qtbot: QtBot
) -> None:
    row = neck(program_verdict=Verdict.DEFERRED, program_rules=("C10",))
    made_by = workplace.clinic.protocol.title
    record = replace(complete(patient.id, row), protocol_version=made_by)
    stored = workplace.clinic.care.sign(record, CLINICIAN, NOW)
    screen = show(workplace, Place("consultation", patient.id, stored.id, STORED), qtbot)
    assert "C10 Isotretinoin / Isotretinoin within 6 months" in screen.verdicts.kept.text()


def test_a_signed_verdict_says_the_figures_that_its_rules_had_then(
    workplace: Workplace, patient: Stored[Patient], qtbot: QtBot
) -> None:
    row = neck(
        program_verdict=Verdict.PRECAUTIONS,
        program_rules=("R-AREA-SIZE",),
        program_titles=(sentence("Areas together {total} cm²", total=370),),
        program_evidence=(sentence("Over {limit} cm² a session.", limit=300),),
    )
    stored = workplace.clinic.care.sign(complete(patient.id, row), CLINICIAN, NOW)
    screen = show(workplace, Place("consultation", patient.id, stored.id, STORED), qtbot)
    assert screen.verdicts.kept.text() == (
        "Rules that spoke then:\nR-AREA-SIZE Areas together 370 cm². Over 300 cm² a session."
    )


def test_what_was_not_kept_is_not_worked_out_anew(signed: ConsultationScreen) -> None:
    assert signed.verdicts.hint.text() == "What the program said then was not kept."
    assert signed.verdicts.verdict.isHidden() and signed.verdicts.kept.isHidden()
    assert not signed.areas.table.model().index(0, 4).data()


def test_signing_leads_to_the_plan(
    drafted: ConsultationScreen, patient: Stored[Patient], qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_Return, CTRL)
    press(qtbot, Key.Key_Return)
    (stored,) = stored_ones(drafted, patient.id)
    assert drafted.banner.text().startswith("Signed.")
    with qtbot.waitSignal(drafted.going) as going:
        qtbot.mouseClick(drafted.header.next, Qt.MouseButton.LeftButton)
    assert going.args == [Place("plan", patient.id, stored.id)]


def test_an_addendum_is_added_below_with_author_time_and_reason(
    signed: ConsultationScreen, patient: Stored[Patient], qtbot: QtBot
) -> None:
    press_in(qtbot, signed.header.add, Key.Key_Space)
    assert focused() == "text"
    press(qtbot, "Took aspirin yesterday")
    assert not signed.leave()
    press(qtbot, Key.Key_Return, CTRL)
    assert focused() == "reason"
    assert error_of(signed.page.card.binder.input("reason")) == "This is needed."
    press(qtbot, "Told by phone")
    press(qtbot, Key.Key_Return, CTRL)
    assert signed.page.addenda.words() == [
        "Addendum · signed by Dr. Åsa Lindqvist on 23 Nov 2026 04:00\n"
        "Took aspirin yesterday\nReason: Told by phone"
    ]
    assert signed.page.card.isHidden() and signed.leave()
    (addendum,) = signed.clinic.people.chart(patient.id).addenda
    assert (addendum.record.text, addendum.state) == ("Took aspirin yesterday", State.SIGNED)


def test_a_consultation_is_struck_through_with_a_reason(
    signed: ConsultationScreen, patient: Stored[Patient], qtbot: QtBot
) -> None:
    press_in(qtbot, signed.header.strike, Key.Key_Space)
    press(qtbot, Key.Key_Return, CTRL)
    assert len(stored_ones(signed, patient.id)) == 1
    press(qtbot, "Wrong patient")
    press(qtbot, Key.Key_Return, CTRL)
    assert stored_ones(signed, patient.id) == ()
    assert signed.header.chip.accessibleName() == "struck through"
    assert signed.page.seal.text() == (
        "Struck through by Dr. Åsa Lindqvist on 23 Nov 2026 at 04:00. Reason: Wrong patient"
    )
    assert signed.header.next.isHidden() and signed.header.add.isHidden()


def test_what_was_signed_today_is_shown_before_another_is_begun(
    workplace: Workplace, patient: Stored[Patient], qtbot: QtBot
) -> None:
    care = workplace.clinic.care
    stored = care.sign(complete(patient.id), CLINICIAN, NOW)
    screen = show(workplace, Place("consultation", patient.id), qtbot)
    assert screen.signed.stored == stored
    assert "Signed already on 23 Nov 2026" in screen.banner.text()
    press(qtbot, Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert screen.signed.stored is None
    assert QApplication.focusWidget() is screen.page.binder.input("main_concern")
    press(qtbot, "The arms, too")
    assert screen.leave()
    again = show(workplace, Place("consultation", patient.id), qtbot)
    assert again.signed.stored is None
    assert again.record().main_concern == "The arms, too"


def test_what_was_signed_on_another_day_does_not_stand_in_the_way(
    workplace: Workplace, patient: Stored[Patient], qtbot: QtBot
) -> None:
    before = replace(complete(patient.id), consulted_on=TODAY - timedelta(1))
    workplace.clinic.care.sign(before, CLINICIAN, NOW)
    screen = show(workplace, Place("consultation", patient.id), qtbot)
    assert screen.signed.stored is None
    assert screen.banner.text() == ""


def test_another_is_begun_from_an_older_signed_one_too(
    signed: ConsultationScreen, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert signed.signed.stored is None
    assert signed.keeper.visit is None


def test_the_keys_walk_through_all_areas_of_a_signed_consultation(
    workplace: Workplace, patient: Stored[Patient], qtbot: QtBot
) -> None:
    many = tuple(
        neck(area=area, side=None if is_midline(area) else Side.LEFT, laxity_scale=scale_of(area))
        for area in Area
    )
    many = tuple(replace(row, laxity_grade=2) for row in many)
    stored = workplace.clinic.care.sign(complete(patient.id, *many), CLINICIAN, NOW)
    screen = show(workplace, Place("consultation", patient.id, stored.id, STORED), qtbot)
    screen.page.begin(True)
    for start in (screen.areas.table, screen.page.binder.input("main_concern"), screen.page.sight):
        screen.areas.select(0)
        start.setFocus()
        for place, row in enumerate(many):
            assert screen.areas.current_row() == place, start
            assert screen.areas.binder.values()["area"] is row.area
            assert say_site(row.site) in screen.verdicts.site.text()
            press(qtbot, Key.Key_PageDown, CTRL)
        for place in range(len(many) - 1, 0, -1):
            assert screen.areas.current_row() == place, start
            press(qtbot, Key.Key_PageUp, CTRL)
        assert screen.areas.current_row() == 0


def test_what_others_change_does_not_touch_what_is_typed(
    screen: ConsultationScreen, patient: Stored[Patient], workplace: Workplace, qtbot: QtBot
) -> None:
    workplace.changed.connect(screen.reload)
    press(qtbot, "Jaw")
    married = replace(patient.record, surname="Okonkwo")
    screen.clinic.people.edit(patient, married, RECEPTION, NOW)
    assert screen.header.line.text().startswith("Okonkwo, Inês · born 2 Sep 1990 (36) · no.")
    assert screen.page.binder.values()["main_concern"] == "Jaw"


def test_no_two_keys_of_the_screen_or_the_window_clash(screen: ConsultationScreen) -> None:
    press_targets = screen.findChildren(QLabel) + screen.findChildren(QPushButton)
    texts = [each.text().replace("&&", "") for each in press_targets]
    texts += ["&Today", "&People", "&Diary", "&Follow-ups"]
    keys = sorted(text[text.index("&") + 1].lower() for text in texts if "&" in text)
    assert keys == sorted(set(keys))


def test_the_keys_are_told_to_the_shortcut_sheet(screen: ConsultationScreen) -> None:
    told = {action.shortcut().toString(): action.text() for action in screen.actions()}
    assert told["Ctrl+Return"] == "Sign"
    assert told["Ctrl+N"] == "Add an area"


def test_ctrl_n_adds_an_area_though_the_window_has_that_key_too(
    screen: ConsultationScreen, qtbot: QtBot
) -> None:
    registered = []
    window_key = QAction("Register a new patient", screen.window())
    window_key.setShortcut(QKeySequence("Ctrl+N"))
    window_key.triggered.connect(lambda: registered.append(1))
    screen.window().addAction(window_key)
    for name in ("main_concern", "current_tan"):
        screen.page.binder.input(name).setFocus()
        press(qtbot, Key.Key_N, CTRL)
    assert len(screen.areas.get_value()) == 2
    assert registered == []


def test_everything_that_takes_the_keys_has_a_name(drafted: ConsultationScreen) -> None:
    for each in drafted.findChildren(QWidget):
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            named = each.accessibleName() or getattr(each, "text", str)()
            if not each.focusProxy():
                assert named, f"{type(each).__name__} {each.objectName()}"


class WindowWatch(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_of_the_screen_flashes_up_as_a_window_and_takes_the_keys(
    workplace: Workplace, patient: Stored[Patient], qtbot: QtBot, qapp: QApplication
) -> None:
    workplace.clinic.care.keep_draft(complete(patient.id), CLINICIAN, NOW)
    watch = WindowWatch()
    qapp.installEventFilter(watch)
    screen = ConsultationScreen(workplace)
    qtbot.addWidget(screen)
    screen.open(Place("consultation", patient.id))
    qapp.removeEventFilter(watch)
    assert watch.seen == []


def test_sign_stays_in_sight_at_the_smallest_size(drafted: ConsultationScreen) -> None:
    drafted.resize(1134, 672)
    corner = drafted.header.sign.mapTo(drafted, drafted.header.sign.rect().bottomRight())
    assert drafted.rect().contains(corner)
    assert drafted.minimumSizeHint().width() <= 1134
    assert drafted.minimumSizeHint().height() <= 672
    page = drafted.page.sight
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()


def test_a_colleague_has_no_part_in_my_draft(
    drafted: ConsultationScreen, patient: Stored[Patient], clock: Clock, qtbot: QtBot
) -> None:
    clinic = drafted.clinic
    other = clinic.staff.add(Staff("Dr. Ito Haruka", Role.CLINICIAN), CLINICIAN, NOW)
    screen = show(Workplace(clinic, other, clock), Place("consultation", patient.id), qtbot)
    assert screen.page.binder.values()["main_concern"] == ""
    assert screen.banner.text() == ""


def test_a_history_that_nobody_took_keeps_from_signing_and_leads_there(
    clinic: Clinic, workplace: Workplace, qtbot: QtBot
) -> None:
    person = clinic.people.register(Patient("Okafor", "Ada", date(1985, 5, 5)), CLINICIAN, NOW)
    screen = show(workplace, Place("consultation", person.id), qtbot)
    (gap,) = (one for one in screen.gaps if one.field == "history")
    with qtbot.waitSignal(screen.going) as gone:
        screen.show_gap(gap)
    assert gone.args == [Place("history", person.id)]
