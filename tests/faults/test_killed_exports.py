"""An export that is killed leaves a whole folder, or one that says it is none and is cleared."""

import hashlib
import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.leaving.folder import MARK, UNFINISHED
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, PASSPHRASE, Template
from tests.faults.figures import Note
from tests.faults.nursery import killed, played
from tests.faults.work import verb
from tests.photo_scenes import kept
from tests.review_scenes import two_patients

LONGEST, PHOTOGRAPHS = 1.5, 60
SURROUNDINGS = {"INFRARED_PASSPHRASE": PASSPHRASE, "INFRARED_STAFF": "Dr. Åsa Lindqvist"}


def test_killed_again_and_again_it_leaves_a_whole_folder_or_none(
    template: Template, tmp_path: Path, often: Callable[[int, int], int], figures: Note
) -> None:
    folder, out = tmp_path / "clinic", tmp_path / "out"
    with closing(template.copy_to(folder)) as clinic:
        number = two_patients(clinic)[0]
        many = [kept(clinic, number, b"picture" + bytes([n])) for n in range(PHOTOGRAPHS)]
        clinic.photos.add(many, 1, NOW)
    words = ["export", str(folder), str(out)]
    chance, whole, kills = Random(1), 0, often(4, 40)
    for _ in range(kills):
        killed(verb, words, SURROUNDINGS, life=chance.uniform(0, LONGEST))
        if out.exists() and not (out / MARK).exists():
            whole += 1
            assert_whole(out)
            shutil.rmtree(out)
        unfinished = tmp_path / f"out{UNFINISHED}"
        assert (
            not unfinished.exists() or not any(unfinished.iterdir()) or (unfinished / MARK).exists()
        )
        with closing(open_clinic(folder, template.key, NOW)) as clinic:
            assert not [str(found) for found in verify(clinic)]
            sql = "SELECT count(*) FROM audit WHERE act = 'clinic-exported'"
            ((entered,),) = clinic.ledger.db.execute(sql)
            # What was told may not have left; what left was always told.
            assert entered >= whole
    told, _ = played(verb, words, SURROUNDINGS)
    assert told[-1].startswith("exported "), told
    figures("kill -9: open files", tries=kills, said=whole, lost=0, torn=0)
    assert_whole(out)
    assert {path.name for path in tmp_path.iterdir()} == {"clinic", "out"}


def assert_whole(out: Path) -> None:
    index = json.loads((out / "index.json").read_text(encoding="utf-8"))
    pictures = json.loads((out / "photographs" / "index.json").read_text(encoding="utf-8"))
    assert len(pictures) >= PHOTOGRAPHS
    listed = [(each["name"], each["sha256"]) for each in index["files"]]
    listed += [(each["file"], each["sha256"]) for each in pictures]
    for name, sha256 in listed:
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == sha256, name
