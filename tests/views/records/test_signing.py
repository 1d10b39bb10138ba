"""What was signed stays as it was signed, and shows it: through the window, by keys and words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel

from infrared_desktop.domain.records.answers import Channel, ContactOutcome, Reaction, Role, Verdict
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import (
    Addendum,
    AdverseEvent,
    AreaFinding,
    AreaOutcome,
    Consultation,
    Review,
)
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.verify import verify
from infrared_desktop.views.look.theme import theme
from infrared_desktop.views.records.draft_reader import DraftReader
from infrared_desktop.views.screen import STORED
from infrared_desktop.views.timeline.timeline_list import STRIKE, Strike
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import consent, consultation, history, later, outline, patient, plan, session
from tests.tampering import tamper
from tests.views.desk import Desk

KINDS = ("consultation", "session", "review")
TAMPERED = {
    "consultation": "UPDATE consultation SET main_concern = 'never said'",
    "session": "UPDATE session SET note = 'never said'",
    "review": "UPDATE review SET note = 'never said'",
}


def signed(clinic: Clinic, kind: str) -> tuple[int, Any]:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    outcome = AreaOutcome(Area.NECK_FRONT, laxity_grade=2.5)
    records: dict[str, Any] = {
        "consultation": consultation(number),
        "session": session(number, note="well borne"),
        "review": Review(number, NOW.date(), CLINICIAN, areas=(outcome,)),
    }
    return number, clinic.care.sign(records[kind], CLINICIAN, NOW)


def red_pixels(widget: Any) -> int:
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    red = theme().stop.rgb()
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixel(x, y) == red for x, y in points)


@pytest.mark.parametrize("kind", KINDS)
def test_below_a_signed_record_stands_who_signed_what_and_why(desk: Desk, kind: str) -> None:
    number, stored = signed(desk.clinic, kind)
    screen = desk.go(kind, number, stored.id, STORED)
    meanings = {
        "consultation": "I made these findings.",
        "session": "I carried out this session.",
        "review": "I reviewed these results.",
    }
    assert screen.page.signed_line.text() == (
        f"Signed by Dr. Åsa Lindqvist, owner, on 23 Nov 2026 at 04:00. “{meanings[kind]}”\n"
        f"Content hash {stored.content_hash}"
    )
    assert screen.page.seal.text() == ""
    assert not screen.page.strikes.isVisible()


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_changed_through_the_file_is_struck_in_red_on_its_screen(
    desk: Desk, kind: str
) -> None:
    number, stored = signed(desk.clinic, kind)
    sound = red_pixels(desk.go(kind, number, stored.id, STORED).page.fields)
    desk.go("today")
    tamper(desk.clinic, TAMPERED[kind])
    screen = desk.go(kind, number, stored.id, STORED)
    assert screen.page.seal.text().startswith("This record is not what was signed.")
    assert screen.header.chip.accessibleName() == "altered"
    assert screen.page.strikes.isVisible()
    assert len(list(screen.page.strikes.lines())) > 1
    assert red_pixels(screen.page.fields) > sound + 200
    assert [str(told) for told in verify(desk.clinic)] == [
        f"The {kind} {stored.id}, version 1, is not what was stored."
    ]
    desk.press("Escape")
    assert screen.page.seal.isVisible(), "nothing puts the band away"


@pytest.mark.parametrize("kind", ["history", "reaction"])
def test_what_is_saved_and_not_signed_shows_an_alteration_too(desk: Desk, kind: str) -> None:
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    desk.clinic.history.take(history(number), CLINICIAN, NOW)
    event = AdverseEvent(
        Area.NECK_FRONT, patient_id=number, noted_on=NOW.date(), reaction=Reaction.BURN
    )
    event_id = desk.clinic.care.report(event, CLINICIAN, NOW).id
    record = event_id if kind == "reaction" else None
    assert desk.go(kind, number, record).seal.text() == ""
    desk.go("today")
    tamper(
        desk.clinic, f"UPDATE {'history' if kind == 'history' else 'adverse_event'} SET note = '?'"
    )
    assert (
        desk.go(kind, number, record).seal.text().startswith("This record is not what was stored.")
    )


def test_an_altered_record_can_only_be_added_to(desk: Desk) -> None:
    number, stored = signed(desk.clinic, "consultation")
    tamper(desk.clinic, TAMPERED["consultation"])
    screen = desk.go("consultation", number, stored.id, STORED)
    assert screen.header.add.isVisible()
    assert not screen.header.strike.isVisible() and not screen.header.next.isVisible()


def test_the_verdict_of_an_altered_consultation_is_struck_as_well(desk: Desk) -> None:
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    said = {"program_rules": ("R-GRADE",), "program_verdict": Verdict.SUITABLE}
    row = AreaFinding(Area.NECK_FRONT, laxity_grade=2.5, verdict=Verdict.SUITABLE, **said)
    stored = desk.clinic.care.sign(consultation(number, areas=(row,)), CLINICIAN, NOW)
    screen = desk.go("consultation", number, stored.id, STORED)
    before = red_pixels(screen.verdicts)
    tamper(desk.clinic, TAMPERED["consultation"])
    desk.go("today")
    screen = desk.go("consultation", number, stored.id, STORED)
    lines = [y for _, y, _ in screen.strikes.lines()]
    for shown in (screen.verdicts.verdict, screen.verdicts.kept):
        top = shown.mapTo(screen.side, QPoint(0, 0)).y()
        assert shown.isVisible() and any(top < y < top + shown.height() for y in lines)
    assert red_pixels(screen.verdicts) > before + 200


def test_an_altered_addendum_says_so(desk: Desk) -> None:
    number, stored = signed(desk.clinic, "consultation")
    added = Addendum(number, "consultation", stored.id, "forgotten", "She smokes.")
    desk.clinic.care.append(added, CLINICIAN, NOW)
    tamper(desk.clinic, "UPDATE addendum SET text = 'She never smoked.'")
    screen = desk.go("consultation", number, stored.id, STORED)
    (told,) = screen.page.addenda.words()
    assert told.startswith("This record is not what was signed.")
    crossed = [each for each in screen.page.addenda.findChildren(QLabel) if each.font().strikeOut()]
    assert "She never smoked." in [label.text() for label in crossed]


def test_the_patients_page_tells_of_an_altered_record_and_strikes_it(desk: Desk) -> None:
    number, stored = signed(desk.clinic, "consultation")
    page = desk.go("patient", number)
    desk.qtbot.waitUntil(lambda: not page.watch._timer.isActive())
    assert page.watch.seal.text() == ""
    desk.go("today")
    tamper(desk.clinic, TAMPERED["consultation"])
    page = desk.go("patient", number)
    desk.qtbot.waitUntil(lambda: page.watch.seal.text() != "")
    assert "A record of this patient is not what was stored." in page.watch.seal.text()
    model = page.lines.model()
    strikes = {model.index(row, 0).data(STRIKE) for row in range(model.rowCount())}
    assert Strike.ALTERED in strikes
    assert any(
        "ALTERED · " in model.index(row, 0).data() and "Consultation" in model.index(row, 0).data()
        for row in range(model.rowCount())
    )
    page.lines.setFocus()
    page.lines.setCurrentIndex(model.index(0, 0))
    item = next(i for i in page.timeline.timeline().items if i.ref == ("consultation", stored.id))
    page.timeline.select_item(item)
    assert "This record is not what was signed." in page.detail.text()
    assert page.timeline.accessibleDescription().startswith("ALTERED · ")


def test_an_unreadable_record_is_said_in_words_and_nothing_breaks(desk: Desk) -> None:
    number, _ = signed(desk.clinic, "consultation")
    tamper(desk.clinic, "UPDATE consultation SET visit_kind = 'seance'")
    desk.go("patient", number)
    assert "The consultation 1, version 1, cannot be read" in desk.told()


@pytest.mark.parametrize("kind", KINDS)
def test_a_struck_record_is_still_read_on_its_screen(desk: Desk, kind: str) -> None:
    number, stored = signed(desk.clinic, kind)
    desk.clinic.care.invalidate(stored, "Wrong patient", CLINICIAN, NOW)
    screen = desk.go(kind, number, stored.id, STORED)
    assert screen.header.chip.accessibleName() == "struck through"
    assert screen.page.seal.text() == (
        "Struck through by Dr. Åsa Lindqvist on 23 Nov 2026 at 04:00. Reason: Wrong patient"
    )
    assert screen.page.addenda.words() == []
    assert screen.page.strikes.isVisible()
    assert screen.record() == stored.record
    assert not screen.header.add.isVisible() and not screen.header.sign.isVisible()
    desk.press("Ctrl+Shift+A")
    assert screen.page.card.isHidden()


@pytest.mark.parametrize("kind", KINDS)
def test_the_patients_page_shows_what_was_struck_and_leads_to_it(desk: Desk, kind: str) -> None:
    number, stored = signed(desk.clinic, kind)
    desk.clinic.care.invalidate(stored, "Wrong patient", CLINICIAN, NOW)
    page = desk.go("patient", number)
    items = page.timeline.timeline().items
    (item, *_) = [each for each in items if each.ref == (kind, stored.id)]
    assert item.struck and item.point is None
    page.timeline.select_item(item)
    told = page.detail.text()
    assert "struck through" in told
    assert "Struck through by Dr. Åsa Lindqvist on 23 Nov 2026 at 04:00. Reason: Wrong" in told
    assert page.timeline.timeline().points == ()
    page.timeline.opened.emit(item.ref)
    assert desk.screen.header.chip.accessibleName() == "struck through"


def test_the_patients_page_shows_a_struck_call_and_why(desk: Desk) -> None:
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    call = ContactAttempt(number, "T1:1", NOW, Channel.PHONE, ContactOutcome.NO_ANSWER)
    attempt = desk.clinic.follow_ups.attempt(call, RECEPTION, NOW)
    desk.clinic.care.invalidate(attempt, "Another patient was called", CLINICIAN, later(minutes=1))
    page = desk.go("patient", number)
    (item,) = page.timeline.timeline().items
    assert item.struck and item.ref == ("contact_attempt", attempt.id)
    page.timeline.select_item(item)
    assert "struck through" in page.detail.text()
    assert "Reason: Another patient was called" in page.detail.text()


def test_a_record_is_struck_by_keys_after_a_warning(desk: Desk) -> None:
    number, stored = signed(desk.clinic, "session")
    screen = desk.go("session", number, stored.id, STORED)
    desk.press("Ctrl+Shift+X")
    assert "no longer counts for plans and follow-ups" in desk.words(screen.page.card)
    desk.press("Ctrl+Return")
    assert len(desk.clinic.people.chart(number).sessions) == 1
    desk.type("Wrong patient")
    desk.press("Ctrl+Return")
    assert desk.clinic.people.chart(number).sessions == ()
    assert "Reason: Wrong patient" in screen.page.seal.text()
    assert screen.page.strikes.isVisible()


def test_a_record_of_another_patient_is_not_shown(desk: Desk) -> None:
    _, stored = signed(desk.clinic, "consultation")
    other = desk.clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    desk.go("consultation", other, stored.id, STORED)
    assert "another patient's" in desk.told()


def test_signing_says_who_signs_in_which_role_and_what_they_say_by_it(desk: Desk) -> None:
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    screen = desk.go("review", number)
    screen.signature.ask("Neck 2.5", Review(number, NOW.date(), CLINICIAN))
    assert screen.banner.text() == (
        "You sign as Dr. Åsa Lindqvist, owner: “I reviewed these results.” Neck 2.5. It can't be "
        "changed then, only added to."
    )


class TestDraftOfAnother:
    """A draft belongs to its author: others see whose it is, may read it, and never replace it."""

    @pytest.fixture
    def other(self, desk: Desk) -> int:
        return desk.clinic.staff.add(Staff("Dr. Idris Bello", Role.CLINICIAN), CLINICIAN, NOW).id

    @pytest.fixture
    def number(self, desk: Desk) -> int:
        return desk.clinic.people.register(patient(), RECEPTION, NOW).id

    def test_it_is_said_whose_it_is_and_it_stays(self, desk: Desk, other: int, number: int) -> None:
        theirs = consultation(number, main_concern="The chin, says Bello")
        kept = desk.clinic.care.keep_draft(theirs, other, later(minutes=5))
        screen = desk.go("consultation", number)
        assert screen.others.banner.text() == (
            "Draft of Dr. Idris Bello, kept on 23 Nov 2026 at 04:05. It stays theirs; what you "
            "write here is a draft of your own."
        )
        desk.qtbot.keyClicks(QApplication.focusWidget(), "Tired look")
        assert screen.leave()
        drafts = {draft.staff_id: draft for draft in desk.clinic.care.drafts()}
        assert drafts[other] == kept
        assert drafts[CLINICIAN].record(Consultation).main_concern == "Tired look"

    def test_it_is_read_but_neither_written_nor_signed(
        self, desk: Desk, other: int, number: int
    ) -> None:
        theirs = consultation(number, main_concern="The chin, says Bello")
        kept = desk.clinic.care.keep_draft(theirs, other, NOW)
        screen = desk.go("consultation", number)
        desk.qtbot.keyClicks(QApplication.focusWidget(), "Tired look")
        screen.others.banner.action_button().click()
        assert screen.page.binder.input("main_concern").text() == "The chin, says Bello"
        assert screen.header.chip.accessibleName().startswith("Draft of Dr. Idris Bello")
        assert not screen.header.sign.isVisible()
        screen.page.binder.input("main_concern").setFocus()
        desk.qtbot.keyClicks(QApplication.focusWidget(), "mine")
        desk.press("Ctrl+Return", times=2)
        assert desk.clinic.people.chart(number).consultations == ()
        screen.banner.action_button().click()
        assert screen.page.binder.input("main_concern").text() == "Tired look"
        assert kept in desk.clinic.care.drafts()

    def test_it_stays_when_another_signs_their_own(
        self, desk: Desk, other: int, number: int
    ) -> None:
        kept = desk.clinic.care.keep_draft(consultation(number), other, NOW)
        desk.clinic.care.sign(consultation(number), CLINICIAN, NOW)
        assert desk.clinic.care.drafts() == [kept]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of a menu, offscreen
class TestWhatIsMissing:
    """Each line of the list leads to its field, wherever it lies."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_each_line_leads_to_its_field(self, desk: Desk, kind: str) -> None:
        number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
        seen = replace(consultation(number), consulted_on=NOW.date() - timedelta(1))
        desk.clinic.care.sign(seen, CLINICIAN, NOW)
        screen = desk.go(kind, number)
        screen.page.rows.add()
        screen.page.rows.add()
        screen.page.rows.select(0)
        gaps = screen.gaps
        assert len(gaps) > 2
        for number_of_line, gap in enumerate(gaps):
            if desk.screen is not screen:
                break
            screen.page.first.setFocus()
            screen.header.missing.click()
            action = screen.menu.actions()[number_of_line]
            assert action.text()
            screen.menu.close()
            action.trigger()
            if desk.screen is not screen:
                continue  # an answer of the history is given on its own screen
            here = QApplication.focusWidget()
            assert here is not None and here.isVisible()
            binder = screen.page.binder if gap.row is None else screen.page.rows.binder
            if binder.has(gap.field) and gap.field != "areas":
                field = binder.input(gap.field)
                assert field.isVisible()
                assert field is here or field.isAncestorOf(here), gap
                assert gap.row is None or screen.page.rows.current_row() == gap.row

    def test_the_list_is_opened_and_walked_by_keys(self, desk: Desk) -> None:
        number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
        screen = desk.go("consultation", number)
        screen.header.missing.setFocus()
        desk.press("Return")
        assert screen.menu.isVisible()
        assert screen.menu.activeAction() is screen.menu.actions()[0]
        second = screen.gaps[1]
        desk.qtbot.keyClick(screen.menu, Qt.Key.Key_Down)
        desk.qtbot.keyClick(screen.menu, Qt.Key.Key_Return)
        assert not screen.menu.isVisible()
        assert QApplication.focusWidget() is not None
        field = screen.page.binder.input(second.field)
        here = QApplication.focusWidget()
        assert field is here or field.isAncestorOf(here)


