"""Flip a bit of a file, look at what it holds as the program does, and tell what came of it."""

import hashlib
import random
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from infrared_desktop.domain.errors import KnownError

Look = Callable[[Path], object]
SwitchOff = Callable[[pytest.MonkeyPatch], None]


@dataclass
class Outcome:
    """How often a flipped bit was told of, did nothing, or was shown as data."""

    found: int = 0
    harmless: int = 0
    undetected: list[object] = field(default_factory=list)

    @property
    def tries(self) -> int:
        """How many bits were flipped."""
        return self.found + self.harmless + len(self.undetected)


@contextmanager
def flipped(path: Path, chance: random.Random) -> Iterator[tuple[str, int, int]]:
    """Flip one bit for a while; yield its place."""
    whole = path.read_bytes()
    content, place, bit = bytearray(whole), chance.randrange(len(whole)), chance.randrange(8)
    content[place] ^= 1 << bit
    path.write_bytes(content)
    try:
        yield path.name, place, bit
    finally:
        if path.exists():
            path.write_bytes(whole)


def flip(path: Path, chance: random.Random) -> tuple[str, int, int]:
    """Flip one bit for good; return its place."""
    with flipped(path, chance) as place:
        changed = path.read_bytes()
    path.write_bytes(changed)
    return place


def try_flips(
    times: int,
    fresh: Callable[[], Path],
    targets: Callable[[Path], list[Path]],
    look: Look,
    is_checked: bool = True,
) -> Outcome:
    """Flip a bit of one of the files, look, and begin anew.

    What is told of is a sentence; with the check switched off it may be any error.
    """
    chance, outcome, sound = random.Random(times), Outcome(), look(fresh())
    for _ in range(times):
        folder = fresh()
        path = chance.choice(targets(folder))
        with flipped(path, chance) as place:
            try:
                seen = look(folder)
            except Exception as error:
                is_sentence = isinstance(error, KnownError) and str(error).endswith(".")
                if is_checked and not is_sentence:
                    raise
                outcome.found += 1
                continue
        if seen == sound:
            outcome.harmless += 1
        else:
            outcome.undetected.append(place)
    return outcome


class Unchecked:
    """AES-GCM without its check: what was changed opens all the same, as something else."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def decrypt(self, nonce: bytes, sealed: bytes, _: bytes | None) -> bytes:
        """Open whatever it is."""
        first = nonce + (2).to_bytes(4, "big")
        opening = Cipher(algorithms.AES(self._key), modes.CTR(first)).decryptor()
        return opening.update(sealed[:-16]) + opening.finalize()


def unchecked_zip(patched: pytest.MonkeyPatch) -> None:
    """Have ZIP files read without their sums."""
    patched.setattr(zipfile.ZipExtFile, "_update_crc", lambda *_: None)


def hash_of_files(paths: list[Path]) -> str:
    """Return one hash of the content of files."""
    seen = hashlib.sha256()
    for path in sorted(paths):
        seen.update(path.read_bytes())
    return seen.hexdigest()


def told(found: list[Any]) -> None:
    """Raise what a check found."""
    if found:
        raise KnownError(str(found[0]))


def without_page_macs(folder: Path, key: bytes, connect: Callable[[Path, bytes], Any]) -> None:
    """Write the database anew as a plain file, whose pages have no MAC."""
    path, old = folder / "clinic.db", folder / "old.db"
    with closing(connect(path, key)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    path.rename(old)
    with closing(connect(old, key)) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        db.execute(f"ATTACH '{path}' AS bare KEY ''")
        db.execute("PRAGMA bare.page_size = 512")  # with little room that holds nothing
        db.execute("SELECT sqlcipher_export('bare')").fetchone()
        db.execute(f"PRAGMA bare.user_version = {version}")
        db.execute("DETACH bare")
    old.unlink()
