"""What lies over a screen: the palette, the sheet of keys, the question at the end of a visit."""

import os
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.views.closing.next_step import ask_next_step
from infrared_desktop.views.consultation.consultation import ConsultationScreen
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.people.import_list import ImportScreen
from infrared_desktop.views.photos import camera_desk
from infrared_desktop.views.photos.photos import PhotosScreen
from infrared_desktop.views.screen import Place
from tests.camera import DrawnCamera
from tests.drawn_faces import Pose, face
from tests.pictures.places import PLACES, Scene

if TYPE_CHECKING:
    from tests.pictures.drawing import Camera

LIST = Path(__file__).resolve().parent.parent / "data" / "patients_smart.tsv"


def draw_layers(camera: "Camera", frame: Frame, scene: Scene) -> None:
    """Draw everything that lies over a screen, and what comes after a first step on one."""
    frame.go(Place("today"))
    _palette(camera, frame)
    _keys(camera, frame, scene)
    _next_step(camera, frame, scene)
    _list_read(camera, frame)
    _consultation(camera, frame, scene)
    _finder(camera, frame, scene)


def _palette(camera: "Camera", frame: Frame) -> None:
    field = frame.palette_field
    field.start()
    QTest.keyClicks(field, "an")
    camera.take("palette", frame.window())
    field.results.hide()
    field.clear()


def _keys(camera: "Camera", frame: Frame, scene: Scene) -> None:
    frame.toggle_sheet()
    camera.take("keys", frame.window())
    frame.sheet.hide()
    frame.go(Place("patient", scene.most_treated.patient.id))
    frame.toggle_sheet()
    camera.take("keys-patient", frame.window())
    frame.sheet.hide()


def _next_step(camera: "Camera", frame: Frame, scene: Scene) -> None:
    place = scene.visit(AppointmentStatus.IN_TREATMENT)
    visit = scene.clinic.diary.get(place.record or 0)
    dialog = ask_next_step(frame, frame.workplace, visit, AppointmentStatus.FULFILLED)
    camera.take("next_step", frame.window(), over=dialog)
    dialog.reject()


def _list_read(camera: "Camera", frame: Frame) -> None:
    frame.go(Place("import"))
    screen = frame.screen_shown
    assert isinstance(screen, ImportScreen)
    path = Path(os.path.relpath(LIST))
    screen.path.setText(path.name)
    screen.work.read(path)
    camera.take("import-read", frame.window())


def _consultation(camera: "Camera", frame: Frame, scene: Scene) -> None:
    """Draw the body map, the answers that are folded away, and the question about a rule."""
    frame.go(PLACES["consultation"](scene)[""])
    screen = frame.screen_shown
    assert isinstance(screen, ConsultationScreen)
    screen.areas.toggle_map()
    camera.take("consultation-map", frame.window())
    screen.areas.toggle_map()
    screen.page.binder.go_to("interpreter")
    camera.take("consultation-more", frame.window())
    if screen.verdicts.rules.go_to():
        QTest.keyClick(screen.verdicts.rules.focusWidget(), Qt.Key.Key_Space)
    camera.take("consultation-rule", frame.window())
    screen.verdicts.question.close_card()


def _finder(camera: "Camera", frame: Frame, scene: Scene) -> None:
    """Draw what this computer's camera sees, under the ghost of the first photograph."""
    frame.go(PLACES["photos"](scene)[""])
    screen = frame.screen_shown
    assert isinstance(screen, PhotosScreen)
    screen.wall.choose_first()
    seen = DrawnCamera(face(Pose(turn=3, dx=20)))
    with patch.object(camera_desk, "find_camera", lambda _: seen):
        screen.camera.begin()
    camera.take("camera", frame.window())
    screen.page.show_wall()
