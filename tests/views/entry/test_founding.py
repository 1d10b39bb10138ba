"""A clinic is founded by keyboard; nothing is written before the end, and both keys open it."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files import drive, vault
from infrared_desktop.views import tasks
from infrared_desktop.views.entry import recovery_key_page
from infrared_desktop.views.entry.founding import FoundingPage
from infrared_desktop.views.entry.regions import usual_timezone

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSPHRASE = "seven quiet lamps by the river"
KEY = re.compile(r"[A-Z2-9]{4}")


class Wizard:
    """Uses the page as a person does: keys in, visible words out."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.page = FoundingPage(folder, lambda: NOW, vault.FLOOR)
        self.made: list[tuple[object, object]] = []
        self.page.founded.connect(self.made.append)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 768)
        self.page.show()
        self.activate()

    def activate(self) -> None:
        """Take the window back from a list that closed: the offscreen platform does not."""
        QApplication.processEvents()
        self.page.activateWindow()
        self.qtbot.waitUntil(lambda: self.page.isActiveWindow())

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, alt: bool = False) -> None:
        self.activate()
        modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(self.focused(), key, modifier)
        # A mnemonic holds its button down for a moment before it counts.
        buttons = self.page.findChildren(QAbstractButton)
        self.qtbot.waitUntil(lambda: not any(each.isDown() for each in buttons))

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.focused(), text)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.qtbot.keyClick(self.focused(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def choose(self, text: str) -> None:
        """Type into a list that finds, close what it offers, and leave it by Tab."""
        self.paste(text)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            self.qtbot.keyClick(popup, Qt.Key.Key_Escape)
        self.press(Qt.Key.Key_Tab)

    def words(self) -> str:
        labels = [each for each in self.page.findChildren(QLabel) if each.isVisible()]
        return "\n".join(each.text() for each in labels)

    def sees(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.words(), timeout=10_000)

    def sees_button(self, words: str) -> None:
        buttons = [each.text() for each in self.page.findChildren(QPushButton) if each.isVisible()]
        assert words in buttons

    def shown_key(self) -> list[str]:
        return [words for words in self.words().splitlines() if KEY.fullmatch(words)]

    def answer_the_clinic(self) -> None:
        self.sees("Your clinic")
        self.paste("Hautklinik Süd")
        self.press(Qt.Key.Key_Tab)
        self.choose("switz")
        self.press(Qt.Key.Key_Return)

    def answer_the_person(self, name: str = "Dr. Åsa Lindqvist") -> None:
        self.sees("Step 2 of 5")
        self.paste(name)
        self.press(Qt.Key.Key_Return)

    def answer_the_passphrase(self) -> None:
        self.sees("Your passphrase")
        self.type(PASSPHRASE)
        self.press(Qt.Key.Key_Tab)
        self.paste(PASSPHRASE)
        self.press(Qt.Key.Key_Return)
        self.sees("Your recovery key")

    def go_to_the_key(self) -> list[str]:
        self.answer_the_clinic()
        self.answer_the_person()
        self.answer_the_passphrase()
        return self.shown_key()

    def go_to_the_last_step(self) -> list[str]:
        key = self.go_to_the_key()
        self.press(Qt.Key.Key_W, alt=True)
        self.press(Qt.Key.Key_Return)
        self.sees("Do you have it?")
        return key

    def answer_back(self, key: list[str]) -> None:
        for number in re.findall(r"^Group &(\d)$", self.words(), re.MULTILINE):
            group = key[int(number) - 1].lower()
            self.type(f" {group[:2]} {group[2:]}")
            self.press(Qt.Key.Key_Tab)


@pytest.fixture
def wizard(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Wizard]:
    wizard = Wizard(qtbot, tmp_path / "clinic")
    yield wizard
    assert tasks.wait_for_all()
    QApplication.processEvents()
    for clinic, _ in wizard.made:
        clinic.close()  # type: ignore[attr-defined]


def test_a_clinic_is_founded_by_keyboard_and_both_keys_open_it(wizard: Wizard) -> None:
    key = wizard.go_to_the_last_step()
    assert len(key) == 7
    wizard.answer_back(key)
    assert not wizard.folder.exists()
    wizard.press(Qt.Key.Key_M, alt=True)
    wizard.qtbot.waitUntil(lambda: bool(wizard.made), timeout=10_000)
    clinic, staff = wizard.made.pop()
    clinic.close()  # type: ignore[attr-defined]
    assert staff.record == Staff("Dr. Åsa Lindqvist", Role.OWNER)  # type: ignore[attr-defined]
    by_passphrase = vault.unlock(wizard.folder, "Dr. Åsa Lindqvist", PASSPHRASE)
    by_paper = vault.unlock_with_recovery_key(wizard.folder, " ".join(key))
    assert by_passphrase.key == by_paper.key
    assert by_passphrase.staff_id == 1
    again = open_clinic(wizard.folder, by_paper.key, NOW)
    assert again.settings == Settings("Hautklinik Süd", "CH", DateOrder.DMY, "de", "Europe/Zurich")
    again.close()


def test_the_window_stays_alive_while_the_clinic_is_made(wizard: Wizard) -> None:
    wizard.answer_back(wizard.go_to_the_last_step())
    beats: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(1))
    timer.start(5)
    wizard.press(Qt.Key.Key_Return)
    wizard.sees_button("Making the clinic …")
    wizard.qtbot.waitUntil(lambda: bool(wizard.made), timeout=10_000)
    timer.stop()
    assert len(beats) > 5


def test_the_recovery_sheet_is_dated_in_the_clinics_language(wizard: Wizard) -> None:
    wizard.answer_the_clinic()
    wizard.sees("Step 2 of 5")
    wizard.page._today = date(2026, 12, 3)
    assert wizard.page._sheet().made_on == "3 Dez. 2026"


def test_what_is_missing_is_said_beside_the_fields(wizard: Wizard) -> None:
    wizard.press(Qt.Key.Key_Return)
    assert wizard.words().count("This is needed.") == 3
    assert "Step 1 of 5" in wizard.words()
    assert wizard.focused().objectName() == "clinic_name"


def test_a_telephone_is_not_needed_but_must_be_one_that_can_be_called(wizard: Wizard) -> None:
    wizard.sees("Your clinic")
    wizard.paste("Hautklinik Süd")
    wizard.press(Qt.Key.Key_Tab)
    wizard.choose("switz")
    form = wizard.page.clinic.form
    form.phone.setFocus()
    wizard.type("12")
    wizard.press(Qt.Key.Key_Return)
    wizard.sees("This can't be a phone number.")
    assert wizard.focused() is form.phone
    form.phone.selectAll()
    wizard.type("044 668 18 00")
    wizard.press(Qt.Key.Key_Return)
    wizard.sees("Step 2 of 5")
    assert wizard.page.clinic.settings().phone == "+41446681800"


def test_a_country_that_is_not_in_the_list_is_not_taken(wizard: Wizard) -> None:
    wizard.type("Skin and Light")
    wizard.press(Qt.Key.Key_Tab)
    wizard.choose("Atlantis")
    wizard.sees("Nothing in the list is called so.")
    wizard.press(Qt.Key.Key_Return)
    assert "Step 1 of 5" in wizard.words()


@pytest.mark.parametrize(
    ("typed", "country", "today"),
    [
        ("united stat", "US", ""),
        ("日本", "JP", "2026-11-23"),
        ("cote d", "CI", "23.11.2026"),
        ("deutschl", "DE", "23.11.2026"),
        ("turk", "", ""),
        ("se", "SE", "2026-11-23"),
    ],
)
def test_a_country_is_found_by_any_name_and_proposes_how_days_are_written(
    wizard: Wizard, typed: str, country: str, today: str
) -> None:
    wizard.press(Qt.Key.Key_Tab)
    wizard.choose(typed)
    assert (wizard.page.clinic.form.country.get_value() or "") == country
    assert f"Today is written {today}" in wizard.words() or not today


def test_an_entry_is_picked_from_the_offers_by_arrow_and_enter(wizard: Wizard) -> None:
    wizard.press(Qt.Key.Key_Tab)
    wizard.type("cana")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    wizard.qtbot.keyClick(popup, Qt.Key.Key_Down)
    wizard.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert "Step 1 of 5" in wizard.words()
    assert wizard.page.clinic.settings().country == "CA"


def test_an_answer_given_is_not_overwritten_by_a_proposal(wizard: Wizard) -> None:
    form = wizard.page.clinic.form
    wizard.press(Qt.Key.Key_Tab)
    wizard.press(Qt.Key.Key_Tab)
    wizard.choose("portug")
    form.country.setFocus()
    wizard.choose("japan")
    assert form.country.get_value() == "JP"
    assert form.language.get_value() == "pt"
    assert form.timezone.get_value() == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "15 characters or more"),
        ("owl lamp", "Characters still missing: 7."),
        ("passwordpassword", "Too weak."),
        ("hautklinik", "Characters still missing"),
        ("hautklinik, Lindqvist", "Names of the clinic"),
    ],
)
def test_a_weak_passphrase_is_told_in_words_and_stops(
    wizard: Wizard, typed: str, words: str
) -> None:
    wizard.answer_the_clinic()
    wizard.answer_the_person()
    wizard.sees("Your passphrase")
    wizard.type(typed)
    wizard.press(Qt.Key.Key_Return)
    wizard.sees("A stronger one is needed.")
    assert words in wizard.words()
    assert "Step 3 of 5" in wizard.words()


