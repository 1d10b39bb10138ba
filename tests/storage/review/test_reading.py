"""A copy opens by its passphrase until its last day, is only read, and shows every change."""

import errno
import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import DatabaseError, connect
from infrared_desktop.storage.files.review_copy import (
    CopyHeader,
    UnlockedCopy,
    read_header,
    to_json,
    unlock_copy,
    unpack_database,
)
from infrared_desktop.storage.files.review_leave import (
    LeaseBook,
    LeaveNeededError,
    leave_code,
    read_leave,
)
from infrared_desktop.storage.review.making import MadeCopy
from infrared_desktop.storage.review.reading import ReviewClinic, open_copy
from tests.clinics import CLINICIAN, NOW
from tests.review_scenes import WORDS, opened, seat_in
from tests.scenes import TODAY, consultation, patient
from tests.storage.test_canary import clear_text_in, files_below

INDEX = ("people_words", "people_parts")
LAST = TODAY + timedelta(days=14)


@pytest.fixture
def reading(unlocked: UnlockedCopy, tmp_path: Path) -> Iterator[ReviewClinic]:
    with closing(open_copy(unlocked, NOW, seat_in(tmp_path / "laptop"))) as clinic:
        yield clinic


def test_what_stores_is_refused_with_a_sentence_and_what_reads_is_not(
    reading: ReviewClinic,
) -> None:
    stored = reading.people.get(1)
    for act in (
        lambda: reading.people.register(patient("New"), CLINICIAN, NOW),
        lambda: reading.people.edit(stored, replace(stored.record, note="x"), CLINICIAN, NOW),
        lambda: reading.care.sign(consultation(1), CLINICIAN, NOW),
        lambda: reading.care.keep_draft(consultation(1), CLINICIAN, NOW),
        lambda: reading.photos.strike(reading.photos.of_patient(1), "blurred", CLINICIAN, NOW),
        lambda: reading.photos.files.put(b"new"),
    ):
        with pytest.raises(KnownError, match="copy to read"):
            act()
    chart = reading.people.open_chart(1, CLINICIAN, NOW)
    reading.photos.note_seen(chart.photos, CLINICIAN, NOW)
    reading.note("unlocked", CLINICIAN, NOW)
    assert reading.people.get(1) == stored
    assert reading.care.drafts() == []


def test_the_database_itself_refuses_whoever_opens_it(
    unlocked: UnlockedCopy, tmp_path: Path
) -> None:
    database = unpack_database(unlocked, tmp_path)
    with closing(connect(database, unlocked.key)) as db:
        tables = [name for name in db.table_names() if not name.startswith(INDEX)]
        assert {"patient", "head", "audit", "follow_up", "secret", "people_order"} <= set(tables)
        for table in tables:
            column = next(iter(db[table].columns)).name
            for sql in (
                f"UPDATE [{table}] SET [{column}] = [{column}]",
                f"DELETE FROM [{table}]",
                f"INSERT INTO [{table}] SELECT * FROM [{table}] LIMIT 1",
                f"INSERT OR REPLACE INTO [{table}] SELECT * FROM [{table}] LIMIT 1",
            ):
                before = list(db.execute(f"SELECT * FROM [{table}]"))
                if before:
                    with pytest.raises(DatabaseError):
                        db.execute(sql)
                assert list(db.execute(f"SELECT * FROM [{table}]")) == before


def test_what_somebody_writes_into_the_unpacked_file_is_gone_at_the_next_opening(
    reading: ReviewClinic, unlocked: UnlockedCopy, tmp_path: Path
) -> None:
    with closing(connect(reading.folder / "clinic.db", unlocked.key)) as db:
        db.execute("DROP TRIGGER head_no_UPDATE")
        db.execute("UPDATE head SET day = 'never'")
    reading.close()
    with closing(open_copy(unlocked, NOW, seat_in(tmp_path / "laptop"))) as again:
        assert again.people.chart(1).consultations


def test_a_job_reads_by_a_connection_of_its_own(reading: ReviewClinic) -> None:
    with closing(reading.opener()(reading.folder, reading.copy.key, NOW)) as again:
        assert again.people.chart(1) == reading.people.chart(1)
    assert reading.folder.is_dir()
    assert reading.people.chart(1).sessions


