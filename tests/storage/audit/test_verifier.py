"""The verifier that needs no program says of every log what the program says of it."""

import ast
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from infrared_desktop.storage.audit import anchor, verifier
from infrared_desktop.storage.audit.checking import Anchored, check
from infrared_desktop.storage.audit.log import COLUMNS, FIRST_COLUMNS, AuditLog, Entry
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.data_key import keep_data_key
from infrared_desktop.storage.database.migrations import newest_definitions
from infrared_desktop.storage.database.sqlcipher import Database, in_memory
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, Template
from tests.scenes import full_day
from tests.tampering import tamper

KEY = bytes(range(32))
LOGS = 1_000
DEFINITIONS = newest_definitions()
_INTEGERS = ("staff_id", "record_id", "version", "patient_id", "utc_offset_min")
_FITTING = dict.fromkeys(_INTEGERS, (0, 7))
OLD_ROWS, NEW_ROWS = 4, 8


def test_it_imports_nothing_of_the_program() -> None:
    allowed = {*sys.stdlib_module_names, "sqlcipher3", "cryptography"}
    tree = ast.parse(Path(verifier.__file__).read_text(encoding="utf-8"))
    for each in ast.walk(tree):
        names = [alias.name for alias in each.names] if isinstance(each, ast.Import) else []
        names += [str(each.module)] if isinstance(each, ast.ImportFrom) else []
        assert {name.split(".")[0] for name in names} <= allowed


def test_both_say_the_same_of_a_thousand_tampered_logs(tmp_path: Path) -> None:
    rng = Random(20)
    found = [_looked_at_by_both(tmp_path, rng) for _ in range(LOGS)]
    assert found.count(True) > LOGS / 20, "some are left as they were"
    assert found.count(False) > LOGS / 2, "most are tampered with"


def _looked_at_by_both(folder: Path, rng: Random) -> bool:
    with closing(in_memory()) as db:
        log = _log(db, folder, rng)
        for _ in range(rng.choice((0, 1, 1, 2))):
            _tamper(db, folder, rng)
        verdict = check(folder, log)
        rows = list(verifier.rows_of(db, KEY))
        alone = list(verifier.findings(db, KEY, verifier._anchor(folder)))
    assert [seq for seq, _, is_sound in rows if not is_sound] == list(verdict.broken)
    assert len(alone) == len(verdict.broken) + (verdict.anchored is not Anchored.HOLDS)
    assert (not alone) == verdict.is_sound
    return verdict.is_sound


def _log(db: Database, folder: Path, rng: Random) -> AuditLog:
    """Make a log that begins with rows of before and goes on with rows of today."""
    for table in ("audit", "secret"):
        db.execute(DEFINITIONS[table])
    data_key = rng.choice((KEY, rng.randbytes(32)))
    if data_key is not KEY:
        keep_data_key(db, data_key)
    log = AuditLog(db, data_key)
    for number in range(OLD_ROWS + NEW_ROWS):
        more = () if number < OLD_ROWS else ("owner", "päd-1", -90, "U", "success", None)
        about = ("patient-edited", "patient", number, 1, number, "ab" * 32, "current")
        log.append(Entry("2026-11-23T09:00:00.000+00:00", 1, *about, *more))
    row, mac = log.head()
    (folder / "clinic.anchor").write_text(json.dumps({"row": row, "mac": mac}), encoding="utf-8")
    for _ in range(rng.randrange(3)):
        log.append(Entry("2026-11-23T09:05:00.000+00:00", 2, "chart-opened"))
    return log


