"""A camera of this computer takes a photograph under the ghost of an earlier one."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.photographs import DatedBy, PhotoView
from infrared_desktop.views import tasks
from infrared_desktop.views.photos import camera, camera_desk
from tests.camera import DrawnCamera, drawn
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.photo_scenes import kept
from tests.scenes import TODAY, patient
from tests.views.desk import Desk


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> DrawnCamera:
    """Return the camera that this computer has."""
    camera = DrawnCamera(drawn(320, 240, 5))
    monkeypatch.setattr(camera_desk, "find_camera", lambda _: camera)
    return camera


@pytest.fixture
def screen(desk: Desk) -> Any:
    """Yield the photographs of somebody who has one."""
    desk.clinic.people.take_in([patient("Aaltonen")], RECEPTION, NOW)
    fields = {"area": Area.NECK_FRONT, "view": PhotoView.CHIN_UP}
    desk.clinic.photos.add([kept(desk.clinic, 1, drawn(160, 120), **fields)], CLINICIAN, NOW)
    yield desk.go("photos", 1)
    assert tasks.wait_for_all()


def test_without_a_camera_there_is_a_plain_sentence(
    desk: Desk, screen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(camera, "import_module", missing)
    desk.press("K")
    assert "No camera can be used here." in desk.told()
    assert screen.page.is_wall


def test_a_shot_comes_in_as_of_today_with_the_view_of_the_ghost(
    desk: Desk, screen: Any, found: DrawnCamera, qtbot: QtBot
) -> None:
    desk.press("K")
    view = screen.camera.view
    assert found.is_on and view.finder.live is not None
    assert "chin up" in view.like.text() and "Neck, front" in view.like.text()
    qtbot.waitUntil(lambda: view.finder.ghost is not None, timeout=20_000)
    desk.press("Down", times=9)
    assert view.finder.strength == 0
    desk.press("Space")
    qtbot.waitUntil(lambda: "1 photograph taken in." in desk.told(), timeout=20_000)
    taken = desk.clinic.photos.of_patient(1)[-1].record
    assert (taken.taken_on, taken.dated_by) == (TODAY, DatedBy.CAMERA)
    assert (taken.area, taken.view) == (Area.NECK_FRONT, PhotoView.CHIN_UP)
    assert not screen.arrival.panel.isVisible()
    desk.press("Escape")
    assert screen.page.is_wall and not found.is_on
    assert view.finder.live is None


def test_of_a_camera_that_is_pulled_out_nothing_old_is_taken_for_new(
    desk: Desk, screen: Any, found: DrawnCamera
) -> None:
    desk.press("K")
    desk.press("K")
    found.lost.emit()
    assert "The camera is gone" in desk.told()
    assert screen.page.is_wall and not found.is_on
    desk.press("Space")
    assert len(desk.clinic.photos.of_patient(1)) == 1
    desk.press("K")
    assert found.is_on and not screen.page.is_wall


def test_the_camera_is_off_when_the_screen_is_left(
    desk: Desk, screen: Any, found: DrawnCamera
) -> None:
    desk.press("K")
    desk.go("people")
    assert not found.is_on
