"""Erased is gone: from every table, from the files, from the index; and nothing else is."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.database import removal
from infrared_desktop.storage.database.sqlcipher import (
    Database,
    IntegrityError,
    OperationalError,
    connect,
)
from infrared_desktop.storage.desks import erasing
from infrared_desktop.storage.files.erased_list import read_erased
from infrared_desktop.storage.files.folder import DATABASE
from infrared_desktop.storage.files.photo_files import PhotoFiles
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.photo_scenes import kept
from tests.scenes import CANARY, TODAY, consultation, full_day, patient

# The scenes give the clinic's own texts that name too, which of course stay.
OWN = ("message_text", "mail_server", "secret", "settings")
_PAGE, _BEHIND = 4096, 80
IN_BYTES = (b"4165550123", b"dislikes the neck", b"thought better of it", b"under treatment")
TRACES = ("zorgiebel", "zörgiebel", "kanaria", "ottilie", "4165550123", "canary-picture")


def erasure(
    number: int, reason: str = "asked for it, and nothing obliges us to keep it"
) -> Erasure:
    return Erasure(number, TODAY, ErasureDecision.ERASED, reason)


def traces_in(db: Database) -> list[str]:
    """Return where a decrypted database still says who was there: cells, and words of the index."""
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    own = [name for name in names if name not in OWN]
    found = [f"{name}: {row!r}" for name in own for row in _rows(db, name) if _tells(repr(row))]
    for table in ("people_words", "people_parts"):
        db.execute(f"CREATE VIRTUAL TABLE temp.{table}_left USING fts5vocab(main, {table}, row)")
        terms = [term for (term,) in db.execute(f"SELECT term FROM temp.{table}_left")]
        found += [f"{table}: {term}" for term in terms if term in "zorgiebel kanaria ottilie"]
        db.execute(f"DROP TABLE temp.{table}_left")
    return found


def _rows(db: Database, table: str) -> Iterator[tuple[object, ...]]:
    try:
        yield from db.execute(f"SELECT * FROM [{table}]").fetchall()
    except OperationalError:  # the inside of an index is no table to be read
        return


def _tells(text: str) -> bool:
    return any(trace in text.lower() for trace in TRACES)


def raw_bytes(clinic: Clinic) -> bytes:
    """Return every page of the file decrypted as it lies there, free ones included."""
    clinic.ledger.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = (clinic.folder / "clinic.db").read_bytes()
    starts = range(0, len(content), _PAGE)
    return b"".join(_page(content[at : at + _PAGE], clinic.ledger.key, at) for at in starts).lower()


def _page(page: bytes, key: bytes, at: int) -> bytes:
    """Decrypt a page of SQLCipher 4: a salt before the first, and behind each IV and MAC."""
    sealed = page[16 if at == 0 else 0 : -_BEHIND]
    iv = page[-_BEHIND:][:16]
    opened = Cipher(AES(key), CBC(iv)).decryptor()
    return opened.update(sealed) + opened.finalize()


def test_the_search_for_traces_can_find_some(clinic: Clinic) -> None:
    full_day(clinic)
    found = traces_in(clinic.ledger.db)
    assert {"patient", "consultation", "people_words"} <= {each.split(":")[0] for each in found}
    raw = raw_bytes(clinic)
    assert [trace for trace in IN_BYTES if trace not in raw] == []


def test_nothing_tells_who_was_erased(clinic: Clinic) -> None:
    number = full_day(clinic)
    plain = {"given_name": "Wiremu", "phone": "+14165550999"}
    other = clinic.people.register(patient("Ngata", **plain), RECEPTION, NOW).id
    before = clinic.care.sign(consultation(other, main_concern="the brow"), CLINICIAN, NOW)
    pictures = [each.record.content for each in clinic.photos.of_patient(number)]
    assert pictures
    everything = [path for path in clinic.photos.files.folder.rglob("*") if path.is_file()]
    assert everything

    assert clinic.rights.erase(erasure(number), CLINICIAN, NOW)

    assert traces_in(clinic.ledger.db) == []
    raw = raw_bytes(clinic)
    assert [trace for trace in IN_BYTES if trace in raw] == []
    assert not any(path.is_file() for path in clinic.photos.files.folder.rglob("*"))
    assert clinic.ledger.db.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert (clinic.folder / "clinic.db-wal").stat().st_size == 0
    assert clinic.people.find(CANARY, NOW).numbers == ()
    with pytest.raises(KnownError, match="no patient"):
        clinic.people.chart(number)
    assert clinic.people.chart(other).consultations == (before,)
    assert list(map(str, verify(clinic))) == []
    (left,) = clinic.rights.decisions(number)
    assert left.record == erasure(number)


def test_free_pages_would_tell_without_being_emptied(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = full_day(clinic)
    clinic.ledger.db.execute("PRAGMA secure_delete = OFF")
    monkeypatch.setattr(removal, "shrink", removal.emptied)
    assert clinic.rights.erase(erasure(number), CLINICIAN, NOW)
    assert traces_in(clinic.ledger.db) == []
    raw = raw_bytes(clinic)
    assert [trace for trace in IN_BYTES if trace in raw] != []
    removal.leave_to_do(clinic.ledger.db, "")
    monkeypatch.undo()
    assert clinic.rights.finish_erasing()
    raw = raw_bytes(clinic)
    assert [trace for trace in IN_BYTES if trace in raw] == []


def test_a_word_of_the_index_would_stay_without_the_rewriting(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    clinic.people.register(patient("Ngata", given_name="Wiremu", phone=""), RECEPTION, NOW)
    monkeypatch.setattr(removal, "rewrite_index", lambda db: None)
    clinic.rights.erase(erasure(number), CLINICIAN, NOW)
    assert [each for each in traces_in(clinic.ledger.db) if each.startswith("people_")]


def test_no_other_row_can_be_deleted(clinic: Clinic) -> None:
    gone, stays = (clinic.people.register(patient(), RECEPTION, NOW).id for _ in range(2))
    signed = clinic.care.sign(consultation(stays), CLINICIAN, NOW)
    clinic.rights.erase(erasure(gone), CLINICIAN, NOW)
    db = clinic.ledger.db
    for sql in (
        f"DELETE FROM patient WHERE id = {stays}",
        f"DELETE FROM consultation WHERE id = {signed.id}",
        f"DELETE FROM erasure WHERE patient_id = {gone}",
        "UPDATE erasure SET patient_id = 99",
        "DELETE FROM audit",
    ):
        with pytest.raises(IntegrityError, match="never changed"):
            db.execute(sql)
    assert list(map(str, verify(clinic))) == []


def test_a_record_that_went_without_a_decision_is_found(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    db = clinic.ledger.db
    db.execute("DROP TRIGGER patient_no_delete")
    db.execute("DELETE FROM patient WHERE id = ?", (number,))
    assert any("is gone" in str(each) for each in verify(clinic))


def test_no_number_is_given_twice(clinic: Clinic) -> None:
    number = full_day(clinic)
    highest = max(each.id for each in clinic.people.chart(number).consultations)
    clinic.rights.erase(erasure(number), CLINICIAN, NOW)
    other = clinic.people.register(patient("Ngata"), RECEPTION, NOW)
    assert other.id == number + 1
    signed = clinic.care.sign(consultation(other.id), CLINICIAN, NOW)
    assert signed.id > highest
    assert list(map(str, verify(clinic))) == []


def test_no_number_is_given_twice_whoever_is_erased_first(clinic: Clinic) -> None:
    first, last = (clinic.people.register(patient(), RECEPTION, NOW).id for _ in range(2))
    for number in (last, first):
        clinic.rights.erase(erasure(number), CLINICIAN, NOW)
    assert clinic.people.register(patient("Ngata"), RECEPTION, NOW).id == last + 1


def test_what_waits_behind_a_lock_goes_along(clinic: Clinic) -> None:
    gone, stays = (clinic.people.register(patient(), RECEPTION, NOW).id for _ in range(2))
    for number, by in ((gone, RECEPTION), (stays, CLINICIAN)):
        clinic.locked_work.lock(f"typed about {number}", number, "key", by, NOW)
    clinic.rights.erase(erasure(gone), CLINICIAN, NOW)
    assert clinic.locked_work.waiting(RECEPTION) is None
    assert clinic.locked_work.waiting(CLINICIAN) == f"typed about {stays}"


def test_a_photograph_that_stays_for_now_is_still_to_be_removed(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    (content,) = {each.record.content for each in clinic.photos.of_patient(number)}
    with monkeypatch.context() as patch:
        patch.setattr(PhotoFiles, "remove", lambda *_: None)  # as where another program has it
        assert not clinic.rights.erase(erasure(number), CLINICIAN, NOW)
    assert list(removal.to_do(clinic.ledger.db)) == [content]
    assert clinic.rights.finish_erasing()
    assert not clinic.photos.files.path(content).exists()


def test_what_somebody_still_reads_is_still_to_be_written_anew(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    with closing(connect(clinic.folder / DATABASE, clinic.ledger.key)) as reader:
        clinic.ledger.db.execute("PRAGMA busy_timeout = 1")
        reader.execute("BEGIN")
        reader.execute("SELECT surname FROM patient").fetchone()
        assert not clinic.rights.erase(erasure(number), CLINICIAN, NOW)
        assert list(removal.to_do(clinic.ledger.db)) == [""]
    assert clinic.rights.finish_erasing()
    assert list(removal.to_do(clinic.ledger.db)) == []


def test_a_photograph_that_another_patient_has_too_stays(clinic: Clinic) -> None:
    first, second = (clinic.people.register(patient(), RECEPTION, NOW).id for _ in range(2))
    for number in (first, second):
        clinic.photos.add([kept(clinic, number)], RECEPTION, NOW)
    (shared,) = {each.record.content for each in clinic.photos.of_patient(second)}
    clinic.rights.erase(erasure(first), CLINICIAN, NOW)
    assert clinic.photos.files.is_whole(shared)
    clinic.rights.erase(erasure(second), CLINICIAN, NOW)
    assert not clinic.photos.files.path(shared).exists()


def test_the_owner_erases_and_says_why_without_a_name(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    rights = clinic.rights
    with pytest.raises(KnownError, match="owner"):
        rights.erase(erasure(number), RECEPTION, NOW)
    for telling in (CANARY, "ottilie wished it", "call +1 (416) 555-0123 back"):
        with pytest.raises(KnownError, match="may not say who"):
            rights.erase(erasure(number, telling), CLINICIAN, NOW)
    with pytest.raises(KnownError, match="Say why"):
        rights.erase(erasure(number, " "), CLINICIAN, NOW)
    assert clinic.people.get(number).record.surname == CANARY


def test_a_wish_is_noted_by_anybody_and_put_off_by_the_owner(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    rights = clinic.rights
    rights.ask(number, f"{CANARY} asked at the counter", RECEPTION, NOW, TODAY)
    waits = Erasure(number, TODAY, ErasureDecision.WAITS, "under treatment", TODAY)
    with pytest.raises(KnownError, match="owner"):
        rights.answer(waits, RECEPTION, NOW)
    rights.answer(waits, CLINICIAN, NOW)
    said = [each.record.decision for each in rights.decisions(number)]
    assert said == [ErasureDecision.ASKED, ErasureDecision.WAITS]
    rights.erase(erasure(number), CLINICIAN, NOW)
    assert [each.record.decision for each in rights.decisions(number)] == [ErasureDecision.ERASED]


def test_a_wish_of_another_patient_is_taken_back_until_the_owner_decides(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    rights = clinic.rights
    with pytest.raises(KnownError, match="No wish"):
        rights.withdraw(number, "mistaken", RECEPTION, NOW)
    rights.ask(number, "rang this morning", RECEPTION, NOW, TODAY)
    assert len(clinic.front_desk.wishes_waiting(TODAY, CLINICIAN)) == 1
    with pytest.raises(KnownError, match="Say why"):
        rights.withdraw(number, " ", RECEPTION, NOW)
    rights.withdraw(number, "it was somebody else who rang", RECEPTION, NOW)
    assert clinic.front_desk.wishes_waiting(TODAY, CLINICIAN) == []
    said = [each.record.decision for each in rights.decisions(number)]
    assert said == [ErasureDecision.ASKED, ErasureDecision.WITHDRAWN]
    refused = Erasure(number, TODAY, ErasureDecision.REFUSED, "a claim is under way")
    rights.answer(refused, CLINICIAN, NOW)
    with pytest.raises(KnownError, match="No wish"):
        rights.withdraw(number, "mistaken", RECEPTION, NOW)


def test_files_follow_when_the_clinic_is_next_opened(
    template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "clinic"
    with closing(template.copy_to(folder)) as clinic, monkeypatch.context() as patch:
        number = full_day(clinic)
        patch.setattr(erasing, "finish", lambda ledger, folder: False)
        assert not clinic.rights.erase(erasure(number), CLINICIAN, NOW)
        assert any(path.is_file() for path in clinic.photos.files.folder.rglob("*"))
        assert read_erased(folder, clinic.ledger.data_key) == frozenset()
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        assert not any(path.is_file() for path in clinic.photos.files.folder.rglob("*"))
        assert [each.number for each in read_erased(folder, clinic.ledger.data_key)] == [number]
        assert traces_in(clinic.ledger.db) == []
        assert list(map(str, verify(clinic))) == []


def test_who_comes_back_with_an_older_database_is_noticed(
    template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "clinic"
    with closing(template.copy_to(folder)) as clinic:
        number = clinic.people.register(patient(), RECEPTION, NOW).id
    older = (folder / "clinic.db").read_bytes()
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.rights.erase(erasure(number), CLINICIAN, NOW)
        assert clinic.rights.back_again() == []
    (folder / "clinic.db").write_bytes(older)
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        assert clinic.rights.back_again() == [number]
        clinic.rights.erase(erasure(number, "erased before"), CLINICIAN, NOW)
        assert clinic.rights.back_again() == []


def test_another_person_of_the_same_number_has_not_come_back(
    template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "clinic"
    with closing(template.copy_to(folder)):
        pass
    older = (folder / "clinic.db").read_bytes()
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        number = clinic.people.register(patient(), RECEPTION, NOW).id
        clinic.rights.erase(erasure(number), CLINICIAN, NOW)
    (folder / "clinic.db").write_bytes(older)
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        later = clinic.people.register(patient("Ngata"), RECEPTION, NOW + timedelta(days=1))
        assert later.id == number
        assert clinic.rights.back_again() == []


def test_a_list_that_was_changed_is_not_believed(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    clinic.rights.erase(erasure(number), CLINICIAN, NOW)
    path = clinic.folder / "clinic.erased"
    path.write_bytes(path.read_bytes().replace(b"[[1,", b"[[2,"))
    assert read_erased(clinic.folder, clinic.ledger.data_key) == frozenset()


CHILD = """
import sys
from datetime import datetime
from pathlib import Path
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from tests.clinics import CLINICIAN, NOW
from tests.scenes import TODAY
clinic = open_clinic(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), NOW)
print("ready", flush=True)
sys.stdin.readline()
clinic.rights.erase(Erasure(1, TODAY, ErasureDecision.ERASED, "asked for it"), CLINICIAN, NOW)
print("erased", flush=True)
"""


@pytest.mark.parametrize("after_ms", [0, 4, 8, 15, 25, 40, 60, 90])
def test_a_kill_leaves_all_or_nothing(template: Template, tmp_path: Path, after_ms: int) -> None:
    folder = tmp_path / "clinic"
    with closing(template.copy_to(folder)) as clinic:
        assert full_day(clinic) == 1
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), template.key.hex()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdin and child.stdout
    assert child.stdout.readline() == b"ready\n"
    child.stdin.write(b"\n")
    child.stdin.flush()
    time.sleep(after_ms / 1000)
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        here = clinic.ledger.books.many(Patient, [1])
        if here:
            assert clinic.people.chart(1).consultations
            assert len(clinic.photos.of_patient(1)) > 0
        else:
            assert traces_in(clinic.ledger.db) == []
            assert not any(path.is_file() for path in clinic.photos.files.folder.rglob("*"))
        assert list(map(str, verify(clinic))) == []
