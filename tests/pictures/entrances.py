"""The ways in: unlocking a clinic, and founding one step by step."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.practice.founding import PASSPHRASE as PRACTICE
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files.damage import DamageError
from infrared_desktop.storage.files.key_file import staff_names
from infrared_desktop.storage.files.vault import unlock
from infrared_desktop.storage.rescue.reading import Reading, open_damaged
from infrared_desktop.views.backup.choosing_page import ChoosingPage
from infrared_desktop.views.backup.damaged_page import DamagedPage
from infrared_desktop.views.entry.founding import FoundingPage
from infrared_desktop.views.entry.unlock import UnlockPage
from infrared_desktop.views.rescue.damaged_window import DamagedWindow
from infrared_desktop.views.screen import Place
from tests.pictures.places import OWNER
from tests.pictures.troubles import draw_troubles
from tests.scenes import patient

if TYPE_CHECKING:
    from tests.pictures.drawing import Camera

_DAMAGED = "The file {name} is damaged. Nothing was changed. Restore the last backup."
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


def draw_rescue(camera: "Camera", folder: Path, now: datetime) -> None:
    """Draw what a damaged clinic shows, how a backup is chosen, and what still reads."""
    from tests.pictures.drawing import end

    key = unlock(folder, staff_names(folder)[0], PRACTICE).key
    back_up(Source(folder, key), folder.parent, now)
    clinic = open_clinic(folder, key, now)
    clinic.people.register(patient("Ngata"), OWNER, now + timedelta(minutes=20))
    clinic.close()
    with camera.window(folder, practice=False) as window:
        window.rescue(DamageError(_DAMAGED, name="clinic.db"))
        page = window.centralWidget()
        assert isinstance(page, DamagedPage)
        camera.take("damaged", window)
        page.read.click()
        camera.take("damaged-read", window)
        page.restore.click()
        choosing = window.centralWidget()
        assert isinstance(choosing, ChoosingPage)
        camera.take("restore-choosing", window)
        choosing.next.click()
        camera.take("restore-key", window)
        choosing.steps.key.form.passphrase.setText(PRACTICE)
        choosing.steps.key.go_on.click()
        camera.take("restore-difference", window)
    clinic = open_damaged(folder, key)
    reading = DamagedWindow(Reading(clinic, clinic.staff.all()[0]), window.options, lambda: now)
    reading.resize(camera.size)
    reading.show()
    camera.take("damaged-people", reading)
    assert reading.frame is not None
    for place in (Place("patient", 1), Place("diary")):
        reading.frame.go(place)
        camera.take(f"damaged-{place.name}", reading)
    end(reading)
    draw_troubles(camera, folder.parent / "troubles", now)


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
