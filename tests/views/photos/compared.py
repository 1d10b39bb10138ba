"""A patient of two sessions and three photographs of a drawn face, to be compared."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AreaSettings
from infrared_desktop.domain.records.photographs import Photo, PhotoView, Purpose, Timepoint
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW
from tests.drawn_faces import Pose, face
from tests.photo_scenes import kept
from tests.scenes import TODAY, consultation, patient, session
from tests.told_once import scene
from tests.views.desk import Desk

FIRST = TODAY - timedelta(120)
WIDTH, HEIGHT = 1200, 1600


def taken(clinic: Clinic, day: date, content: bytes, **fields: Any) -> Photo:
    told: dict[str, Any] = {
        "taken_on": day,
        "area": Area.NECK_FRONT,
        "view": PhotoView.FRONT,
        "width_px": WIDTH,
        "height_px": HEIGHT,
        "purposes": (Purpose.RECORD, Purpose.EDUCATION),
    }
    return kept(clinic, 1, content, **told | fields)


POSES = (
    Pose(),
    Pose(turn=7, scale=0.85, dx=60, dy=-40, light=0.7, folds=2),
    Pose(turn=-4, scale=1.1, dx=-30, folds=1),
)
DAYS = (FIRST, FIRST + timedelta(60), TODAY)


@scene
def treat(clinic: Clinic) -> None:
    """Register, treat and photograph the patient."""
    clinic.people.take_in([patient("Ash")], CLINICIAN, NOW)
    seen = clinic.care.sign(replace(consultation(1), consulted_on=FIRST), CLINICIAN, NOW)
    assert seen
    for day, pulses in ((FIRST, 300), (FIRST + timedelta(50), 340)):
        row = AreaSettings(
            Area.NECK_FRONT,
            fluence_j_cm2=36.0,
            pulses_total=pulses,
            spot_w_mm=10,
            spot_h_mm=10,
            no_adverse_event=True,
        )
        clinic.care.sign(session(1, day, areas=(row,)), CLINICIAN, NOW)
    photos = [taken(clinic, day, face(pose)) for day, pose in zip(DAYS, POSES, strict=True)]
    photos[0] = replace(photos[0], timepoint=Timepoint.BASELINE)
    clinic.photos.add(photos, CLINICIAN, NOW)


def compared(desk: Desk, record: int = 1, about: Any = 2) -> Any:
    """Return the screen once its pictures are there."""
    screen = desk.go("compare", 1, record, about)
    desk.qtbot.waitUntil(lambda: all(each.image for each in screen.set.shown), timeout=20_000)
    return screen
