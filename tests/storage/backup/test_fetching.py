"""A lost photograph comes back by itself: proven, in one step, told of; of the erased none does."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.documents.beside import command, start
from infrared_desktop.domain.access.rights import Right, refusal_of
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.storage.access.rekeying import Order, rekey
from infrared_desktop.storage.backup import fetching
from infrared_desktop.storage.backup.beside import REFUSED, VERB, order_photographs
from infrared_desktop.storage.backup.catalog import note_damage
from infrared_desktop.storage.backup.fetching import fetch, lacking
from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.manifest import to_bytes
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION
from tests.photo_scenes import PICTURE, kept
from tests.scenes import patient
from tests.storage.desks.test_erasing import erasure

LATER = NOW + timedelta(hours=1)
OTHER = b"\xff\xd8\xff another one " + bytes(500)


@pytest.fixture
def source(clinic: Clinic) -> Source:
    return Source(clinic.folder, clinic.ledger.key)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def two(clinic: Clinic) -> tuple[Photo, Photo]:
    """Two photographs, each of a patient of their own."""
    ones = [
        kept(clinic, clinic.people.register(patient(name), RECEPTION, NOW).id, content)
        for name, content in (("Ngata", PICTURE), ("Okafor", OTHER))
    ]
    clinic.photos.add(ones, CLINICIAN, NOW)
    return ones[0], ones[1]


@pytest.fixture
def made(source: Source, stick: Path, two: tuple[Photo, Photo]) -> Made:
    return back_up(source, stick, NOW)


def lose(clinic: Clinic, *photos: Photo) -> list[str]:
    for photo in photos:
        clinic.photos.files.path(photo.content).unlink()
    return [photo.content for photo in photos]


def told(clinic: Clinic) -> list[tuple[Any, ...]]:
    sql = "SELECT staff_id, kind, record_id, patient_id, outcome, reason FROM audit WHERE act = ?"
    return list(clinic.ledger.db.execute(sql, ("photograph-fetched",)))


def left_over(clinic: Clinic) -> Iterator[Path]:
    return clinic.folder.glob("fetching-*")


def test_what_is_gone_or_damaged_is_found_and_comes_back_as_it_was(
    clinic: Clinic, source: Source, stick: Path, two: tuple[Photo, Photo], made: Made
) -> None:
    assert lacking(clinic) == []
    before = [clinic.photos.files.path(photo.content).read_bytes() for photo in two]
    lose(clinic, two[0])
    clinic.photos.files.path(two[1].content).write_bytes(before[1][:-1])
    steps: list[float] = []
    assert (found := lacking(clinic, None, steps.append)) == sorted(each.content for each in two)
    assert fetch(source, stick, found, CLINICIAN, LATER, steps.append) == 2
    after = [clinic.photos.files.path(photo.content).read_bytes() for photo in two]
    assert (lacking(clinic), after) == ([], before)
    stem = made.path.stem
    assert sorted(told(clinic)) == [
        (CLINICIAN, "photo", 1, 1, "success", stem),
        (CLINICIAN, "photo", 2, 2, "success", stem),
    ]
    assert steps and all(0 <= each <= 1 for each in steps)
    assert verify(clinic) == [] and not list(left_over(clinic))


def test_one_that_is_whole_is_never_written_over(
    clinic: Clinic, source: Source, stick: Path, two: tuple[Photo, Photo], made: Made
) -> None:
    path = clinic.photos.files.path(two[0].content)
    path.unlink()
    clinic.photos.files.put(PICTURE)  # taken in again meanwhile, under a nonce of its own
    before = path.read_bytes()
    fetch(source, stick, [two[0].content], CLINICIAN, LATER)
    assert path.read_bytes() == before


def test_nothing_comes_back_of_whom_was_erased(
    clinic: Clinic, source: Source, stick: Path, two: tuple[Photo, Photo], made: Made
) -> None:
    (content,) = lose(clinic, two[0])
    clinic.rights.erase(erasure(1), CLINICIAN, NOW)
    assert lacking(clinic) == []
    # As when they are erased while it is looked for.
    assert fetch(source, stick, [content], CLINICIAN, LATER) == 0
    assert not clinic.photos.files.path(content).exists()
    assert told(clinic) == [] and not list(left_over(clinic))


def test_nor_of_whom_a_restore_brought_back_before_the_owner_decides(
    clinic: Clinic, source: Source, stick: Path, two: tuple[Photo, Photo], made: Made
) -> None:
    clinic.close()
    older = (clinic.folder / "clinic.db").read_bytes()
    with closing(open_clinic(clinic.folder, source.key, NOW)) as erasing:
        erasing.rights.erase(erasure(1), CLINICIAN, NOW)
    (clinic.folder / "clinic.db").write_bytes(older)
    with closing(open_clinic(clinic.folder, source.key, NOW)) as again:
        assert again.rights.back_again() == [1]
        assert lacking(again) == []
        assert fetch(source, stick, [two[0].content], CLINICIAN, LATER) == 0
        assert not again.photos.files.path(two[0].content).exists()


def test_what_a_backup_holds_in_its_place_is_not_taken(
    clinic: Clinic, source: Source, stick: Path, two: tuple[Photo, Photo], made: Made
) -> None:
    one, other = made.manifest.photographs
    swapped = (one._replace(piece=other.piece), other._replace(piece=one.piece))
    made.path.write_bytes(to_bytes(replace(made.manifest, photographs=swapped), source.key))
    found = lose(clinic, *two)
    assert fetch(source, stick, found, CLINICIAN, LATER) == 0
    assert lacking(clinic) == sorted(found) and told(clinic) == []


def test_a_damaged_piece_is_not_taken_and_the_others_are(
    clinic: Clinic, source: Source, stick: Path, two: tuple[Photo, Photo], made: Made
) -> None:
    name = clinic.photos.files.path(two[0].content).relative_to(clinic.photos.files.folder)
    kept_as = {photo.name: photo.piece for photo in made.manifest.photographs}[name.as_posix()]
    piece = made.path.parent / "objects" / kept_as[:2] / kept_as
    piece.write_bytes(piece.read_bytes()[:-1] + b"x")
    assert fetch(source, stick, lose(clinic, *two), CLINICIAN, LATER) == 1
    assert lacking(clinic) == [two[0].content]


def test_a_backup_that_counts_no_more_still_gives_what_is_whole(
    clinic: Clinic, source: Source, stick: Path, two: tuple[Photo, Photo], made: Made
) -> None:
    note_damage(made.path)
    assert fetch(source, stick, lose(clinic, *two), CLINICIAN, LATER) == 2


def test_a_backup_of_an_earlier_key_gives_it_too(
    clinic: Clinic, source: Source, stick: Path, two: tuple[Photo, Photo], made: Made
) -> None:
    found = lose(clinic, *two)
    clinic.close()
    order = Order("Dr. Åsa Lindqvist", PASSPHRASE, CLINICIAN, NOW)
    newer = Source(source.folder, rekey(source.folder, order))
    assert fetch(newer, stick, found, CLINICIAN, LATER) == 2
    with closing(open_clinic(newer.folder, newer.key, LATER)) as again:
        assert lacking(again) == [] and verify(again) == []


def test_reception_is_refused_and_the_log_tells(
    clinic: Clinic, source: Source, stick: Path, two: tuple[Photo, Photo], made: Made
) -> None:
    with pytest.raises(KnownError, match=refusal_of(Right.CHECK)):
        fetch(source, stick, lose(clinic, *two), RECEPTION, LATER)
    assert told(clinic) == [(RECEPTION, None, None, None, "refused", None)]
    assert len(lacking(clinic)) == 2


def test_a_place_that_is_away_or_empty_says_so(
    source: Source, two: tuple[Photo, Photo], tmp_path: Path
) -> None:
    with pytest.raises(KnownError, match="put the stick in"):
        fetch(source, tmp_path / "gone", [two[0].content], CLINICIAN, LATER)
    (tmp_path / "bare").mkdir()
    with pytest.raises(KnownError, match="holds no backup of this clinic"):
        fetch(source, tmp_path / "bare", [two[0].content], CLINICIAN, LATER)
    assert not list((tmp_path / "bare").iterdir()), "nothing is made where only to look"


def test_what_cannot_be_told_is_not_put_back(
    clinic: Clinic,
    source: Source,
    stick: Path,
    two: tuple[Photo, Photo],
    made: Made,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise KnownError("The disk is full.")

    monkeypatch.setattr(fetching, "write_atomically", full)
    with pytest.raises(KnownError, match="The disk is full"):
        fetch(source, stick, lose(clinic, *two), CLINICIAN, LATER)
    assert len(lacking(clinic)) == 2 and told(clinic) == [] and not list(left_over(clinic))


def test_a_process_beside_the_window_does_it(
    clinic: Clinic, source: Source, stick: Path, two: tuple[Photo, Photo], made: Made
) -> None:
    found = lose(clinic, *two)
    with start(command(VERB)) as child:
        _, said = child.communicate(order_photographs(source, LATER, stick, found, CLINICIAN))
    assert child.returncode == 0 and REFUSED.encode() not in said
    assert lacking(clinic) == []
    with start(command(VERB)) as child:
        nowhere = order_photographs(source, LATER, stick / "gone", found, CLINICIAN)
        _, said = child.communicate(nowhere)
    assert json.loads(said.split(REFUSED.encode())[1]).startswith("It is not there")


def test_a_process_that_is_killed_leaves_each_lacking_or_whole(
    clinic: Clinic, source: Source, stick: Path
) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    many = [kept(clinic, number, PICTURE + bytes([each])) for each in range(60)]
    clinic.photos.add(many, CLINICIAN, NOW)
    back_up(source, stick, NOW)
    found = lose(clinic, *many)
    for back in (1, 20, 40):
        with start(command(VERB)) as child:
            assert child.stdin
            child.stdin.write(order_photographs(source, LATER, stick, found, CLINICIAN))
            child.stdin.close()
            while len(lacking(clinic)) > len(many) - back and child.poll() is None:
                pass
            child.kill()
        left = lacking(clinic)
        assert not any(clinic.photos.files.path(content).exists() for content in left)
    untold = len(many) - len(left) - len({number for _, _, number, *_ in told(clinic)})
    assert 0 < len(left) < len(many) and 0 <= untold <= 3, "one for each kill at most"
    fetch(source, stick, found, CLINICIAN, LATER)
    assert lacking(clinic) == [] and verify(clinic) == [] and not list(left_over(clinic))
