"""A flipped bit anywhere is told of and never shown as data; each check is needed for that.

Every kind of file is tried twice: as it is, and (control) with its check switched off, where some
flips must go unnoticed: else the test could find nothing.
"""

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.review_copies import Remark
from infrared_desktop.storage.audit import anchor
from infrared_desktop.storage.backup import catalog, trial
from infrared_desktop.storage.backup import manifest as lists
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.trial import prove_again
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.database import sqlcipher
from infrared_desktop.storage.database.sqlcipher import DatabaseError, refusal
from infrared_desktop.storage.files import exchange, key_pairs, photo_files, review_copy, vault
from infrared_desktop.storage.files.folder import ANCHOR, DATABASE, EXCHANGE, KEY_FILE
from infrared_desktop.storage.files.photo_files import Part, PhotoFiles
from infrared_desktop.storage.review import remarks
from infrared_desktop.storage.review.remarks import RemarkFile
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, PASSPHRASE
from tests.faults.figures import Note
from tests.faults.flipping import (
    Unchecked,
    hash_of_files,
    told,
    try_flips,
    unchecked_zip,
    without_page_macs,
)
from tests.faults.stage import OWNER, Stage, content
from tests.review_scenes import cheap_keys, made, opened
from tests.scenes import stored_now


@dataclass(frozen=True)
class Kind:
    """Files that are flipped, how they are looked at, and how their check is switched off."""

    name: str
    short: int
    full: int
    targets: Callable[[Path], list[Path]]
    look: Callable[["Scene", Path], object]
    switch_off: Callable[["Scene", pytest.MonkeyPatch], None]
    may_be_harmless: bool = False  # some bits of the file say nothing


@dataclass(frozen=True)
class Scene:
    """A clinic whose files are flipped, and what is known of it."""

    stage: Stage
    contents: tuple[str, ...]  # of its photographs
    scratch: Path

    def clinic(self, root: Path) -> Path:
        """Return the clinic below a copied root."""
        return root / "clinic"


