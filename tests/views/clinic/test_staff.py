"""The owner adds people, gives them keys and lets them go; everybody changes the own passphrase."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.storage.access.key_ring import Holder, KeyRing
from infrared_desktop.storage.access.way_in import let_in, let_in_with_recovery_key
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import connect
from infrared_desktop.storage.files.vault import WrongPassphraseError
from infrared_desktop.views.clinic.key_dialogs import CodeDialog, RecoveryDialog
from infrared_desktop.views.clinic.own_key import OwnKeyScreen
from infrared_desktop.views.clinic.staff import StaffScreen
from infrared_desktop.views.clinic.staff_words import due_words
from infrared_desktop.views.entry.own_passphrase import PassphraseDialog
from infrared_desktop.views.entry.second_look import SecondLook
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template

OWNER = CLINICIAN
STAFF = {1: Staff("Åsa", Role.OWNER), 2: Staff("Noor", Role.RECEPTION)}
NEW = "nine loud trumpets at noon"


class StaffDesk:
    """Uses the screen as an owner does."""

    def __init__(self, qtbot: QtBot, clinic: Clinic, by: int = OWNER) -> None:
        self.qtbot, self.clinic = qtbot, clinic
        self.workplace = Workplace(clinic, clinic.staff.get(by), lambda: NOW)
        self.screen = StaffScreen(self.workplace)
        qtbot.addWidget(self.screen)
        self.screen.show()
        self.screen.open(Place("staff", record=RECEPTION))

    def look_again(self, button: QPushButton, typed: str = PASSPHRASE) -> None:
        button.click()
        pass_look(self.qtbot, self.screen, typed)

    def shown(self, kind: type[QWidget]) -> QWidget:
        return shown(self.qtbot, self.screen, kind)

    def says(self) -> str:
        return self.screen.banner.text()


def shown(qtbot: QtBot, above: QWidget, kind: type[QWidget]) -> QWidget:
    def find() -> QWidget | None:
        return next((each for each in above.window().findChildren(kind) if each.isVisible()), None)

    qtbot.waitUntil(lambda: find() is not None, timeout=10_000)
    found = find()
    assert found is not None
    return found


def pass_look(qtbot: QtBot, above: QWidget, typed: str) -> None:
    look = shown(qtbot, above, SecondLook)
    assert isinstance(look, SecondLook)
    look.passphrase.setText(typed)
    with qtbot.waitSignal(look.passed, timeout=10_000):
        look.go_on.click()


def type_new(qtbot: QtBot, above: QWidget, typed: str) -> None:
    dialog = shown(qtbot, above, PassphraseDialog)
    assert isinstance(dialog, PassphraseDialog)
    for field in (dialog.inputs.page.form.passphrase, dialog.inputs.page.form.again):
        field.setText(typed)
    with qtbot.waitSignal(dialog.kept, timeout=10_000):
        dialog.inputs.button.click()


@pytest.fixture
def desk(qtbot: QtBot, dressed: QApplication, clinic: Clinic) -> Iterator[StaffDesk]:
    yield StaffDesk(qtbot, clinic)


def name_of(clinic: Clinic, who: int = RECEPTION) -> str:
    return clinic.staff.get(who).record.name


def acts(clinic: Clinic) -> list[str]:
    sql = (
        "SELECT act FROM audit WHERE act LIKE 'pass%' OR act LIKE 'rec%' OR act LIKE 'staff%' "
        "OR act LIKE 'role%' ORDER BY seq"
    )
    return [act for (act,) in clinic.ledger.db.execute(sql)]


@pytest.fixture
def told_at_keeping(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the log heard last where a key is written: a program killed there says no more."""
    heard: list[str] = []
    give = KeyRing.give

    def given(ring: KeyRing, *words: Any, **more: Any) -> None:
        heard.append(newest_act(clinic.folder, clinic.ledger.key))
        give(ring, *words, **more)

    monkeypatch.setattr(KeyRing, "give", given)
    return heard


def newest_act(folder: Path, key: bytes) -> str:
    """Return what the log was told last, read beside the window."""
    with closing(connect(folder / "clinic.db", key)) as db:
        ((act,),) = db.execute("SELECT act FROM audit ORDER BY seq DESC LIMIT 1")
    return str(act)


