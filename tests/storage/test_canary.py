"""No file of a clinic, nor any that it leaves behind, shows a patient's name."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.migrations import keep_copy
from tests.clinics import NOW, Template
from tests.faults.child import KEY_VARIABLE
from tests.scenes import CANARY, full_day

SECRETS = (CANARY, "Ottilie", "4165550123", "dislikes the neck")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")


def clear_text_in(files: Iterable[Path]) -> Iterator[str]:
    for path in files:
        content = path.read_bytes().lower()
        for secret in SECRETS:
            for encoding in ENCODINGS:
                if secret.lower().encode(encoding) in content:
                    yield f"{path.name} holds {secret} as {encoding}"


def files_below(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_the_search_for_clear_text_can_find_some(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(f"seen: {CANARY}", encoding="utf-16-le")
    assert f"note.txt holds {CANARY} as utf-16-le" in clear_text_in(files_below(tmp_path))


def test_an_open_clinic_shows_nothing(clinic: Clinic) -> None:
    full_day(clinic)
    keep_copy(clinic.ledger.db, clinic.folder / "clinic.db", NOW)
    files = files_below(clinic.folder)
    assert {"clinic.db", "clinic.db-wal", "clinic.keys"} <= {path.name for path in files}
    assert list(clear_text_in(files)) == []


def test_a_killed_clinic_shows_nothing_anywhere(template: Template, tmp_path: Path) -> None:
    clinic = template.copy_to(tmp_path / "clinic")
    clinic.close()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    played = subprocess.run(
        [sys.executable, "-m", "tests.faults.child", str(clinic.folder), "day"],
        env={**os.environ, KEY_VARIABLE: template.key.hex(), **temporary},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"killed now" in played.stdout, played.stderr
    assert played.returncode != 0
    assert list(clear_text_in(files_below(clinic.folder, scratch))) == []
    plain = sqlite3.connect(clinic.folder / "clinic.db")
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()
