"""Who sits where: the menu of the seat, hiding, locking, the keys of people, a one-time code."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.patient_rights import AskedFor, Restriction
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.access.tries import WaitError
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.founding import Founding, found_clinic
from infrared_desktop.views.clinic.own_key import OwnKeyScreen
from infrared_desktop.views.clinic.staff import StaffScreen
from infrared_desktop.views.entry.unlock import UnlockPage
from infrared_desktop.views.first_words import say_first
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.screen import Place
from infrared_desktop.views.window import Window
from tests.scenes import patient

if TYPE_CHECKING:
    from tests.pictures.drawing import Camera

PASSPHRASE = "seven quiet lamps by the river"
CODE = "4KQ7-T2WM-9XHD-R5NA"
_OWNER, _DESK, _NEW = 1, 2, 3
_OTHERS = (("Noor Haddad", Role.RECEPTION), ("Dr. Béatrice Müller-Østergård", Role.CLINICIAN))


def draw_seats(camera: "Camera", folder: Path, now: datetime) -> None:
    """Draw a clinic of three, of whom the third got a one-time code just now."""
    key, code = _found(folder, now)
    with camera.window(folder, practice=False) as window:
        window.enter(vault.Unlocked(key, _OWNER, ""))
        frame = window.frame
        assert frame is not None
        _menu(camera, frame)
        _covers(camera, window)
        _own_key(camera, frame)
        _keys_of_others(camera, frame)
        number = _opened_chart(camera, frame, now)
        _locked_out(camera, window, frame, now)
        _code(camera, window, code)
        _put_back_and_wrong(camera, window)
        _reception(camera, window, key, number)


def _found(folder: Path, now: datetime) -> tuple[bytes, str]:
    settings = Settings("Clinic by the Lake", "CA", timezone="America/Toronto")
    owner = Staff("Dr. Åsa Lindqvist", Role.OWNER)
    made = Founding(settings, owner, PASSPHRASE, vault.new_recovery_key(), vault.FLOOR)
    clinic = found_clinic(folder, made, now)
    for name, role in _OTHERS:
        clinic.staff.add(Staff(name, role), _OWNER, now)
    key = clinic.ledger.key
    ring = KeyRing(folder, key)
    ring.give(_DESK, _OTHERS[0][0], PASSPHRASE)
    code = ring.give_code(_NEW, _OTHERS[1][0])
    clinic.close()
    return key, code


def _menu(camera: "Camera", frame: Frame) -> None:
    menu = frame.who.menu_now()
    menu.resize(menu.sizeHint())
    menu.setActiveAction(menu.actions()[0])
    below = frame.who.mapTo(frame.window(), QPoint(frame.who.width(), frame.who.height()))
    camera.take("seat", frame.window(), over=menu, at=below - QPoint(menu.width(), 0))
    menu.close()


def _covers(camera: "Camera", window: Window) -> None:
    """Draw the window hidden for a second, and locked while a list is still being stored."""
    window.locker.veil()
    camera.take("hidden", window)
    window.locker.veil()
    window.locker._cover.finish(["Importing the list"])
    camera.take("locked-job", window)
    window.locker._cover.hide()


def _own_key(camera: "Camera", frame: Frame) -> None:
    frame.go(Place("own_key"))
    screen = frame.screen_shown
    assert isinstance(screen, OwnKeyScreen)
    screen.change.click()
    camera.take("second_look", frame.window(), over=screen.looking)
    screen.looking.reject()
    screen._ask()
    camera.take("passphrase", frame.window(), over=screen.asking)
    screen.asking.reject()


def _keys_of_others(camera: "Camera", frame: Frame) -> None:
    frame.go(Place("staff", record=_NEW))
    screen = frame.screen_shown
    assert isinstance(screen, StaffScreen)
    camera.take("staff-code", frame.window())
    screen.keys._show_code(_OTHERS[1][0], CODE)
    camera.take("code", frame.window(), over=screen.keys.dialog)
    screen.keys.dialog.reject()
    screen.keys._show_recovery_key()
    camera.take("recovery_key-new", frame.window(), over=screen.keys.recovery)
    screen.keys.recovery.reject()


def _opened_chart(camera: "Camera", frame: Frame, now: datetime) -> int:
    """Draw what the owner reads of a restricted chart that a clinician opened."""
    clinic = frame.workplace.clinic
    number = clinic.people.register(patient("Ngata"), _DESK, now).id
    clinic.rights.restrict(Restriction(number, now.date(), "Contested."), _OWNER, now)
    clinic.people.open_with_reason(number, "Blisters, called at night.", _NEW, now)
    frame.go(Place("today"))
    say_first(frame, clinic.folder)
    camera.take("opened_chart", frame.window())
    return number


def _put_back_and_wrong(camera: "Camera", window: Window) -> None:
    """Draw the way in after a restore, and one that has to wait after wrong tries."""
    window.show_locked("", "", "here")
    camera.take("unlock-typed_waits", window)
    window.show_locked("", "put back")
    page = window.centralWidget()
    assert isinstance(page, UnlockPage)
    camera.take("unlock-put_back", window)
    page._refused(WaitError(42))
    camera.take("unlock-waits", window)


def _reception(camera: "Camera", window: Window, key: bytes, number: int) -> None:
    """Draw what reception sees of a chart that is kept closed, and which wishes it sees to."""
    window.enter(vault.Unlocked(key, _DESK, ""))
    assert window.frame is not None
    for name, place in (
        ("patient-closed", "patient"),
        ("patient_rights-reception", "patient_rights"),
        ("erasure-reception", "erasure"),
        ("clinic-reception", "clinic"),
    ):
        window.frame.go(Place(place, number if place != "clinic" else None))
        camera.take(name, window)
    window.frame.go(Place("rights_wish", number, about=AskedFor.COPY))
    camera.take("rights_wish-reception", window)


def _locked_out(camera: "Camera", window: Window, frame: Frame, now: datetime) -> None:
    """Draw what an owner reads whom another owner made a clinician meanwhile."""
    staff = frame.workplace.clinic.staff
    staff.change_role(staff.get(_NEW), Role.OWNER, _OWNER, now)
    staff.change_role(staff.get(_OWNER), Role.CLINICIAN, _NEW, now)
    camera.take("locked-role", window)


def _code(camera: "Camera", window: Window, code: str) -> None:
    page = window.centralWidget()
    assert isinstance(page, UnlockPage)
    page.form.person.setCurrentText(_OTHERS[1][0])
    page.form.passphrase.setText(code)
    page.unlock.click()
    camera.take("one_time_code", window)
