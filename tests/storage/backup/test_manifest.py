"""A backup's list is believed only with its seal, and no bytes of it end as anything but words."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.manifest import (
    PIECE,
    KeptPhoto,
    Manifest,
    from_bytes,
    seal,
    to_bytes,
    unseal,
    unsealed,
)

KEY = bytes(range(32))
SHA = "ab" * 32
LIST = Manifest(
    "clinic",
    datetime(2026, 11, 23, tzinfo=UTC),
    ("m001",),
    {"patient": 3},
    (7, "mac"),
    300_000,
    (SHA, SHA),
    {"clinic.keys": b"{}"},
    (KeptPhoto("ab/" + "cd" * 16 + ".photo", 5, 6, SHA),),
    ("x",),
)
PLAIN = json.loads(to_bytes(LIST, KEY).split(b"\n")[0])
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


def test_a_list_reads_as_it_was_written() -> None:
    assert from_bytes(to_bytes(LIST, KEY), KEY) == LIST
    assert unsealed(to_bytes(LIST, KEY)) == LIST


def test_each_flipped_bit_of_a_list_is_found() -> None:
    whole = to_bytes(LIST, KEY)
    for at in range(len(whole) - 1):
        flipped = bytearray(whole)
        flipped[at] ^= 1
        with pytest.raises(KnownError):
            from_bytes(bytes(flipped), KEY)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    for read in (unsealed, lambda raw: from_bytes(raw, KEY), lambda raw: unseal(raw, KEY)):
        with pytest.raises(KnownError):
            read(content)


@given(st.sampled_from(sorted(PLAIN)), ANY)
def test_any_word_in_any_place_is_read_or_refused_in_words(name: str, value: object) -> None:
    try:
        assert isinstance(from_bytes(seal({**PLAIN, name: value}, KEY), KEY), Manifest)
    except KnownError as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize("name", ["../x", SHA + "/../../x", SHA[1:], SHA.upper() + "G"])
def test_no_piece_lies_outside_its_place(name: str) -> None:
    photo = ["ab/" + "cd" * 16 + ".photo", 1, 1, name]
    for field, value in (("photographs", [photo]), ("pieces", [SHA, name])):
        with pytest.raises(KnownError, match="damaged"):
            from_bytes(seal({**PLAIN, field: value}, KEY), KEY)


def test_a_list_names_as_many_pieces_as_its_file_is_long() -> None:
    for size in (-1, PLAIN["size"] + 10 * PIECE):
        with pytest.raises(KnownError, match="damaged"):
            from_bytes(seal({**PLAIN, "size": size}, KEY), KEY)


@pytest.mark.parametrize(
    "name", ["../../x.photo", "ab/../../../etc.photo", "ab/" + "cd" * 16 + ".photo/..", "C:\\x"]
)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    for field, value in (("photographs", [[name, 1, 1, SHA]]), ("files", {name: ""})):
        with pytest.raises(KnownError):
            from_bytes(seal({**PLAIN, field: value}, KEY), KEY)


def test_a_list_of_a_newer_version_says_so() -> None:
    with pytest.raises(KnownError, match="newer version"):
        from_bytes(seal({**PLAIN, "format": 2}, KEY), KEY)
