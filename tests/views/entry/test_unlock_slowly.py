"""Wrong tries are slowed down in words, and a one-time code ends with a passphrase of one's own."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.access.tries import MOST, Tries, heard_of
from infrared_desktop.storage.access.way_in import let_in
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views.entry.own_passphrase import OwnPassphrase
from infrared_desktop.views.entry.unlock import UnlockPage
from infrared_desktop.views.entry.waiting_time import WaitingTime
from infrared_desktop.views.inputs.field_errors import error_of
from tests.clinics import CLINICIAN, PASSPHRASE, RECEPTION, Template

NEW = "nine loud trumpets at noon"


@pytest.fixture
def page(qtbot: QtBot, dressed: QApplication, clinic: Clinic) -> UnlockPage:
    clinic.close()
    return shown(qtbot, clinic.folder)


def shown(qtbot: QtBot, folder: Path, person: str = "") -> UnlockPage:
    page = UnlockPage(folder, person)
    qtbot.addWidget(page)
    page.show()
    return page


def wait(page: UnlockPage, typed: str) -> None:
    page.form.passphrase.setText(typed)
    page.unlock.click()


def says(page: UnlockPage) -> str:
    return error_of(page.form.passphrase)


def test_after_wrong_tries_the_seconds_are_counted_down(
    qtbot: QtBot, page: UnlockPage, clinic: Clinic
) -> None:
    for _ in range(4):
        Tries(clinic.folder).failed(CLINICIAN)
    wait(page, PASSPHRASE)
    qtbot.waitUntil(lambda: "s are left" in says(page), timeout=10_000)
    first = says(page)
    qtbot.waitUntil(lambda: "s are left" in says(page) and says(page) != first, timeout=10_000)
    wait(page, PASSPHRASE)
    qtbot.waitUntil(page.unlock.isEnabled, timeout=10_000)
    assert len(page.form.passphrase.findChildren(WaitingTime)) == 1
    qtbot.waitUntil(lambda: "Now it can be tried" in says(page), timeout=10_000)
    assert page.form.passphrase.selectedText()  # so that who types now adds nothing to the old one
    with qtbot.waitSignal(page.unlocked, timeout=10_000):
        wait(page, PASSPHRASE)


def test_the_end_of_the_waiting_takes_the_keys_from_nobody(
    qtbot: QtBot, page: UnlockPage, clinic: Clinic
) -> None:
    for _ in range(4):
        Tries(clinic.folder).failed(CLINICIAN)
    wait(page, PASSPHRASE)
    qtbot.waitUntil(lambda: "s are left" in says(page), timeout=10_000)
    assert page.form.passphrase.hasFocus()
    qtbot.keyClicks(page.form.passphrase, "nine")
    qtbot.waitUntil(lambda: "Now it can be tried" in says(page), timeout=10_000)
    qtbot.keyClicks(page.form.passphrase, " loud")
    assert page.form.passphrase.text() == "nine loud"


def test_who_is_chosen_next_does_not_wait_for_another(
    qtbot: QtBot, dressed: QApplication, clinic: Clinic
) -> None:
    name = clinic.staff.get(RECEPTION).record.name
    KeyRing(clinic.folder, clinic.ledger.key).give(RECEPTION, name, NEW)
    first = clinic.staff.get(CLINICIAN).record.name
    clinic.close()
    page = shown(qtbot, clinic.folder, first)
    wait(page, NEW)
    qtbot.waitUntil(lambda: f"Are you {first}?" in says(page), timeout=10_000)
    assert "the owner gives you a one-time code" in says(page)
    for _ in range(4):
        Tries(clinic.folder).failed(CLINICIAN)
    page.unlock.click()
    qtbot.waitUntil(lambda: "s are left" in says(page), timeout=10_000)
    page.form.person.setCurrentText(name)
    assert not says(page) and not page.form.passphrase.findChildren(WaitingTime)
    with qtbot.waitSignal(page.unlocked, timeout=10_000):
        page.unlock.click()


def test_the_recovery_key_does_not_wait(
    qtbot: QtBot, page: UnlockPage, clinic: Clinic, template: Template
) -> None:
    for _ in range(MOST):
        Tries(clinic.folder).failed(CLINICIAN)
    wait(page, PASSPHRASE)
    qtbot.waitUntil(lambda: "Too many wrong tries" in says(page), timeout=10_000)
    page.other_way.click()
    with qtbot.waitSignal(page.unlocked, timeout=10_000):
        wait(page, template.recovery_key)


def test_a_code_ends_with_a_passphrase_of_one_s_own(
    qtbot: QtBot, dressed: QApplication, clinic: Clinic
) -> None:
    name = clinic.staff.get(RECEPTION).record.name
    code = KeyRing(clinic.folder, clinic.ledger.key).give_code(RECEPTION, name)
    clinic.close()
    page, got = shown(qtbot, clinic.folder, name), list[Unlocked]()
    page.unlocked.connect(got.append)
    wait(page, code)
    qtbot.waitUntil(lambda: page.findChild(OwnPassphrase) is not None, timeout=10_000)
    own = page.findChild(OwnPassphrase)
    assert isinstance(own, OwnPassphrase)
    assert not page.unlock.isVisible()
    assert not got
    assert name in "".join(label.text() for label in page.findChildren(QLabel))
    form = own.inputs.page.form
    form.passphrase.setText("short")
    form.again.setText("short")
    own.inputs.button.click()
    qtbot.waitUntil(lambda: "stronger" in error_of(form.passphrase), timeout=10_000)
    for field in (form.passphrase, form.again):
        field.setText(NEW)
    own.inputs.button.click()
    qtbot.waitUntil(lambda: bool(got), timeout=10_000)
    assert (got[0].staff_id, got[0].once) == (RECEPTION, False)
    assert not let_in(clinic.folder, name, NEW).once
    (kept,) = Tries(clinic.folder).untold()[RECEPTION]
    assert heard_of(kept)[0] == "code-typed", "the log hears of it as they sit down"
