"""A review copy holds all of whom it is for and nobody else, is entered, or leaves no file."""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.photographs import ExportKind
from infrared_desktop.domain.records.review_copies import CopyScope
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import connect
from infrared_desktop.storage.files.photo_files import Part
from infrared_desktop.storage.files.review_copy import unlock_copy, unpack_database
from infrared_desktop.storage.gathered.whole_record import whole_record
from infrared_desktop.storage.review import making as review_making
from infrared_desktop.storage.review.making import MadeCopy, make_copy
from infrared_desktop.storage.review.order import whom
from infrared_desktop.storage.review.reading import ReviewClinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.review_scenes import (
    OTHER,
    WORDS,
    cheap_keys,
    made,
    opened,
    order,
    seat_in,
)
from tests.scenes import CANARY, TODAY, patient, visit
from tests.storage.test_canary import clear_text_in, files_below


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_keys(monkeypatch)


@pytest.fixture
def clinic(taken_clinic: Clinic) -> Clinic:
    return taken_clinic


@pytest.fixture
def number() -> int:
    return 1


@pytest.fixture
def reading(copy: MadeCopy, tmp_path: Path) -> Iterator[ReviewClinic]:
    with closing(opened(copy.path, tmp_path / "laptop")) as clinic:
        yield clinic


def test_the_copy_holds_the_whole_record_field_by_field(
    clinic: Clinic, reading: ReviewClinic, number: int
) -> None:
    here, there = clinic.people.chart(number), reading.people.chart(number)
    # What was entered when the copy was made says of the copy itself: it is newer than it.
    here = replace(here, photo_exports=here.photo_exports[: len(there.photo_exports)])
    for field in fields(here):
        assert getattr(there, field.name) == getattr(here, field.name), field.name
        assert getattr(here, field.name) or field.name == "reviews", f"no {field.name} to compare"
    assert reading.people.struck(number) == clinic.people.struck(number)
    assert reading.follow_ups.of_patient(number) == clinic.follow_ups.of_patient(number)
    assert reading.staff.all() == clinic.staff.all()
    assert reading.settings == clinic.settings
    assert reading.protocol == clinic.protocol
    assert reading.photos.alignment(2, 1, number) == clinic.photos.alignment(2, 1, number)
    assert not whole_record(reading, number).altered


def test_the_copy_finds_and_lists_its_patients(reading: ReviewClinic, number: int) -> None:
    assert reading.people.find(CANARY, NOW).numbers == (number,)
    assert [each.id for each in reading.people.page(0, 10)] == [number]
    assert reading.people.find(OTHER, NOW).numbers == ()


def test_photographs_come_along_with_their_small_pictures(
    clinic: Clinic, reading: ReviewClinic, number: int
) -> None:
    first, second, moved = clinic.photos.of_patient(number)
    for stored in (first, second, moved):
        content = stored.record.content
        assert reading.photos.files.get(content) == clinic.photos.files.get(content)
    assert reading.photos.files.thumbnail(first.record.content) == f"small {CANARY}".encode()
    assert reading.photos.files.thumbnail(second.record.content) is None
    assert not list(reading.folder.rglob("*.photo"))


