"""An import of photographs that is killed leaves nothing in clear, and the next one ends it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.verify import verify
from tests.camera import SERIAL, drawn, noted
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, Template
from tests.faults.figures import Note
from tests.faults.nursery import killed, played
from tests.faults.work import verb
from tests.scenes import patient

COUNT, LONGEST = 12, 2.0
# Bytes of a picture's own that no cipher would give: its camera's notes, and how a JPEG begins.
CLEAR = (SERIAL.encode(), b"Canon EOS", b"\xff\xe0\x00\x10JFIF\x00\x01")


def test_killed_again_and_again_it_loses_nothing_and_shows_nothing(
    template: Template, tmp_path: Path, often: Callable[[int, int], int], figures: Note
) -> None:
    folder, card, scratch = tmp_path / "clinic", tmp_path / "card", tmp_path / "scratch"
    with closing(template.copy_to(folder)) as clinic:
        clinic.people.take_in([patient("A")], CLINICIAN, NOW)
    for each in (card, scratch):
        each.mkdir()
    for number in range(COUNT):
        (card / f"{number}.jpg").write_bytes(noted(drawn(1600, 1200, number)))
    words = ["photos", str(folder), "1", str(card)]
    chance, kills = Random(1), often(4, 30)
    for _ in range(kills):
        killed(verb, words, surroundings(scratch), life=chance.uniform(0, LONGEST))
        assert not list(in_clear(folder, scratch))
        with closing(open_clinic(folder, template.key, NOW)) as clinic:
            assert not [str(found) for found in verify(clinic)]
            assert len(clinic.photos.of_patient(1)) in (0, COUNT)
    told = played(verb, words, surroundings(scratch))[0]
    assert told[-1] in (
        f"imported {COUNT}, known 0, unreadable 0",
        f"imported 0, known {COUNT}, unreadable 0",
    )
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        assert not [str(found) for found in verify(clinic)]
        stored = {each.record.content for each in clinic.photos.of_patient(1)}
        assert len(stored) == COUNT
    assert not list(in_clear(folder, scratch))
    figures("kill -9: photographs, by the verb", tries=kills, lost=0, torn=0)


def test_the_search_for_clear_pictures_can_find_one(tmp_path: Path) -> None:
    (tmp_path / "swapped").write_bytes(b"x" + noted(drawn(160, 120)))
    assert len(list(in_clear(tmp_path))) == len(CLEAR)


def surroundings(scratch: Path) -> dict[str, str]:
    """Return what has temporary files written into a folder that is looked through."""
    names = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    return {**names, "INFRARED_PASSPHRASE": PASSPHRASE, "INFRARED_STAFF": "Dr. Åsa Lindqvist"}


def in_clear(*folders: Path) -> Iterator[str]:
    """Say which files hold a picture's bytes."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                yield from (f"{path.name}: {secret!r}" for secret in CLEAR if secret in content)
