"""When it goes wrong: what is said above the work, and where there is no way in."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.storage.files.damage import DamageError, note_damage
from infrared_desktop.storage.files.vault import FLOOR, Unlocked, new_recovery_key
from infrared_desktop.storage.founding import Founding, found_clinic
from infrared_desktop.views.backup import upgrading_page
from infrared_desktop.views.backup.damage_watch import DamageWatch
from infrared_desktop.views.backup.damaged_page import DamagedPage
from infrared_desktop.views.entry.founding import FoundingPage
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.health import lookout
from infrared_desktop.views.health.typed_sheet import TypedSheet
from infrared_desktop.views.screen import Place
from infrared_desktop.views.window import Window

if TYPE_CHECKING:
    from tests.pictures.drawing import Camera

PASSPHRASE = "seven quiet lamps by the river"
_OWNER = 1
_ELSEWHERE = "4711\nInfrared Desktop\nFRONT-DESK-2\n0123456789abcdef0123456789abcdef\n\n"
_NEWER = (
    "This clinic was last opened by a newer version of the program. Nothing was changed. "
    "Install the newer version to open it."
)
_DAMAGED = "The file {name} turned out to be damaged while people worked."
_TYPED = """23 Nov 2026, 16:42
Register a patient
Surname: Okafor
Given name: Adaeze
Birth date: 14.03.1971
Phone: +1 416 555 0142"""


def draw_troubles(camera: "Camera", folder: Path, now: datetime) -> None:
    """Draw each of them, in a clinic of its own."""
    key = _found(folder / "clinic", now)
    with camera.window(folder / "clinic", practice=False) as window:
        window._clock = lambda: now
        window.enter(Unlocked(key, _OWNER, ""))
        assert window.frame is not None
        _above_the_work(camera, window, window.frame)
    _no_way_in(camera, folder)


def _found(folder: Path, now: datetime) -> bytes:
    settings = Settings("Clinic by the Lake", "CA", timezone="America/Toronto")
    owner = Staff("Dr. Åsa Lindqvist", Role.OWNER)
    made = Founding(settings, owner, PASSPHRASE, new_recovery_key(), FLOOR)
    clinic = found_clinic(folder, made, now)
    key = clinic.ledger.key
    clinic.close()
    return key


def _above_the_work(camera: "Camera", window: Window, frame: Frame) -> None:
    here = frame.workplace.clinic.folder
    with patch.object(lookout, "is_on_network", lambda _: True):
        lookout.Lookout(frame)
        camera.take("trouble-network", window)  # which waits for the look at the folder
    frame.go(Place("people"))
    away = here.with_name("away")
    here.rename(away)
    watch = lookout.Lookout(frame)
    camera.take("trouble-folder-gone", window)
    here.mkdir()
    (here / "clinic.db").touch()
    watch.look()
    camera.take("trouble-folder-swapped", window)
    (here / "clinic.db").unlink()
    here.rmdir()
    away.rename(here)
    watch.look()
    camera.take("trouble-folder-back", window)
    frame.banner.settle()
    camera.take("trouble-typed", window, TypedSheet(frame, _TYPED))
    _clock_ahead(camera, window, frame)
    DamageWatch(frame)._tell(DamageError(_DAMAGED, name="clinic.db"))
    camera.take("trouble-damage", window)


def _clock_ahead(camera: "Camera", window: Window, frame: Frame) -> None:
    last = frame.workplace.clinic.last_stored_at()
    assert last is not None
    frame.go(Place("today"))
    with patch.object(frame.workplace, "_clock", lambda: last + timedelta(days=365)):
        lookout.Lookout(frame)
        camera.take("trouble-clock", window)
        frame.go(Place("health"))
        camera.take("trouble-clock-health", window)
    frame.banner.settle()
    frame.go(Place("people"))


def _upgrading(camera: "Camera", window: Window, clinic: Path) -> None:
    """Draw a newer version that takes over, at half of the way, where it would not stay."""
    with patch.object(upgrading_page, "_job", lambda *_: lambda _: None):
        page = upgrading_page.UpgradingPage(clinic, b"", window._now())
    window._show(page)
    page.bar.setValue(500)
    camera.take("upgrading", window)


def _no_way_in(camera: "Camera", folder: Path) -> None:
    clinic = folder / "clinic"
    with camera.window(clinic, practice=False) as window:
        window.rescue(KnownError(_NEWER))
        camera.take("trouble-newer", window)
        _upgrading(camera, window, clinic)
        window.show_taken()
        camera.take("trouble-no-answer", window)
        (clinic / "window.lock").write_text(_ELSEWHERE, encoding="utf-8")
        window.show_taken()
        camera.take("trouble-other-pc", window)
        (clinic / "window.lock").unlink()
        note_damage(clinic)
        window.show_way_in()
        camera.take("trouble-damage-seen", window)
        page = window.centralWidget()
        assert isinstance(page, DamagedPage)
        page.typed.show()
        page.again.click()
        camera.take("trouble-damage-check", window)
        window.options = window.options._replace(folder=folder / "gone", locked_by="")
        window.show_way_in()
        camera.take("trouble-folder-lost", window)
    drive = "infrared_desktop.storage.files.drive.is_on_network"
    with (
        patch(drive, lambda _: True),
        camera.window(folder / "nothing", practice=False) as window,
    ):
        assert isinstance(window.centralWidget(), FoundingPage)
        camera.take("trouble-founding", window)
