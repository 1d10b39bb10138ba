"""Outline and consent on the screen: handed over, thought over, signed by hand, taken back."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.answers import Answer, Role, Verdict
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side, Site
from infrared_desktop.domain.records.care import AreaFinding, PlanArea
from infrared_desktop.domain.records.chart import Chart, State
from infrared_desktop.domain.records.consents import Alternative, Stroke, is_drawn
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.papers.consent import ConsentScreen
from infrared_desktop.views.papers.signature_pad import SignaturePad
from infrared_desktop.views.screen import STORED
from tests import scenes
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.tampering import tamper
from tests.views.answering import Hand
from tests.views.desk import Desk

NECK, ARM = Site(Area.NECK_FRONT), Site(Area.UPPER_ARM, Side.LEFT)
DAY = timedelta(days=1)


@dataclass
class Room:
    """A patient with a plan for neck and left arm, and the consent screen."""

    desk: Desk
    patient: int

    @property
    def screen(self) -> ConsentScreen:
        screen = self.desk.screen
        assert isinstance(screen, ConsentScreen)
        return screen

    @property
    def hand(self) -> Hand:
        return Hand(self.desk.qtbot, self.screen.form.binder)

    @property
    def chart(self) -> Chart:
        return self.desk.clinic.people.chart(self.patient)

    def open(self) -> "Room":
        self.desk.go("consent", self.patient)
        return self

    def wait(self, time: timedelta) -> None:
        self.desk.now += time
        self.screen.tick()

    def hand_over(self) -> None:
        self.desk.press("Ctrl+O")

    def answer(self, *, signs: bool = True) -> None:
        """Answer everything; the signature is drawn with the mouse."""
        self.desk.press("Ctrl+D")
        for name in ("no_guarantee", "off_label_explained"):
            self.hand.tick(name)
        self.hand.type("cost_quoted", "CAD 900")
        for name, words in (("record", "yes"), ("education", "no"), ("marketing", "no")):
            self.hand.choose(f"photo_{name}", words)
        if signs:
            draw(self.screen.form.pad)

    def error(self, field: str) -> str:
        return error_of(self.screen.form.binder.input(field))


def draw(pad: SignaturePad) -> None:
    """Draw a line with the mouse."""
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    for x in (60, 90, 140, 200):
        QTest.mouseMove(pad, QPoint(x, 40 + x % 30))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(220, 60))


@pytest.fixture
def room(desk: Desk) -> Room:
    clinic = desk.clinic
    number = clinic.people.register(scenes.patient("Côté"), RECEPTION, NOW).id
    known = {"laxity_scale": LaxityScale.CLINIC, "verdict": Verdict.SUITABLE}
    rows = tuple(
        AreaFinding(s.area, s.side, laxity_grade=2.0, **known)  # type: ignore[arg-type]
        for s in (NECK, ARM)
    )
    clinic.care.sign(scenes.consultation(number, areas=rows), CLINICIAN, NOW)
    areas = (PlanArea(NECK.area), PlanArea(ARM.area, ARM.side, sessions=1))
    clinic.care.plan(scenes.plan(number, areas=areas), CLINICIAN, NOW)
    return Room(desk, number).open()


def test_the_outline_is_written_from_the_areas_of_the_plan(room: Room) -> None:
    text = room.screen.view.text()
    assert "- Neck, front: 2 sessions are planned." in text
    assert "- Upper arm, left: 1 session is planned." in text
    assert "of 20 women the effect was minimal" in text
    assert "Neck: of 100 patients" in text
    assert "we know of no approval to tighten skin in this country" in text


def test_what_is_changed_changes_the_outline_at_once(room: Room) -> None:
    form = Hand(room.desk.qtbot, room.screen.outline.binder)
    form.type("cost_quoted", "CAD 900")
    assert "The cost that you were told: CAD 900" in room.screen.view.text()
    room.screen.outline.sites.button(str(ARM)).click()
    assert "20 women the effect" not in room.screen.view.text()


def test_it_is_kept_word_for_word_with_what_it_was_made_by(room: Room) -> None:
    shown = room.screen.view.text()
    room.hand_over()
    (given,) = room.chart.handouts
    assert (given.state, given.record.text) == (State.SIGNED, shown)
    assert given.record.sites == (NECK, ARM)
    assert given.record.given_at == NOW
    assert given.record.protocol_version == room.desk.clinic.protocol.title
    assert {"E11", "E12", "K10", "AE06"} <= set(given.record.codes)
    assert room.screen.view.text() == shown
    told = room.screen.banner.text()
    assert told.startswith("Handed over and kept word for word. It can be signed from Tue 24 Nov")


def test_handing_over_is_taken_back_as_long_as_nothing_is_signed(room: Room) -> None:
    room.hand_over()
    room.desk.press("Ctrl+Z")
    assert room.chart.handouts == ()
    assert room.screen.hand_over.isVisible()


def test_nothing_is_signed_before_the_time_to_think_it_over_is_past(room: Room) -> None:
    room.hand_over()
    room.answer()
    pad = room.screen.form.pad
    assert pad.get_value() == []
    assert "can be signed from Tue 24 Nov 2026, 04:00" in room.screen.form.state.text()
    assert "CA: Nothing was looked up for this country." in room.screen.form.why.text()
    room.hand.type("signed_paper", "blue folder")
    room.desk.press("Ctrl+Return")
    assert "can be signed from" in room.error("signature")
    assert room.chart.consents == ()
    room.wait(DAY - timedelta(minutes=1))
    assert not pad.is_open()
    room.wait(timedelta(minutes=1))
    assert pad.is_open()


def test_a_consent_is_signed_with_what_was_said_and_drawn(room: Room) -> None:
    room.hand_over()
    room.wait(DAY)
    room.answer()
    room.hand.type("witness", "Noor Haddad")
    room.desk.press("Ctrl+Return")
    (stored,) = room.chart.consents
    given, record = room.chart.handouts[0], stored.record
    assert stored.state is State.SIGNED
    assert (record.handout_id, record.document_hash) == (given.id, given.record.document_hash)
    assert (record.informed_at, record.signed_at) == (NOW, NOW + DAY)
    assert record.cooling_off_ends_at == NOW + DAY
    assert (record.signer_name, record.witness) == ("Ottilie Côté", "Noor Haddad")
    assert record.photo_record is Answer.YES and record.photo_marketing is Answer.NO
    assert len(record.risks_discussed) == 20 and len(record.alternatives_discussed) == 6
    assert is_drawn(record.signature)
    assert "Signed by Ottilie Côté on Tue 24 Nov 2026, 04:00" in room.screen.form.state.text()
    assert room.desk.clinic.care.drafts() == []


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("risks_discussed", "20 of the outline are left"),
        ("alternatives_discussed", "named to everybody"),
        ("no_guarantee", "Say that no result is certain"),
        ("off_label_explained", "Explain what the device was made for"),
        ("cost_quoted", "Say what it costs"),
        ("photo_record", "yes or no"),
        ("photo_education", "yes or no"),
        ("photo_marketing", "yes or no"),
        ("signer_name", "The name of who signs is needed"),
        ("signature", "Nothing is drawn yet"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_nothing_is_signed(
    room: Room, field: str, words: str
) -> None:
    room.hand_over()
    room.wait(DAY)
    room.answer()
    binder = room.screen.form.binder
    binder.input(field).set_value(None)  # type: ignore[attr-defined]
    room.desk.press("F8")
    assert words in room.error(field)
    assert QApplication.focusWidget() is binder.input(field)
    room.desk.press("Ctrl+Return")
    assert room.chart.consents == ()


def test_by_keyboard_the_paper_that_was_signed_is_named_instead(room: Room) -> None:
    room.hand_over()
    room.wait(DAY)
    room.answer(signs=False)
    room.desk.press("Ctrl+Return")
    assert "say below where the signed paper is kept" in room.error("signature")
    room.hand.type("signed_paper", "blue folder 3")
    assert room.error("signature") == ""
    room.desk.press("Ctrl+Return")
    (stored,) = room.chart.consents
    assert (stored.record.signature, stored.record.signed_paper) == ((), "blue folder 3")


def test_a_dot_is_no_signature_and_what_was_drawn_is_cleared_and_drawn_again(room: Room) -> None:
    room.hand_over()
    room.wait(DAY)
    room.answer(signs=False)
    pad = room.screen.form.pad
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    room.desk.press("Ctrl+Return")
    assert "Nothing is drawn yet" in room.error("signature")
    room.desk.press("Delete")
    assert pad.get_value() == []
    draw(pad)
    assert room.screen.form.clear.isVisible()
    room.screen.form.clear.click()
    assert pad.get_value() == []
    draw(pad)
    room.desk.press("Ctrl+Return")
    assert len(room.chart.consents) == 1


def test_under_age_a_guardian_signs_a_week_after_the_consultation(desk: Desk, room: Room) -> None:
    people = desk.clinic.people
    stored = people.get(room.patient)
    people.edit(
        stored, replace(stored.record, birth_date=NOW.date() - 365 * 16 * DAY), RECEPTION, NOW
    )
    room.open()
    assert "I am under age." in room.screen.view.text()
    assert "Under age 7 days count, from the first consultation." in room.desk.words()
    room.hand_over()
    assert "Under age 7 days count, from the first consultation." in room.desk.words()
    assert "from Mon 30 Nov 2026" in room.screen.banner.text()
    room.wait(7 * DAY)
    room.answer()
    assert "name of who signs" in str(room.screen.gaps()[0].words)
    room.hand.type("signer_name", "Maria Cote")
    room.hand.choose("signer", "patient")
    assert "a guardian signs" in str(room.screen.gaps()[0].words)
    room.hand.choose("signer", "guardian")
    room.desk.press("Ctrl+Return")
    assert "how the guardian is related" in room.error("signer_relation")
    room.hand.type("signer_relation", "mother")
    room.desk.press("Ctrl+Return")
    assert "The patient signs too" in room.error("co_signature")
    assert room.chart.consents == ()
    draw(room.screen.form.second_pad)
    room.desk.press("Ctrl+Return")
    record = room.chart.consents[0].record
    assert (record.signer, record.signer_name) == ("guardian", "Maria Cote")
    assert (record.signer_relation, record.co_signer_name) == ("mother", "Ottilie Côté")
    assert is_drawn(record.co_signature) and record.co_signature == record.signature
    assert room.screen.form.second_pad.isVisible()


@pytest.mark.parametrize("changed", ["cost_quoted", "photo_marketing", "no_guarantee"])
def test_what_is_changed_after_signing_has_to_be_signed_again(room: Room, changed: str) -> None:
    room.hand_over()
    room.wait(DAY)
    room.answer()
    assert room.screen.form.pad.get_value()
    match changed:
        case "cost_quoted":
            room.hand.type(changed, "CAD 1900")
        case "photo_marketing":
            room.hand.choose(changed, "yes")
        case _:
            room.hand.tick(changed)
            room.hand.tick(changed)
    assert room.screen.form.pad.get_value() == []
    assert "Sign it again." in room.error("signature")
    room.desk.press("Ctrl+Return")
    assert room.chart.consents == ()
    draw(room.screen.form.pad)
    assert room.error("signature") == ""
    room.desk.press("Ctrl+Return")
    assert len(room.chart.consents) == 1


def test_a_witness_and_who_signs_are_written_below_a_signature(room: Room) -> None:
    room.hand_over()
    room.wait(DAY)
    room.answer()
    room.hand.type("witness", "A. Witness")
    assert room.screen.form.pad.get_value()


def test_a_grown_up_is_told_nothing_of_the_wait_under_age(room: Room) -> None:
    assert "There is time to think it over" in room.desk.words()
    assert "Under age" not in room.desk.words()


def test_a_second_signature_is_cleared_alone_and_may_stand_on_the_paper(room: Room) -> None:
    people = room.desk.clinic.people
    stored, born = people.get(room.patient), NOW.date() - 365 * 16 * DAY
    people.edit(stored, replace(stored.record, birth_date=born), RECEPTION, NOW)
    room.open().hand_over()
    room.wait(7 * DAY)
    room.answer()
    form = room.screen.form
    draw(form.second_pad)
    room.desk.press("Ctrl+Backspace")
    assert (form.second_pad.get_value(), bool(form.pad.get_value())) == ([], True)
    room.hand.type("signer_name", "Maria Cote")
    room.hand.type("signer_relation", "mother")
    room.desk.press("Ctrl+Return")
    assert "The patient signs too" in room.error("co_signature")
    room.hand.type("signed_paper", "blue folder 3")
    assert room.error("co_signature") == ""
    room.desk.press("Ctrl+Return")
    assert len(room.chart.consents) == 1


def test_a_grown_up_is_asked_for_one_signature_and_no_relation(room: Room) -> None:
    room.hand_over()
    room.wait(DAY)
    assert not room.screen.form.second_pad.isVisible()
    assert not room.screen.form.binder.input("signer_relation").isVisible()
    room.hand.choose("signer", "guardian")
    assert room.screen.form.binder.input("signer_relation").isVisible()


def test_what_is_typed_is_kept_as_a_draft_and_comes_back(room: Room) -> None:
    room.hand_over()
    room.hand.type("questions", "Does it hurt? A little.")
    room.desk.go("patient", room.patient)
    room.open()
    assert room.screen.record().questions == "Does it hurt? A little."
    assert "Your draft" in room.screen.banner.text()


def test_a_draft_on_another_outline_is_not_taken_for_this_one(room: Room) -> None:
    room.hand_over()
    room.hand.type("questions", "Does it hurt?")
    room.desk.press("Ctrl+Shift+O")
    room.hand_over()
    assert room.screen.record().questions == ""
    assert len(room.chart.handouts) == 2


def signed(room: Room) -> Room:
    room.hand_over()
    room.wait(DAY)
    room.answer()
    room.desk.press("Ctrl+Return")
    return room


def test_it_is_taken_back_with_a_reason_and_after_a_clear_warning(room: Room) -> None:
    signed(room)
    room.desk.press("Ctrl+Shift+W")
    assert "This cannot be undone" in room.desk.words(room.screen.card)
    room.desk.press("Ctrl+Return")
    assert error_of(room.screen.card.binder.input("reason")) == "Say why, in a few words."
    room.desk.type("Wants to wait")
    room.desk.press("Ctrl+Return")
    (back,) = room.chart.withdrawals
    assert (back.record.reason, back.record.withdrawn_on) == ("Wants to wait", room.desk.now.date())
    assert "Taken back on 24 Nov 2026: Wants to wait" in room.screen.form.state.text()
    assert not room.screen.withdraw.isVisible()


@pytest.mark.parametrize(
    ("day", "words"), [("+1d", "This day lies ahead."), ("-5d", "The consent was signed on")]
)
def test_a_day_on_which_it_cannot_have_been_taken_back_is_refused(
    room: Room, day: str, words: str
) -> None:
    signed(room)
    room.desk.press("Ctrl+Shift+W")
    room.desk.type("Wants to wait")
    card = Hand(room.desk.qtbot, room.screen.card.binder)
    card.type("withdrawn_on", day)
    room.desk.press("Ctrl+Return")
    assert words in error_of(room.screen.card.binder.input("withdrawn_on"))
    assert room.chart.withdrawals == ()
    assert not room.desk.screen.leave()


def test_a_new_consent_on_the_same_outline_undoes_a_withdrawal(room: Room) -> None:
    signed(room)
    room.desk.press("Ctrl+Shift+W")
    room.desk.type("Wants to wait")
    room.desk.press("Ctrl+Return")
    room.desk.go("patient", room.patient)
    room.open()
    room.answer()
    room.desk.press("Ctrl+Return")
    assert len(room.chart.consents) == 2


def test_a_stored_consent_is_read_and_not_changed(room: Room) -> None:
    signed(room)
    stored = room.chart.consents[0]
    room.desk.go("consent", room.patient, stored.id, about=STORED)
    draw(room.screen.form.pad)
    room.desk.press("Ctrl+D")
    assert room.screen.record() == stored.record
    assert room.screen.form.consent(stored.record) == stored.record


def test_below_a_signed_consent_stands_who_took_it_when_and_on_which_content(room: Room) -> None:
    signed(room)
    stored = room.chart.consents[0]
    form = room.screen.form
    line, bound = form.signed_line.text().splitlines()
    assert line.startswith("Signed by Dr. Åsa Lindqvist, owner, on 24 Nov 2026 at 04:00. “I ")
    assert bound == f"Content hash {stored.content_hash}"
    assert form.seal.text() == "" and not form.strikes.isVisible()
    room.screen.write_anew()
    room.hand_over()
    assert form.signed_line.text() == ""


def test_an_altered_consent_is_struck_in_red_with_its_sentence(room: Room) -> None:
    signed(room)
    number = room.chart.consents[0].id
    room.desk.go("today")
    tamper(room.desk.clinic, "UPDATE consent SET cost_quoted = 'free'")
    room.desk.go("consent", room.patient, number, about=STORED)
    assert room.screen.form.seal.text().startswith("This record is not what was signed.")
    assert room.screen.form.strikes.isVisible()
    assert room.screen.header.chip.accessibleName() == "altered"


def test_an_altered_paper_is_told_before_anybody_signs_it(room: Room) -> None:
    room.hand_over()
    room.desk.go("today")
    tamper(room.desk.clinic, "UPDATE handout SET text = 'No risks at all.'")
    room.open()
    assert "The paper: This record is not what was" in room.screen.form.seal.text()
    assert not room.screen.form.strikes.isVisible()


def test_a_consent_that_somebody_else_has_begun_is_said_to_be_theirs(room: Room) -> None:
    room.hand_over()
    assert room.screen.others.banner.isHidden()
    other = room.desk.clinic.staff.add(Staff("Dr. Idris Bello", Role.CLINICIAN), CLINICIAN, NOW)
    begun = room.screen.record()
    room.desk.go("today")
    room.desk.clinic.care.keep_draft(begun, other.id, NOW)
    room.open()
    assert room.screen.others.banner.text() == (
        "Draft of Dr. Idris Bello, kept on 23 Nov 2026 at 04:00. It stays theirs; what you "
        "write here is a draft of your own."
    )


def test_without_a_plan_or_a_consultation_the_way_there_is_offered(desk: Desk) -> None:
    number = desk.clinic.people.register(scenes.patient("Ito"), RECEPTION, NOW).id
    room = Room(desk, number).open()
    desk.press("Ctrl+O")
    assert room.chart.handouts == ()
    assert "Choose the areas first" in error_of(room.screen.outline.sites)
    room.screen.nothing.action_button.click()
    assert type(desk.screen).__name__ == "ConsultationScreen"


def test_it_says_until_when_it_counts_and_after_that_asks_for_a_new_one(room: Room) -> None:
    signed(room)
    assert room.chart.consents[0].record.valid_until == date(2027, 11, 24)
    assert "Valid until 24 Nov 2027." in room.screen.form.state.text()
    room.desk.go("patient", room.patient)
    shown = [chip.accessibleName() for chip in room.desk.screen.patient_banner.chips]
    assert "consent valid until 24 Nov 2027" in shown
    room.desk.now += 366 * DAY
    room.open()
    assert "It ran out on 24 Nov 2027. Hand over a new" in room.screen.form.state.text()
    assert room.screen.header.chip.accessibleName() == "has run out"
    room.desk.press("Ctrl+Shift+O")
    room.hand_over()
    assert len(room.chart.handouts) == 2
    assert room.screen.signed is None


def test_what_the_consultation_talked_through_is_proposed_and_seen_as_such(room: Room) -> None:
    talked = (Alternative.NOTHING, Alternative.SURGERY)
    rows = room.chart.consultations[0].record.areas
    told = scenes.consultation(room.patient, areas=rows, alternatives_discussed=talked)
    room.desk.clinic.care.sign(told, CLINICIAN, NOW)
    room.open().hand_over()
    assert room.screen.record().alternatives_discussed == talked
    told_words = room.screen.form.proposal.text()
    assert told_words.startswith("Proposed from the consultation of 23 Nov 2026.")
    assert room.screen.form.proposal.isVisible()
    room.wait(DAY)
    room.answer()
    room.desk.press("Ctrl+Return")
    assert not room.screen.form.proposal.isVisible()


def prepared(room: Room) -> Desk:
    """Have reception go through the consent and store it for the clinician; keep the window."""
    other = Desk(room.desk.qtbot, room.desk.clinic, NOW).sit_down(RECEPTION)
    signed(Room(other, room.patient).open())
    return other


def test_what_reception_stores_counts_once_the_clinician_confirmed_it(room: Room) -> None:
    other = prepared(room)
    screen = Room(other, room.patient).screen
    assert "It counts once Dr. Åsa Lindqvist has confirmed it" in screen.banner.text()
    assert "It does not count before Dr. Åsa Lindqvist confirms" in screen.form.state.text()
    assert not screen.confirm.isVisible()
    other.press("Ctrl+Return")
    (waits,) = room.chart.consents
    assert (waits.state, waits.by) == (State.CURRENT, RECEPTION)
    room.desk.frame.activateWindow()
    room.desk.qtbot.waitUntil(room.desk.frame.isActiveWindow)
    room.desk.now += DAY
    room.open()
    assert room.screen.header.chip.accessibleName() == "waits for Dr. Åsa Lindqvist"
    assert room.screen.confirm.isVisible()
    room.desk.press("Ctrl+Return")
    (firm,) = room.chart.consents
    assert (firm.state, firm.by, firm.record) == (State.SIGNED, CLINICIAN, waits.record)
    assert "Confirmed: the consent counts" in room.screen.banner.text()
    assert "Valid until" in screen.form.state.text()  # at the other desk too
    other.get_up()


def test_nobody_but_who_is_named_is_offered_to_confirm_it(room: Room) -> None:
    prepared(room).get_up()
    clinic = room.desk.clinic
    member = clinic.staff.add(Staff("Dr. Idris Bello", Role.CLINICIAN), CLINICIAN, NOW)
    other = Desk(room.desk.qtbot, clinic, NOW + DAY).sit_down(member.id)
    seen = Room(other, room.patient).open()
    assert not seen.screen.confirm.isVisible()
    other.press("Ctrl+Return")
    assert room.chart.consents[0].state is State.CURRENT
    other.get_up()


def test_a_clinician_stores_in_a_colleagues_name_only_for_confirmation(room: Room) -> None:
    clinic = room.desk.clinic
    clinic.staff.add(Staff("Dr. Idris Bello", Role.CLINICIAN), CLINICIAN, NOW)
    room.desk.go("today")
    room.desk.frame.close()
    desk = Desk(room.desk.qtbot, clinic, NOW).sit_down()
    here = Room(desk, room.patient).open()
    here.hand_over()
    here.wait(DAY)
    here.answer()
    here.hand.pick("taken_by_id", "Dr. Idris Bello")
    assert "before Dr. Idris Bello confirms it" in here.screen.form.why.text()
    desk.press("Ctrl+Return")
    assert here.chart.consents[0].state is State.CURRENT
    desk.get_up()


def test_an_altered_consent_is_not_offered_to_be_taken_back_or_confirmed(room: Room) -> None:
    signed(room)
    number = room.chart.consents[0].id
    room.desk.go("today")
    tamper(room.desk.clinic, "UPDATE consent SET cost_quoted = 'free'")
    room.desk.go("consent", room.patient, number, about=STORED)
    assert not room.screen.withdraw.isVisible()
    room.desk.press("Ctrl+Shift+W")
    assert not room.screen.card.isVisible()
    assert "This is not what was signed" in room.screen.banner.text()


def test_one_that_is_struck_through_meanwhile_leaves_the_screen(room: Room) -> None:
    signed(room)
    room.desk.press("Ctrl+Shift+W")
    room.desk.clinic.care.invalidate(room.chart.consents[0], "wrong person", CLINICIAN, NOW)
    assert room.screen.signed is None
    assert not room.screen.card.isVisible()


def test_esc_does_not_drop_a_reason_that_is_half_typed(room: Room) -> None:
    signed(room)
    room.desk.press("Ctrl+Shift+W")
    room.desk.press("Escape")
    assert not room.screen.card.isVisible()
    room.desk.press("Ctrl+Shift+W")
    room.desk.type("Wants to")
    room.desk.press("Escape")
    assert room.screen.card.isVisible()
    assert room.screen.card.binder.values()["reason"] == "Wants to"
    assert "The reason is not stored yet" in room.screen.banner.text()
    room.screen.card.cancel.click()
    assert not room.screen.card.isVisible()
    assert room.chart.withdrawals == ()


def test_a_lock_keeps_a_reason_that_is_half_typed(room: Room) -> None:
    signed(room)
    room.desk.press("Ctrl+Shift+W")
    room.desk.type("Wants to")
    unsaved = room.desk.frame.unsaved()
    assert unsaved is not None
    room.screen.card.close_card()
    room.desk.go("today")
    room.desk.frame.take_up(unsaved)
    assert room.screen.card.isVisible()
    assert room.screen.card.binder.values()["reason"] == "Wants to"


def test_the_clock_set_back_before_the_end_of_the_wait_locks_the_pad_again(room: Room) -> None:
    room.hand_over()
    room.wait(DAY)
    room.answer()
    room.wait(-timedelta(hours=1))
    assert not room.screen.form.pad.is_open()
    room.desk.press("Ctrl+Return")
    assert room.chart.consents == ()
    assert "can be signed from" in room.error("signature")


def test_reception_hands_over_and_a_clinician_takes_the_consent(room: Room) -> None:
    clinic = room.desk.clinic
    other = Desk(room.desk.qtbot, clinic, NOW).sit_down(RECEPTION)
    seen = Room(other, room.patient).open()
    seen.hand_over()
    assert seen.screen.record().taken_by_id == CLINICIAN
    other.frame.leave()
    other.frame.close()


def test_the_consent_is_printed_as_it_was_signed(room: Room) -> None:
    from infrared_desktop.documents.record_paper import RecordPapers
    from infrared_desktop.documents.values import Values
    from infrared_desktop.storage.gathered.whole_record import record_to_print

    record = record_to_print(room.desk.clinic, room.patient, CLINICIAN, NOW)
    preview = room.screen.paper()(RecordPapers(Values(record), CLINICIAN, NOW))
    assert "## What can go wrong" in preview.lines
    signed(room)
    record = record_to_print(room.desk.clinic, room.patient, CLINICIAN, NOW)
    paper = room.screen.paper()(RecordPapers(Values(record), CLINICIAN, NOW))
    assert any(line.startswith("%") for line in paper.lines)
    assert not any("Prepared, not confirmed" in line for line in paper.lines)


def test_a_consent_that_waits_says_so_on_paper(room: Room) -> None:
    from infrared_desktop.documents.record_paper import RecordPapers
    from infrared_desktop.documents.values import Values
    from infrared_desktop.storage.gathered.whole_record import record_to_print

    prepared(room).get_up()
    (waits,) = room.chart.consents
    record = record_to_print(room.desk.clinic, room.patient, CLINICIAN, NOW)
    lines = RecordPapers(Values(record), CLINICIAN, NOW).consent(waits.id).lines
    told = "### Prepared, not confirmed: it waits for Dr. Åsa Lindqvist, owner and does not count"
    assert any(line.startswith(told) for line in lines)


@pytest.fixture
def pad(dressed: QApplication, qtbot: QtBot) -> SignaturePad:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(500, 130)
    pad.show()
    return pad


def test_a_pen_draws_in_thousandths_of_the_width(pad: SignaturePad) -> None:
    pen = QPointingDevice.primaryPointingDevice()
    for kind, x in (
        (QEvent.Type.TabletPress, 50),
        (QEvent.Type.TabletMove, 250),
        (QEvent.Type.TabletRelease, 400),
    ):
        at = QPointF(x, 65)
        button = Qt.MouseButton.LeftButton
        event = QTabletEvent(
            kind, pen, at, at, 1.0, 0.0, 0.0, 0.0, 0.0, 0, Qt.KeyboardModifier.NoModifier,
            button, button,
        )  # fmt: skip
        QApplication.sendEvent(pad, event)
    assert pad.get_value() == [Stroke((100, 130, 500, 130, 800, 130))]


def test_a_finger_draws(pad: SignaturePad) -> None:
    finger = QTest.createTouchDevice()
    QTest.touchEvent(pad, finger).press(0, QPoint(50, 65)).commit()
    QTest.touchEvent(pad, finger).move(0, QPoint(250, 65)).commit()
    QTest.touchEvent(pad, finger).release(0, QPoint(250, 65)).commit()
    (stroke,) = pad.get_value()
    # The test's own touch screen rounds to its pixels.
    assert stroke.points == pytest.approx((100, 130, 500, 130), abs=8)


def test_what_leaves_the_pad_stays_inside(pad: SignaturePad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseMove(pad, QPoint(900, -40))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(900, 900))
    points = pad.get_value()[0].points
    assert max(points[::2]) <= 1000 and min(points) >= 0 and max(points[1::2]) <= 260


def test_strokes_without_end_are_not_taken_without_end(pad: SignaturePad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    for step in range(7000):
        pad._take("on", QPointF(10 + step % 2 * 100, 20))
    assert sum(len(stroke.points) for stroke in pad.get_value()) <= 12_002


def test_a_read_only_pad_keeps_what_it_shows(pad: SignaturePad) -> None:
    strokes = [Stroke((1, 1, 9, 9))]
    pad.set_value(strokes)
    pad.setReadOnly(True)
    draw(pad)
    pad.clear()
    assert pad.get_value() == strokes
    assert pad.accessibleDescription() == "signed"
