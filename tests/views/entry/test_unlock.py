"""The unlock page opens by passphrase or recovery key, refuses in words, and never freezes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.storage.files.folder import DATABASE, KEY_FILE, TRIES
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views import tasks
from infrared_desktop.views.entry.unlock import UnlockPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEY = bytes(range(32))
RECOVERY = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345"
PASSPHRASES = {"Åsa Lindqvist": "seven quiet lamps", "نور حداد": " Grüße an die Küste "}


def make_vault(folder: Path, *names: str) -> Path:
    folder.mkdir()
    slots = [
        vault.wrap(KEY, "c1", name, number, PASSPHRASES[name], vault.FLOOR)
        for number, name in enumerate(names, start=1)
    ]
    plain = vault.plain_recovery_key(RECOVERY)
    slots.append(vault.wrap(KEY, "c1", key_file.RECOVERY, 0, plain, vault.FLOOR))
    key_file.save(folder, "c1", slots)
    (folder / DATABASE).write_bytes(b"as long as nobody opens it, any will do")
    return folder


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_vault(tmp_path_factory.mktemp("alone") / "clinic", "Åsa Lindqvist")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_vault(tmp_path_factory.mktemp("shared") / "clinic", *PASSPHRASES)


class Desk:
    """Uses unlock pages as a person does: keys in, visible words out."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.unlocked: list[Unlocked] = []

    def open(self, folder: Path, person: str = "") -> UnlockPage:
        self.page = UnlockPage(folder, person)
        self.page.unlocked.connect(self.unlocked.append)
        self.qtbot.addWidget(self.page)
        self.page.resize(1366, 768)
        self.page.show()
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        return self.page

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, alt: bool = False) -> None:
        modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(self.focused(), key, modifier)
        buttons = self.page.findChildren(QAbstractButton)
        self.qtbot.waitUntil(lambda: not any(each.isDown() for each in buttons))

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.qtbot.keyClick(self.focused(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def words(self) -> str:
        labels = [each for each in self.page.findChildren(QLabel) if each.isVisible()]
        return "\n".join(each.text() for each in labels)

    def sees(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.words(), timeout=10_000)

    def gets_in(self) -> Unlocked:
        self.qtbot.waitUntil(lambda: bool(self.unlocked), timeout=10_000)
        return self.unlocked[-1]


@pytest.fixture
def desk(qtbot: QtBot, dressed: QApplication) -> Iterator[Desk]:
    yield Desk(qtbot)
    assert tasks.wait_for_all()
    QApplication.processEvents()


def test_one_person_types_the_passphrase_and_enter(desk: Desk, alone: Path) -> None:
    desk.open(alone)
    assert "Who are you?" not in desk.words()
    desk.qtbot.keyClicks(desk.focused(), "seven quiet lamps")
    desk.press(Qt.Key.Key_Return)
    assert desk.gets_in() == Unlocked(KEY, 1, "Åsa Lindqvist")
    assert desk.page.form.passphrase.text() == ""


def test_several_people_say_who_they_are(desk: Desk, shared: Path) -> None:
    desk.open(shared)
    assert "&Who are you?" in desk.words()
    assert desk.page.form.person.count() == 2
    assert desk.page.form.person.currentText() == "", "a slip must not count as the first one's"
    assert desk.focused() is desk.page.form.person
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Tab)
    desk.paste(" Grüße an die Küste ")
    desk.press(Qt.Key.Key_Enter)
    assert desk.gets_in() == Unlocked(KEY, 2, "نور حداد")


def test_first_letters_a_tab_and_the_passphrase_are_the_quick_way(
    desk: Desk, tmp_path: Path
) -> None:
    desk.open(named(tmp_path / "clinic", "Bo Lund", "Noor Haddad", "Nora Berg"))
    desk.qtbot.keyClicks(desk.focused(), "nora")
    assert desk.page.form.person.currentText() == "Nora Berg"
    desk.press(Qt.Key.Key_Tab)
    desk.qtbot.keyClicks(desk.focused(), PASSPHRASES["Åsa Lindqvist"])
    desk.press(Qt.Key.Key_Return)
    assert desk.gets_in().name == "Nora Berg"


def test_who_chooses_nobody_is_led_to_their_name_and_no_try_counts(
    desk: Desk, shared: Path
) -> None:
    desk.open(shared)
    desk.page.form.passphrase.setText("seven quiet lambs")
    desk.page.form.passphrase.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.sees("Choose your name first")
    assert desk.focused() is desk.page.form.person
    assert not (shared / TRIES).exists()
    desk.press(Qt.Key.Key_Down)
    assert "Choose your name first" not in desk.words()
    assert desk.page.form.passphrase.text() == "seven quiet lambs", "what was typed stays"


def test_a_code_that_waits_is_asked_for_by_its_name(desk: Desk, tmp_path: Path) -> None:
    folder = named(tmp_path / "clinic", "Bo Lund", "Noor Haddad", code_for="Noor Haddad")
    form = desk.open(folder).form
    assert "&Passphrase" in desk.words()
    form.person.setCurrentText("Noor Haddad")
    assert "One-time code, in place of your &passphrase" in desk.words()
    assert "A one-time code from the owner waits for you" in desk.words()
    assert form.passphrase.accessibleName() == "One-time code, in place of your passphrase"
    form.passphrase.setFocus()
    desk.qtbot.keyClicks(desk.focused(), "the one before")
    desk.press(Qt.Key.Key_Return)
    desk.sees("The code that the owner gave you last opens it")
    form.person.setCurrentText("Bo Lund")
    assert "&Passphrase" in desk.words() and "one-time code" not in desk.words().lower()
    desk.press(Qt.Key.Key_R, alt=True)
    assert "one-time code" not in desk.words().lower()


def named(folder: Path, *names: str, code_for: str = "") -> Path:
    """Make a folder of people who all have one passphrase, or a code that waits."""
    folder.mkdir()
    typed = PASSPHRASES["Åsa Lindqvist"]
    slots = [
        vault.wrap(KEY, "c1", name, number, typed, vault.FLOOR)._replace(once=name == code_for)
        for number, name in enumerate(names, start=1)
    ]
    key_file.save(folder, "c1", slots)
    (folder / DATABASE).write_bytes(b"as long as nobody opens it, any will do")
    return folder


def test_the_page_can_start_with_a_person(desk: Desk, shared: Path) -> None:
    desk.open(shared, person="نور حداد")
    desk.paste(PASSPHRASES["نور حداد"])
    desk.press(Qt.Key.Key_U, alt=True)
    assert desk.gets_in().staff_id == 2


def test_a_wrong_passphrase_is_refused_in_words_and_can_be_typed_over(
    desk: Desk, alone: Path
) -> None:
    desk.open(alone)
    desk.qtbot.keyClicks(desk.focused(), "seven quiet lambs")
    desk.press(Qt.Key.Key_Return)
    desk.sees("That does not unlock the clinic. Nothing was changed.")
    assert desk.unlocked == []
    desk.qtbot.keyClicks(desk.focused(), "s")
    assert "does not unlock" not in desk.words()
    desk.qtbot.keyClicks(desk.focused(), "even quiet lamps")
    desk.press(Qt.Key.Key_Return)
    desk.gets_in()


def test_nothing_typed_is_told(desk: Desk, alone: Path) -> None:
    desk.open(alone)
    desk.press(Qt.Key.Key_Return)
    desk.sees("Type it first.")


@pytest.mark.parametrize("typed", [RECOVERY, RECOVERY.lower().replace("-", "  ")])
def test_the_recovery_key_opens_however_it_is_typed(desk: Desk, shared: Path, typed: str) -> None:
    desk.open(shared)
    desk.press(Qt.Key.Key_R, alt=True)
    desk.sees("Recovery &key, as printed")
    assert "Who are you?" not in desk.words()
    desk.paste(typed)
    assert desk.page.form.passphrase.displayText() == typed
    desk.press(Qt.Key.Key_Return)
    assert desk.gets_in() == Unlocked(KEY, 0, key_file.RECOVERY)


def test_one_can_go_back_to_the_passphrase(desk: Desk, shared: Path) -> None:
    desk.open(shared)
    desk.press(Qt.Key.Key_R, alt=True)
    desk.paste("half a key")
    desk.page.other_way.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.sees("&Who are you?")
    assert desk.page.form.passphrase.text() == ""
    assert desk.page.form.passphrase.echoMode() == desk.page.form.passphrase.EchoMode.Password


def test_what_is_typed_is_hidden_until_the_box_is_ticked(desk: Desk, alone: Path) -> None:
    page = desk.open(alone)
    desk.qtbot.keyClicks(desk.focused(), "amber")
    assert "amber" not in page.form.passphrase.displayText()
    desk.press(Qt.Key.Key_S, alt=True)
    assert page.form.passphrase.displayText() == "amber"


def test_caps_lock_is_told_while_the_passphrase_is_hidden(desk: Desk, alone: Path) -> None:
    field = desk.open(alone).form.passphrase
    shift = Qt.KeyboardModifier.ShiftModifier
    desk.qtbot.keyClick(field, "A", shift)
    assert field.hint() == ""
    desk.qtbot.keyClick(field, "A")
    assert field.hint() == "Caps Lock is on"
    desk.qtbot.keyClick(field, Qt.Key.Key_CapsLock)
    assert field.hint() == ""
    desk.qtbot.keyClick(field, "b")
    assert field.hint() == ""


def test_the_window_stays_alive_while_the_key_is_derived(desk: Desk, alone: Path) -> None:
    desk.open(alone)
    desk.paste("a wrong one")
    beats: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(1))
    timer.start(5)
    desk.press(Qt.Key.Key_Return)
    assert desk.page.unlock.text() == "Unlocking …"
    assert not desk.page.form.isEnabled()
    desk.sees("That does not unlock the clinic.")
    timer.stop()
    assert len(beats) > 3
    assert desk.page.form.isEnabled()


