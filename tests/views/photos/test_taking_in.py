"""Photographs are taken in beside the window, all of them with one way back, or none."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.documents.pictures import Pictures, Small
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.photos import Photos
from infrared_desktop.views import tasks
from infrared_desktop.views.photos.taking_in import Arrived, TakingIn
from infrared_desktop.views.workplace import Workplace
from tests.camera import drawn, noted
from tests.clinics import CLINICIAN, NOW
from tests.scenes import patient


@pytest.fixture
def workplace(clinic: Clinic, qtbot: QtBot) -> Workplace:
    """Return where a clinician works at a clinic of two patients."""
    clinic.people.take_in([patient("A"), patient("B")], CLINICIAN, NOW)
    return Workplace(clinic, clinic.staff.get(CLINICIAN), lambda: NOW)


@pytest.fixture
def taking(workplace: Workplace) -> Iterator[TakingIn]:
    """Yield what takes photographs in."""
    taking = TakingIn(workplace)
    yield taking
    taking.close()
    assert tasks.wait_for_all()


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Return a folder with three photographs, one of them twice, and a text."""
    card = tmp_path / "card"
    card.mkdir()
    for number in range(3):
        (card / f"{number}.jpg").write_bytes(noted(drawn(200 + number, 150)))
    (card / "again.jpg").write_bytes((card / "0.jpg").read_bytes())
    (card / "text.jpg").write_bytes(b"Dear colleague")
    return card


def arrived(
    qtbot: QtBot,
    taking: TakingIn,
    card: Path,
    number: int = 1,
    dress: Callable[[Photo], Photo] = lambda photo: photo,
) -> Arrived:
    """Take a folder in, and return what came of it."""
    with qtbot.waitSignal(taking.finished, timeout=20_000) as told:
        taking.start([card], number, dress)
    result = told.args[0]
    assert isinstance(result, Arrived)
    return result


def test_what_was_read_is_stored_and_told(
    qtbot: QtBot, taking: TakingIn, card: Path, clinic: Clinic
) -> None:
    shares: list[tuple[float, str]] = []
    taking.progressed.connect(lambda share, name: shares.append((share, name)))
    result = arrived(qtbot, taking, card)
    assert (len(result.stored), result.taken.known) == (3, 1)
    assert [told.name for told in result.taken.unreadable] == ["text.jpg"]
    assert clinic.photos.of_patient(1) == list(result.stored)
    assert shares[0] == (0.0, "0.jpg") and len(shares) == 5
    assert not taking.is_running and not result.others


def test_what_is_known_of_all_is_added_to_each(qtbot: QtBot, taking: TakingIn, card: Path) -> None:
    result = arrived(qtbot, taking, card, dress=lambda photo: replace(photo, area=Area.NECK_FRONT))
    assert {each.record.area for each in result.stored} == {Area.NECK_FRONT}


def test_one_step_takes_all_of_it_back(
    qtbot: QtBot,
    taking: TakingIn,
    card: Path,
    workplace: Workplace,
) -> None:
    arrived(qtbot, taking, card)
    step = workplace.take_back()
    assert step is not None and step.words == "taking in 3 photographs"
    assert workplace.clinic.photos.of_patient(1) == []
    assert workplace.last_step is None
    assert len(arrived(qtbot, taking, card).stored) == 3


def test_whoever_has_the_very_same_is_named(qtbot: QtBot, taking: TakingIn, card: Path) -> None:
    arrived(qtbot, taking, card)
    assert set(arrived(qtbot, taking, card, 2).others.values()) == {(1,)}


def test_who_cancels_has_nothing_stored(
    qtbot: QtBot, taking: TakingIn, card: Path, clinic: Clinic, workplace: Workplace
) -> None:
    taking.progressed.connect(lambda *_: taking.cancel())
    with qtbot.waitSignal(taking.cancelled, timeout=20_000):
        taking.start([card], 1)
    assert clinic.photos.of_patient(1) == []
    assert workplace.last_step is None and not taking.is_running


def files_of(clinic: Clinic) -> list[Path]:
    folder = clinic.photos.files.folder
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


