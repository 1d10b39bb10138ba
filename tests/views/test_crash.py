"""A fault of the program leaves a report without patient data; one of the world is a sentence."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox

from infrared_desktop import event_log
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views import crash
from tests.scenes import CANARY


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Yield the words of every dialog that would have stood in front of the window."""
    shown: list[str] = []

    def note(box: QMessageBox) -> int:
        shown.append(f"{box.text()} {box.informativeText()}")
        return 0

    monkeypatch.setattr(QMessageBox, "exec", note)
    yield shown
    crash.listen(lambda _: False)


def fail_with(error: BaseException) -> tuple[Any, ...]:
    name_of_a_patient = CANARY
    try:
        raise error from ValueError(name_of_a_patient)
    except type(error):
        return sys.exc_info()


def test_a_report_names_the_way_but_no_patient(
    qapp: Any, tmp_path: Path, boxes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    crash.handle(tmp_path, *fail_with(KeyError(f"{CANARY} was not found")))
    told = (tmp_path / crash.REPORT).read_text(encoding="utf-8")
    assert "fail_with" in told
    assert "KeyError" in told
    assert "Python" in told
    printed = capsys.readouterr().err
    assert printed.splitlines()[1:] == told.splitlines()[1:], "all but the moment"
    everywhere = told + "".join(boxes) + printed
    assert CANARY not in everywhere
    assert str(Path.home()) not in told
    assert "A report without patient data lies in" in boxes[0]


def test_reports_are_kept_one_after_the_other(qapp: Any, tmp_path: Path, boxes: list[str]) -> None:
    for error in (KeyError("a"), IndexError("b")):
        crash.handle(tmp_path, *fail_with(error))
    told = (tmp_path / crash.REPORT).read_text(encoding="utf-8")
    assert "KeyError" in told
    assert "IndexError" in told


def test_a_report_that_cannot_be_written_still_tells(
    qapp: Any, tmp_path: Path, boxes: list[str]
) -> None:
    crash.handle(tmp_path / "missing", *fail_with(KeyError("a")))
    assert "What was saved is safe" in boxes[0]
    assert "lies in" not in boxes[0]


def test_a_known_error_is_told_in_the_window_without_a_report(
    qapp: Any, tmp_path: Path, boxes: list[str]
) -> None:
    heard: list[str] = []
    crash.listen(lambda error: heard.append(str(error.sentence)) is None)
    crash.handle(tmp_path, *fail_with(KnownError("The disk is full.")))
    assert heard == ["The disk is full."]
    assert boxes == []
    assert not (tmp_path / crash.REPORT).exists()


def test_a_known_error_without_a_place_is_told_in_a_dialog(
    qapp: Any, tmp_path: Path, boxes: list[str]
) -> None:
    crash.listen(lambda _: False)
    crash.handle(tmp_path, *fail_with(KnownError("The disk is full.")))
    assert boxes == ["The disk is full. "]


@pytest.fixture
def unhooked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give back, afterwards, all that watching takes hold of."""
    hooks = ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook"))
    for module, name in hooks:
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(crash, "_hard_crash_file", None)
    monkeypatch.setattr(crash, "_fresh", False)
    monkeypatch.setattr(crash.faulthandler, "enable", lambda *_: None)


@pytest.mark.usefixtures("unhooked")
def test_a_run_that_ended_well_is_told_of_no_crash(tmp_path: Path) -> None:
    (tmp_path / crash.HARD).write_bytes(b"")
    crash.watch(tmp_path)
    assert crash._hard_crash_file is not None
    crash._hard_crash_file.close()
    assert crash.words_on_hard_crash(tmp_path) == ""


@pytest.mark.usefixtures("unhooked")
def test_a_folder_that_can_not_be_written_stops_no_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    crash.watch(tmp_path / "file" / "clinic")
    assert crash._hard_crash_file is None
    assert sys.excepthook is not sys.__excepthook__


def test_a_known_error_stands_in_the_log_by_its_class(
    qapp: Any, tmp_path: Path, boxes: list[str]
) -> None:
    event_log.keep(lambda: tmp_path / "logs")
    try:
        crash.handle(tmp_path, *fail_with(KnownError("There is no {name}.", name=CANARY)))
    finally:
        event_log.keep(None)
    log = (tmp_path / "logs" / event_log.NAME).read_text(encoding="utf-8")
    assert " told KnownError " in log and CANARY not in log


def test_who_interrupts_the_program_ends_it_and_is_told_of_no_mistake(
    qapp: Any, tmp_path: Path, boxes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(crash.QCoreApplication, "quit", lambda: ended.append(True))
    crash.handle(tmp_path, KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ended == [True] and not boxes
    assert not (tmp_path / crash.REPORT).exists()


@pytest.mark.usefixtures("unhooked")
def test_watching_keeps_the_last_hard_crash_and_listens_to_threads(
    qapp: Any, tmp_path: Path, boxes: list[str]
) -> None:
    (tmp_path / crash.HARD).write_text("Fatal Python error", encoding="utf-8")
    crash.watch(tmp_path)
    assert crash._hard_crash_file is not None
    crash._hard_crash_file.close()
    last = crash.last_hard_crash(tmp_path)
    assert last is not None
    assert last.read_text(encoding="utf-8") == "Fatal Python error"
    assert crash.last_hard_crash(tmp_path) is None
    assert (tmp_path / crash.HARD).read_text(encoding="utf-8") == ""
    thread = threading.Thread(target=lambda: fail_with(KeyError()) and 1 / 0)
    thread.start()
    thread.join()
    assert "ZeroDivisionError" in (tmp_path / crash.REPORT).read_text(encoding="utf-8")


def test_no_fault_of_any_kind_writes_a_name_down(tmp_path: Path) -> None:
    folder, logs = tmp_path / "clinic", tmp_path / "logs"
    words = [str(folder), str(logs), CANARY]
    played = subprocess.run(
        [sys.executable, "-m", "tests.views.faults_child", *words],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert played.returncode != 0  # the system ended it
    reports = (folder / crash.REPORT).read_text(encoding="utf-8")
    for kind in ("BufferError", "LookupError", "RuntimeError", "ArithmeticError"):
        assert f"\n{kind}\n" in reports
    log = (logs / event_log.NAME).read_text(encoding="utf-8")
    for told in ("start python-3", "qt QtWarningMsg default", "failed KnownError", "fault "):
        assert told in log
    hard = (folder / crash.HARD).read_text(encoding="utf-8")
    assert "Fatal" in hard or "fatal" in hard
    assert "What was saved is safe" in played.stdout
    files = [path for place in (folder, logs) for path in place.rglob("*") if path.is_file()]
    written = b"".join(path.read_bytes() for path in files)
    for everything in (written, played.stdout.encode(), played.stderr.encode()):
        assert CANARY.encode() not in everything


def test_a_fault_that_comes_back_opens_one_dialog(
    qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def fail_again(box: QMessageBox) -> int:
        shown.append(box.text())
        crash.handle(tmp_path, *fail_with(KeyError("again")))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", fail_again)
    crash.handle(tmp_path, *fail_with(KeyError("a")))
    crash.handle(tmp_path, *fail_with(KeyError("b")))
    assert len(shown) == 2
    assert (tmp_path / crash.REPORT).read_text(encoding="utf-8").count("KeyError") == 4


def test_reports_are_bounded(qapp: Any, tmp_path: Path, boxes: list[str]) -> None:
    (tmp_path / crash.REPORT).write_bytes(bytes(crash.MOST_BYTES + 1))
    crash.handle(tmp_path, *fail_with(KeyError("a")))
    assert (tmp_path / crash.REPORT).stat().st_size < 5_000
    assert (tmp_path / crash.REPORT_BEFORE).stat().st_size == crash.MOST_BYTES + 1


def test_without_the_clinic_folder_the_report_lies_beside_the_log(
    qapp: Any, tmp_path: Path, boxes: list[str]
) -> None:
    event_log.keep(lambda: tmp_path / "logs")
    try:
        crash.handle(tmp_path / "gone", *fail_with(KeyError("a")))
    finally:
        event_log.keep(None)
    assert "KeyError" in (tmp_path / "logs" / crash.REPORT).read_text(encoding="utf-8")
    assert str(tmp_path / "logs" / crash.REPORT) in boxes[0]