def test_a_damaged_key_file_is_told_at_once(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"\x00\xff not a key file")
    (tmp_path / DATABASE).write_bytes(b"any")
    desk.open(tmp_path)
    desk.sees("The key file clinic.keys is damaged.")


@pytest.mark.parametrize(("content", "words"), [(None, "is not in this folder"), (b"", "is empty")])
def test_a_database_that_is_gone_or_empty_is_told_before_anything_is_typed(
    desk: Desk, tmp_path: Path, content: bytes | None, words: str
) -> None:
    folder = make_vault(tmp_path / "clinic", "Åsa Lindqvist")
    (folder / DATABASE).unlink()
    if content is not None:
        (folder / DATABASE).write_bytes(content)
    desk.open(folder)
    desk.sees(f"The file clinic.db {words}")


def test_every_part_has_a_name_for_a_screen_reader(desk: Desk, shared: Path) -> None:
    form = desk.open(shared).form
    assert form.person.accessibleName() == "Who are you?"
    assert form.passphrase.accessibleName() == "Passphrase"
    desk.press(Qt.Key.Key_R, alt=True)
    assert form.passphrase.accessibleName() == "Recovery key, as printed"
    assert form.passphrase_label.buddy() is form.passphrase


def test_a_fault_while_unlocking_gives_the_page_back(
    qtbot: QtBot, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_out(*_: object) -> None:
        raise MemoryError

    desk = Desk(qtbot)
    page = desk.open(alone)
    monkeypatch.setattr(vault, "unlock", run_out)
    qtbot.keyClicks(page.form.passphrase, "seven quiet lamps")
    with qtbot.captureExceptions() as caught:
        qtbot.keyClick(page.form.passphrase, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(caught))
    assert page.unlock.isEnabled() and page.form.isEnabled()
    assert page.unlock.text() == "&Unlock"
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any("A fault of the program ended this" in words for words in shown)


@pytest.mark.parametrize("typed", [PASSPHRASES["Åsa Lindqvist"], "never set"])
def test_a_page_that_gave_way_tells_nobody_what_its_passphrase_opened(
    dressed: QApplication, alone: Path, qtbot: QtBot, typed: str
) -> None:
    page, opened = UnlockPage(alone), list[Unlocked]()
    page.unlocked.connect(opened.append)
    page.form.passphrase.setText(typed)
    page.unlock.click()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
    assert tasks.wait_for_all()
    qtbot.wait(10)
    assert opened == []
