"""A backup counts only once it was put back and is the clinic that it was made of."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.rekeying import Order, rekey
from infrared_desktop.storage.backup import catalog, snapshot, trial
from infrared_desktop.storage.backup.alone import alone_in_clinic
from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.manifest import PIECE, PROVEN, Manifest
from infrared_desktop.storage.backup.objects import DamagedError, Shelf
from infrared_desktop.storage.backup.proving import TURNS, UnsoundError
from infrared_desktop.storage.backup.trial import Source, prove_again
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files.photo_files import PhotoFiles
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION
from tests.photo_scenes import kept
from tests.scenes import CANARY, patient

LATER = NOW + timedelta(minutes=30)


@pytest.fixture
def source(clinic: Clinic) -> Source:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    return Source(clinic.folder, clinic.ledger.key)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def shelf_of(made: Made) -> Shelf:
    return Shelf(made.path.parent)


def proven(made: Made, source: Source) -> list[Path]:
    return [each.path for each in catalog.backups(shelf_of(made), source.key) if each.proof]


def bytes_of(place: Path) -> int:
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file())


def test_a_re_keyed_clinic_is_backed_up_with_its_photographs(
    clinic: Clinic, source: Source, place: Path
) -> None:
    clinic.close()
    order = Order("Dr. Åsa Lindqvist", PASSPHRASE, CLINICIAN, NOW)
    anew = Source(source.folder, rekey(source.folder, order))
    made = back_up(anew, place, NOW)
    assert proven(made, anew) == [made.path]
    assert len(made.manifest.photographs) == 1
    assert not made.manifest.lacking


def test_a_backup_is_proven_and_holds_what_the_clinic_held(
    clinic: Clinic, source: Source, place: Path
) -> None:
    made = back_up(source, place, NOW)
    assert proven(made, source) == [made.path]
    assert made.manifest.counts["patient"] == 1
    assert made.manifest.audit == clinic.ledger.audit.head()
    assert len(made.manifest.photographs) == 1
    assert not made.manifest.lacking
    assert not list(source.folder.glob("proving-*"))


def test_its_bar_moves_while_it_is_read_and_while_it_is_proven(source: Source, place: Path) -> None:
    told: list[float] = []
    back_up(source, place, NOW, progress=told.append)
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 1
    proving = {round(part, 2) for part in told if part > 0.5}
    assert len(proving) > 8  # each step of the check of the records among them
    assert max(later - one for one, later in pairwise(sorted(proving))) < 0.25


def test_nothing_readable_lies_at_the_place(source: Source, place: Path) -> None:
    back_up(source, place, NOW)
    raw = b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
    assert CANARY.encode() not in raw
    assert source.key not in raw
    assert source.key.hex().encode() not in raw


def test_a_second_backup_writes_what_changed_and_no_more(
    clinic: Clinic, source: Source, place: Path
) -> None:
    crowd = [patient(f"Crowd{n}", note=os.urandom(2000).hex()) for n in range(700)]
    clinic.people.take_in(crowd, RECEPTION, NOW)
    first = back_up(source, place, NOW)
    whole = bytes_of(place)
    clinic.people.register(patient("One more"), RECEPTION, NOW)
    second = back_up(source, place, LATER)
    assert bytes_of(place) - whole < whole / 2
    assert set(first.manifest.pieces) & set(second.manifest.pieces)
    assert second.manifest.counts["patient"] == first.manifest.counts["patient"] + 1
    assert [path.name for path in proven(second, source)] == [second.path.name, first.path.name]


def test_people_write_on_while_it_is_made_and_it_is_of_one_moment(
    clinic: Clinic, source: Source, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_between(handle: int, count: int, at: int) -> bytes:
        clinic.people.register(patient(f"Between{at}"), RECEPTION, NOW)
        return read(handle, count, at)

    read = snapshot._read
    before = clinic.ledger.audit.head()
    monkeypatch.setattr(snapshot, "_read", write_between)
    made = back_up(source, place, NOW, thorough=True)
    assert made.manifest.audit == before
    assert clinic.ledger.audit.head() != before


def test_a_reader_of_an_older_state_is_waited_for_and_then_told(
    clinic: Clinic, source: Source, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "_TRIES", 2)
    monkeypatch.setattr(snapshot, "_REST_SECONDS", 0)
    with closing(open_clinic(source.folder, source.key, NOW)) as other:
        clinic.people.register(patient("Before"), RECEPTION, NOW)
        other.ledger.db.execute("BEGIN")
        other.ledger.db.execute("SELECT count(*) FROM audit").fetchone()
        clinic.people.register(patient("After"), RECEPTION, NOW)
        with pytest.raises(KnownError, match="reads this clinic all the time"):
            back_up(source, place, NOW)
    assert back_up(source, place, NOW)


def test_a_file_that_changed_under_the_copy_is_never_proven(
    clinic: Clinic, source: Source, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(handle: int, count: int, at: int) -> bytes:
        if at == 0:
            clinic.people.register(patient("Torn"), RECEPTION, NOW)
        found = read(handle, count, at)
        return found[:4096] + bytes(4096) + found[8192:] if at == 0 else found

    read = snapshot._read
    monkeypatch.setattr(snapshot, "_read", torn)
    with pytest.raises(UnsoundError, match="does not count"):
        back_up(source, place, NOW)
    assert not list(place.rglob(f"*{PROVEN}"))


def flip(path: Path, at: int = 1000) -> None:
    content = bytearray(path.read_bytes())
    content[at % len(content)] ^= 4
    path.write_bytes(content)


def piece_of(made: Made, name: str) -> Path:
    return made.path.parent / "objects" / name[:2] / name


@pytest.mark.parametrize("what", ["piece", "photograph"])
def test_a_damaged_piece_is_found_and_written_anew(source: Source, place: Path, what: str) -> None:
    made = back_up(source, place, NOW)
    named = made.manifest.pieces[0] if what == "piece" else made.manifest.photographs[0].piece
    flip(piece_of(made, named))
    with pytest.raises(DamagedError, match="not what was stored"):
        prove_again(source, made.path, NOW)
    assert not proven(made, source)
    again = back_up(source, place, LATER)
    assert proven(again, source) == [again.path]
    assert prove_again(source, made.path, LATER).at == LATER


def test_a_damaged_photograph_is_found_within_so_many_backups(source: Source, place: Path) -> None:
    made = back_up(source, place, NOW)
    path = piece_of(made, made.manifest.photographs[0].piece)
    flip(path)
    for turn in range(TURNS):
        back_up(source, place, NOW + timedelta(minutes=turn + 1))
    assert path.with_name(path.name + ".damaged").exists()
    assert Shelf(made.path.parent).get(path.name)


@pytest.mark.parametrize("suffix", [".backup", PROVEN])
def test_a_sign_changed_in_a_list_or_a_proof_is_never_proven(
    source: Source, place: Path, suffix: str
) -> None:
    made = back_up(source, place, NOW)
    flip(made.path.with_suffix(suffix), 60)
    assert not proven(made, source)


def test_the_proof_of_one_backup_proves_no_other(source: Source, place: Path) -> None:
    first, second = back_up(source, place, NOW), back_up(source, place, LATER)
    second.path.with_suffix(PROVEN).unlink()
    shutil.copyfile(first.path.with_suffix(PROVEN), second.path.with_suffix(PROVEN))
    assert proven(second, source) == [first.path]


def test_without_the_hashes_a_damaged_piece_would_count(
    source: Source, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: it is this check that finds a flipped bit of a photograph."""
    made = back_up(source, place, NOW)
    flip(piece_of(made, made.manifest.photographs[0].piece))
    monkeypatch.setattr(Shelf, "get", lambda shelf, name: piece_of(made, name).read_bytes())
    monkeypatch.setattr(PhotoFiles, "opens", lambda *_: True)
    assert prove_again(source, made.path, NOW)


