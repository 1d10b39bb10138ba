"""The making of a review copy that is killed leaves a whole copy or none, and nothing in clear."""

import os
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, PASSPHRASE, Template
from tests.photo_scenes import kept
from tests.review_scenes import WORDS, opened, two_patients
from tests.storage.test_canary import clear_text_in, files_below

KILLS, LONGEST, PHOTOGRAPHS = 4, 3.0, 40
CLEAR_PICTURE = b"nobody's picture, and not yet sealed"


def test_killed_again_and_again_it_leaves_a_whole_copy_or_none(
    template: Template, tmp_path: Path, rounds: int
) -> None:
    folder, home = tmp_path / "clinic", tmp_path / "home"
    home.mkdir()
    with closing(template.copy_to(folder)) as clinic:
        number = two_patients(clinic)[0]
        many = [kept(clinic, number, CLEAR_PICTURE + bytes([n])) for n in range(PHOTOGRAPHS)]
        clinic.photos.add(many, 1, NOW)
    chance, whole = Random(rounds), 0
    for killed in range(KILLS * rounds):
        out = home / f"{killed}.infrared-review"
        making = started(folder, out, home, number)
        time.sleep(chance.uniform(0.6, LONGEST))
        making.kill()
        making.communicate()
        assert not list(in_clear(folder, home))
        if out.exists():
            whole += 1
            assert_whole(out, tmp_path / "laptop", number)
        with closing(open_clinic(folder, template.key, NOW)) as clinic:
            assert not [str(found) for found in verify(clinic)]
            # What was entered into the register may not have left; what left is always entered.
            assert len(clinic.review_copies.all()) >= whole
    out = home / "last.infrared-review"
    told, _ = started(folder, out, home, number).communicate(timeout=60)
    assert told.splitlines()[-1].startswith("copied 1 patients, "), told
    assert_whole(out, tmp_path / "laptop", number)
    # The last one cleared away what the killed ones had unpacked.
    assert not [path for path in files_below(home) if path.name == "clinic.db"]


def test_the_search_for_clear_pictures_can_find_one(tmp_path: Path) -> None:
    (tmp_path / "swapped").write_bytes(b"x" + CLEAR_PICTURE)
    assert in_clear(tmp_path)


def assert_whole(out: Path, laptop: Path, number: int) -> None:
    with closing(opened(out, laptop, datetime.now(UTC))) as reading:
        photographs = reading.photos.of_patient(number)
        assert len(photographs) >= PHOTOGRAPHS
        assert all(reading.photos.files.get(each.record.content) for each in photographs)


def started(folder: Path, out: Path, home: Path, number: int) -> "subprocess.Popen[str]":
    """Start the verb with a home and temporary files in a folder that is looked through."""
    names = ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP")
    surroundings = dict.fromkeys(names, str(home))
    surroundings |= {"INFRARED_PASSPHRASE": PASSPHRASE, "INFRARED_COPY_PASSPHRASE": WORDS}
    surroundings |= {"INFRARED_STAFF": "Dr. Åsa Lindqvist"}
    until = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"
    words = ["review-copy", str(folder), str(out), "--patients", str(number), "--until", until]
    return subprocess.Popen(
        [sys.executable, "-m", "infrared_desktop", *words],
        env={**os.environ, **surroundings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def in_clear(*folders: Path) -> list[str]:
    """Say which files hold a name, a note or a picture's bytes."""
    files = files_below(*folders)
    pictures = [path.name for path in files if CLEAR_PICTURE in path.read_bytes()]
    return [*clear_text_in(files), *pictures]
