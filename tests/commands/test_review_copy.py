"""The verb `review-copy` makes a copy that opens elsewhere, and says what it holds."""

import os
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infrared_desktop.commands import run_verb
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files.review_copy import unlock_copy
from infrared_desktop.storage.review import making as review_making
from infrared_desktop.storage.review.reading import open_copy
from infrared_desktop.storage.review.seat import Seat
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.review_scenes import WORDS, cheap_keys, seat_in, two_patients
from tests.scenes import visit
from tests.storage.test_canary import clear_text_in, files_below

Output = pytest.CaptureFixture[str]
TODAY = datetime.now(UTC).date()


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a clinic of two patients, the second of whom comes tomorrow."""
    cheap_keys(monkeypatch)
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    monkeypatch.setattr(review_making, "usual_seat", lambda: seat_in(tmp_path / "desk"))
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        _, other = two_patients(clinic)
        tomorrow = clinic.day(datetime.now(UTC)) + timedelta(days=1)
        with clinic.ledger.act("visit-booked", RECEPTION, NOW) as act:  # on a Sunday too
            act.add(visit(other, tomorrow))
    return tmp_path / "clinic"


def run(capsys: Output, *words: str) -> tuple[int, list[str], str]:
    code = run_verb(["review-copy", *words])
    told = capsys.readouterr()
    return code, told.out.splitlines(), told.err


@pytest.mark.parametrize(("whom", "count"), [("1", 1), ("1,2", 2), ("tomorrow", 1), ("all", 2)])
def test_it_copies_whom_one_names(
    folder: Path, tmp_path: Path, capsys: Output, whom: str, count: int
) -> None:
    out = tmp_path / "out.infrared-review"
    until = str(TODAY + timedelta(days=3))
    code, lines, _ = run(capsys, str(folder), str(out), "--patients", whom, "--until", until)
    assert code == 0
    assert lines[-1].startswith(f"copied {count} patients, ")
    assert lines[-1].endswith(f"photographs, until {until}")
    copy = unlock_copy(out, PASSPHRASE)
    with closing(open_copy(copy, datetime.now(UTC), seat_in(tmp_path / "laptop"))) as reading:
        assert reading.people.count() == count
        assert str(reading.until) == until


def test_the_copy_can_have_a_passphrase_of_its_own(
    folder: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INFRARED_COPY_PASSPHRASE", WORDS)
    out = tmp_path / "out.infrared-review"
    assert run(capsys, str(folder), str(out), "--patients", "1")[0] == 0
    assert unlock_copy(out, WORDS).holder_id == CLINICIAN


def test_what_can_not_be_is_told(folder: Path, tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "out.infrared-review"
    for whom, until, told in (
        ("77", str(TODAY), "no patient 77"),
        ("1", "2026-01-01", "in the past"),
        ("1", str(TODAY + timedelta(days=400)), "90 days at most"),
    ):
        words = (str(folder), str(out), "--patients", whom, "--until", until)
        code, _, error = run(capsys, *words)
        assert (code, out.exists()) == (1, False)
        assert told in error
    with pytest.raises(SystemExit) as ended:
        run(capsys, str(folder), str(out), "--patients", "one")
    assert ended.value.code == 2


CHILD = """
import sys, time
from pathlib import Path
from infrared_desktop.storage.review import making as review_making
from infrared_desktop.storage.files import vault
from infrared_desktop.commands import run_verb
review_making.KeyCost = lambda: vault.FLOOR
def stand_still(*given):
    print("making", flush=True)
    time.sleep(60)
review_making.check_copy = stand_still
run_verb(sys.argv[1:])
"""


def test_killed_while_it_makes_one_it_leaves_nothing_in_clear(
    folder: Path, tmp_path: Path, template: Template
) -> None:
    places = {name: str(tmp_path / "home") for name in ("HOME", "XDG_CACHE_HOME", "TMPDIR")}
    (tmp_path / "home").mkdir()
    (tmp_path / "usb").mkdir()
    out = tmp_path / "usb" / "out.infrared-review"
    words = ["review-copy", str(folder), str(out), "--patients", "1"]
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, *words],
        env={**os.environ, **places},
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"making\n"
    child.kill()
    child.wait(10)
    child.stdout.close()
    left = files_below(tmp_path / "home", tmp_path / "usb", folder)
    assert {path.name for path in left} >= {"out.infrared-review.new", "clinic.db"}
    assert list(clear_text_in(left)) == []
    assert not out.exists()
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        assert [each.record.copy_id for each in clinic.review_copies.all()] == ["c1"]
    cache = next(path.parent.parent for path in left if path.name == "in-use")
    with Seat(cache, tmp_path).room() as room:
        assert [room] == list(cache.iterdir())
