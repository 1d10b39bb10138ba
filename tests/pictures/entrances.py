"""The ways in: unlocking a clinic, and founding one step by step."""

from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.views.entry.founding import FoundingPage
from infrared_desktop.views.entry.unlock import UnlockPage

if TYPE_CHECKING:
    from tests.pictures.drawing import Camera

PASSPHRASE = "seven quiet lamps by the river"


def draw_entrances(camera: "Camera", folder: Path) -> None:
    """Draw the unlock page and all steps of a first start."""
    _unlock(camera, folder / "empty")
    _founding(camera, folder / "nothing")


def _unlock(camera: "Camera", folder: Path) -> None:
    with camera.window(folder, practice=False) as window:
        page = window.centralWidget()
        assert isinstance(page, UnlockPage)
        camera.take("unlock", window)
        page.other_way.click()
        camera.take("unlock-recovery", window)


def _founding(camera: "Camera", folder: Path) -> None:
    with camera.window(folder, practice=False) as window:
        page = window.centralWidget()
        assert isinstance(page, FoundingPage)
        for number in range(1, page.steps.count() + 1):
            _answer(page, number)
            camera.take(f"founding-{number}", window)
            if number < page.steps.count():
                page.next.click()


def _answer(page: FoundingPage, number: int) -> None:
    match number:
        case 1:
            page.clinic.form.clinic_name.set_value("Clinic by the Lake")
            page.clinic.form.country.set_value("CA")
            page.clinic.form.country.changed.emit()  # as when a person chose it
            page.clinic.form.timezone.set_value("America/Toronto")
        case 2:
            page.person.form.name.set_value("Dr. Åsa Lindqvist")
        case 3:
            page.passphrase.form.passphrase.setText(PASSPHRASE)
            page.passphrase.form.again.setText(PASSPHRASE)
        case 4:
            page.recovery.own_way.setChecked(True)
