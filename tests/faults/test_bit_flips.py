"""A flipped bit anywhere in the database or the key file is found, refused, or did no harm."""

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, PASSPHRASE, Template
from tests.scenes import full_day

FLIPS = 60
KEY_FLIPS = 12


def flip(path: Path, chance: random.Random) -> tuple[int, int]:
    """Flip one bit and return its place."""
    content = bytearray(path.read_bytes())
    place, bit = chance.randrange(len(content)), chance.randrange(8)
    content[place] ^= 1 << bit
    path.write_bytes(content)
    return place, bit


@pytest.fixture
def sound(template: Template, tmp_path: Path) -> Path:
    clinic = template.copy_to(tmp_path / "sound")
    full_day(clinic)
    clinic.close()
    return clinic.folder


def test_each_bit_flipped_in_the_database_is_found(
    template: Template, sound: Path, tmp_path: Path, rounds: int
) -> None:
    chance = random.Random(7)
    for _ in range(FLIPS * rounds):
        folder = tmp_path / "flipped"
        shutil.copytree(sound, folder)
        place = flip(folder / "clinic.db", chance)
        assert findings(folder, template.key), place
        shutil.rmtree(folder)


def findings(folder: Path, key: bytes) -> list[str]:
    try:
        with closing(open_clinic(folder, key, NOW)) as clinic:
            return [str(found) for found in verify(clinic)]
    except KnownError as error:
        return [str(error)]


def test_a_bit_flipped_in_the_key_file_never_gives_another_key(
    template: Template, sound: Path, rounds: int
) -> None:
    chance, path = random.Random(11), sound / "clinic.keys"
    whole = path.read_bytes()
    for _ in range(KEY_FLIPS * rounds):
        place = flip(path, chance)
        try:
            opened = vault.unlock(sound, "Dr. Åsa Lindqvist", PASSPHRASE)
        except KnownError as error:
            assert str(error).endswith(".")
        else:
            assert opened.key == template.key, place
        path.write_bytes(whole)
