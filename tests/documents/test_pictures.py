"""Pictures are opened in a process of their own; what is hostile or damaged ends as a sentence."""

import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QColorSpace, QImage
from pytestqt.qtbot import QtBot

from infrared_desktop.documents import pictures as module
from infrared_desktop.documents.picture_orders import VERB
from infrared_desktop.documents.pictures import THUMBNAIL_PX, Pictures
from infrared_desktop.domain.errors import KnownError
from tests.camera import SERIAL, drawn, noted, saved

WIDE, CANARY = noted(drawn(1200, 800)), "CANARY-STAMP"
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def shared() -> Iterator[Pictures]:
    """Yield one process for all that do not end it."""
    with Pictures() as pictures:
        yield pictures


def corner(image: QImage) -> str:
    """Return in which corner the red patch of a drawing lies."""
    x, y = (image.width() // 8, image.width() * 7 // 8), (image.height() // 8,)
    y = (*y, image.height() * 7 // 8)
    names = {(0, 0): "upper left", (1, 0): "upper right", (0, 1): "lower left"}
    for (right, low), name in names.items():
        seen = image.pixelColor(x[right], y[low])
        if seen.red() > 200 and seen.green() < 80 and seen.blue() < 80:
            return name
    return "lower right"


def refused(pictures: Pictures, content: bytes, told: str) -> None:
    with pytest.raises(KnownError, match=told):
        pictures.thumbnail(content)
    assert pictures.thumbnail(WIDE).width_px == 1200  # and it goes on


def huge_png(side: int) -> bytes:
    """Return a white PNG of so many pixels each way, in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    row, packer = b"\0" + b"\xff" * (side // 8), zlib.compressobj()
    rows = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_small_picture_tells_how_large_the_whole_is(shared: Pictures) -> None:
    small = shared.thumbnail(WIDE)
    image = QImage.fromData(small.jpeg)
    assert (small.width_px, small.height_px) == (1200, 800)
    assert (image.width(), image.height()) == (THUMBNAIL_PX, 256)


def test_a_picture_comes_upright_as_the_camera_was_held(shared: Pictures) -> None:
    held = noted(drawn(1200, 800), orientation=6)
    small = shared.thumbnail(held)
    assert (small.width_px, small.height_px) == (800, 1200)
    assert corner(shared.picture(held, 300)) == "upper right"
    assert corner(shared.picture(WIDE, 300)) == "upper left"


def test_quarter_turns_of_a_person_come_on_top(shared: Pictures) -> None:
    turned = shared.picture(WIDE, 300, 1)
    assert (turned.width(), turned.height(), corner(turned)) == (200, 300, "upper right")
    assert corner(shared.picture(WIDE, 300, -1)) == "lower left"
    assert corner(shared.picture(noted(drawn(1200, 800), orientation=6), 300, 3)) == "upper left"


def test_the_whole_picture_has_every_pixel_and_none_is_made_larger(shared: Pictures) -> None:
    whole = shared.picture(WIDE)
    assert (whole.width(), whole.height()) == (1200, 800)
    assert shared.picture(WIDE, 5_000).size() == whole.size()


def test_a_picture_stays_when_the_process_is_gone() -> None:
    with Pictures() as pictures:
        image = pictures.picture(WIDE, 100)
    assert corner(image) == "upper left"


def test_a_copy_holds_nothing_that_the_camera_noted(shared: Pictures) -> None:
    commented = saved_with_comment()
    for content in (noted(drawn(1200, 800), orientation=8), commented):
        for made in (shared.copy(content), shared.thumbnail(content).jpeg):
            assert made.startswith(b"\xff\xd8\xff")
            assert SERIAL.encode() not in made and b"Exif" not in made and b"Canon" not in made
            assert b"REMARK" not in made and b"ICC_PROFILE" not in made


def saved_with_comment() -> bytes:
    """Return a PNG with a remark inside it, as some programs add."""
    image = QImage.fromData(drawn())
    image.setText("Comment", "REMARK of somebody")
    content = saved(image, "PNG")
    assert b"REMARK" in content
    return content


def test_a_stamp_stands_under_the_picture_and_hides_nothing(shared: Pictures) -> None:
    plain = QImage.fromData(shared.copy(WIDE))
    stamped = QImage.fromData(shared.copy(WIDE, stamp=CANARY + " for teaching"))
    assert stamped.width() == plain.width()
    assert stamped.height() > plain.height()
    ground = stamped.pixelColor(stamped.width() - 3, stamped.height() - 3)
    assert ground.lightness() < 80
    below = stamped.copy(0, plain.height(), plain.width(), stamped.height() - plain.height())
    assert any(
        below.pixelColor(x, y).lightness() > 200 for x in range(120) for y in range(below.height())
    )


def test_transparent_parts_are_white(shared: Pictures) -> None:
    clear = QImage(40, 40, QImage.Format.Format_ARGB32)
    clear.fill(QColor(0, 0, 0, 0))
    assert shared.picture(saved(clear, "PNG")).pixelColor(20, 20) == QColor("white")


def test_the_colours_of_a_phone_s_wide_screen_become_those_of_any(shared: Pictures) -> None:
    wide = QImage(40, 30, QImage.Format.Format_RGB32)
    wide.fill(QColor(200, 100, 50))
    wide.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    for kind in ("PNG", "JPEG"):
        seen = shared.picture(saved(wide, kind)).pixelColor(20, 15)
        assert abs(seen.red() - 215) < 4 and abs(seen.green() - 93) < 4
        assert abs(seen.blue() - 31) < 4


def test_a_panorama_keeps_a_pixel_of_its_narrow_side(shared: Pictures) -> None:
    line = QImage(1, 9_000, QImage.Format.Format_RGB32)
    line.fill(QColor("red"))
    small = shared.picture(saved(line, "PNG"), 100)
    assert (small.width(), small.height()) == (1, 100)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_broken_in_it_the_process_answers(
    shared: Pictures, data: st.DataObject
) -> None:
    whole = data.draw(st.sampled_from([noted(drawn(160, 120)), drawn(160, 120, kind="PNG")]))
    at = data.draw(st.integers(0, len(whole) - 1))
    what = data.draw(st.binary(min_size=1, max_size=8))
    child = shared._running()
    try:
        assert shared.thumbnail(whole[:at] + what + whole[at + len(what) :]).width_px > 0
    except KnownError as error:
        assert "its end" not in str(error)
    assert shared._running() is child


@pytest.mark.parametrize("share", [0.001, 0.3, 0.98])
def test_a_photograph_that_was_cut_off_is_a_sentence(shared: Pictures, share: float) -> None:
    for kind in ("JPEG", "PNG"):
        whole = drawn(1200, 800, kind=kind)
        refused(shared, whole[: max(20, int(len(whole) * share))], "cut off")


def test_two_hundred_megapixels_are_a_sentence(shared: Pictures) -> None:
    began = time.monotonic()
    refused(shared, huge_png(14_200), "megapixels")
    assert time.monotonic() - began < 10


def test_a_text_called_jpg_is_a_sentence(shared: Pictures) -> None:
    refused(shared, b"Dear colleague", "no photograph")


def test_a_moving_picture_is_not_opened(shared: Pictures) -> None:
    refused(shared, b"GIF89a" + bytes(100), "no photograph")


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS opens HEIC")
def test_a_heic_that_nothing_opens_is_a_sentence(shared: Pictures) -> None:
    refused(shared, b"\0\0\0\x18ftypheic" + bytes(300), "HEIC")


@pytest.mark.parametrize(
    "code", ["import os; os.abort()", "print('no picture')", "import sys; sys.exit(3)"]
)
def test_a_process_that_ends_is_a_sentence_and_the_next_picture_gets_a_new_one(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    real = module.command
    with Pictures() as pictures:
        monkeypatch.setattr(module, "command", lambda _: [sys.executable, "-c", code])
        with pytest.raises(KnownError, match="did not run to its end"):
            pictures.thumbnail(WIDE)
        monkeypatch.setattr(module, "command", real)
        assert pictures.thumbnail(WIDE).width_px == 1200


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(module, "command", lambda _: sleep)
    monkeypatch.setattr(module, "_LONGEST_SECONDS", 0.3)
    began = time.monotonic()
    with Pictures() as pictures, pytest.raises(KnownError, match="did not run"):
        pictures.thumbnail(WIDE)
    assert time.monotonic() - began < 50


def test_another_thread_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(module, "command", lambda _: sleep)
    pictures = Pictures()
    stopping = threading.Timer(0.5, pictures.close)
    stopping.start()
    began = time.monotonic()
    with pytest.raises(KnownError, match="did not run"):
        pictures.thumbnail(WIDE)
    stopping.join()
    assert time.monotonic() - began < 50


def test_the_process_ends_with_the_last_reference() -> None:
    pictures = Pictures()
    pictures.thumbnail(WIDE)
    child = pictures._child
    assert child is not None and child.poll() is None
    del pictures
    assert child.poll() is not None


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at the processes of Linux")
def test_the_process_ends_with_a_program_that_is_killed() -> None:
    code = """
import time
from infrared_desktop.documents.pictures import Pictures
pictures = Pictures()
print(pictures._running().pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        child = Path("/proc", program.stdout.readline().decode().strip())
        program.kill()
    ends = time.monotonic() + 50
    while (child / "cmdline").exists() and (child / "cmdline").read_bytes():
        assert time.monotonic() < ends, "it lives on"
        time.sleep(0.02)


def test_nothing_of_a_picture_is_in_arguments_or_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    seen: list[Any] = []
    real = subprocess.Popen

    def watched(command: list[str], **options: Any) -> Any:
        seen.append((command, options["env"]))
        return real(command, **options)

    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(subprocess, "Popen", watched)
    with Pictures() as pictures:
        pictures.copy(WIDE, stamp=CANARY)
    ((command, environment),) = seen
    assert command == [sys.executable, "-m", "infrared_desktop", VERB]
    assert CANARY not in str(environment)
    assert not list(tmp_path.iterdir())