def test_a_new_person_is_added_and_types_a_passphrase(
    desk: StaffDesk, clinic: Clinic, told_at_keeping: list[str]
) -> None:
    desk.screen.new.click()
    desk.screen.binder.input("name").setText("Ravi Menon")
    desk.screen.binder.input("role").set_value(Role.CLINICIAN)
    desk.screen.save.click()
    assert "Now give Ravi Menon a way in" in desk.says()
    desk.look_again(desk.screen.card.type_here)
    type_new(desk.qtbot, desk.screen, NEW)
    assert "Ravi Menon can unlock now" in desk.says()
    unlocked = let_in(clinic.folder, "Ravi Menon", NEW)
    assert clinic.staff.get(unlocked.staff_id).record.role is Role.CLINICIAN
    assert acts(clinic)[-2:] == ["staff-added", "passphrase-given"]
    assert told_at_keeping == ["passphrase-given"]


def test_a_passphrase_that_was_given_up_is_not_told(desk: StaffDesk, clinic: Clinic) -> None:
    desk.look_again(desk.screen.card.type_here)
    dialog = desk.shown(PassphraseDialog)
    assert isinstance(dialog, PassphraseDialog)
    dialog.inputs.cancel.click()
    assert "passphrase-given" not in acts(clinic)


def test_a_code_is_shown_once(desk: StaffDesk, clinic: Clinic) -> None:
    name = name_of(clinic)
    desk.look_again(desk.screen.card.code)
    dialog = desk.shown(CodeDialog)
    assert isinstance(dialog, CodeDialog)
    code = "".join(label.text() for label in dialog.code.letters)
    assert let_in(clinic.folder, name_of(clinic), code).once
    dialog.handed.click()
    assert acts(clinic)[-1] == "passphrase-reset"
    assert f"{name} unlocks with the code once" in desk.says()
    desk.screen.list.select_key(OWNER)
    assert not desk.says()  # it was about somebody else


def test_who_has_no_key_yet_loses_none_by_a_code(desk: StaffDesk, clinic: Clinic) -> None:
    new = clinic.staff.add(Staff("Ravi Menon", Role.CLINICIAN), OWNER, NOW)
    desk.screen.open(Place("staff", record=new.id))
    desk.screen.card.code.click()
    look = desk.shown(SecondLook)
    assert isinstance(look, SecondLook)
    assert look.lead.text() == "Ravi Menon gets a one-time code for the first unlock."
    look.reject()
    desk.screen.open(Place("staff", record=OWNER))
    desk.screen.card.code.click()
    look = desk.shown(SecondLook)
    assert isinstance(look, SecondLook) and "no longer opens" in look.lead.text()
    look.reject()


def test_who_goes_gets_in_no_more_and_the_re_keying_is_told(
    desk: StaffDesk, clinic: Clinic
) -> None:
    name = name_of(clinic)
    code = desk.screen.keys.ring().give_code(RECEPTION, name)
    desk.screen.reload()
    desk.look_again(desk.screen.card.going_away)
    desk.qtbot.waitUntil(lambda: "encrypted anew" in desk.says(), timeout=10_000)
    assert not clinic.staff.get(RECEPTION).record.active
    with pytest.raises(Exception, match="Nobody called"):
        let_in(clinic.folder, name, code)
    assert not desk.screen.card.code.isVisible()
    desk.screen.card.going_away.click()  # works here again
    assert "has no key yet" in desk.says()
    assert clinic.staff.get(RECEPTION).record.active


def test_the_page_opens_at_who_sits_here(
    qtbot: QtBot, dressed: QApplication, clinic: Clinic
) -> None:
    clinic.staff.change_role(clinic.staff.get(RECEPTION), Role.OWNER, OWNER, NOW)
    screen = StaffDesk(qtbot, clinic, by=RECEPTION).screen
    screen.open(Place("staff"))
    assert screen.card.stored is not None and screen.card.stored.id == RECEPTION