@pytest.fixture(scope="session")
def left(lived: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Return the clinic with what leaves it: a review copy, and remarks that were written on it."""
    stage = lived.copy_to(tmp_path_factory.mktemp("left") / "stage")
    with closing(stage.open()) as clinic, pytest.MonkeyPatch.context() as patched:
        cheap_keys(patched)
        made(clinic, stage.root / "copy.infrared-review", 1)
    shutil.rmtree(stage.root / "desk", ignore_errors=True)
    written = RemarkFile(stage.root / "copy.infrared-remarks", "clinic", "copy", stage.key)
    written.keep(Remark(1, "r1", "copy", NOW, CLINICIAN, "better than before " * 40))
    return stage


@pytest.fixture
def scene(left: Stage, tmp_path: Path) -> Scene:
    stage = left.copy_to(tmp_path / "sound")
    with closing(stage.open()) as clinic:
        contents = tuple(each.record.content for each in clinic.photos.of_patient(1))
    return Scene(stage, contents, tmp_path)


def rows(scene: Scene, root: Path) -> object:
    with closing(_opened(scene, root)) as clinic:
        told(verify(clinic, with_photographs=False))
        return all_rows(clinic)


def all_rows(clinic: Clinic) -> object:
    try:
        return stored_now(clinic)
    except DatabaseError as error:
        raise refusal(error, clinic.folder / DATABASE) from error


def _opened(scene: Scene, root: Path) -> Clinic:
    return open_clinic(scene.clinic(root), scene.stage.key, NOW)


def bare_pages(scene: Scene, patched: pytest.MonkeyPatch) -> None:
    """Have a plain database, whose pages have no MAC, and nobody who compares records."""
    without_page_macs(scene.stage.folder, scene.stage.key, sqlcipher.connect)

    def give(connection: Any, _: bytes) -> None:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    patched.setattr(sqlcipher, "_give_key", give)
    patched.setitem(globals(), "verify", lambda *_, **__: [])


def keys(scene: Scene, root: Path) -> object:
    folder = scene.clinic(root)
    with_recovery = vault.unlock_with_recovery_key(folder, scene.stage.recovery_key)
    return vault.unlock(folder, OWNER, PASSPHRASE).key, with_recovery.key


def unchecked_keys(scene: Scene, patched: pytest.MonkeyPatch) -> None:
    patched.setattr(vault, "AESGCM", Unchecked)
    patched.setattr(key_pairs, "AESGCM", Unchecked)
    patched.setattr(key_pairs, "is_genuine", lambda *_: True)


def anchored(scene: Scene, root: Path) -> object:
    named = anchor.read(scene.clinic(root))
    with closing(_opened(scene, root)) as clinic:
        if not anchor.holds(named, clinic.ledger.audit):
            raise KnownError("The audit log was cut short.")
    return named


def unchecked_anchor(scene: Scene, patched: pytest.MonkeyPatch) -> None:
    patched.setattr(anchor, "holds", lambda *_: True)


def pictures(scene: Scene, root: Path) -> object:
    files = PhotoFiles(scene.clinic(root), scene.stage.key)
    return [files.get(each) for each in scene.contents]


def small_pictures(scene: Scene, root: Path) -> object:
    files = PhotoFiles(scene.clinic(root), scene.stage.key)
    found = [files.thumbnail(each) for each in scene.contents]
    if None in found:
        raise KnownError("It is made anew.")
    return found


def unchecked_pictures(scene: Scene, patched: pytest.MonkeyPatch) -> None:
    patched.setattr(photo_files, "AESGCM", Unchecked)
    patched.setattr(PhotoFiles, "get", lambda self, each: self._read(each, Part.ORIGINAL))


def backup(scene: Scene, root: Path) -> object:
    """See whether a backup counts, and prove it again."""
    (path,) = (root / "stick").rglob("*.backup")
    found = catalog.backups(Shelf(path.parent), scene.stage.key)
    if not any(each.proof for each in found):
        raise KnownError("No backup counts.")
    seen = hash_of_files(pieces(root) + listed(root) + proofs(root))
    prove_again(trial.Source(scene.clinic(root), scene.stage.key), path, NOW)
    found = catalog.backups(Shelf(path.parent), scene.stage.key)
    assert any(each.proof for each in found)
    return seen


def _by_first_key(_: object, folder: Path, key: bytes) -> PhotoFiles:
    return PhotoFiles(folder, key)


def unchecked_pieces(scene: Scene, patched: pytest.MonkeyPatch) -> None:
    patched.setattr(Shelf, "get", lambda self, name: self._path(name).read_bytes())
    patched.setattr(trial, "check_records", lambda *_, **__: None)
    patched.setattr(trial, "check_photographs", lambda *_, **__: None)
    facts = trial.check_database

    def unchecked(*words: Any) -> Any:
        with suppress(KnownError):
            return facts(*words)
        return type("Facts", (), {"photographs": (), "photographs_in": _by_first_key})()

    patched.setattr(trial, "check_database", unchecked)


def unchecked_lists(scene: Scene, patched: pytest.MonkeyPatch) -> None:
    unchecked_pieces(scene, patched)
    patched.setattr(lists.hmac, "compare_digest", lambda *_: True)
    named = lists.digest(listed(scene.stage.root)[0].read_bytes())
    patched.setattr(catalog, "digest", lambda _: named)


def copied(scene: Scene, root: Path) -> object:
    out, laptop = root / "copy.infrared-review", scene.scratch / "laptop"
    shutil.rmtree(laptop, ignore_errors=True)
    with closing(opened(out, laptop)) as reading:
        files = reading.photos.files
        shown = [files.get(each) for each in scene.contents]
        small = [files.thumbnail(each) for each in scene.contents]
        if None in small:
            raise KnownError("It is made anew.")
        return all_rows(reading), shown, small


def unchecked_copy(scene: Scene, patched: pytest.MonkeyPatch) -> None:
    unchecked_pictures(scene, patched)
    unchecked_zip(patched)
    patched.setattr(review_copy.hmac, "compare_digest", lambda *_: True)


def remarked(scene: Scene, root: Path) -> object:
    return RemarkFile(root / "copy.infrared-remarks", "clinic", "copy", scene.stage.key).all()


def unchecked_remarks(scene: Scene, patched: pytest.MonkeyPatch) -> None:
    patched.setattr(remarks, "AESGCM", Unchecked)


def finished(scene: Scene, root: Path) -> object:
    """Finish a restore by its note: then one clinic or the other opens, and nothing is lost."""
    folder = scene.clinic(root)
    database = (folder / DATABASE).read_bytes()
    try:
        exchange.finish_exchange(folder)
    except KnownError:
        assert (folder / DATABASE).read_bytes() == database  # "Nothing was changed"
        raise
    return content(folder, scene.stage.key)


def pieces(root: Path) -> list[Path]:
    return sorted((root / "stick").glob("*/*/objects/*/*"))


def listed(root: Path) -> list[Path]:
    return list((root / "stick").rglob("*.backup"))


def proofs(root: Path) -> list[Path]:
    return list((root / "stick").rglob("*.proven"))


def in_clinic(pattern: str) -> Callable[[Path], list[Path]]:
    return lambda root: sorted((root / "clinic").rglob(pattern))


def beside(name: str) -> Callable[[Path], list[Path]]:
    return lambda root: [root / name]


KINDS = [
    Kind("database", 40, 300, in_clinic(DATABASE), rows, bare_pages),
    Kind("key file", 12, 150, in_clinic(KEY_FILE), keys, unchecked_keys, True),
    Kind("audit anchor", 6, 60, in_clinic(ANCHOR), anchored, unchecked_anchor),
    Kind("photographs", 20, 150, in_clinic("*.photo"), pictures, unchecked_pictures),
    Kind("small pictures", 10, 80, in_clinic("*.small"), small_pictures, unchecked_pictures),
    Kind("backup: pieces", 8, 120, pieces, backup, unchecked_pieces),
    Kind("backup: list", 8, 80, listed, backup, unchecked_lists),
    Kind("backup: proof", 8, 60, proofs, backup, unchecked_lists),
    Kind("review copy", 8, 100, beside("copy.infrared-review"), copied, unchecked_copy, True),
    Kind("remarks", 6, 60, beside("copy.infrared-remarks"), remarked, unchecked_remarks),
]
NOTE = Kind("note of a restore", 8, 200, in_clinic(EXCHANGE), finished, lambda *_: None, True)


def fresh_of(scene: Scene) -> Callable[[], Path]:
    """Return what gives the same files, untouched, each time."""

    def fresh() -> Path:
        root = scene.scratch / "flipped"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(scene.stage.root, root)
        return root

    return fresh


@pytest.fixture
def begun(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Return a clinic whose restore was cut short when nothing had moved yet."""
    folder = scene.stage.folder
    coming = folder / "restored-now"
    shutil.copytree(folder, scene.scratch / "coming")
    (scene.scratch / "coming").rename(coming)
    with monkeypatch.context() as patched:
        patched.setattr(exchange, "finish_exchange", lambda _: None)
        exchange.exchange(folder, coming.name, "kept-then")
    return scene


def check(kind: Kind, scene: Scene, times: int, figures: Note) -> None:
    outcome = try_flips(times, fresh_of(scene), kind.targets, lambda root: kind.look(scene, root))
    counts = {"found": outcome.found, "undetected": len(outcome.undetected)}
    figures(f"bit flip: {kind.name}", tries=outcome.tries, harmless=outcome.harmless, **counts)
    assert not outcome.undetected
    assert kind.may_be_harmless or not outcome.harmless
    assert outcome.found


def control(
    kind: Kind, scene: Scene, times: int, figures: Note, patched: pytest.MonkeyPatch
) -> None:
    kind.switch_off(scene, patched)
    outcome = try_flips(
        times, fresh_of(scene), kind.targets, lambda root: kind.look(scene, root), False
    )
    figures(f"bit flip: {kind.name}", control=len(outcome.undetected))
    assert outcome.undetected, "with the check switched off nothing was missed"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name.replace(" ", "-"))
def test_each_flipped_bit_is_told_of_and_none_is_shown(
    kind: Kind, scene: Scene, often: Callable[[int, int], int], figures: Note
) -> None:
    check(kind, scene, often(kind.short, kind.full), figures)


# What reads a damaged file on without a check may be cut off in the middle of a query.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name.replace(" ", "-"))
def test_with_its_check_switched_off_a_flipped_bit_is_shown(
    kind: Kind, scene: Scene, figures: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    control(kind, scene, 40 if kind.name == "database" else 12, figures, monkeypatch)


def test_a_bit_flipped_in_the_note_of_a_restore_loses_nothing(
    begun: Scene, often: Callable[[int, int], int], figures: Note
) -> None:
    check(NOTE, begun, often(NOTE.short, NOTE.full), figures)