def test_a_copy_that_is_closed_lets_go_of_its_file(reading: ReviewClinic) -> None:
    held = reading._packed._archive
    assert held.fp is not None
    reading.close()
    assert held.fp is None  # else the file could not be deleted, or its stick pulled out


def test_another_passphrase_opens_nothing(copy: MadeCopy) -> None:
    with pytest.raises(KnownError, match="does not open this copy"):
        unlock_copy(copy.path, "seven quiet lamps by the river")


def test_it_opens_on_its_last_day_and_then_needs_leave(
    copy: MadeCopy, unlocked: UnlockedCopy, tmp_path: Path, taken_clinic: Clinic
) -> None:
    seat = seat_in(tmp_path / "laptop")
    last = NOW + timedelta(days=14)
    open_copy(unlocked, last, seat).close()
    with pytest.raises(LeaveNeededError, match="2026-12-07"):
        open_copy(unlocked, last + timedelta(days=1), seat)
    assert list(seat.cache.iterdir()) == []
    until = LAST + timedelta(days=30)
    code = taken_clinic.review_copies.give_leave(copy.copy, until, LAST, CLINICIAN, last)
    LeaseBook(seat.state, unlocked).extend(read_leave(unlocked, code.lower().replace("-", " ")))
    open_copy(unlocked, last + timedelta(days=30), seat).close()
    with pytest.raises(LeaveNeededError):
        open_copy(unlocked, last + timedelta(days=31), seat)
    assert taken_clinic.review_copies.named(copy.copy.record.copy_id).until == until


def test_a_code_opens_one_copy_until_one_day(unlocked: UnlockedCopy) -> None:
    code = leave_code(unlocked.key, unlocked.header.copy_id, LAST)
    assert read_leave(unlocked, code) == LAST
    other = replace(unlocked, header=replace(unlocked.header, copy_id="another"))
    swapped = code[:-1] + ("A" if code[-1] != "A" else "B")
    later = ("B" if code[0] != "B" else "C") + code[1:]
    for copy, typed in ((other, code), (unlocked, swapped), (unlocked, later), (unlocked, "")):
        with pytest.raises(KnownError, match="no leave"):
            read_leave(copy, typed)


def test_leave_is_given_for_days_to_come_only(taken_clinic: Clinic, copy: MadeCopy) -> None:
    for until in (TODAY - timedelta(days=1), TODAY + timedelta(days=91)):
        with pytest.raises(KnownError):
            taken_clinic.review_copies.give_leave(copy.copy, until, TODAY, CLINICIAN, NOW)


def test_a_clock_that_was_set_back_is_noticed(unlocked: UnlockedCopy, tmp_path: Path) -> None:
    seat = seat_in(tmp_path / "laptop")
    with pytest.raises(KnownError, match="clock"):
        open_copy(unlocked, NOW - timedelta(days=1), seat)
    open_copy(unlocked, NOW + timedelta(days=10), seat).close()
    with pytest.raises(KnownError, match="clock"):
        open_copy(unlocked, NOW + timedelta(days=5), seat)
    open_copy(unlocked, NOW + timedelta(days=10) - timedelta(minutes=20), seat).close()


def test_a_lease_that_somebody_wrote_himself_counts_for_nothing(
    unlocked: UnlockedCopy, tmp_path: Path
) -> None:
    seat = seat_in(tmp_path / "laptop")
    open_copy(unlocked, NOW, seat).close()
    (kept,) = seat.state.iterdir()
    content = json.loads(kept.read_text(encoding="utf-8"))
    kept.write_text(json.dumps({**content, "until": "2030-01-01"}), encoding="utf-8")
    with pytest.raises(LeaveNeededError):
        open_copy(unlocked, NOW + timedelta(days=40), seat)


def test_a_last_day_that_somebody_wrote_into_the_file_is_refused(copy: MadeCopy) -> None:
    forged = replace(read_header(copy.path), until=date(2030, 1, 1))
    rewrite(copy.path, forged)
    with pytest.raises(KnownError, match="somebody changed it"):
        unlock_copy(copy.path, WORDS)


