"""No file of a clinic, nor any that it leaves behind, shows a patient's name."""

import json
import os
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote

import pytest

from infrared_desktop.storage.clinic import Clinic
from tests.clinics import Template
from tests.faults.child import KEY_VARIABLE
from tests.scenes import CANARY, full_day

SECRETS = (CANARY, "Kanaria", "Ottilie", "4165550123", "dislikes the neck")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")


@cache
def disguises() -> tuple[tuple[str, str, bytes], ...]:
    """Return each secret, how it may be written in small letters, and how that looks."""
    found: list[tuple[str, str, bytes]] = []
    for secret in (each.lower() for each in SECRETS):
        folded = normalize("NFKD", secret).encode("ascii", "ignore")
        found += [(secret, encoding, secret.encode(encoding)) for encoding in ENCODINGS]
        found += [(secret, "plain letters", folded)]
        found += [(secret, "JSON", json.dumps(secret)[1:-1].encode())]
        found += [(secret, "an address", quote(secret).lower().encode())]
    found += [(each, "hex", each.encode().hex().encode()) for each in SECRETS]
    found += [(each, "hex", each.lower().encode().hex().encode()) for each in SECRETS]
    return tuple(found)


@cache
def in_base64() -> tuple[tuple[str, bytes], ...]:
    """Return each secret with what base64 makes of it, wherever in a text it begins."""
    return tuple(
        (secret, b64encode(bytes(before) + each.encode())[skipped:].rstrip(b"=")[:-1])
        for secret in SECRETS
        for each in (secret, secret.lower())
        for before, skipped in ((0, 0), (1, 2), (2, 3))
    )


def clear_text_in(files: Iterable[Path]) -> Iterator[str]:
    """Yield each place where a secret can be read, in a file or in its name."""
    for path in files:
        content = path.read_bytes()
        small = content.lower()
        for secret, how, looks in disguises():
            if looks in small or looks in path.name.lower().encode():
                yield f"{path.name} holds {secret} as {how}"
        for secret, looks in in_base64():
            if looks in content:
                yield f"{path.name} holds {secret} as base64"


def files_below(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("how", "written"),
    [
        ("utf-16-le", f"seen: {CANARY}".encode("utf-16-le")),
        ("utf-16-be", f"seen: {CANARY}".upper().encode("utf-16-be")),
        ("plain letters", b"seen: ZORGIEBEL-KANARIA"),
        ("hex", f"seen: {CANARY}".encode().hex().upper().encode()),
        ("JSON", json.dumps(f"seen: {CANARY}").encode()),
        ("an address", quote(f"seen: {CANARY}").encode()),
        *(("base64", b64encode(f"{'x' * n}{CANARY} was here".encode())) for n in range(4)),
    ],
)
def test_the_search_for_clear_text_can_find_some(how: str, written: bytes, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(b"\0\xff" * 9 + written + b"\0")
    found = list(clear_text_in(files_below(tmp_path)))
    assert any(each.endswith(f"as {how}") for each in found), found


def test_the_search_for_clear_text_looks_at_names_of_files(tmp_path: Path) -> None:
    (tmp_path / f"{CANARY}.jpg").write_bytes(b"")
    assert list(clear_text_in(files_below(tmp_path)))


def test_an_open_clinic_shows_nothing(clinic: Clinic) -> None:
    full_day(clinic)
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