def test_without_photographs_only_what_stands_about_them_comes_along(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    copy = made(clinic, tmp_path / "b.infrared-review", number, with_photographs=False)
    before = len(clinic.photos.exports())
    with closing(opened(copy.path, tmp_path / "laptop")) as reading:
        (first, *_) = reading.photos.of_patient(number)
        with pytest.raises(KnownError, match="was not taken along"):
            reading.photos.files.get(first.record.content)
    assert copy.photographs == 0
    assert len(clinic.photos.exports()) == before


def test_nobody_else_is_on_the_copy(copy: MadeCopy, number: int, tmp_path: Path) -> None:
    unlocked = unlock_copy(copy.path, WORDS)
    (tmp_path / "taken apart").mkdir()
    database = unpack_database(unlocked, tmp_path / "taken apart")
    with closing(connect(database, unlocked.key)) as db:
        tables = [name for name in db.table_names() if not name.startswith("people_")]
        everything = {name: list(db.execute(f"SELECT * FROM [{name}]")) for name in tables}
    for name, rows in everything.items():
        assert OTHER not in repr(rows), name
    assert {row[0] for row in everything["patient"]} == {number}
    # One came over from the other patient: the version from before stays at the clinic.
    assert [row[:2] for row in everything["photo"]] == [(1, 1), (2, 1), (4, 2)]
    for empty in ("secret", "draft", "review_copy", "mail_server", "closure", "message_text"):
        assert everything[empty] == [], empty
    assert {row[7] for row in everything["audit"]} == {number, None}
    assert "chart-opened" not in repr(everything["audit"])


def test_no_byte_is_in_clear_in_the_copy_nor_in_what_reading_it_needs(
    copy: MadeCopy, reading: ReviewClinic, tmp_path: Path
) -> None:
    files = [path for path in files_below(tmp_path) if "clinic" not in path.parts]
    assert {path.name for path in files} >= {"one.infrared-review", "clinic.db"}
    assert list(clear_text_in(files)) == []
    told = copy.path.read_bytes().lower()
    assert OTHER.lower().encode() not in told
    assert b"picture of" not in told
    reading.close()
    assert files_below(tmp_path / "laptop" / "cache", tmp_path / "desk") == []


def test_the_register_names_the_copy_and_each_photograph(
    clinic: Clinic, copy: MadeCopy, number: int
) -> None:
    assert clinic.review_copies.all()[-1] == copy.copy
    assert (copy.copy.record.patients, copy.copy.record.holder_id) == ((number,), CLINICIAN)
    left = [e.record for e in clinic.photos.exports() if e.record.kind is ExportKind.REVIEW_COPY]
    assert [each.photo_id for each in left] == [s.id for s in clinic.photos.of_patient(number)]
    assert {each.recipient for each in left} == {"Dr. Åsa Lindqvist"}
    assert verify(clinic) == []


def test_the_front_desk_works_on_and_the_copy_is_of_one_moment(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    from infrared_desktop.storage.clinic import open_clinic

    desk = open_clinic(clinic.folder, clinic.ledger.key, NOW)
    seen = []

    def work(done: float, words: Sentence) -> None:
        seen.append(done)
        stored = desk.people.get(number)
        edited = replace(stored.record, note=f"written while copying {len(seen)}")
        desk.people.edit(stored, edited, RECEPTION, NOW)

    before = clinic.people.get(number)
    out = tmp_path / "busy.infrared-review"
    make_copy(clinic, order(number), out, CLINICIAN, NOW, work, seat_in(tmp_path / "desk"))
    with closing(desk), closing(opened(out, tmp_path / "laptop")) as reading:
        assert reading.people.get(number).record.note in (
            before.record.note,
            "written while copying 1",
        )
        assert desk.people.get(number).record.note == f"written while copying {len(seen)}"
    assert seen == sorted(seen)
    assert len(seen) > 4


class Stopped(Exception):  # noqa: N818 - as a person's wish to cancel comes
    """Somebody cancelled."""


@pytest.mark.parametrize("at", [1, 3, 6])
def test_one_that_is_cancelled_leaves_nothing(
    clinic: Clinic, number: int, tmp_path: Path, at: int
) -> None:
    steps: list[float] = []
    before = len(clinic.review_copies.all())

    def cancel(done: float, words: Sentence) -> None:
        steps.append(done)
        if len(steps) == at:
            raise Stopped

    out = tmp_path / "usb" / "x.infrared-review"
    out.parent.mkdir()
    with pytest.raises(Stopped):
        make_copy(clinic, order(number), out, CLINICIAN, NOW, cancel, seat_in(tmp_path / "desk"))
    assert files_below(tmp_path / "usb", tmp_path / "desk") == []
    assert len(clinic.review_copies.all()) == before
    clinic.people.open_chart(number, CLINICIAN, NOW)  # the connection is free again


def test_one_that_is_not_handed_over_is_taken_back(
    clinic: Clinic, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, name: str) -> None:
        raise KnownError("The stick was pulled out.")

    monkeypatch.setattr(review_making, "rename", refuse)
    before = clinic.review_copies.all()
    exports = clinic.people.chart(number).photo_exports
    with pytest.raises(KnownError, match="pulled out"):
        made(clinic, tmp_path / "x.infrared-review", number)
    assert clinic.review_copies.all() == before
    assert clinic.people.chart(number).photo_exports == exports
    assert list(tmp_path.glob("x.*")) == []
    assert verify(clinic) == []


def test_one_that_reads_back_otherwise_does_not_count(
    clinic: Clinic, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damage(*given: object) -> None:
        path = tmp_path / "x.infrared-review.new"
        content = bytearray(path.read_bytes())
        content[-3000] ^= 1
        path.write_bytes(content)

    monkeypatch.setattr(review_making, "flush", damage)
    before = clinic.review_copies.all()
    with pytest.raises(KnownError):
        made(clinic, tmp_path / "x.infrared-review", number)
    assert clinic.review_copies.all() == before
    assert list(tmp_path.glob("x.*")) == []


def test_a_photograph_that_is_damaged_here_is_named_and_the_rest_comes(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    first = clinic.photos.of_patient(number)[0]
    clinic.photos.files.path(first.record.content, Part.ORIGINAL).write_bytes(b"gone")
    copy = made(clinic, tmp_path / "x.infrared-review", number)
    assert copy.lacking == (first,)
    assert copy.photographs == 2


def test_what_was_altered_at_the_clinic_shows_on_the_copy_too(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    db = clinic.ledger.db
    db.execute("DROP TRIGGER consultation_no_update")
    db.execute("UPDATE consultation SET note = 'never said' WHERE id = 1")
    copy = made(clinic, tmp_path / "x.infrared-review", number)
    with closing(opened(copy.path, tmp_path / "laptop")) as reading:
        altered = whole_record(reading, number).altered
        assert altered == whole_record(clinic, number).altered != frozenset()


def test_whom_a_copy_is_for(clinic: Clinic, number: int) -> None:
    other = number + 1
    tomorrow = TODAY + timedelta(days=1)
    clinic.diary.book(visit(other, tomorrow), RECEPTION, NOW)
    gone = clinic.people.take_in([patient("Gone")], RECEPTION, NOW)
    clinic.people.take_back(gone, RECEPTION, NOW)
    every = order(scope=CopyScope.ALL)
    assert whom(clinic, every, TODAY) == (number, other)
    assert whom(clinic, order(scope=CopyScope.TOMORROW), TODAY) == (other,)
    with pytest.raises(KnownError, match="hold nobody"):
        whom(clinic, order(scope=CopyScope.TOMORROW), tomorrow)
    for nobody in (gone[0].id, 99):
        with pytest.raises(KnownError, match=f"no patient {nobody}"):
            whom(clinic, order(number, nobody), TODAY)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"until": TODAY - timedelta(days=1)}, "in the past"),
        ({"until": TODAY + timedelta(days=91)}, "90 days at most"),
        ({"passphrase": "short"}, "still missing"),
        ({"holder_id": RECEPTION}, "A clinician takes"),
        ({"passphrase": "clinic by the lake clinic"}, "easy to guess"),
    ],
)
def test_a_wish_that_would_not_be_safe_is_refused(
    clinic: Clinic, number: int, tmp_path: Path, wish: dict[str, object], told: str
) -> None:
    with pytest.raises(KnownError, match=told):
        made(clinic, tmp_path / "x.infrared-review", number, **wish)
    assert list(tmp_path.glob("x.*")) == []


def test_a_file_that_is_there_already_is_not_written_over(
    clinic: Clinic, copy: MadeCopy, number: int
) -> None:
    content = copy.path.read_bytes()
    with pytest.raises(KnownError, match="already"):
        made(clinic, copy.path, number)
    assert copy.path.read_bytes() == content


def test_the_file_tells_nothing_but_who_holds_it(copy: MadeCopy) -> None:
    with zipfile.ZipFile(copy.path) as archive:
        names, header = archive.namelist(), archive.read("review.json").decode()
    assert [name for name in names if "photographs/" not in name] == ["review.json", "clinic.db"]
    assert "Lindqvist" in header
    for secret in (CANARY, "Lake", "Ottilie"):
        assert secret not in header


def test_everybody_of_the_clinic_can_be_taken_along(clinic: Clinic, tmp_path: Path) -> None:
    copy = made(clinic, tmp_path / "all.infrared-review", scope=CopyScope.ALL)
    with closing(opened(copy.path, tmp_path / "laptop")) as reading:
        known: list[Stored[Patient]] = reading.ledger.books.all(Patient)
        assert known == clinic.ledger.books.all(Patient)
