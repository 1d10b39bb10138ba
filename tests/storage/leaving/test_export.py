"""Whoever leaves takes everything along: all of it is read back from the files, field by field."""

import csv
import dataclasses
import hashlib
import json
import tracemalloc
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.papers.whole_record import Reading, WholeRecord
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.spreadsheets import bared
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.database.kinds import KINDS, Kind
from infrared_desktop.storage.database.moments import as_text
from infrared_desktop.storage.database.rows import from_json, to_json
from infrared_desktop.storage.leaving import folder as leaving_folder
from infrared_desktop.storage.leaving import making
from infrared_desktop.storage.leaving.explained import KIND_WORDS
from infrared_desktop.storage.leaving.folder import MARK, UNFINISHED
from infrared_desktop.storage.leaving.making import Left, export
from infrared_desktop.storage.leaving.tables import BESIDE, Tables
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.documents.records import filled
from tests.records import records_of
from tests.review_scenes import OTHER, two_patients
from tests.scenes import TODAY

# What the program makes anew, or what opens the clinic; README.txt says so.
LEFT_OUT = {"head", "match_key", "people_order", "follow_up_count", "secret", "locked_work"}
LEFT_OUT |= {"spent_number", "unfinished_erasure"}  # what the erased leave behind for the program
# Kinds of which nothing is about a patient alone.
NOT_OF_ONE = {
    "settings",
    "staff",
    "desk_rules",
    "closure",
    "message_text",
    "mail_server",
    "review_copy",
}


@pytest.fixture
def number(clinic: Clinic) -> int:
    return two_patients(clinic)[0]


def exported(clinic: Clinic, out: Path, number: int | None = None, **how: Any) -> Left:
    return export(clinic, out, CLINICIAN, NOW, number, **how)