def test_the_second_passphrase_must_be_the_same(wizard: Wizard) -> None:
    wizard.answer_the_clinic()
    wizard.answer_the_person()
    wizard.sees("Your passphrase")
    wizard.type(PASSPHRASE)
    wizard.sees("Very strong.")
    wizard.press(Qt.Key.Key_Tab)
    wizard.type(PASSPHRASE.title())
    wizard.press(Qt.Key.Key_Return)
    wizard.sees("This is not the same as above.")
    assert wizard.focused().objectName() == "again"


def test_passphrases_are_hidden_until_the_box_is_ticked(wizard: Wizard) -> None:
    wizard.answer_the_clinic()
    wizard.answer_the_person()
    wizard.sees("Your passphrase")
    field = wizard.focused()
    assert isinstance(field, QLineEdit)
    wizard.type("amber")
    assert "amber" not in field.displayText()
    wizard.press(Qt.Key.Key_S, alt=True)
    assert field.displayText() == "amber"


def test_the_key_must_be_kept_before_going_on(wizard: Wizard) -> None:
    wizard.go_to_the_key()
    wizard.press(Qt.Key.Key_X, alt=True)
    wizard.sees("Save it, print it, or tick that you have it.")
    assert "Step 4 of 5" in wizard.words()


def test_a_saved_pdf_is_enough_but_not_in_the_clinics_own_folder(
    wizard: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard.go_to_the_key()
    places = [wizard.folder / "key.pdf", tmp_path / "no such folder" / "k", tmp_path / "key"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(places.pop(0)), ""))
    wizard.press(Qt.Key.Key_Return)
    wizard.sees("That is the clinic's own folder")
    wizard.press(Qt.Key.Key_Return)
    wizard.sees("could not be written")
    wizard.press(Qt.Key.Key_Return)
    assert (tmp_path / "key.pdf").read_bytes().startswith(b"%PDF-")
    assert not wizard.folder.exists()
    wizard.press(Qt.Key.Key_X, alt=True)
    wizard.sees("Do you have it?")