def _tamper(db: Database, folder: Path, rng: Random) -> None:
    row, column = rng.randint(1, OLD_ROWS + NEW_ROWS), rng.choice((*COLUMNS[1:], "mac"))
    match rng.randrange(8):
        case 0 | 1 | 2:
            db.execute(
                f"UPDATE audit SET {column} = ? WHERE seq = ?",
                (rng.choice(_FITTING.get(column, ("7", "é"))), row),
            )
        case 3:
            db.execute("DELETE FROM audit WHERE seq = ?", (row,))
        case 4:
            db.execute("DELETE FROM audit WHERE seq >= ?", (row,))
        case 5:
            db.execute("UPDATE audit SET seq = seq + 1000 WHERE seq = ?", (row,))
        case 6:
            emptied = ", ".join(f"{name} = NULL" for name in COLUMNS[len(FIRST_COLUMNS) :])
            db.execute(f"UPDATE audit SET {emptied} WHERE seq = ?", (row,))
        case _:
            text = rng.choice(("", "{}", '{"row": 1, "mac": "ab"}', '{"row": "x", "mac": 1}'))
            (folder / "clinic.anchor").write_text(text, encoding="utf-8")


def test_an_untouched_clinic_is_whole(clinic: Clinic) -> None:
    full_day(clinic)
    clinic.close()
    ended = _run(clinic.folder, AUDIT_PASSPHRASE=PASSPHRASE)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[-1].startswith("WHOLE: ")


def test_the_recovery_key_and_the_key_itself_open_it_too(
    clinic: Clinic, template: Template
) -> None:
    clinic.close()
    assert _run(clinic.folder, AUDIT_PASSPHRASE=template.recovery_key.lower()).returncode == 0
    assert _run(clinic.folder, AUDIT_KEY=template.key.hex()).returncode == 0


def test_it_looks_at_a_clinic_that_is_open_and_writes_nothing(clinic: Clinic) -> None:
    full_day(clinic)
    before = {path.name: path.read_bytes() for path in clinic.folder.iterdir() if path.is_file()}
    assert _run(clinic.folder, AUDIT_KEY=clinic.ledger.key.hex()).returncode == 0
    after = {path.name: path.read_bytes() for path in clinic.folder.iterdir() if path.is_file()}
    assert after | {"clinic.db-shm": b""} == before | {"clinic.db-shm": b""}


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE audit SET staff_id = 9 WHERE seq = 3", "Row 3 was changed"),
        ("DELETE FROM audit WHERE seq = 3", "Row 4 was changed, moved, or follows a row"),
        ("DELETE FROM audit WHERE seq > 3", "the log was cut short"),
    ],
)
def test_an_edit_a_deletion_and_a_cut_are_found(clinic: Clinic, statement: str, told: str) -> None:
    clinic.note("audit-viewed", CLINICIAN, NOW)
    anchor.advance(clinic.folder, clinic.ledger.audit)
    tamper(clinic, statement)
    clinic.close()
    ended = _run(clinic.folder, AUDIT_KEY=clinic.ledger.key.hex())
    assert ended.returncode == 1
    assert told in ended.stdout
    assert ended.stdout.splitlines()[-1].startswith("NOT WHOLE: ")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"AUDIT_KEY": "ab"}, "AUDIT_KEY is not 64 hexadecimal digits."),
        ({"AUDIT_KEY": "00" * 32}, "clinic.db does not open with this key"),
        ({"AUDIT_PASSPHRASE": "wrong"}, "That opens nobody's slot in clinic.keys."),
    ],
)
def test_what_cannot_be_looked_at_is_said_in_a_sentence(
    clinic: Clinic, given: dict[str, str], told: str
) -> None:
    clinic.close()
    ended = _run(clinic.folder, **given)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(told)


def test_a_folder_without_a_clinic_is_said_so(tmp_path: Path) -> None:
    assert _run(tmp_path).stderr.startswith("There is no clinic.keys in ")
    assert _run(tmp_path, AUDIT_KEY="00" * 32).stderr.startswith("There is no clinic.db in ")
    (tmp_path / "clinic.keys").write_text("[]", encoding="utf-8")
    assert _run(tmp_path).stderr.startswith("clinic.keys is damaged.")


def _run(folder: Path, **given: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if "AUDIT_" not in name}
    return subprocess.run(
        [sys.executable, "-I", verifier.__file__, str(folder)],
        env=environment | {"PYTHONIOENCODING": "utf-8"} | given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
