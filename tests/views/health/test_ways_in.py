"""Whatever lies in the clinic folder, who starts the program reads what is safe and what to do."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from infrared_desktop.start import Options
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.database.sqlcipher import connect, make_database
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views import crash, tasks
from infrared_desktop.views.backup.damaged_page import DamagedPage
from infrared_desktop.views.entry.refusals import Refusal
from infrared_desktop.views.entry.unlock import UnlockPage
from infrared_desktop.views.window import Window
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.scenes import patient

FOREIGN = ("Traceback", "sqlite", "SQLITE", "Errno", "Exception", "NoneType", "hmac")
Spoil = Callable[[Path, bytes], object]


@dataclass(frozen=True)
class Case:
    """What is wrong with a folder, and what the window has to say of it."""

    spoil: Spoil
    words: tuple[str, ...]  # what happened, what is safe, what to do
    page: type = DamagedPage


def _flip(name: str, at: int) -> Spoil:
    def spoil(folder: Path, _: bytes) -> None:
        content = bytearray((folder / name).read_bytes())
        content[at] ^= 1
        (folder / name).write_bytes(content)

    return spoil


def _remove(name: str) -> Spoil:
    return lambda folder, _: (folder / name).unlink()


def _empty(folder: Path, _: bytes) -> None:
    (folder / "clinic.db").write_bytes(b"")


def _write_nonsense(folder: Path, _: bytes) -> None:
    (folder / "clinic.keys").write_bytes(b"\xff\xfe not a key file")


def _make_newer(folder: Path, key: bytes) -> None:
    with closing(connect(folder / "clinic.db", key)) as db:
        row = ("infrared_desktop", "m999_from_the_future", "2031-01-01")
        sql = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)"
        db.execute(sql, row)


def _swap_database(folder: Path, _: bytes) -> None:
    with closing(make_database(folder / "other.db", bytes(32))) as db:
        db.execute("CREATE TABLE a (b)")
    (folder / "other.db").replace(folder / "clinic.db")


NOTHING = "Nothing was changed"
CASES = {
    "a newer program was here": Case(
        _make_newer,
        ("opened by a newer version", NOTHING, "Install the newer version"),
        Refusal,
    ),
    "no key file": Case(
        _remove("clinic.keys"), ("clinic.keys", "data is not touched", "Put the file back")
    ),
    "a key file of nonsense": Case(
        _write_nonsense, ("clinic.keys", "data is not touched", "Put the file back")
    ),
    "no database": Case(_remove("clinic.db"), ("clinic.db is not in", NOTHING, "Restore")),
    "an empty database": Case(_empty, ("clinic.db is empty", NOTHING, "Restore")),
    "a damaged head": Case(_flip("clinic.db", 20), ("does not open", NOTHING, "restore")),
    "a damaged page": Case(_flip("clinic.db", 4200), ("damaged", NOTHING, "Restore")),
    "another clinic's database": Case(_swap_database, ("does not open", NOTHING, "Restore")),
}


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        clinic.people.register(patient("Whole"), RECEPTION, NOW)
    return tmp_path / "clinic"


@contextmanager
def opened(qtbot: QtBot, folder: Path) -> Iterator[Window]:
    window = Window(Options(False, folder), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.shut()
    tasks.wait_for_all()
    crash.listen(lambda _: False)


@contextmanager
def passable(folders: Iterable[Path]) -> Iterator[None]:
    """Let anybody pass through folders for a while, however deep the test's own one lies."""
    modes = {each: each.stat().st_mode for each in folders}
    for each, mode in modes.items():
        each.chmod(mode | 0o011)
    try:
        yield
    finally:
        for each, mode in modes.items():
            each.chmod(mode)


def words(window: Window) -> str:
    page: Any = window.centralWidget()
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def try_to_enter(qtbot: QtBot, window: Window) -> None:
    """Type the passphrase, unless the window says already why that is of no use."""
    qtbot.wait(20)
    page = window.centralWidget()
    if isinstance(page, UnlockPage):
        page.form.passphrase.setText(PASSPHRASE)
        page.unlock.click()
    qtbot.waitUntil(lambda: not isinstance(window.centralWidget(), UnlockPage))


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_told_as_help_and_put_right_it_opens(
    qtbot: QtBot, dressed: QApplication, folder: Path, template: Template, name: str
) -> None:
    case, before = CASES[name], folder.with_name("before")
    shutil.copytree(folder, before)
    case.spoil(folder, template.key)
    spoilt = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with opened(qtbot, folder) as window:
        try_to_enter(qtbot, window)
        assert isinstance(window.centralWidget(), case.page)
        told = words(window)
        assert [each for each in case.words if each.lower() not in told.lower()] == [], told
        assert [each for each in FOREIGN if each in told] == [], told
        for lost, content in spoilt.items():
            assert (folder / lost).read_bytes() == content
        for path in before.iterdir():
            if path.is_file():
                shutil.copyfile(path, folder / path.name)
        page: Any = window.centralWidget()
        again = page.again if isinstance(page, DamagedPage) else page.action_button
        again.click()
        try_to_enter(qtbot, window)
        assert window.frame is not None
        assert "Whole" in str(window.frame.workplace.clinic.people.many({1}))


@pytest.mark.parametrize("left", ["clinic.db-wal", "clinic.keys.new", "window.call"])
def test_what_a_power_cut_leaves_is_no_reason_to_say_anything(
    qtbot: QtBot, dressed: QApplication, folder: Path, template: Template, left: str
) -> None:
    clinic = open_clinic(folder, template.key, NOW)
    clinic.people.register(patient("Saved last"), RECEPTION, NOW)
    cut = folder.with_name("cut")
    shutil.copytree(folder, cut)  # as the disk stands when the power goes
    clinic.close()
    assert (cut / "clinic.db-wal").exists()
    (cut / left).touch()
    with opened(qtbot, cut) as window:
        window.enter(Unlocked(template.key, CLINICIAN, ""))
        assert window.frame is not None
        assert window.frame.banner.text() == ""
        assert "Saved last" in str(window.frame.workplace.clinic.people.many({2}))


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="becomes nobody")
def test_a_folder_that_is_only_read_is_told_and_opens_once_it_may_be_written(
    qtbot: QtBot, dressed: QApplication, folder: Path, template: Template
) -> None:
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555)
    with opened(qtbot, folder) as window, passable(folder.parents):
        os.seteuid(65534)
        try:
            window.enter(Unlocked(template.key, CLINICIAN, ""))
        finally:
            os.seteuid(0)
        told = words(window)
        assert isinstance(window.centralWidget(), Refusal), told
        assert "cannot be written" in told
        assert "Nothing is lost, and all that was saved is safe" in told
        assert "you may write to it" in told
        assert str(folder) in told
        for path in (folder, *folder.iterdir()):
            with suppress(OSError):
                path.chmod(0o755)
        window.show_way_in()
        window.enter(Unlocked(template.key, CLINICIAN, ""))
        assert window.frame is not None


def test_a_page_that_is_replaced_at_once_never_shows_as_a_window_of_its_own(
    qtbot: QtBot, dressed: QApplication, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    astray = []

    def shown(page: UnlockPage, _: object) -> None:
        astray.append(page.isWindow())

    with opened(qtbot, folder) as window:
        monkeypatch.setattr(UnlockPage, "showEvent", shown)
        _write_nonsense(folder, b"")
        window.show_way_in()
        qtbot.waitUntil(lambda: isinstance(window.centralWidget(), DamagedPage))
        qtbot.wait(50)
        assert True not in astray
        assert window.isActiveWindow()
