"""Photographs are read one by one: what is bad is told, what is good goes on, nothing twice."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.photographs import DatedBy
from infrared_desktop.exchange.photo_list import TakenIn, ToBeTaken, take_in
from infrared_desktop.exchange.photo_sources import Shot, photo_paths, sources_of
from tests.camera import drawn, noted

TODAY = date(2026, 11, 23)
WANTED = ToBeTaken(7, TODAY, ZoneInfo("America/Toronto"))
PHOTO = noted(drawn(160, 120))


@dataclass
class Small:
    """What stands for a small picture."""

    jpeg: bytes = b"small"
    width_px: int = 160
    height_px: int = 120


class Shelf:
    """Keeps photographs in memory, as many as there is room for."""

    def __init__(self, room: int = 100) -> None:
        self.room, self.kept, self.small = room, dict[str, bytes](), dict[str, bytes]()

    def put(self, content: bytes) -> str:
        """Keep one, or say that the disk is full as the clinic's files do."""
        if len(self.kept) >= self.room:
            try:
                raise OSError(28, "No space left on device")
            except OSError as error:
                raise KnownError("The file x could not be written.") from error
        digest = hashlib.sha256(content).hexdigest()
        self.kept[digest] = content
        return digest

    def put_thumbnail(self, content_hash: str, picture: bytes) -> None:
        """Keep a small one."""
        self.small[content_hash] = picture


@pytest.fixture
def card(tmp_path: Path) -> Callable[..., list[Path]]:
    """Return what lays files onto a camera's card."""

    def lay(*contents: bytes) -> list[Path]:
        for number, content in enumerate(contents, start=1):
            (tmp_path / f"IMG_{number:04}.JPG").write_bytes(content)
        return photo_paths(tmp_path)

    return lay


def taken_of(paths: list[Path], shelf: Shelf, wanted: ToBeTaken = WANTED) -> TakenIn:
    return take_in(list(paths), wanted, shelf, lambda _: Small())


def test_a_photograph_is_kept_as_it_came_and_what_it_tells_is_known(
    card: Callable[..., list[Path]],
) -> None:
    shelf = Shelf()
    (photo,) = taken_of(card(PHOTO), shelf).photos
    assert shelf.kept == {photo.content: PHOTO}
    assert shelf.small == {photo.content: b"small"}
    assert (photo.patient_id, photo.taken_on) == (7, date(2026, 11, 20))
    assert (photo.dated_by, photo.camera) == (DatedBy.CAMERA, "Canon EOS R5")
    assert photo.taken_at == datetime(2026, 11, 20, 19, 5, 9, tzinfo=UTC)  # by the clinic's zone
    assert (photo.width_px, photo.height_px, photo.size_bytes) == (160, 120, len(PHOTO))


@pytest.mark.parametrize(
    "taken",
    ["1970:01:01 00:00:00", "1989:12:31 23:59:59", "2026:11:24 00:00:00", "2090:01:01 10:00:00"],
)
def test_a_day_that_cannot_be_is_not_believed_and_told(
    card: Callable[..., list[Path]], taken: str
) -> None:
    taken_in = taken_of(card(noted(drawn(160, 120), taken=taken)), Shelf())
    (photo,), (remark,) = taken_in.photos, taken_in.remarks
    assert (photo.taken_on, photo.dated_by, photo.taken_at) == (TODAY, DatedBy.IMPORT, None)
    assert remark.name == "IMG_0001.JPG" and taken[:4] in str(remark.words)


@pytest.mark.parametrize("taken", ["1990:01:01 00:00:00", "2026:11:23 23:59:59"])
def test_a_day_that_can_be_is_believed(card: Callable[..., list[Path]], taken: str) -> None:
    taken_in = taken_of(card(noted(drawn(160, 120), taken=taken)), Shelf())
    assert taken_in.photos[0].dated_by is DatedBy.CAMERA
    assert not taken_in.remarks


def test_one_that_tells_no_day_stands_under_today_with_a_remark(
    card: Callable[..., list[Path]],
) -> None:
    taken_in = taken_of(card(drawn(160, 120)), Shelf())
    assert taken_in.photos[0].taken_on == TODAY
    assert "does not say when" in str(taken_in.remarks[0].words)