def test_a_photograph_that_the_clinic_lost_is_taken_from_the_backup_before(
    clinic: Clinic, source: Source, place: Path
) -> None:
    made = back_up(source, place, NOW)
    lost = next(clinic.photos.files.folder.rglob("*.photo"))
    lost.unlink()
    assert back_up(source, place, LATER).manifest.photographs == made.manifest.photographs


def test_a_photograph_that_is_damaged_everywhere_is_named(
    clinic: Clinic, source: Source, place: Path
) -> None:
    flip(next(clinic.photos.files.folder.rglob("*.photo")))
    made = back_up(source, place, NOW)
    assert len(made.manifest.lacking) == 1
    assert proven(made, source)


def test_a_damaged_clinic_is_never_proven(clinic: Clinic, source: Source, place: Path) -> None:
    clinic.close()
    flip(source.folder / "clinic.db", 200_000)
    with pytest.raises(KnownError):
        back_up(source, place, NOW)
    assert not list(place.rglob(f"*{PROVEN}"))


def test_each_record_is_checked_once_a_day(
    clinic: Clinic, source: Source, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[Manifest] = []
    monkeypatch.setattr(trial, "check_records", lambda _, each, *__: checked.append(each))
    for hours in (0, 1, 23, 25, -2):  # at last by a clock that was set back
        back_up(source, place, NOW + timedelta(hours=hours))
    assert [each.moment for each in checked] == [NOW + timedelta(hours=n) for n in (0, 25, -2)]


def test_a_new_photograph_is_read_at_once(
    clinic: Clinic, source: Source, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = back_up(source, place, NOW).manifest
    number = clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    pictures = [kept(clinic, number, f"another picture {n}".encode()) for n in range(3)]
    clinic.photos.add(pictures, CLINICIAN, NOW)
    get, gotten = Shelf.get, set[str]()

    def heard(shelf: Shelf, name: str) -> bytes:
        gotten.add(name)
        return get(shelf, name)

    monkeypatch.setattr(Shelf, "get", heard)
    new = {*back_up(source, place, LATER).manifest.photographs} - {*before.photographs}
    assert len(new) == 3
    assert {each.piece for each in new} <= gotten


def test_a_place_that_is_not_there_is_a_sentence(source: Source, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="is not there"):
        back_up(source, tmp_path / "gone", NOW)
    assert not (tmp_path / "gone").exists()


def test_two_at_once_are_refused(source: Source, place: Path, clinic: Clinic) -> None:
    made = back_up(source, place, NOW)
    # At the same place, and of the same clinic to another one: each clears what the other proves.
    for held in (shelf_of(made).only_one(), alone_in_clinic(source.folder)):
        with held, pytest.raises(KnownError, match=r"is being made .* already"):
            back_up(source, place, NOW)


def test_what_was_thinned_takes_its_pieces_along(
    clinic: Clinic, source: Source, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "check_records", lambda *_: None)
    days = [NOW + timedelta(days=n) for n in range(0, 800, 40)]
    for day in days:
        clinic.people.register(patient(f"Day {day}"), RECEPTION, NOW)
        last = back_up(source, place, day)
    left = catalog.backups(shelf_of(last), source.key)
    assert len(left) < len(days)
    assert all(each.proof for each in left)
    named = set().union(*(each.manifest.named() for each in left if each.manifest))
    assert {path.name for path in (last.path.parent / "objects").glob("*/*")} == named


def test_nothing_is_swept_while_a_list_cannot_be_read(source: Source, place: Path) -> None:
    made = back_up(source, place, NOW)
    stray = piece_of(made, "ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left by a power cut")
    made.path.write_bytes(b"{")
    shelf_of(made).begin()
    back_up(source, place, LATER)
    assert stray.exists()
    made.path.unlink()
    shelf_of(made).begin()
    back_up(source, place, LATER)
    assert not stray.exists()


def test_what_a_backup_that_failed_left_behind_is_swept_by_the_next(
    source: Source, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = shelf_of(back_up(source, place, NOW))
    assert not shelf.was_cut_short()
    with monkeypatch.context() as patch:
        patch.setattr(catalog, "note_proof", lambda *_: 1 / 0)  # as when it is killed
        with pytest.raises(ZeroDivisionError):
            back_up(source, place, LATER)
    assert shelf.was_cut_short()
    stray = shelf.put(b"of the one that was cut short")
    back_up(source, place, LATER)
    assert not shelf.was_cut_short()
    assert not shelf.has(stray)


IS_IN_USE = """
import sys
from pathlib import Path
from infrared_desktop.storage.files.exchange import is_in_use
print(is_in_use(Path(sys.argv[1])))
"""


def test_the_open_clinic_keeps_its_lock_while_it_is_backed_up(
    clinic: Clinic, source: Source, place: Path
) -> None:
    clinic.people.count()
    back_up(source, place, NOW)
    words = [sys.executable, "-c", IS_IN_USE, str(source.folder)]
    assert subprocess.run(words, capture_output=True, check=True).stdout.split() == [b"True"]


def test_it_is_made_of_pieces_of_one_size(source: Source, place: Path) -> None:
    made = back_up(source, place, NOW)
    sizes = [piece_of(made, name).stat().st_size for name in made.manifest.pieces]
    assert set(sizes[:-1]) <= {PIECE}
    assert sum(sizes) == made.manifest.size