@pytest.mark.parametrize("kind", ["history", "reaction", "consent"])
def test_a_draft_of_a_form_that_is_saved_is_said_to_be_anothers_and_is_read(
    desk: Desk, kind: str
) -> None:
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    other = desk.clinic.staff.add(Staff("Dr. Idris Bello", Role.CLINICIAN), CLINICIAN, NOW).id
    event = AdverseEvent(
        Area.NECK_FRONT, patient_id=number, noted_on=NOW.date(), reaction=Reaction.BURN
    )
    desk.clinic.care.plan(plan(number), CLINICIAN, NOW)
    given = desk.clinic.papers.hand_out(outline(number), CLINICIAN, NOW)
    work: dict[str, tuple[Any, str]] = {
        "history": (history(number, note="Faints at needles"), "Faints at needles"),
        "reaction": (event, "burn"),
        "consent": (consent(given, questions="Will it hurt?"), "Will it hurt?"),
    }
    record, told = work[kind]
    kept = desk.clinic.care.keep_draft(record, other, NOW)
    screen = desk.go(kind, number)
    assert screen.others.banner.text().startswith("Draft of Dr. Idris Bello, kept on 23 Nov 2026")
    screen.others.banner.action_button().click()
    reader = QApplication.activeModalWidget()
    assert isinstance(reader, DraftReader)
    assert reader.title.text().startswith("Draft of Dr. Idris Bello")
    assert told in reader.view.toPlainText()
    assert reader.view.isReadOnly()
    desk.press("Escape")
    assert desk.clinic.care.drafts() == [kept]
