"""A photograph's file is encrypted, comes back byte for byte, or is told to be damaged."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files import photo_files
from infrared_desktop.storage.files.photo_files import Part, PhotoFiles
from tests.photo_scenes import PICTURE, SMALL

KEY = bytes(range(32))


@pytest.fixture
def files(tmp_path: Path) -> PhotoFiles:
    return PhotoFiles(tmp_path, KEY)


def test_a_photograph_comes_back_as_it_came(files: PhotoFiles) -> None:
    content_hash = files.put(PICTURE)
    assert content_hash == hashlib.sha256(PICTURE).hexdigest()
    assert files.get(content_hash) == PICTURE
    assert files.thumbnail(content_hash) is None
    files.put_thumbnail(content_hash, SMALL)
    assert files.thumbnail(content_hash) == SMALL


def test_nothing_of_it_is_readable_and_no_name_tells_it(files: PhotoFiles) -> None:
    content_hash = files.put(PICTURE)
    files.put_thumbnail(content_hash, SMALL)
    lying = [path for path in files.folder.rglob("*") if path.is_file()]
    assert len(lying) == 2
    for path in lying:
        assert b"CANARY" not in path.read_bytes()
        assert content_hash[:8] not in str(path)


def test_the_same_photograph_is_written_once_and_mended_when_damaged(files: PhotoFiles) -> None:
    content_hash = files.put(PICTURE)
    path = files.path(content_hash)
    written = path.read_bytes()
    files.put(PICTURE)
    assert path.read_bytes() == written
    path.write_bytes(written[:-1])
    files.put(PICTURE)
    assert files.get(content_hash) == PICTURE
    assert path.read_bytes() != written, "each writing has a nonce of its own"


def test_a_key_of_another_clinic_opens_nothing(files: PhotoFiles, tmp_path: Path) -> None:
    content_hash = files.put(PICTURE)
    other = PhotoFiles(tmp_path, bytes(32))
    assert other.path(content_hash) != files.path(content_hash)
    other.path(content_hash).parent.mkdir(exist_ok=True)
    files.path(content_hash).replace(other.path(content_hash))
    with pytest.raises(KnownError, match="damaged"):
        other.get(content_hash)


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_no_flipped_bit_goes_unnoticed(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    files = PhotoFiles(tmp_path_factory.mktemp("flip"), KEY)
    content_hash = files.put(PICTURE)
    sealed = bytearray(files.path(content_hash).read_bytes())
    sealed[at % len(sealed)] ^= 1 << bit
    files.path(content_hash).write_bytes(sealed)
    assert not files.is_whole(content_hash)
    with pytest.raises(KnownError, match="damaged"):
        files.get(content_hash)


@pytest.mark.parametrize("left", [0, 3, 8, 20, 27])
def test_a_file_that_was_cut_short_is_damaged(files: PhotoFiles, left: int) -> None:
    content_hash = files.put(PICTURE)
    path = files.path(content_hash)
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(KnownError, match="damaged"):
        files.get(content_hash)


def test_one_under_the_name_of_another_is_damaged(files: PhotoFiles) -> None:
    one, other = files.put(PICTURE), files.put(SMALL)
    files.path(one).replace(files.path(other))
    with pytest.raises(KnownError, match="damaged"):
        files.get(other)
    files.put(PICTURE)
    files.put_thumbnail(one, SMALL)
    files.path(one).replace(files.path(one, Part.THUMBNAIL))
    assert files.thumbnail(one) is None


def test_what_was_sealed_under_a_hash_that_is_not_its_own_is_damaged(files: PhotoFiles) -> None:
    content_hash = files.put(PICTURE)
    files.path(content_hash).write_bytes(files.seal(content_hash, Part.ORIGINAL, PICTURE + b"."))
    with pytest.raises(KnownError, match="damaged"):
        files.get(content_hash)
    assert not files.is_whole(content_hash)


def test_a_file_that_is_gone_is_told(files: PhotoFiles) -> None:
    with pytest.raises(KnownError, match="can't be read"):
        files.get("0" * 64)


def test_one_that_is_too_large_is_refused(
    files: PhotoFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo_files, "MOST_BYTES", 100)
    with pytest.raises(KnownError, match="larger than 256 MB"):
        files.put(PICTURE)
    assert not files.folder.exists()
