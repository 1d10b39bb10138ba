"""A copy opens in a window that only reads, always says its age, and takes remarks."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from infrared_desktop.start import Options
from infrared_desktop.storage.files.review_copy import UnlockedCopy
from infrared_desktop.storage.files.review_leave import leave_code
from infrared_desktop.storage.review.making import MadeCopy
from infrared_desktop.storage.review.remarks import remarks_beside
from infrared_desktop.storage.review.seat import Seat
from infrared_desktop.views import crash, tasks
from infrared_desktop.views.forms.binder import inputs_of
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.people import parting_offer
from infrared_desktop.views.people.ref_places import place_of_ref
from infrared_desktop.views.review import opening_page
from infrared_desktop.views.review.opening_page import OpeningPage
from infrared_desktop.views.review.reading_dress import KEYS, can_be_read
from infrared_desktop.views.review.review_frame import ReviewFrame
from infrared_desktop.views.review.review_patient import ReviewPatientScreen
from infrared_desktop.views.review.review_window import ReviewWindow
from infrared_desktop.views.screen import Place
from tests.clinics import NOW
from tests.review_scenes import WORDS, seat_in
from tests.scenes import CANARY, TODAY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def seat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seat:
    seat = seat_in(tmp_path / "laptop")
    monkeypatch.setattr(opening_page, "usual_seat", lambda: seat)
    return seat


class Laptop:
    """A window on a copy, at a moment that a test may move."""

    def __init__(self, qtbot: QtBot, path: Path, folder: Path) -> None:
        self.qtbot, self.now = qtbot, NOW + timedelta(days=3)
        self.window = ReviewWindow(path, Options(False, folder), self._clock)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    def _clock(self) -> datetime:
        return self.now

    @property
    def page(self) -> OpeningPage:
        page = self.window.centralWidget()
        assert isinstance(page, OpeningPage)
        return page

    @property
    def frame(self) -> ReviewFrame:
        frame = self.window.frame
        assert isinstance(frame, ReviewFrame)
        return frame

    @property
    def screen(self) -> ReviewPatientScreen:
        screen = self.frame.screen_shown
        assert isinstance(screen, ReviewPatientScreen)
        return screen

    def enter(self, words: str = WORDS) -> None:
        self.page.passphrase.setText(words)
        self.page.open_button.click()
        tasks.wait_for_all()
        self.qtbot.waitUntil(self._is_settled, timeout=10_000)

    def _is_settled(self) -> bool:
        return self.window.frame is not None or self.page.open_button.isEnabled()


@pytest.fixture
def laptop(
    qtbot: QtBot, dressed: QApplication, copy: MadeCopy, seat: Seat, tmp_path: Path
) -> Iterator[Laptop]:
    laptop = Laptop(qtbot, copy.path, tmp_path / "state")
    yield laptop
    laptop.window.shut()
    tasks.wait_for_all()
    crash.listen(lambda _: False)
    laptop.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_another_passphrase_is_refused_beside_the_field(laptop: Laptop, qtbot: QtBot) -> None:
    laptop.enter("a passphrase of something else")
    assert "does not open this copy" in error_of(laptop.page.passphrase)
    laptop.enter()
    assert laptop.window.windowTitle() == "Infrared Desktop – review copy"


def test_the_band_says_what_it_is_how_old_and_until_when(laptop: Laptop) -> None:
    laptop.enter()
    told = laptop.frame.band.words()
    assert told == (
        "Review copy – only to read · as of 23 Nov 2026 04:00, 3 days old · opens until 7 Dec 2026"
    )
    laptop.frame.go(Place("patient", 1))
    assert laptop.frame.band.isVisible()
    laptop.now += timedelta(days=2)
    laptop.frame._tick()
    assert "5 days old" in laptop.frame.band.words()


def test_nothing_on_the_way_stores(laptop: Laptop) -> None:
    laptop.enter()
    keys = {action.shortcut().toString() for action in laptop.frame.actions()}
    assert keys == {"Ctrl+1", "Ctrl+K", "Ctrl+Z", "Alt+Left", "F11", "F1", "F10", "F12"}
    seat = [each.text() for each in laptop.frame.who.menu_now().actions() if each.text()]
    assert seat == ["Hide the screen, and show it again", "Lock"]
    laptop.frame.go(Place("patient", 1))
    here = laptop.screen
    assert {a.shortcut().toString() for a in here.actions()} <= {"G", "O", "P", "W", "Ctrl+S"}
    for name in ("booking", "consultation", "patient_form", "today", "clinic", "messages"):
        laptop.frame.go(Place(name, 1))
        assert laptop.frame.screen_shown is here
        assert "leads no further" in laptop.frame.banner.text()


def stored_places(laptop: Laptop) -> list[Place]:
    """Return a place of each kind of record that the timeline of the patient leads to."""
    laptop.frame.go(Place("patient", 1))
    clinic, found = laptop.frame.workplace.clinic, dict[str, Place]()
    for item in laptop.screen.timeline.timeline().items:
        place = place_of_ref(clinic, 1, item.ref)
        if place is not None and can_be_read(place):
            found.setdefault(place.name, place)
    return list(found.values())


def test_the_page_shows_the_record_and_leads_to_all_of_it(laptop: Laptop) -> None:
    laptop.enter()
    places = stored_places(laptop)
    assert CANARY in laptop.screen.patient_banner.name.text()
    for place in places:
        laptop.frame.go(place)
        assert laptop.frame.screen_shown is laptop.frame._screens[place.name]
        assert not laptop.frame.banner.isVisible(), laptop.frame.banner.text()
        laptop.frame.go(Place("patient", 1))
    known = {"consultation", "session", "consent", "handout", "plan", "test_spot", "photos"}
    assert {place.name for place in places} >= known | {"reaction", "history_version"}


def test_no_screen_offers_to_store(laptop: Laptop) -> None:
    laptop.enter()
    for place in [*stored_places(laptop), Place("compare", 1, 1, 2)]:
        for _ in range(2):  # coming back to a screen dresses it anew
            laptop.frame.go(place)
            screen = laptop.frame.screen_shown
            assert {a.shortcut().toString() for a in screen.actions()} <= set(KEYS[place.name])
            for each in inputs_of(screen):
                locked = not each.isEnabled() or getattr(each, "isReadOnly", lambda: True)()
                assert locked, f"{place.name}: {each.property('field')}"
            words = {b.text() for b in screen.findChildren(QPushButton) if b.isVisible()}
            for stores in ("Save", "Add", "Strike", "Sign", "Take", "Book", "Hand", "Report"):
                assert not [each for each in words if each.startswith(stores)], place.name
            laptop.frame.go(Place("patient", 1))


def test_who_leaves_a_page_is_not_asked_what_comes_next(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parting_offer, "lacks_next_step", lambda *_: True)
    laptop.enter()
    laptop.frame.go(Place("patient", 1))
    laptop.frame.go(Place("people"))
    laptop.qtbot.wait(20)
    assert laptop.frame.banner.text() == ""


def test_nobody_is_led_to_decide_about_a_remark_here(laptop: Laptop) -> None:
    laptop.enter()
    laptop.frame.go(Place("patient", 1))
    chips = [label.chip().text for label in laptop.screen.patient_banner.chips if label.chip()]
    assert "1 remark to decide" in chips
    assert laptop.screen.unfinished.text() == ""


def test_a_remark_is_kept_in_the_file_and_taken_back(
    laptop: Laptop, unlocked: UnlockedCopy, qtbot: QtBot
) -> None:
    laptop.enter()
    laptop.frame.go(Place("patient", 1))
    screen = laptop.screen
    session = next(i for i in screen.timeline.timeline().items if i.ref.kind == "session")
    screen.timeline.select_item(session)
    qtbot.keyClick(screen.timeline, Qt.Key.Key_W)
    assert "Session" in screen.remarks.about.text()
    qtbot.keyClicks(screen.remarks.text, "Less on the left.")
    laptop.frame.go(Place("people"))
    assert laptop.frame.screen_shown is screen  # what is typed is not lost
    assert "Not kept yet" in error_of(screen.remarks.text)
    qtbot.keyClick(screen.remarks.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (kept,) = remarks_beside(unlocked).all()
    assert (kept.text, kept.about_kind, kept.about_id) == ("Less on the left.", "session", 1)
    assert (kept.patient_id, kept.written_by_id) == (1, unlocked.holder_id)
    qtbot.keyClick(screen.remarks.list, Qt.Key.Key_Return)
    screen.remarks.text.setPlainText("Less on the right.")
    screen.remarks.store()
    assert [each.text for each in remarks_beside(unlocked).all()] == ["Less on the right."]
    qtbot.keyClick(screen.remarks.list, Qt.Key.Key_Delete)
    assert remarks_beside(unlocked).all() == []
    for text in ("Less on the right.", "Less on the left."):
        laptop.frame._take_back()
        assert [each.text for each in remarks_beside(unlocked).all()] == [text]
    laptop.frame._take_back()
    assert remarks_beside(unlocked).all() == []


def test_after_the_last_day_it_asks_for_leave(laptop: Laptop, unlocked: UnlockedCopy) -> None:
    laptop.now = NOW + timedelta(days=20)
    laptop.enter()
    page = laptop.page
    assert page.code.isVisible()
    assert not page.passphrase.isVisible()
    until = TODAY + timedelta(days=30)
    for typed, told in (("ABCD-EFGH-JKLM", "no leave for this copy"), ("", "Type it first")):
        page.code.setText(typed)
        page.open_button.click()
        tasks.wait_for_all()
        laptop.qtbot.waitUntil(page.open_button.isEnabled)
        assert told in error_of(page.code)
    page.code.setText(leave_code(unlocked.key, unlocked.header.copy_id, until))
    page.open_button.click()
    laptop.qtbot.waitUntil(lambda: laptop.window.frame is not None, timeout=10_000)
    assert "opens until 23 Dec 2026" in laptop.frame.band.words()
    laptop.now = NOW + timedelta(days=31)
    laptop.frame._tick()
    assert isinstance(laptop.window.centralWidget(), OpeningPage)  # it closed by itself


def test_locked_it_leaves_nothing_on_the_screen_nor_in_the_folder(
    laptop: Laptop, seat: Seat
) -> None:
    laptop.enter()
    laptop.frame.go(Place("patient", 1))
    laptop.window.lock()
    words = " ".join(label.text() for label in laptop.window.findChildren(QLabel))
    assert CANARY not in words
    assert list(seat.cache.iterdir()) == []


def test_a_remark_half_written_is_there_again_after_a_lock(laptop: Laptop) -> None:
    laptop.enter()
    laptop.frame.go(Place("patient", 1))
    screen = laptop.screen
    session = next(i for i in screen.timeline.timeline().items if i.ref.kind == "session")
    screen.timeline.select_item(session)
    screen.remarks.begin()
    screen.remarks.text.setPlainText("Less on the l")
    laptop.window.lock()
    laptop.enter()
    again = laptop.screen.remarks
    assert laptop.screen is not screen
    assert again.text.toPlainText() == "Less on the l"
    assert "Session" in again.about.text()
    again.store()
    assert [each.about_kind for each in again._file.all()] == ["session"]


def test_whom_one_seeks_may_not_be_on_it(laptop: Laptop) -> None:
    laptop.enter()
    people = laptop.frame.screen_shown
    people.search.setText("Nobody")  # type: ignore[attr-defined]
    people.search.textEdited.emit("Nobody")  # type: ignore[attr-defined]
    words = [label.text() for label in people.findChildren(QLabel) if label.isVisible()]
    assert "Whom you seek may not be on this copy." in words
