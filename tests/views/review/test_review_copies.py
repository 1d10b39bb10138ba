"""At the front desk a copy is made beside the window, leave is given, and remarks are decided."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.review_copies import Remark, RemarkStatus
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.review_copy import UnlockedCopy, unlock_copy
from infrared_desktop.storage.files.review_leave import read_leave
from infrared_desktop.storage.review import making as review_making
from infrared_desktop.storage.review.remarks import remarks_beside
from infrared_desktop.views import tasks
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.review import copy_form, review_copies
from infrared_desktop.views.review.copy_form import CopyForm
from infrared_desktop.views.review.review_copies import ReviewCopiesScreen
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.review_scenes import OTHER, WORDS, cheap_keys, seat_in
from tests.scenes import CANARY, TODAY
from tests.views.desk import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(
    dressed: QApplication,
    qtbot: QtBot,
    taken_clinic: Clinic,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    cheap_keys(monkeypatch)
    monkeypatch.setattr(review_making, "usual_seat", lambda: seat_in(tmp_path / "desk"))
    monkeypatch.setattr(review_copies, "ask_for_place", lambda *_: tmp_path / "out.infrared-review")
    desk = Desk(qtbot, taken_clinic)
    yield desk
    desk.get_up()  # also after a test that failed: what stayed would crash a later one


def screen_of(desk: Desk, patient: int | None = None) -> ReviewCopiesScreen:
    screen = desk.go("review_copies", patient)
    assert isinstance(screen, ReviewCopiesScreen)
    return screen


def fill(screen: ReviewCopiesScreen, words: str = WORDS, again: str = WORDS) -> None:
    screen.form.secret.passphrase.setText(words)
    screen.form.secret.again.setText(again)


def make(desk: Desk, screen: ReviewCopiesScreen) -> None:
    screen.form.ask()
    desk.qtbot.waitUntil(lambda: not screen.work.is_on, timeout=20_000)


def test_a_copy_is_made_and_stands_in_the_register(desk: Desk, tmp_path: Path) -> None:
    screen = screen_of(desk.sit_down(), 1)
    fill(screen)
    before = screen.copies.rows().rowCount()
    make(desk, screen)
    assert "made and checked: 1 patients, in out.infrared-review" in desk.frame.banner.text()
    assert screen.copies.rows().rowCount() == before + 1
    row = screen.copies.rows().row(0)
    assert row is not None
    assert CANARY in row.note
    assert unlock_copy(tmp_path / "out.infrared-review", WORDS).holder_id == CLINICIAN
    assert screen.form.secret.passphrase.text() == ""


def test_people_are_chosen_by_name_and_told_apart_by_number_and_birth_date(desk: Desk) -> None:
    screen_of(desk.sit_down())
    desk.go("patient", 1)
    screen = screen_of(desk, 1)
    wish = screen.form.wish
    desk.qtbot.keyClicks(desk.frame.focusWidget(), OTHER[:6])
    desk.press("Return")
    assert wish.patients.get_value() == "1, 2"
    assert wish.picker.search.hasFocus()
    assert wish.picker.search.text() == ""
    people = [desk.clinic.people.get(number).record for number in (1, 2)]
    told = [
        f"{p.display_name} · {say_day(p.birth_date)} · no. 000{n}" for n, p in enumerate(people, 1)
    ]
    assert wish.chosen.words() == told
    desk.qtbot.keyClicks(wish.picker.search, OTHER[:6])
    desk.press("Return")  # once more takes nobody twice
    assert wish.patients.get_value() == "1, 2"
    wish.chosen.chips[0].setFocus()
    desk.press("Delete")
    assert wish.patients.get_value() == "2"
    assert wish.chosen.words() == told[1:]
    screen.form.cancel.click()


def test_numbers_can_be_typed_and_a_wrong_one_shows(desk: Desk) -> None:
    screen = screen_of(desk.sit_down(), 1)
    wish = screen.form.wish
    wish.patients.setFocus()
    desk.qtbot.keyClicks(wish.patients, "2; 99, x")
    assert [words[:8] for words in wish.chosen.words()][1:] == ["no. 0099"]
    assert wish.chosen.chips[1].chip().meaning is Meaning.CAUTION
    wish.binder.input("scope").set_value("all")
    wish.follow()
    assert not wish.picker.isVisible()
    assert wish.chosen.words() == []
    screen.form.cancel.click()


def test_what_is_missing_is_said_beside_it(desk: Desk, tmp_path: Path) -> None:
    screen = screen_of(desk.sit_down())
    desk.press("N")
    fill(screen)
    screen.form.ask()
    assert "Write whom" in error_of(screen.form.wish.patients)
    screen.form.wish.patients.set_value("1, two")
    screen.form.ask()
    assert "with commas" in error_of(screen.form.wish.patients)
    screen.form.wish.patients.set_value("1")
    fill(screen, again="otherwise")
    screen.form.ask()
    assert "not the same" in error_of(screen.form.secret.again)
    desk.frame.go(Place("clinic"))
    assert desk.screen is screen  # a passphrase is typed
    fill(screen, "short", "short")
    make(desk, screen)
    assert "still missing" in desk.frame.banner.text()
    screen.form.cancel.click()
    assert screen.pages.currentIndex() == 0
    assert not (tmp_path / "out.infrared-review").exists()


def test_a_form_that_goes_while_its_passphrase_is_judged_is_not_told(
    dressed: QApplication, qtbot: QtBot, taken_clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = Event(), Event()

    def slow(*_: object) -> None:
        begun.set()
        may_end.wait(10)

    monkeypatch.setattr(copy_form, "judge_passphrase", slow)
    place = Workplace(taken_clinic, taken_clinic.staff.get(CLINICIAN), lambda: NOW)
    form = CopyForm(place)
    form.secret.passphrase.setText("s")
    assert begun.wait(10)
    form.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    may_end.set()
    tasks.wait_for_all()  # what a deleted form were told would fail the test


def test_reception_makes_none(desk: Desk) -> None:
    screen = desk.sit_down(RECEPTION).go("review_copies", 1)
    assert type(screen).__name__ != "ReviewCopiesScreen"
    assert "A clinician takes patients along" in desk.frame.banner.text()


def test_leave_is_a_code_to_read_out(desk: Desk, unlocked: UnlockedCopy) -> None:
    screen = screen_of(desk.sit_down())
    screen.copies.select_row(0)
    desk.press("L")
    told = desk.frame.banner.text()
    assert told.startswith("Read this code out"), told
    code = told.split("out: ")[1].split(".")[0]
    assert read_leave(unlocked, code) == TODAY + timedelta(days=28)


def test_remarks_come_in_once_and_are_signed_or_put_aside(
    desk: Desk, unlocked: UnlockedCopy, taken_clinic: Clinic
) -> None:
    file, copy_id = remarks_beside(unlocked), unlocked.header.copy_id
    for text, about in (("Less on the left.", ("session", 1)), ("Call again.", ("", None))):
        made = uuid.uuid4().hex
        file.keep(Remark(1, made, copy_id, NOW, CLINICIAN, text, about[0], about[1]))
    screen = screen_of(desk.sit_down())
    before = len(taken_clinic.review_copies.drafts())
    screen.take_in_from(file.path)
    assert "taken in: 2. Known already: 0." in desk.frame.banner.text()
    screen.take_in_from(file.path)
    assert "taken in: 0. Known already: 2." in desk.frame.banner.text()
    drafts = screen.drafts
    drafts.list.select_row(before)
    drafts.list.setFocus()
    assert "Session" in drafts.words.text()
    desk.press("A")
    assert taken_clinic.people.chart(1).addenda[-1].record.text == "Less on the left."
    drafts.list.select_row(before)
    desk.press("Delete")
    assert len(taken_clinic.review_copies.drafts()) == before
    desk.press("Ctrl+Z")
    left = taken_clinic.review_copies.drafts()[-1]
    assert (left.record.text, left.record.status) == ("Call again.", RemarkStatus.DRAFT)
    drafts.list.select_row(before)
    drafts.take_up()
    words = [action.text() for action in drafts.menu.actions()]
    assert any("Session" in each for each in words)
    drafts.menu.actions()[0].trigger()
    drafts.menu.close()
    assert taken_clinic.people.chart(1).addenda[-1].record.text == "Call again."


def test_a_file_of_something_else_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.infrared-remarks").write_bytes(b"Dear colleague")
    screen = screen_of(desk.sit_down())
    screen.take_in_from(tmp_path / "x.infrared-remarks")
    assert "holds no remarks" in desk.frame.banner.text()


def test_today_tells_whoever_wrote_them(desk: Desk) -> None:
    band = desk.sit_down().go("today").notices.remarks
    assert band.text() == "1 remark of yours came back from a review copy."
    band.action_button().click()
    assert isinstance(desk.screen, ReviewCopiesScreen)


def test_today_does_not_bother_others_with_them(desk: Desk) -> None:
    assert desk.sit_down(RECEPTION).go("today").notices.remarks.text() == ""
