"""The log holds moments, codes, classes and positions; whatever is thrown at it, no more."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop import event_log, faults
from infrared_desktop.domain.errors import KnownError
from tests.scenes import CANARY

LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ( [\w./:+-]+)+")


@pytest.fixture(autouse=True)
def _kept(tmp_path: Path) -> Iterator[None]:
    event_log.keep(lambda: tmp_path / "logs")
    yield
    event_log.keep(None)


def kept(tmp_path: Path) -> str:
    return (tmp_path / "logs" / event_log.NAME).read_text(encoding="utf-8")


def raise_and_note(error: BaseException) -> None:
    try:
        raise error from ValueError(CANARY)
    except type(error) as caught:
        event_log.note_error("fault", type(caught), caught.__traceback__)


def test_an_error_is_kept_by_its_class_and_place(tmp_path: Path) -> None:
    raise_and_note(KeyError(CANARY))
    raise_and_note(KnownError("There is no {kind}.", kind=CANARY))
    first, second = kept(tmp_path).splitlines()
    assert re.fullmatch(r"\S+ \S+ fault KeyError test_event_log.py:\d+", first)
    assert " KnownError " in second


def test_the_place_is_the_last_one_in_this_program(tmp_path: Path) -> None:
    from infrared_desktop.storage.files.key_file import read

    try:
        read(tmp_path / CANARY)
    except KnownError as error:
        event_log.note_error("told", type(error), error.__traceback__)
    assert re.search(r"told \w+Error storage/files/key_file.py:\d+\n", kept(tmp_path))
    assert CANARY not in kept(tmp_path)


def test_the_place_is_in_this_program_where_a_library_failed_for_it(tmp_path: Path) -> None:
    from infrared_desktop.storage.leaving.cells import as_cell

    try:
        as_cell(object())
    except TypeError as error:
        event_log.note_error("fault", type(error), error.__traceback__)
    assert re.search(r"fault TypeError storage/leaving/cells.py:\d+\n", kept(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise on Windows")
def test_only_who_works_here_looks_into_the_log(tmp_path: Path) -> None:
    event_log.note("start")
    assert (tmp_path / "logs").stat().st_mode & 0o077 == 0


@given(words=st.lists(st.text(max_size=100), max_size=4))
def test_nothing_but_codes_gets_in(
    words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "fuzzed-log"
    event_log.keep(lambda: folder)
    event_log.note("code", *words)
    for line in (folder / event_log.NAME).read_text(encoding="utf-8").splitlines():
        assert LINE.fullmatch(line), line
    assert len((folder / event_log.NAME).read_text(encoding="utf-8").splitlines()[-1]) < 400


def test_a_name_is_no_code(tmp_path: Path) -> None:
    for name in ("Åsa", "Ana Ruiz", "李", "a@b", "x" * 81, ""):
        event_log.note("told", name)
    assert all(line.endswith(" told -") for line in kept(tmp_path).splitlines())


def test_the_log_is_bounded(tmp_path: Path) -> None:
    for _ in range(4):
        for _ in range(800):
            event_log.note("told", "KnownError", "storage/files/key_file.py:99" + "9" * 40)
    folder = tmp_path / "logs"
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        (event_log.NAME, event_log.BEFORE)
    )
    assert all(path.stat().st_size < event_log.MOST_BYTES + 500 for path in folder.iterdir())


def test_a_disk_that_refuses_the_log_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    event_log.keep(lambda: tmp_path / "file" / "logs")
    event_log.note("start")
    event_log.keep(None)
    event_log.note("start")
    assert not (tmp_path / "logs").exists()


PLANTED = f"""
import sys
import infrared_desktop.commands as commands
def fail(words):
    patient = "{CANARY}"
    raise ValueError(patient) from KeyError(patient)
commands.run_verb = fail
from infrared_desktop.__main__ import main
sys.argv[1:] = ["verify", "{CANARY}"]
sys.exit(main())
"""


def test_a_verb_that_fails_prints_no_message(tmp_path: Path) -> None:
    played = subprocess.run(
        [sys.executable, "-c", PLANTED], capture_output=True, text=True, timeout=60, check=False
    )
    assert played.returncode == 1
    assert "The program made a mistake and ended. What was saved before is safe." in played.stderr
    assert "ValueError" in played.stderr
    assert "./__main__.py:" in played.stderr
    assert CANARY not in played.stderr + played.stdout


def test_who_interrupts_a_verb_is_told_of_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    faults.tell_plainly(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr().err == "\n"


def test_a_report_says_where_and_which_versions() -> None:
    try:
        raise_and_note(TypeError(CANARY))
        raise LookupError(CANARY)
    except LookupError as error:
        told = faults.report(type(error), error.__traceback__, "no window")
    assert f"Python {sys.version_info[0]}." in told
    assert told.endswith("LookupError\n")
    assert CANARY not in told