def test_changing_ones_mind_about_saving_keeps_nothing(
    wizard: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard.go_to_the_key()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    wizard.press(Qt.Key.Key_S, alt=True)
    wizard.press(Qt.Key.Key_X, alt=True)
    wizard.sees("Save it, print it, or tick that you have it.")


def test_a_printed_key_is_enough(
    wizard: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard.go_to_the_key()
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    monkeypatch.setattr(recovery_key_page, "ask_for_printer", lambda _: printer)
    wizard.press(Qt.Key.Key_P, alt=True)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF-")
    wizard.press(Qt.Key.Key_X, alt=True)
    wizard.sees("Do you have it?")


def test_copying_alone_is_not_keeping(wizard: Wizard) -> None:
    key = wizard.go_to_the_key()
    wizard.press(Qt.Key.Key_C, alt=True)
    assert QGuiApplication.clipboard().text() == "-".join(key)
    wizard.press(Qt.Key.Key_X, alt=True)
    wizard.sees("Save it, print it, or tick that you have it.")


def test_the_clipboard_is_emptied_unless_it_holds_something_else(
    wizard: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery_key_page, "_CLIPBOARD_MS", 1)
    wizard.go_to_the_key()
    wizard.press(Qt.Key.Key_C, alt=True)
    wizard.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")
    wizard.press(Qt.Key.Key_C, alt=True)
    QGuiApplication.clipboard().setText("a shopping list")
    wizard.qtbot.wait(20)
    assert QGuiApplication.clipboard().text() == "a shopping list"


def test_wrong_groups_are_told_and_back_shows_the_key_again(wizard: Wizard) -> None:
    key = wizard.go_to_the_last_step()
    wizard.type("AAAA")
    wizard.press(Qt.Key.Key_Return)
    assert wizard.words().count("Back shows the key again.") == 2
    wizard.press(Qt.Key.Key_B, alt=True)
    assert wizard.shown_key() == key
    assert not wizard.folder.exists()


def test_going_back_keeps_what_was_typed(wizard: Wizard) -> None:
    key = wizard.go_to_the_last_step()
    asked = wizard.words()
    for _ in range(4):
        wizard.press(Qt.Key.Key_B, alt=True)
    wizard.sees("Step 1 of 5")
    assert wizard.page.clinic.form.clinic_name.text() == "Hautklinik Süd"
    for step in (2, 3, 4):
        wizard.press(Qt.Key.Key_X, alt=True)
        wizard.sees(f"Step {step} of 5")
    assert wizard.shown_key() == key
    wizard.press(Qt.Key.Key_X, alt=True)
    assert wizard.words() == asked


def test_enter_on_back_goes_back(wizard: Wizard) -> None:
    wizard.answer_the_clinic()
    wizard.sees("Step 2 of 5")
    wizard.page.back.setFocus()
    wizard.press(Qt.Key.Key_Return)
    wizard.sees("Step 1 of 5")


def test_a_person_cannot_be_called_like_the_recovery_slot(wizard: Wizard) -> None:
    wizard.answer_the_clinic()
    wizard.answer_the_person("recovery")
    wizard.sees("The program uses this name.")


def test_a_network_drive_is_told_before_anything_is_typed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drive, "is_on_network", lambda _: True)
    wizard = Wizard(qtbot, tmp_path / "clinic")
    assert "lies on a network drive" in wizard.page.banner.text()
    assert "infrared-desktop --folder" in wizard.page.banner.text()
    wizard.press(Qt.Key.Key_Return)
    assert wizard.page.steps.currentIndex() == 0
    assert "Nothing was made" in wizard.page.banner.text()
    monkeypatch.setattr(drive, "is_on_network", lambda _: False)
    assert wizard.page._may_lie_here()


def test_a_folder_that_refuses_is_told_and_can_be_tried_again(wizard: Wizard) -> None:
    wizard.answer_back(wizard.go_to_the_last_step())
    wizard.folder.write_text("a file stands where the folder should be", encoding="utf-8")
    wizard.press(Qt.Key.Key_M, alt=True)
    wizard.sees("cannot be made")
    wizard.folder.unlink()
    wizard.press(Qt.Key.Key_M, alt=True)
    wizard.qtbot.waitUntil(lambda: bool(wizard.made), timeout=10_000)


def test_closing_in_between_leaves_nothing(wizard: Wizard) -> None:
    wizard.go_to_the_last_step()
    wizard.page.close()
    assert not wizard.folder.exists()


def test_every_step_starts_in_its_first_input_and_names_it(wizard: Wizard) -> None:
    key = wizard.go_to_the_last_step()
    first = []
    for _ in range(5):
        first.insert(0, wizard.focused())
        wizard.press(Qt.Key.Key_B, alt=True)
    names = [each.accessibleName() or getattr(each, "text", str)() for each in first]
    assert names[:4] == [
        "Name of the clinic",
        "Your name, as the records will show it",
        "Passphrase",
        "&Save as PDF …",
    ]
    assert re.fullmatch(r"Group \d", names[4])
    spelled = wizard.page.recovery.groups.accessibleDescription()
    assert spelled == ", ".join(" ".join(group) for group in key)


@pytest.mark.parametrize(("country", "zone"), [("DE", "Europe/Berlin"), ("JP", "Asia/Tokyo")])
def test_a_country_of_one_hour_proposes_its_time_zone(country: str, zone: str) -> None:
    assert usual_timezone(country) == zone
