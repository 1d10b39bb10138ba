"""The making of a review copy that is killed leaves a whole copy or none, and nothing in clear."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, PASSPHRASE, Template
from tests.faults.figures import Note
from tests.faults.nursery import killed, played
from tests.faults.work import verb
from tests.photo_scenes import kept
from tests.review_scenes import WORDS, opened, two_patients
from tests.storage.test_canary import clear_text_in, files_below

LONGEST, PHOTOGRAPHS = 1.5, 40
CLEAR_PICTURE = b"nobody's picture, and not yet sealed"


def test_killed_again_and_again_it_leaves_a_whole_copy_or_none(
    template: Template, tmp_path: Path, often: Callable[[int, int], int], figures: Note
) -> None:
    folder, home = tmp_path / "clinic", tmp_path / "home"
    home.mkdir()
    with closing(template.copy_to(folder)) as clinic:
        number = two_patients(clinic)[0]
        many = [kept(clinic, number, CLEAR_PICTURE + bytes([n])) for n in range(PHOTOGRAPHS)]
        clinic.photos.add(many, 1, NOW)
    chance, whole, kills = Random(1), 0, often(4, 40)
    for turn in range(kills):
        out = home / f"{turn}.infrared-review"
        words = ordered(folder, out, number)
        killed(verb, words, surroundings(home), life=chance.uniform(0, LONGEST))
        assert not list(in_clear(folder, home))
        if out.exists():
            whole += 1
            assert_whole(out, tmp_path / "laptop", number)
        with closing(open_clinic(folder, template.key, NOW)) as clinic:
            assert not [str(found) for found in verify(clinic)]
            # What was entered into the register may not have left; what left is always entered.
            assert len(clinic.review_copies.all()) >= whole
    out = home / "last.infrared-review"
    told, _ = played(verb, ordered(folder, out, number), surroundings(home))
    assert told[-1].startswith("copied 1 patients, "), told
    figures("kill -9: review copy", tries=kills, said=whole, lost=0, torn=0)
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


def ordered(folder: Path, out: Path, number: int) -> list[str]:
    """Return the words of the verb."""
    until = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"
    return ["review-copy", str(folder), str(out), "--patients", str(number), "--until", until]


def surroundings(home: Path) -> dict[str, str]:
    """Return what gives the verb a home and temporary files in a folder that is looked through."""
    names = ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP")
    words = {"INFRARED_PASSPHRASE": PASSPHRASE, "INFRARED_COPY_PASSPHRASE": WORDS}
    return {**dict.fromkeys(names, str(home)), **words, "INFRARED_STAFF": "Dr. Åsa Lindqvist"}


def in_clear(*folders: Path) -> list[str]:
    """Say which files hold a name, a note or a picture's bytes."""
    files = files_below(*folders)
    pictures = [path.name for path in files if CLEAR_PICTURE in path.read_bytes()]
    return [*clear_text_in(files), *pictures]
