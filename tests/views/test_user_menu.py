"""Who sits here is said at the top, and its menu leads to what that person does about the seat."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.access.key_ring import KeyRing
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION
from tests.views.desk import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of a menu

OWNER_SEES = [
    "Switch to Noor Haddad",
    "Hide the screen, and show it again",
    "Lock",
    "Change my passphrase …",
    "Staff and keys",
    "What I did today",
]


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Return a desk at which reception can unlock, too."""
    clinic = desk.clinic
    KeyRing(clinic.folder, clinic.ledger.key).give(RECEPTION, "Noor Haddad", PASSPHRASE)
    return desk


def acts(menu: QMenu) -> list[QAction]:
    return [each for each in menu.actions() if not each.isSeparator()]


def texts(menu: QMenu) -> list[str]:
    return [each.text().replace("&", "") for each in acts(menu)]


def test_it_says_who_sits_here_in_which_role(desk: Desk) -> None:
    assert desk.frame.who.text() == "Dr. Åsa Lindqvist · owner  ▾"
    assert desk.frame.who.accessibleName() == "Who sits here: Dr. Åsa Lindqvist · owner"


def test_a_name_that_is_too_long_leaves_room_for_the_search(desk: Desk) -> None:
    staff = desk.clinic.staff.add(Staff("Dr. " + "Wo" * 60, Role.CLINICIAN), CLINICIAN, NOW)
    desk.get_up()
    desk.sit_down(staff.id)
    assert "…" in desk.frame.who.text()
    assert desk.frame.who.sizeHint().width() < 340


@pytest.mark.parametrize("width", [960, 1366])
def test_nothing_in_the_bar_lies_over_another_thing(desk: Desk, width: int) -> None:
    staff = desk.clinic.staff.add(Staff("Dr. " + "Wo" * 60, Role.CLINICIAN), CLINICIAN, NOW)
    desk.get_up()
    desk.sit_down(staff.id)
    desk.frame.setMinimumSize(960, 600)  # as the window does
    desk.frame.resize(width, 600)
    search, who = desk.frame.palette_field, desk.frame.who
    desk.qtbot.waitUntil(lambda: desk.frame.width() == width)
    desk.qtbot.waitUntil(lambda: who.width() >= who.sizeHint().width())
    assert search.geometry().right() < who.geometry().left()
    assert who.geometry().right() < who.parentWidget().width()


def test_the_owner_finds_everything_about_the_seat_in_it(busy: Desk) -> None:
    assert texts(busy.frame.who.menu_now()) == OWNER_SEES


def test_reception_finds_no_log_and_no_staff_in_it(busy: Desk) -> None:
    busy.get_up()
    busy.sit_down(RECEPTION)
    assert texts(busy.frame.who.menu_now()) == [
        "Switch to Dr. Åsa Lindqvist",
        *OWNER_SEES[1:4],
    ]


def test_no_two_entries_share_a_letter(busy: Desk) -> None:
    given = [each.text() for each in acts(busy.frame.who.menu_now()) if "&" in each.text()]
    letters = [text[text.index("&") + 1].lower() for text in given]
    assert len(set(letters)) == len(letters) == 3


def test_a_key_opens_it_and_esc_gives_the_keys_back(busy: Desk) -> None:
    before = QApplication.focusWidget()
    busy.press("F11")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.geometry().right() <= busy.frame.geometry().right()
    busy.qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert QApplication.focusWidget() is before


def test_where_nobody_else_unlocks_it_begins_with_an_entry(desk: Desk) -> None:
    desk.press("F11")
    menu = desk.frame.who.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert menu.activeAction().text() == "Hide the screen, and show it again"
    menu.close()


def test_a_click_opens_it_and_an_entry_leads_there(busy: Desk) -> None:
    busy.qtbot.mouseClick(busy.frame.who, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    busy.qtbot.keyClick(menu, Qt.Key.Key_C)
    assert type(busy.screen).__name__ == "OwnKeyScreen"


@pytest.mark.parametrize("typed", ["Switch Noor", "noor log out"])
def test_switching_is_found_from_anywhere(busy: Desk, typed: str) -> None:
    asked: list[str] = []
    busy.frame.switching.connect(asked.append)
    busy.press("Ctrl+K")
    busy.type(typed)
    busy.press("Down", 0)
    busy.press("Return")
    assert asked == ["Noor Haddad"]


def test_what_i_did_today_shows_my_own_rows_of_today(busy: Desk) -> None:
    busy.clinic.note("searched", RECEPTION, NOW, "found: 1")
    busy.clinic.note("searched", CLINICIAN, NOW, "found: 1")
    acts(busy.frame.who.menu_now())[-1].trigger()
    rows = busy.screen.list.rows()
    told = [row for n in range(rows.rowCount()) if (row := rows.row(n))]
    assert told and all(row.note.startswith("Dr. Åsa Lindqvist") for row in told)
    assert {row.subtitle[:11] for row in told} == {"23 Nov 2026"}
    assert "People searched" in [row.title for row in told]