def json_of(out: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
    return found


def csv_of(out: Path, name: str) -> list[dict[str, str]]:
    with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_back(out: Path, kind: Kind) -> list[Stored[Any]]:
    return [
        Stored(
            each["id"],
            each["version"],
            each["state"],
            each["author_id"],
            each["stored_at"],
            each["content_hash"],
            from_json(kind.record_type, each["record"]),
        )
        for each in json_of(out, f"records/{kind.name}")
    ]


def as_written(stored: Stored[Any]) -> Stored[Any]:
    return dataclasses.replace(stored, at=as_text(stored.at))  # type: ignore[arg-type]


def store(clinic: Clinic, *records: Any) -> None:
    """Store records of any kind past the desks, which would work with what they say."""
    clinic.ledger.db.execute("BEGIN IMMEDIATE")
    for record in records:
        clinic.ledger.books.append(record, CLINICIAN, NOW)
    clinic.ledger.db.execute("COMMIT")


def test_every_version_of_every_kind_is_read_back_as_it_is_stored(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    store(clinic, *(filled(kind.record_type) for kind in KINDS.values()))
    books = clinic.ledger.books
    stored = {kind.name: list(map(as_written, books.versions(kind))) for kind in KINDS.values()}
    left = exported(clinic, tmp_path / "out")
    for kind in KINDS.values():
        assert stored[kind.name], f"no {kind.name} to compare"
        assert read_back(tmp_path / "out", kind) == stored[kind.name], kind.name
    beside = sum(len(json_of(tmp_path / "out", table)) for table in BESIDE)
    assert left.rows == sum(map(len, stored.values())) + beside


@settings(max_examples=4)
@given(data=st.data())
def test_whatever_a_record_says_comes_back_from_both_files(
    template: Any, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("drawn")
    clinic = template.copy_to(folder / "clinic")
    drawn = [data.draw(records_of(kind.record_type)) for kind in KINDS.values()]
    store(
        clinic, *(record for record in drawn if type(record).__name__ not in ("Settings", "Staff"))
    )
    stored = {
        k.name: list(map(as_written, clinic.ledger.books.versions(k))) for k in KINDS.values()
    }
    exported(clinic, folder / "out")
    clinic.close()
    for kind in KINDS.values():
        assert read_back(folder / "out", kind) == stored[kind.name]
        rows = csv_of(folder / "out", f"records/{kind.name}")
        for row, each in zip(rows, stored[kind.name], strict=True):
            _check_cells(row, to_json(each.record))


def _check_cells(row: dict[str, str], values: dict[str, Any]) -> None:
    for name, value in values.items():
        cell = row[name]
        match value:
            case None | "":
                assert cell == "", name
            case bool():
                assert cell == ("yes" if value else "no"), name
            case str():
                assert bared(cell) == value, name
            case int() | float():
                assert float(cell) == value, name
            case _:
                assert json.loads(cell) == value, name
        assert not cell.startswith(("=", "+", "@")), name


def test_nothing_of_the_database_is_left_out_unnoticed(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    out = exported(clinic, tmp_path / "out").folder
    tables = {
        name
        for name in clinic.ledger.db.table_names()
        if not name.startswith(("_", "sqlite_", "people_words", "people_parts"))
    }
    assert tables - LEFT_OUT == {*KINDS, *BESIDE}
    for table in BESIDE:
        (count,) = clinic.ledger.db.execute(f"SELECT count(*) FROM [{table}]").fetchone()
        # What was entered when the files were made says of them: it is newer than they are.
        newer = 1 if table == "audit" else 0
        assert len(json_of(out, table)) == len(csv_of(out, table)) == count - newer > 0, table


def test_what_is_stored_meanwhile_stays_out_of_all_files(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    late = dataclasses.replace(filled(KINDS["patient"].record_type), surname="Latecomer")
    came: list[object] = []

    def step(*_: object) -> None:
        if not came:
            came.append(beside.people.register(late, CLINICIAN, NOW))

    with closing(open_clinic(clinic.folder, clinic.ledger.key, NOW)) as beside:
        left = exported(clinic, tmp_path / "out", step=step)
    told = [path for path in left.folder.rglob("*") if path.is_file()]
    assert came and told
    assert not [path.name for path in told if b"Latecomer" in path.read_bytes()]


def test_the_audit_log_leaves_row_by_row_with_its_words(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    columns = list(clinic.ledger.db["audit"].columns_dict)
    rows = list(clinic.ledger.db.query("SELECT * FROM audit ORDER BY seq"))
    out = exported(clinic, tmp_path / "out").folder
    told = json_of(out, "audit")
    assert [{name: each[name] for name in columns} for each in told] == rows
    opened = next(each for each in told if each["act"] == "chart-opened")
    assert (opened["who"], opened["words"]) == ("Dr. Åsa Lindqvist", "Chart opened")


def test_every_photograph_leaves_byte_for_byte(clinic: Clinic, number: int, tmp_path: Path) -> None:
    out = exported(clinic, tmp_path / "out").folder
    index = csv_of(out, "photographs/index")
    photos = {stored.id: stored for stored in clinic.ledger.books.all(KINDS["photo"].record_type)}
    assert {int(row["photo_id"]) for row in index} == set(photos)
    for row in index:
        stored = photos[int(row["photo_id"])]
        content = (out / row["file"]).read_bytes()
        assert content == clinic.photos.files.get(stored.record.content)
        assert hashlib.sha256(content).hexdigest() == row["sha256"]
        assert int(row["patient_id"]) == stored.record.patient_id
        assert row["state"] == stored.state


def test_a_photograph_that_the_clinic_lost_keeps_nobody_from_leaving(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    lost = clinic.photos.of_patient(number)[0]
    path = clinic.photos.files.path(lost.record.content)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    left = exported(clinic, tmp_path / "out")
    assert left.lacking == (lost.id,)
    row = next(r for r in csv_of(left.folder, "photographs/index") if r["photo_id"] == str(lost.id))
    assert row["file"] == "" and "damaged" in row["lacks"]


def test_a_struck_photograph_leaves_with_the_clinic_and_with_no_patient(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    struck = clinic.photos.of_patient(number)[0]
    clinic.photos.strike([struck], "shows somebody else", CLINICIAN, NOW)
    assert exported(clinic, tmp_path / "all").photographs == 4
    left = exported(clinic, tmp_path / "one", number)
    assert (left.photographs, left.lacking) == (2, ())
    (row,) = (r for r in csv_of(left.folder, "photographs/index") if r["state"] == "invalid")
    assert row["file"] == "" and "may show somebody else" in row["lacks"]


def test_a_cell_that_nobody_can_read_leaves_as_it_lies(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    db = clinic.ledger.db
    db.execute("DROP TRIGGER session_no_update")
    db.execute("UPDATE session SET areas = 'torn [', tan_checked = 'perhaps' WHERE id = 1")
    out = exported(clinic, tmp_path / "out").folder
    torn = json_of(out, "records/session")[0]
    assert torn["record"]["areas"] == "torn ["
    assert torn["record"]["tan_checked"] == "perhaps"
    assert "tan_checked" not in torn["words"]
    assert csv_of(out, "records/session")[0]["tan_checked"] == "perhaps"


def test_a_photograph_that_the_disk_does_not_keep_is_noticed(
    clinic: Clinic, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = clinic.photos.files.get(clinic.photos.of_patient(number)[0].record.content)

    def write(self: leaving_folder.OpenFile, written: bytes) -> None:
        _WRITE(self, written)
        if written == content:
            self._file.seek(-1, 1)
            self._file.write(b"?")

    monkeypatch.setattr(leaving_folder.OpenFile, "write_bytes", write)
    with pytest.raises(KnownError, match="did not keep photographs/"):
        exported(clinic, tmp_path / "out", number)
    assert {path.name for path in tmp_path.iterdir()} == {"clinic"}


def test_a_photograph_that_the_clinic_lost_is_not_registered_as_gone_along(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    lost, *others = clinic.photos.of_patient(number)
    clinic.photos.files.path(lost.record.content).unlink()
    before = len(clinic.photos.exports())
    exported(clinic, tmp_path / "out", number)
    entered = [each.record.photo_id for each in clinic.photos.exports()[before:]]
    assert entered == [each.id for each in others]


def test_what_the_program_did_by_itself_is_told_as_its_own(clinic: Clinic) -> None:
    assert Tables(clinic, None).who(PROGRAM) == "the program"


def test_codes_have_their_words_and_rows_their_own_file(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    out = exported(clinic, tmp_path / "out").folder
    signed = json_of(out, "records/consultation")[0]
    assert signed["author"] == "Dr. Åsa Lindqvist"
    assert signed["words"]["fitzpatrick_type"] in ("II", "III", "IV")
    rows = csv_of(out, "records/consultation.areas")
    areas = signed["record"]["areas"]
    mine = [row for row in rows if (row["id"], row["version"]) == ("1", "1")]
    assert [row["area"] for row in mine] == [area["area"] for area in areas]
    assert [row["row"] for row in mine] == [str(n + 1) for n in range(len(areas))]
    assert all(row["area.words"] for row in mine)
    assert "fluence_j_cm2" in csv_of(out, "records/session.areas")[0]
    fields = {(row["file"], row["field"]): row for row in csv_of(out, "fields")}
    assert "signed" not in fields[("records/session.areas", "fluence_j_cm2")]["codes"]
    assert "NECK_ANT = Neck, front" in fields[("records/session.areas", "area")]["codes"]


def test_what_was_struck_says_why(clinic: Clinic, number: int, tmp_path: Path) -> None:
    out = exported(clinic, tmp_path / "out").folder
    struck = [each for each in json_of(out, "records/review") if each["state"] == "invalid"]
    assert [each["struck_because"] for each in struck] == ["wrong patient"]
    assert csv_of(out, "records/review")[-1]["struck_because"] == "wrong patient"


def test_a_formula_in_a_name_is_shown_and_never_worked_out(clinic: Clinic, tmp_path: Path) -> None:
    evil = ["=1+1", "+15550100", "-2", "@now", "\tx", "'quoted", "  =2", "＝3"]
    patient = filled(KINDS["patient"].record_type)
    store(clinic, *(dataclasses.replace(patient, surname=name) for name in evil))
    out = exported(clinic, tmp_path / "out").folder
    cells = [row["surname"] for row in csv_of(out, "records/patient")]
    assert all(cell.startswith("'") for cell in cells)
    assert [bared(cell) for cell in cells] == evil
    assert [each["record"]["surname"] for each in json_of(out, "records/patient")] == evil


def test_readme_and_index_name_every_file(clinic: Clinic, number: int, tmp_path: Path) -> None:
    left = exported(clinic, tmp_path / "out")
    index = json.loads((left.folder / "index.json").read_text(encoding="utf-8"))
    there = {
        path.relative_to(left.folder).as_posix()
        for path in left.folder.rglob("*")
        if path.is_file()
    }
    pictures = {each["file"] for each in json_of(left.folder, "photographs/index")}
    assert {each["name"] for each in index["files"]} | pictures == there - {"index.json"}
    assert not {each["name"] for each in index["files"]} & pictures
    assert left.files == len(there)
    for each in index["files"]:
        content = (left.folder / each["name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == each["sha256"], each["name"]
        assert len(content) == each["size_bytes"]
    told = (left.folder / "README.txt").read_text(encoding="utf-8")
    assert "NOT ENCRYPTED" in told
    for name in there - {"README.txt", "index.json"}:
        known = name.rpartition(".")[0]
        is_picture = "/photo-" in known
        assert (f"{known}." in told) or is_picture, name
    assert set(KIND_WORDS) == set(KINDS)


def test_of_one_patient_nothing_of_anybody_else_leaves(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    other = next(s.id for s in clinic.ledger.books.all(Patient) if s.record.surname == OTHER)
    _leave_work(clinic, number, other)
    theirs = {kind.name: _of_patient(clinic, kind, number) for kind in KINDS.values()}
    left = exported(clinic, tmp_path / "out", number, paper=_paper)
    for path in left.folder.rglob("*"):
        if path.is_file():
            assert OTHER.encode() not in path.read_bytes(), path.name
    for name, keys in theirs.items():
        if keys:
            told = json_of(left.folder, f"records/{name}")
            assert [(each["id"], each["version"]) for each in told] == keys, name
    (person,) = {each["id"] for each in json_of(left.folder, "records/patient")}
    assert person == number
    for table in BESIDE:
        whose = {each["patient_id"] for each in json_of(left.folder, table)}
        assert whose - {None} == {number}, table
    untold = {kind for kind in KINDS if not (left.folder / f"records/{kind}.json").exists()}
    assert untold == NOT_OF_ONE
    assert (left.folder / "record.pdf").read_bytes() == b"%PDF of 1"
    assert left.photographs == 3


def _leave_work(clinic: Clinic, *numbers: int) -> None:
    """Have unfinished work and a follow-up wait for each patient."""
    db = clinic.ledger.db
    columns = list(db["follow_up"].columns_dict)
    asked = ", ".join("?1" if name == "patient_id" else name for name in columns)
    for number in numbers:
        row = (f"session:{number}:1:0", "session", number, 1, "2026-11-23", "{}")
        db.execute("INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?)", row)
        copied = f"INSERT OR REPLACE INTO follow_up SELECT {asked} FROM follow_up LIMIT 1"
        db.execute(copied, (number,))


def _of_patient(clinic: Clinic, kind: Kind, number: int) -> list[tuple[int, int]]:
    return [
        (each.id, each.version)
        for each in clinic.ledger.books.versions(kind)
        if getattr(each.record, "patient_id", None) == number
    ]


def _paper(record: WholeRecord, step: Any) -> bytes:
    step(0.5)
    return f"%PDF of {record.chart.patient.id}".encode()


def test_one_patient_learns_who_read_the_record(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    exported(clinic, tmp_path / "all")
    clinic.people.open_chart(number, RECEPTION, NOW)
    left = exported(clinic, tmp_path / "out", number)
    told = [(row["who"], row["words"]) for row in csv_of(left.folder, "who_read_it")]
    assert told.count(("Noor Haddad", "Chart opened")) == 1
    assert ("Dr. Åsa Lindqvist", "Whole clinic exported") in told
    assert not [words for _, words in told if "signed" in words]


def test_the_paper_says_who_read_the_record_by_day_and_person(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    late = NOW.replace(hour=2) + timedelta(days=1)  # the next day in UTC, and not here
    for moment in (NOW + timedelta(hours=1), NOW + timedelta(hours=2), late, NOW + timedelta(1.25)):
        clinic.people.open_chart(number, RECEPTION, moment)
    told: list[Reading] = []

    def paper(record: WholeRecord, step: Any) -> bytes:
        told.extend(record.readings or ())
        return b"%PDF"

    exported(clinic, tmp_path / "out", number, paper=paper)
    opened = [(each.day, each.times) for each in told if each.staff_id == RECEPTION]
    assert opened == [(TODAY, 3), (TODAY + timedelta(days=1), 1)]
    listed = csv_of(tmp_path / "out", "who_read_it")
    assert sum(each.times for each in told) == len(listed)


def test_it_is_told_to_the_audit_log_and_the_register(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    before = len(clinic.photos.exports())
    exported(clinic, tmp_path / "out", number)
    sql = "SELECT act, patient_id, staff_id FROM audit WHERE act LIKE '%-exported' ORDER BY seq"
    told = [row for row in clinic.ledger.db.execute(sql) if row[0] == "record-exported"]
    assert told == [("record-exported", number, CLINICIAN)]
    entered = clinic.photos.exports()[before:]
    theirs = [each.id for each in clinic.photos.of_patient(number)]
    assert [each.record.photo_id for each in entered] == theirs
    exported(clinic, tmp_path / "all")
    assert ("clinic-exported", None, CLINICIAN) in list(clinic.ledger.db.execute(sql))
    assert len(clinic.photos.exports()) == before + len(entered)


@pytest.mark.parametrize(
    ("by", "whole", "said"),
    [(RECEPTION, True, "Only the owner takes"), (RECEPTION, False, "A clinician prints or exp")],
)
def test_who_may_not_is_told_who_may(
    clinic: Clinic, number: int, tmp_path: Path, by: int, whole: bool, said: str
) -> None:
    with pytest.raises(KnownError, match=said):
        export(clinic, tmp_path / "out", by, NOW, None if whole else number)
    assert not (tmp_path / "out").exists()
    tried = "SELECT act, staff_id FROM audit WHERE outcome = 'refused'"
    act = "clinic-exported" if whole else "record-exported"
    assert list(clinic.ledger.db.execute(tried)) == [(act, by)]


def test_a_place_that_cannot_be_used_is_a_sentence(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / f"taken{UNFINISHED}").mkdir()
    for place, said in (
        (tmp_path / "full", "holds something already"),
        (tmp_path / "file", "is no folder"),
        (tmp_path / "no" / "such", "There is no folder"),
        (clinic.folder / "out", "clinic's own folder"),
        (clinic.folder, "clinic's own folder"),
        (tmp_path / "taken", "is needed while"),
        (Path(tmp_path.anchor), "is a whole disk"),
    ):
        with pytest.raises(KnownError, match=said):
            exported(clinic, place)
    assert (tmp_path / "full" / "letter.txt").read_text(encoding="utf-8") == "mine"
    assert {path.name for path in tmp_path.iterdir()} >= {"full", "file", "clinic"}


def test_an_empty_folder_is_filled(clinic: Clinic, number: int, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    exported(clinic, tmp_path / "out")
    assert (tmp_path / "out" / "README.txt").is_file()
    assert not (tmp_path / "out" / MARK).exists()
    assert not (tmp_path / f"out{UNFINISHED}").exists()


def test_memory_does_not_grow_with_the_clinic(clinic: Clinic, tmp_path: Path) -> None:
    patient = dataclasses.replace(filled(KINDS["patient"].record_type), note="x" * 4_000)
    peaks = []
    exported(clinic, tmp_path / "before")  # what is read once, such as the protocols
    for turn in (1, 2, 3):
        store(clinic, *(dataclasses.replace(patient, surname=f"{turn} {n}") for n in range(300)))
        tracemalloc.start()
        exported(clinic, tmp_path / f"out{turn}")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    size = (tmp_path / "out3" / "records" / "patient.json").stat().st_size
    assert size > 3_600_000
    assert peaks[2] - peaks[0] < 200_000, peaks


class Stopped(BaseException):
    """Somebody cancelled."""


@pytest.mark.parametrize("share", [0.0, 0.2, 0.44, 0.6, 0.9])
def test_what_is_cancelled_leaves_nothing_and_tells_nobody(
    clinic: Clinic, number: int, tmp_path: Path, share: float
) -> None:
    def step(done: float, words: object) -> None:
        if done >= share:
            raise Stopped

    head = clinic.ledger.audit.head()
    with pytest.raises(Stopped):
        exported(clinic, tmp_path / "out", number, paper=_paper, step=step)
    assert {path.name for path in tmp_path.iterdir()} == {"clinic"}
    assert clinic.ledger.audit.head() == head
    assert not clinic.ledger.db.conn.in_transaction


def test_what_a_kill_left_is_cleared_away(clinic: Clinic, number: int, tmp_path: Path) -> None:
    cut_off = tmp_path / f"out{UNFINISHED}"
    cut_off.mkdir()
    (cut_off / MARK).write_text("half", encoding="utf-8")
    (cut_off / "patient.csv").write_text("half", encoding="utf-8")
    left = exported(clinic, tmp_path / "out")
    assert not cut_off.exists()
    assert not (left.folder / "patient.csv").exists()


def test_what_was_killed_while_it_got_its_name_is_written_anew(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    for name in (MARK, "patient.csv"):
        (tmp_path / "out" / name).write_text("whole, or not", encoding="utf-8")
    left = exported(clinic, tmp_path / "out")
    assert {path.name for path in left.folder.iterdir()} >= {"README.txt", "records"}
    assert not (left.folder / MARK).exists()
    assert not (left.folder / "patient.csv").exists()


def test_a_full_disk_at_any_write_leaves_nothing(
    clinic: Clinic, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = _count_writes(clinic, tmp_path, monkeypatch)
    assert writes > 100
    for nth in range(1, writes, writes // 6):
        _fail_at(nth, monkeypatch)
        with pytest.raises(KnownError, match=r"could not be written \(No space left"):
            exported(clinic, tmp_path / "out")
        assert {path.name for path in tmp_path.iterdir()} == {"clinic", "counted"}


def _count_writes(clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    writes = _fail_at(0, monkeypatch)
    exported(clinic, tmp_path / "counted")
    return len(writes)


def _fail_at(nth: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Have the nth write find a full disk; return what counts them."""
    whole, writes = _WRITE, list[int]()

    def write(self: leaving_folder.OpenFile, content: bytes) -> None:
        writes.append(1)
        if len(writes) == nth:
            raise OSError(28, "No space left on device")
        whole(self, content)

    monkeypatch.setattr(leaving_folder.OpenFile, "write_bytes", write)
    return writes


_WRITE = leaving_folder.OpenFile.write_bytes


def test_a_disk_that_does_not_keep_what_is_written_is_noticed(
    clinic: Clinic, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(self: leaving_folder.OpenFile, content: bytes) -> None:
        _WRITE(self, content)
        if b"Ottilie" in content:
            self._file.seek(-1, 1)
            self._file.write(b"?")

    monkeypatch.setattr(leaving_folder.OpenFile, "write_bytes", write)
    with pytest.raises(KnownError, match="did not keep records/patient"):
        exported(clinic, tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"clinic"}


def test_what_could_not_be_handed_over_is_told_too(
    clinic: Clinic, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise KnownError("gone")

    monkeypatch.setattr(making, "hand_over", gone)
    before = [each for each in clinic.photos.exports() if each.state != "invalid"]
    with pytest.raises(KnownError, match="gone"):
        exported(clinic, tmp_path / "out", number)
    acts = [act for (act,) in clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]
    assert "export-failed" in acts
    assert [each for each in clinic.photos.exports() if each.state != "invalid"] == before


def test_a_registration_that_was_taken_back_is_not_exported(clinic: Clinic, tmp_path: Path) -> None:
    patient = filled(KINDS["patient"].record_type)
    (stored,) = clinic.people.take_in([patient], CLINICIAN, NOW)
    assert not clinic.people.take_back([stored], CLINICIAN, NOW)
    with pytest.raises(KnownError, match="was taken back"):
        exported(clinic, tmp_path / "out", stored.id)
    with pytest.raises(KnownError, match="There is no patient 99"):
        exported(clinic, tmp_path / "out", 99)
    assert not (tmp_path / "out").exists()
