"""What a signature guards: struck, altered and begun records, and what is missing before one."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from infrared_desktop.domain.timeline.model import Ref
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.people.patient import PatientScreen
from infrared_desktop.views.records.signing_screen import SigningScreen
from infrared_desktop.views.screen import STORED, Place
from tests.pictures.places import OWNER, Scene
from tests.tampering import tamper

if TYPE_CHECKING:
    from tests.pictures.drawing import Camera


def draw_signing(camera: "Camera", frame: Frame, scene: Scene, now: datetime) -> None:
    """Draw what becomes of records; this comes last, as it alters the clinic's file."""
    _gaps(camera, frame, scene)
    _draft_of_another(camera, frame, scene, now)
    _struck(camera, frame, scene, now)
    _altered(camera, frame, scene)
    _altered_consent(camera, frame, scene)


def _gaps(camera: "Camera", frame: Frame, scene: Scene) -> None:
    fresh = scene.first(lambda chart: not chart.consultations)
    frame.go(Place("consultation", fresh.patient.id))
    screen = cast(SigningScreen, frame.screen_shown)
    screen.header.missing.click()
    camera.take("gaps", frame.window(), over=screen.menu)
    screen.menu.close()


def _draft_of_another(camera: "Camera", frame: Frame, scene: Scene, now: datetime) -> None:
    chart = scene.first(lambda chart: chart.consultations and not chart.plans)
    other = next(each for each in scene.clinic.staff.clinicians() if each.id != OWNER)
    scene.clinic.care.keep_draft(chart.consultations[-1].record, other.id, now)
    frame.go(Place("consultation", chart.patient.id))
    camera.take("draft-other", frame.window())
    screen = cast(SigningScreen, frame.screen_shown)
    screen.others.banner.action_button().click()
    camera.take("draft-other-read", frame.window())


def _struck(camera: "Camera", frame: Frame, scene: Scene, now: datetime) -> None:
    chart = scene.most_treated
    stored, number = chart.sessions[-1], chart.patient.id
    scene.clinic.care.invalidate(stored, "Recorded with the wrong patient.", OWNER, now)
    frame.go(Place("session", number, stored.id, STORED))
    camera.take("struck", frame.window())
    _patient(camera, frame, number, Ref("session", stored.id), "patient-struck")


def _altered(camera: "Camera", frame: Frame, scene: Scene) -> None:
    chart = scene.most_treated
    stored, number = chart.consultations[-1], chart.patient.id
    frame.go(Place("today"))
    told = "UPDATE consultation SET main_concern = 'never said' WHERE id = "
    tamper(scene.clinic, f"{told}{stored.id}")
    frame.go(Place("consultation", number, stored.id, STORED))
    camera.take("altered", frame.window())
    _patient(camera, frame, number, Ref("consultation", stored.id), "patient-altered")


def _altered_consent(camera: "Camera", frame: Frame, scene: Scene) -> None:
    chart = scene.first(lambda chart: chart.consents and not chart.withdrawals)
    stored = chart.consents[-1]
    tamper(scene.clinic, f"UPDATE consent SET cost_quoted = 'free' WHERE id = {stored.id}")
    frame.go(Place("consent", chart.patient.id, stored.id, STORED))
    camera.take("consent-altered", frame.window())


def _patient(camera: "Camera", frame: Frame, number: int, ref: Ref, name: str) -> None:
    frame.go(Place("patient", number))
    page = cast(PatientScreen, frame.screen_shown)
    page.timeline.select(ref)
    camera.take(name, frame.window())