def rewrite(path: Path, header: CopyHeader) -> None:
    """Put another header into a copy."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["review.json"] = json.dumps(to_json(header)).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def read_all(path: Path, folder: Path) -> list[bytes]:
    """Open a copy, and read every photograph."""
    with closing(opened(path, folder)) as reading:
        assert reading.people.chart(1).sessions
        return [reading.photos.files.get(s.record.content) for s in reading.photos.of_patient(1)]


def test_no_changed_byte_is_ever_shown(copy: MadeCopy, tmp_path: Path) -> None:
    whole, good = copy.path.read_bytes(), read_all(copy.path, tmp_path / "laptop")
    dice = random.Random(5)
    places = [dice.randrange(len(whole)) for _ in range(12)]
    for place in [3, *places, len(whole) - 2]:
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        copy.path.write_bytes(changed)
        try:
            assert read_all(copy.path, tmp_path / "laptop") == good  # a byte that says nothing
        except KnownError as error:
            assert str(error)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.9, 0.999])
def test_a_cut_file_is_refused_with_a_sentence(
    copy: MadeCopy, tmp_path: Path, share: float
) -> None:
    whole = copy.path.read_bytes()
    copy.path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(KnownError, match="no review copy, or it is damaged"):
        read_all(copy.path, tmp_path / "laptop")
    assert not list((tmp_path / "laptop").rglob("clinic.db"))


def test_a_file_that_is_gone_or_something_else_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="can't be read"):
        read_header(tmp_path / "gone.infrared-review")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("review.json", "[]")
    with pytest.raises(KnownError, match="no review copy"):
        read_header(tmp_path / "other.zip")


def test_a_stick_that_was_pulled_out_is_told_as_that(
    reading: ReviewClinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(*_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    photo = reading.photos.of_patient(1)[0]
    monkeypatch.setattr(zipfile.ZipFile, "read", pulled)
    with pytest.raises(KnownError, match="Check that it is still there"):
        reading.photos.files.get(photo.record.content)
    assert reading.people.chart(1).sessions  # the records were unpacked: they are read on


def test_what_a_program_left_that_was_cut_off_is_cleared_away(
    reading: ReviewClinic, unlocked: UnlockedCopy, tmp_path: Path
) -> None:
    seat = seat_in(tmp_path / "laptop")
    (seat.cache / "left over").mkdir()
    (seat.cache / "left over" / "clinic.db").write_bytes(b"encrypted")
    with closing(open_copy(unlocked, NOW, seat)) as second:
        # The one that another window reads stays.
        assert {reading.folder, second.folder} == set(seat.cache.iterdir())


CHILD = """
import sys, time
from datetime import datetime
from pathlib import Path
from infrared_desktop.storage.files.review_copy import unlock_copy
from infrared_desktop.storage.review.reading import open_copy
from infrared_desktop.storage.review.seat import Seat
path, folder, words, now = sys.argv[1:]
seat = Seat(Path(folder) / "cache", Path(folder) / "state")
reading = open_copy(unlock_copy(Path(path), words), datetime.fromisoformat(now), seat)
chart = reading.people.chart(1)
[reading.photos.files.get(each.record.content) for each in chart.photos]
print("reading", flush=True)
time.sleep(60)
"""


def test_killed_while_it_reads_it_leaves_nothing_in_clear(
    copy: MadeCopy, unlocked: UnlockedCopy, tmp_path: Path
) -> None:
    laptop = tmp_path / "laptop"
    scratch = {name: str(tmp_path / "scratch") for name in ("TMPDIR", "TEMP", "TMP")}
    (tmp_path / "scratch").mkdir()
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(copy.path), str(laptop), WORDS, NOW.isoformat()],
        env={**os.environ, **scratch},
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"reading"
    child.kill()
    child.wait(10)
    child.stdout.close()
    left = files_below(laptop, tmp_path / "scratch")
    assert "clinic.db" in {path.name for path in left}
    assert list(clear_text_in([*left, copy.path])) == []
    with closing(open_copy(unlocked, NOW, seat_in(laptop))) as reading:
        assert [reading.folder] == list((laptop / "cache").iterdir())