def test_the_only_owner_stays(desk: StaffDesk, clinic: Clinic) -> None:
    desk.screen.open(Place("staff", record=OWNER))
    desk.screen.card.going_away.click()
    assert "only owner" in desk.says()
    desk.screen.banner.settle()
    desk.screen.binder.input("role").set_value(Role.CLINICIAN)
    desk.screen.save.click()
    assert "only owner" in desk.says()
    assert not desk.screen.window().findChildren(SecondLook), "nothing is typed for nothing"
    assert let_in(clinic.folder, name_of(clinic, OWNER), PASSPHRASE)


def test_a_role_is_changed_and_two_people_never_share_a_name(
    desk: StaffDesk, clinic: Clinic
) -> None:
    desk.screen.binder.input("role").set_value(Role.CLINICIAN)
    assert not desk.screen.leave()
    desk.look_again(desk.screen.save)
    assert clinic.staff.get(RECEPTION).record.role is Role.CLINICIAN
    desk.screen.new.click()
    desk.screen.binder.input("name").setText(name_of(clinic).upper())
    desk.screen.binder.input("role").set_value(Role.CLINICIAN)
    desk.screen.save.click()
    assert "this name already" in error_of(desk.screen.binder.input("name"))


def test_nobody_gets_a_role_by_who_finds_the_window_open(desk: StaffDesk, clinic: Clinic) -> None:
    desk.screen.binder.input("role").set_value(Role.OWNER)
    desk.screen.save.click()
    look = desk.shown(SecondLook)
    assert isinstance(look, SecondLook)
    assert look.lead.text().startswith(f"{name_of(clinic)} gets another role: owner.")
    look.reject()
    assert clinic.staff.get(RECEPTION).record.role is Role.RECEPTION
    assert "role-changed" not in acts(clinic)


def test_an_owner_who_goes_is_told_what_that_means_for_them(
    desk: StaffDesk, clinic: Clinic
) -> None:
    clinic.staff.change_role(clinic.staff.get(RECEPTION), Role.OWNER, OWNER, NOW)
    desk.screen.keys.ring().give(RECEPTION, name_of(clinic), NEW)
    desk.screen.open(Place("staff", record=OWNER))
    desk.screen.binder.input("role").set_value(Role.CLINICIAN)
    for button, words in (
        (desk.screen.save, "You get another role: clinician. The window locks at once"),
        (desk.screen.card.going_away, "You no longer get in from now on"),
    ):
        button.click()
        look = desk.shown(SecondLook)
        assert isinstance(look, SecondLook)
        assert look.lead.text().startswith(words)
        look.reject()


@pytest.mark.parametrize("has_code", [True, False])
def test_the_only_owner_who_gets_in_stays(desk: StaffDesk, clinic: Clinic, has_code: bool) -> None:
    clinic.staff.change_role(clinic.staff.get(RECEPTION), Role.OWNER, OWNER, NOW)
    if has_code:  # it may be lost before it is typed
        desk.screen.keys.ring().give_code(RECEPTION, name_of(clinic))
    desk.screen.open(Place("staff", record=OWNER))
    desk.screen.card.going_away.click()
    assert "No other owner has a passphrase yet" in desk.says()
    desk.screen.banner.settle()
    desk.screen.binder.input("role").set_value(Role.CLINICIAN)
    desk.screen.save.click()
    assert "No other owner has a passphrase yet" in desk.says()
    assert not desk.screen.window().findChildren(SecondLook)
    desk.screen.binder.input("role").set_value(Role.OWNER)
    desk.screen.open(Place("staff", record=RECEPTION))
    desk.look_again(desk.screen.card.going_away)
    desk.qtbot.waitUntil(lambda: not clinic.staff.get(RECEPTION).record.active, timeout=10_000)


