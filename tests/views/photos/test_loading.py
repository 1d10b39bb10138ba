"""Photographs are fetched beside the window: newest first, within bounds, and made anew if lost."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.documents.pictures import THUMBNAIL_PX
from infrared_desktop.storage.files.photo_files import Part, PhotoFiles
from infrared_desktop.views import tasks
from infrared_desktop.views.photos.loading import PhotoLoader, decoded
from tests.camera import drawn, noted

KEY = bytes(range(32))


@pytest.fixture
def files(tmp_path: Path) -> PhotoFiles:
    """Return where photographs are kept."""
    return PhotoFiles(tmp_path, KEY)


@pytest.fixture
def loader(files: PhotoFiles, qtbot: QtBot) -> Iterator[PhotoLoader]:
    """Yield a loader, and end its process."""
    loader = PhotoLoader(lambda: files)
    yield loader
    loader.close()
    assert tasks.wait_for_all()


def kept(files: PhotoFiles, count: int = 1) -> list[str]:
    """Keep some photographs; return their hashes."""
    return [files.put(noted(drawn(800, 600, seed))) for seed in range(count)]


def small_of(qtbot: QtBot, loader: PhotoLoader, content: str) -> QImage:
    """Return a small picture once it is there."""
    if loader.thumbnail(content) is None:
        with qtbot.waitSignal(loader.ready):
            pass
    image = loader.thumbnail(content)
    assert image is not None
    return image


def test_a_small_picture_is_ready_a_moment_later(
    qtbot: QtBot, loader: PhotoLoader, files: PhotoFiles
) -> None:
    (content,) = kept(files)
    assert loader.thumbnail(content) is None
    image = small_of(qtbot, loader, content)
    assert (image.width(), image.height()) == (THUMBNAIL_PX, 288)


def test_the_window_goes_on_while_a_picture_is_decoded(qapp: object) -> None:
    picture, turns, done = drawn(3000, 2000), list[float](), threading.Event()

    def decode() -> None:
        assert decoded(picture).width() == 3000
        done.set()

    thread = threading.Thread(target=decode)
    thread.start()
    while not done.is_set():
        turns.append(time.perf_counter())
        time.sleep(0.001)
    thread.join()
    assert len(turns) > 10


def test_one_that_is_missing_or_damaged_is_made_anew_and_kept(
    qtbot: QtBot, loader: PhotoLoader, files: PhotoFiles
) -> None:
    first, second = kept(files, 2)
    files.put_thumbnail(second, b"no picture at all")
    for content in (first, second):
        small_of(qtbot, loader, content)
        again = files.thumbnail(content)
        assert again is not None and again.startswith(b"\xff\xd8\xff")


def test_where_nothing_can_be_written_it_is_shown_all_the_same(
    qtbot: QtBot, loader: PhotoLoader, files: PhotoFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    (content,) = kept(files)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "put_thumbnail", full)
    assert not small_of(qtbot, loader, content).isNull()


def test_a_picture_comes_as_large_as_it_is_wanted_and_turned(
    qtbot: QtBot, loader: PhotoLoader, files: PhotoFiles
) -> None:
    (content,) = kept(files)
    assert loader.picture(content, 400, 1) is None
    with qtbot.waitSignal(loader.ready) as told:
        pass
    assert told.args == [content]
    image = loader.picture(content, 400, 5)
    assert image is not None and (image.width(), image.height()) == (300, 400)


def test_the_newest_is_fetched_first_and_what_went_out_of_sight_never(
    qtbot: QtBot, loader: PhotoLoader, files: PhotoFiles
) -> None:
    contents, told = kept(files, 8), list[str]()
    loader.ready.connect(told.append)
    for content in contents:
        loader.thumbnail(content)
    loader.keep_to(contents[4:])
    qtbot.waitUntil(lambda: len(told) == 6, timeout=30_000)
    assert set(told) == {*contents[:2], *contents[4:]}  # the first two were under way already
    # Two are fetched at a time, so neighbours may change places; the oldest of four waits for one.
    assert told.index(contents[7]) < told.index(contents[4])


def test_only_so_many_bytes_are_held(qtbot: QtBot, files: PhotoFiles) -> None:
    one = THUMBNAIL_PX * 288 * 4
    loader = PhotoLoader(lambda: files, most_bytes=2 * one + 10)
    contents = kept(files, 3)
    for content in contents:
        small_of(qtbot, loader, content)
    assert loader.thumbnail(contents[2]) is not None
    assert loader.thumbnail(contents[1]) is not None
    assert loader.thumbnail(contents[0]) is None
    loader.close()


def test_a_photograph_that_is_gone_or_damaged_is_a_sentence(
    qtbot: QtBot, loader: PhotoLoader, files: PhotoFiles
) -> None:
    gone, cut = kept(files)[0], files.put(drawn(800, 600)[:9_000])
    files.path(gone, Part.ORIGINAL).unlink()
    for content, word in ((gone, "backup"), (cut, "cut off")):
        with qtbot.waitSignal(loader.ready):
            assert loader.thumbnail(content) is None
        told = loader.refusal(content)
        assert told is not None and word in str(told)
        assert loader.thumbnail(content) is None
        assert not loader._under_way  # and it is not asked for again at every repaint


def test_a_photograph_that_was_put_back_is_shown_to_who_comes_again(
    qtbot: QtBot, loader: PhotoLoader, files: PhotoFiles
) -> None:
    (content,) = kept(files)
    path = files.path(content)
    sealed = path.read_bytes()
    path.unlink()
    with qtbot.waitSignal(loader.ready):
        loader.thumbnail(content)
    path.write_bytes(sealed)
    loader.close()  # as when its screen is left
    assert not small_of(qtbot, loader, content).isNull()


def test_a_screen_that_goes_takes_its_jobs_and_its_process_along(
    qtbot: QtBot, files: PhotoFiles
) -> None:
    screen = QWidget()
    loader = PhotoLoader(lambda: files, screen)
    (content,) = kept(files)
    small_of(qtbot, loader, content)
    child = loader._pictures._child
    loader.picture(content, 300)
    screen.deleteLater()
    assert child is not None
    qtbot.waitUntil(lambda: child.poll() is not None, timeout=10_000)
    assert tasks.wait_for_all()