@pytest.mark.parametrize("way", ["cancel", "close"])
def test_whoever_gives_up_half_way_leaves_no_file_behind(
    qtbot: QtBot, taking: TakingIn, card: Path, clinic: Clinic, way: str
) -> None:
    before = arrived(qtbot, taking, card / "0.jpg").stored
    stored = files_of(clinic)
    other = card.parent / "other"
    other.mkdir()
    for number in range(4):
        (other / f"{number}.jpg").write_bytes(noted(drawn(300 + number, 200)))
    peeked: list[int] = []

    def give_up(share: float, _: str) -> None:
        if share >= 0.5:
            peeked.append(len(files_of(clinic)))
            getattr(taking, way)()

    taking.progressed.connect(give_up)
    taking.start([card / "0.jpg", other], 1)
    qtbot.waitUntil(lambda: not taking.is_running, timeout=20_000)
    assert tasks.wait_for_all()
    assert peeked and peeked[0] > len(stored), "some of them were kept already"
    assert sorted(files_of(clinic)) == sorted(stored)
    assert clinic.photos.of_patient(1) == list(before)


def test_cancelled_at_the_last_photograph_nothing_is_stored(
    qtbot: QtBot, taking: TakingIn, card: Path, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, begun = Pictures.thumbnail, Event()

    def last(pictures: Pictures, content: bytes) -> Small:
        begun.wait(20)
        taking.cancel()
        return small(pictures, content)

    monkeypatch.setattr(Pictures, "thumbnail", last)
    with qtbot.waitSignal(taking.cancelled, timeout=20_000):
        taking.start([card / "1.jpg"], 1)
        begun.set()
    assert clinic.photos.of_patient(1) == [] and files_of(clinic) == []


def test_a_second_run_is_refused_while_one_is_under_way(
    qtbot: QtBot, taking: TakingIn, card: Path
) -> None:
    with qtbot.waitSignal(taking.finished, timeout=20_000):
        taking.start([card], 1)
        with pytest.raises(KnownError, match="being taken in"):
            taking.start([card], 2)


def test_a_folder_that_went_is_a_sentence(qtbot: QtBot, taking: TakingIn, card: Path) -> None:
    result = arrived(qtbot, taking, card / "gone")
    assert "could not be read" in str(result.taken.unreadable[0].words)


def test_a_failure_stores_nothing_and_a_second_run_mends_it(
    qtbot: QtBot,
    taking: TakingIn,
    card: Path,
    workplace: Workplace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise KnownError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Photos, "add", full)
        with qtbot.waitSignal(taking.failed, timeout=20_000) as told:
            taking.start([card], 1)
    assert str(told.args[0]) == "The disk is full."
    assert workplace.clinic.photos.of_patient(1) == []
    assert workplace.last_step is None
    assert len(arrived(qtbot, taking, card).stored) == 3


def test_the_window_hears_of_it_once(
    qtbot: QtBot, taking: TakingIn, card: Path, workplace: Workplace
) -> None:
    told: list[Change] = []
    workplace.changed.connect(told.append)
    arrived(qtbot, taking, card)
    (change,) = told
    assert "photo" in change.kinds and 1 in change.patients


def test_a_screen_that_goes_takes_its_job_along(
    qtbot: QtBot, workplace: Workplace, card: Path, clinic: Clinic
) -> None:
    screen = QWidget()
    taking = TakingIn(workplace, screen)
    taking.start([card], 1)
    with qtbot.waitSignal(screen.destroyed):
        screen.deleteLater()
    assert tasks.wait_for_all()
    qtbot.wait(1)
    assert clinic.photos.of_patient(1) == []


def test_what_is_being_stored_when_the_screen_goes_is_stored_and_can_be_taken_back(
    qtbot: QtBot, workplace: Workplace, card: Path, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = QWidget()
    taking, told = TakingIn(workplace, screen), list[Change]()
    workplace.changed.connect(told.append)
    real = TakingIn._hold

    def go(taking: TakingIn, is_storing: bool) -> None:
        real(taking, is_storing)
        if is_storing:
            screen.deleteLater()

    monkeypatch.setattr(TakingIn, "_hold", go)
    with qtbot.waitSignal(screen.destroyed, timeout=20_000):
        taking.start([card], 1)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert len(clinic.photos.of_patient(1)) == 3
    workplace.take_back()  # raises if it were still held
    assert clinic.photos.of_patient(1) == []