def test_the_recovery_key_is_renewed_once_it_is_asked_back(
    desk: StaffDesk, clinic: Clinic, template: Template, told_at_keeping: list[str]
) -> None:
    desk.look_again(desk.screen.recovery)
    dialog = desk.shown(RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    dialog.shown.own_way.setChecked(True)
    dialog.go_on.click()
    dialog.go_on.click()
    assert dialog.isVisible()  # nothing was typed back
    for _, group, field in dialog.asked_back._asked:
        field.setText(group)
    with desk.qtbot.waitSignal(dialog.renewed, timeout=10_000):
        dialog.go_on.click()
    assert let_in_with_recovery_key(clinic.folder, dialog.key).key == clinic.ledger.key
    with pytest.raises(WrongPassphraseError):
        let_in_with_recovery_key(clinic.folder, template.recovery_key)
    assert acts(clinic)[-2:] == ["recovery-key-begun", "recovery-key-changed"]
    assert told_at_keeping == ["recovery-key-begun"]


def test_nobody_but_an_owner_gives_keys(
    qtbot: QtBot, dressed: QApplication, clinic: Clinic
) -> None:
    keys = clinic.folder / "clinic.keys"
    name = name_of(clinic)
    desk = StaffDesk(qtbot, clinic)
    desk.screen.keys.ring().give(RECEPTION, name, NEW)
    before = keys.read_bytes()
    theirs = StaffDesk(qtbot, clinic, by=RECEPTION)
    theirs.look_again(theirs.screen.card.code, NEW)
    qtbot.waitUntil(lambda: bool(theirs.says()), timeout=10_000)
    assert keys.read_bytes() == before


def test_everybody_changes_the_own_passphrase(
    qtbot: QtBot, dressed: QApplication, clinic: Clinic, told_at_keeping: list[str]
) -> None:
    screen = OwnKeyScreen(Workplace(clinic, clinic.staff.get(OWNER), lambda: NOW))
    qtbot.addWidget(screen)
    screen.show()
    screen.open(Place("own_key"))
    screen.change.click()
    pass_look(qtbot, screen, PASSPHRASE)
    type_new(qtbot, screen, NEW)
    name = name_of(clinic, OWNER)
    assert "only the new passphrase opens" in screen.banner.text()
    assert let_in(clinic.folder, name, NEW).key == clinic.ledger.key
    with pytest.raises(WrongPassphraseError):
        let_in(clinic.folder, name, PASSPHRASE)
    assert told_at_keeping == ["passphrase-changed"] == acts(clinic)[-1:]


def test_a_passphrase_of_which_the_log_can_t_hear_is_not_changed(
    qtbot: QtBot, dressed: QApplication, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise KnownError("The disk is full.")

    screen = OwnKeyScreen(Workplace(clinic, clinic.staff.get(OWNER), lambda: NOW))
    qtbot.addWidget(screen)
    screen.show()
    screen.open(Place("own_key"))
    screen._ask()
    form = screen.asking.inputs.page.form
    monkeypatch.setattr(clinic.staff, "note_key", full)
    for field in (form.passphrase, form.again):
        field.setText(NEW)
    screen.asking.inputs.button.click()
    qtbot.waitUntil(lambda: error_of(form.again) == "The disk is full.", timeout=10_000)
    assert screen.asking.inputs.button.isEnabled()
    assert let_in(clinic.folder, name_of(clinic, OWNER), PASSPHRASE)


def test_no_key_of_a_practice_clinic_is_changed_as_it_would_never_open_again(
    qtbot: QtBot, dressed: QApplication, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = Settings("Practice clinic", "CA", practice=True)
    monkeypatch.setattr(Workplace, "settings", property(lambda _: practice))
    before = (clinic.folder / "clinic.keys").read_bytes()
    desk = StaffDesk(qtbot, clinic)
    own = OwnKeyScreen(desk.workplace)
    qtbot.addWidget(own)
    own.show()
    own.open(Place("own_key"))
    for button, banner in (
        (desk.screen.card.code, desk.screen.banner),
        (desk.screen.card.type_here, desk.screen.banner),
        (desk.screen.card.going_away, desk.screen.banner),
        (own.change, own.banner),
    ):
        banner.settle()
        button.click()
        assert "the word practice" in banner.text()
    windows = (desk.screen.window(), own.window())
    assert not [each for window in windows for each in window.findChildren(SecondLook)]
    assert (clinic.folder / "clinic.keys").read_bytes() == before


def test_what_has_to_be_renewed_first_is_said() -> None:
    people = {who: Stored(who, 1, State.CURRENT, 1, NOW, "", staff) for who, staff in STAFF.items()}
    new, old = Holder(False, True), Holder(False, False)
    assert "With the owner's next unlock" in due_words(people, {0: new, 1: old, 2: new})
    assert "make a new one first" in due_words(people, {0: old, 1: new})
    assert "version: Åsa, Noor." in due_words(people, {0: new, 1: old, 2: old})
