"""A photograph's bytes tell what it is and when it was taken, never where or with which camera."""

import logging
from datetime import datetime
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.exchange import photo_facts
from infrared_desktop.exchange.photo_facts import read_facts
from tests.camera import SERIAL, drawn, exif, noted

WHEN = datetime(2026, 11, 20, 14, 5, 9)  # noqa: DTZ001 - a camera's clock has no zone
NOTED = noted(drawn(160, 120))


def test_the_camera_tells_when_and_with_what() -> None:
    facts = read_facts(NOTED)
    assert (facts.media_type, facts.taken_at) == ("image/jpeg", WHEN)
    assert (facts.camera, facts.focal_mm) == ("Canon EOS R5", 85.0)


def test_neither_place_nor_serial_number_comes_out() -> None:
    assert SERIAL.encode() in NOTED
    told = repr(read_facts(NOTED))
    assert SERIAL not in told and "47" not in told


def test_make_and_model_are_named_together_once() -> None:
    assert read_facts(noted(drawn(), make="NIKON", model="Z 6")).camera == "NIKON Z 6"


def test_a_camera_s_name_stays_one_short_line() -> None:
    facts = read_facts(noted(drawn(), make="", model="A\nB\x07C" + "x" * 200))
    assert facts.camera == "A B C" + "x" * 75


def test_the_moment_of_the_shot_goes_before_that_of_the_last_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {
        "Image DateTime": "2026:11:22 10:00:00",
        "EXIF DateTimeDigitized": "2026:11:21 10:00:00",
        "EXIF DateTimeOriginal": "2026:11:20 14:05:09",
    }
    notes = {name: SimpleNamespace(values=moment) for name, moment in told.items()}
    monkeypatch.setattr(photo_facts, "_notes", lambda _: notes)
    days = []
    for name in ("EXIF DateTimeOriginal", "EXIF DateTimeDigitized", "Image DateTime"):
        taken_at = read_facts(NOTED).taken_at
        days.append(taken_at and taken_at.day)
        del notes[name]
    assert days == [20, 21, 22]


def test_nothing_of_a_damaged_file_is_written_into_a_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for at in range(20, 200, 6):
            read_facts(NOTED[:at] + b"\xff" * 6 + NOTED[at + 6 :])
    assert not caplog.records


def test_a_drawing_without_notes_tells_only_what_it_is() -> None:
    facts = read_facts(drawn(kind="PNG"))
    assert (facts.media_type, facts.taken_at, facts.camera) == ("image/png", None, "")


def test_the_notes_of_a_png_are_read() -> None:
    png, block = drawn(kind="PNG"), exif("2026:11:20 14:05:09", "A", "B", 1, (50, 1))
    with_notes = png[:33] + len(block).to_bytes(4, "big") + b"eXIf" + block + bytes(4) + png[33:]
    assert read_facts(with_notes).taken_at == WHEN


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday"])
def test_a_camera_without_a_clock_tells_no_day(taken: str) -> None:
    assert read_facts(noted(drawn(), taken=taken)).taken_at is None


@pytest.mark.parametrize("focal", [(0, 1), (1, 0), (999_999, 1)])
def test_a_lens_that_cannot_be_is_not_told(focal: tuple[int, int]) -> None:
    assert read_facts(noted(drawn(), focal=focal)).focal_mm is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"Dear colleague, please find", "no photograph, whatever its name"),
        (b"GIF89a" + bytes(40), "GIF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "neither JPEG"),
        (b"II*\0" + bytes(40), "neither JPEG"),
        (b"%PDF-1.7", "no photograph"),
    ],
)
def test_what_is_no_photograph_is_refused_by_its_bytes(content: bytes, told: str) -> None:
    with pytest.raises(KnownError, match=told):
        read_facts(content)


def test_a_phone_s_heic_is_known_as_one() -> None:
    assert read_facts(b"\0\0\0\x18ftypheic" + bytes(300)).media_type == "image/heic"


@settings(max_examples=150)
@given(st.integers(2, 400), st.binary(min_size=1, max_size=12))
def test_damaged_notes_never_stop_the_import(at: int, what: bytes) -> None:
    broken = NOTED[:at] + what + NOTED[at + len(what) :]
    try:
        assert read_facts(broken).media_type == "image/jpeg"
    except KnownError:
        assert not broken.startswith(b"\xff\xd8\xff")