def test_the_same_photograph_twice_is_taken_once(card: Callable[..., list[Path]]) -> None:
    paths, shelf = card(PHOTO, PHOTO, drawn(160, 120)), Shelf()
    first = taken_of(paths, shelf)
    assert (len(first.photos), first.known) == (2, 1)
    known = frozenset(photo.content for photo in first.photos)
    again = taken_of(paths, shelf, ToBeTaken(7, TODAY, UTC, known))
    assert (len(again.photos), again.known) == (0, 3)


def test_what_is_bad_is_named_and_the_rest_goes_on(card: Callable[..., list[Path]]) -> None:
    taken = taken_of(card(b"Dear colleague", b"GIF89a" + bytes(60), b"", PHOTO), Shelf())
    assert [told.name for told in taken.unreadable] == [f"IMG_000{n}.JPG" for n in (1, 2, 3)]
    words = [str(told.words) for told in taken.unreadable]
    assert "no photograph" in words[0] and "GIF" in words[1] and "empty" in words[2]
    assert len(taken.photos) == 1


def test_a_small_picture_that_can_not_be_kept_loses_no_photograph(
    card: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf()

    def refuse(*_: object) -> None:
        raise KnownError("The disk is full.")

    monkeypatch.setattr(shelf, "put_thumbnail", refuse)
    taken = taken_of(card(PHOTO), shelf)
    assert (len(taken.photos), len(shelf.kept)) == (1, 1)
    assert not taken.unreadable and taken.stopped is None


def test_a_picture_that_does_not_open_is_named_and_not_kept(
    card: Callable[..., list[Path]],
) -> None:
    shelf = Shelf()

    def damaged(_: bytes) -> Small:
        raise KnownError("This photograph is damaged.")

    taken = take_in(card(PHOTO), WANTED, shelf, damaged)
    assert "damaged" in str(taken.unreadable[0].words)
    assert not taken.photos and not shelf.kept


def test_a_camera_pulled_out_half_way_loses_nothing_of_before(
    card: Callable[..., list[Path]],
) -> None:
    paths, shelf = card(PHOTO, drawn(160, 120), drawn(161, 120)), Shelf()

    def pull_out(done: int, _: str) -> None:
        if done == 1:
            for path in paths:
                path.unlink()

    taken = take_in(list(paths), WANTED, shelf, lambda _: Small(), pull_out)
    assert len(taken.photos) == 1
    assert len(taken.unreadable) == 2
    assert "card is still" in str(taken.unreadable[0].words)


def test_a_full_disk_ends_the_run_and_what_was_read_before_is_kept(
    card: Callable[..., list[Path]],
) -> None:
    paths, shelf = card(PHOTO, drawn(160, 120), drawn(161, 120)), Shelf(room=1)
    taken = taken_of(paths, shelf)
    assert [photo.content for photo in taken.photos] == list(shelf.kept)
    assert taken.left == 2 and "No space left" in str(taken.stopped)
    shelf.room = 100
    known = frozenset(shelf.kept)
    again = taken_of(paths, shelf, ToBeTaken(7, TODAY, UTC, known))
    assert (len(again.photos), again.known, again.left) == (2, 1, 0)


def test_who_cancels_gets_nothing_stored(card: Callable[..., list[Path]]) -> None:
    def cancel(done: int, _: str) -> None:
        if done == 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        take_in(card(PHOTO, drawn(160, 120)), WANTED, Shelf(), lambda _: Small(), cancel)


def test_how_far_it_is_is_told_by_name(card: Callable[..., list[Path]]) -> None:
    told: list[tuple[int, str]] = []
    step = lambda done, name: told.append((done, name))  # noqa: E731
    take_in(card(PHOTO, b"x"), WANTED, Shelf(), lambda _: Small(), step)
    assert told == [(0, "IMG_0001.JPG"), (1, "IMG_0002.JPG")]


def test_files_folders_and_what_a_camera_here_took_are_taken_alike(
    card: Callable[..., list[Path]], tmp_path: Path
) -> None:
    (path,) = card(PHOTO)
    shot = Shot("camera", drawn(160, 120))
    sources = sources_of([tmp_path, path, shot])
    assert sources == [path, path, shot]
    taken = take_in(sources, WANTED, Shelf(), lambda _: Small())
    assert (taken.names, taken.known) == (["IMG_0001.JPG", "camera"], 1)
