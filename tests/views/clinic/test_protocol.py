"""The clinic's own protocol, changed and approved by keys, and read by what is shown."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.protocols import shipped_text
from infrared_desktop.views import tasks
from infrared_desktop.views.clinic import protocol_jobs
from infrared_desktop.views.clinic.figure_editor import FigureEditor
from infrared_desktop.views.inputs.field_errors import error_of
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import treated_patient
from tests.views.desk import Desk

DAYS = "windows.best_days"


@pytest.fixture
def shown(desk: Desk) -> Desk:
    """Return a desk at the protocol, gone to by keys."""
    desk.press("Ctrl+5")
    desk.press("Return")
    assert type(desk.screen).__name__ == "ProtocolScreen"
    return desk


@pytest.fixture
def reception(dressed: QApplication, qtbot: QtBot, clinic: Clinic) -> Iterator[Desk]:
    desk = Desk(qtbot, clinic).sit_down(RECEPTION)
    yield desk
    desk.get_up()


def edit(desk: Desk, key: str, typed: str, field: str = "value") -> None:
    """Type over a figure, as after Enter on its row."""
    assert desk.screen.list.go_to(key), key
    value = desk.screen.editor.binder.input(field)
    value.setFocus()
    value.selectAll()
    desk.qtbot.keyClicks(value, typed)
    desk.screen.editor.flush()


def said(desk: Desk, field: str = "value") -> str:
    return error_of(desk.screen.editor.binder.input(field))


def approve(desk: Desk, reason: str) -> None:
    desk.screen.approval.reason.setFocus()
    desk.qtbot.keyClicks(desk.screen.approval.reason, reason)
    desk.press("Ctrl+S")
    tasks.wait_for_all()
    desk.qtbot.waitUntil(lambda: not desk.screen.work.is_storing)


def row(desk: Desk) -> Any:
    return desk.screen.list.figures.current_row()


def test_a_figure_is_found_changed_and_approved_by_keys_alone(shown: Desk) -> None:
    screen = shown.screen
    shown.qtbot.keyClicks(screen.list.search, "best days")
    assert row(shown).key == DAYS and row(shown).note == "30"
    shown.press("Return")
    value = QApplication.focusWidget()
    assert isinstance(value, QPlainTextEdit) and value is screen.editor.binder.input("value")
    value.selectAll()
    shown.qtbot.keyClicks(value, "35")
    shown.press("Ctrl+S")  # without a reason
    assert error_of(screen.approval.reason) == "Say what was changed and why."
    assert QApplication.focusWidget() is screen.approval.reason
    assert shown.clinic.protocol.windows.best_days == 30
    assert "Once approved it holds from 23 Nov 2026 on." in screen.approval.told.text()
    approve(shown, "Heals better")
    assert shown.clinic.protocol.windows.best_days == 35
    assert shown.clinic.protocol.title == "Titan 1, clinic copy 1"
    assert "Approved. From 23 Nov 2026 on records are made by" in screen.banner.text()
    assert "approved by Dr. Åsa Lindqvist on 23 Nov 2026: Heals better" in screen.header.line.text()
    origin = shown.clinic.protocol.origins[DAYS]
    assert (origin.approved_by, origin.approved_on) == ("Dr. Åsa Lindqvist", NOW.date())
    assert shown.clinic.care.drafts() == []


def test_each_figure_shows_its_source_its_ground_and_who_approved_it(shown: Desk) -> None:
    shown.screen.list.go_to("rules.C09.when.wait.days")
    editor: FigureEditor = shown.screen.editor
    assert editor.binder.values()["value"] == "14"
    assert "S19" in editor.binder.values()["source"]
    assert editor.shipped.text() == "As the program brings it."
    assert editor.approved.text() == "Nobody in the clinic has approved it yet."
    shown.qtbot.mouseClick(editor.confirm, Qt.MouseButton.LeftButton)
    assert editor.approved.text() == "Approved by Dr. Åsa Lindqvist on 23 Nov 2026."
    assert row(shown).chip.text == "not approved yet"
    approve(shown, "Read in our manual")
    assert row(shown).chip.text == "approved"


def test_what_differs_from_the_shipped_one_is_said_and_can_be_taken_back(shown: Desk) -> None:
    edit(shown, "instructions.P10.hours", "48")
    approve(shown, "Two days are safer")
    assert row(shown).chip.text == "not as shipped"
    editor = shown.screen.editor
    assert editor.shipped.text().startswith("The program brings: 24 (common practice;")
    shown.qtbot.mouseClick(editor.take_shipped, Qt.MouseButton.LeftButton)
    assert editor.binder.values()["value"] == "24" and shown.screen.work.draft.is_changed
    approve(shown, "Back to one day")
    assert shown.clinic.protocol.title == "Titan 1, clinic copy 2"


def test_a_copy_that_lacks_rules_of_the_program_says_so_and_takes_them_over(desk: Desk) -> None:
    shipped = shipped_text("titan")
    old = shipped.replace("[rules.C41", "[rules.OLD").replace(
        "wait_dark = false", "wait_dark = true"
    )
    copy = ProtocolCopy("titan", old, CLINICIAN, NOW.date(), "As it was")
    desk.clinic.protocols.approve(copy, CLINICIAN, NOW)
    desk.press("Ctrl+5")
    desk.press("Return")
    panel = desk.screen.approval
    told = "Rules of the program's protocol that are not in this copy: C41."
    assert panel.lacking.text() == told and panel.lacking.isVisible()
    desk.qtbot.mouseClick(panel.take_over, Qt.MouseButton.LeftButton)
    assert panel.lacking.isHidden() and panel.take_over.isHidden()
    approve(desk, "The program has it by now")
    held = {rule.code: rule.condition for rule in desk.clinic.protocol.rules}
    assert {"C41", "OLD"} <= held.keys()
    assert "use_wait_dark=True" in str(held["C09"])  # what the clinic changed stays
    origin = desk.clinic.protocol.origins["rules.C41"]
    assert (origin.approved_by, origin.approved_on) == ("Dr. Åsa Lindqvist", NOW.date())


def test_a_copy_with_every_rule_offers_none(shown: Desk) -> None:
    assert shown.screen.approval.lacking.isHidden()
    assert shown.screen.approval.take_over.isHidden()


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        (DAYS, "soon", "Type a number, such as 28 or 0.5."),
        (DAYS, "30.5", "This must be a whole number."),
        (DAYS, "9", "This needs days that rise: block, earliest, best, latest, lapse."),
        ("rules.C09.effect", "perhaps", "This must be one of block, refer, defer, caution"),
        ("instructions.P01.text", "No {sun}", "only these are filled: time"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_not_approved(
    shown: Desk, key: str, typed: str, told: str
) -> None:
    edit(shown, key, typed)
    assert told in said(shown)
    approve(shown, "x")
    assert shown.clinic.protocols.copies() == []
    assert shown.screen.editor.binder.values()["value"] == typed


def test_the_source_can_not_be_left_empty(shown: Desk) -> None:
    edit(shown, DAYS, " ", "source")
    assert "must be a text that is not empty" in said(shown, "source")


def test_f8_leads_to_what_is_wrong(shown: Desk) -> None:
    edit(shown, "rules.C09.effect", "perhaps")
    shown.screen.list.go_to(DAYS)
    shown.press("F8")
    assert row(shown).key == "rules.C09.effect" and row(shown).chip.text == "wrong"
    assert QApplication.focusWidget() is shown.screen.editor.binder.input("value")


def test_a_text_edited_to_nonsense_is_refused_with_its_line_and_key(shown: Desk) -> None:
    shown.press("Ctrl+E")
    text = shown.screen.text
    text.text.setPlainText(shipped_text("titan").replace("[windows]", "[windws]"))
    text.flush()
    assert "Line 15: windws is not known here." in text.flaws.text()
    text.text.setPlainText("nonsense")
    text.flush()
    assert text.flaws.text().startswith("Line 1: this is no TOML")
    approve(shown, "x")
    assert shown.clinic.protocols.copies() == []
    shown.press("Ctrl+E")
    assert "Mend the text first" in shown.screen.banner.text()


def test_an_entry_is_added_as_text(shown: Desk) -> None:
    shown.press("Ctrl+E")
    spot = "[[spots]]\nhandpiece = 'Own'\nwidth_mm = 5\nheight_mm = 5\n"
    spot += "source = 'us'\ntag = 'default'\n"
    text = shown.screen.text
    text.text.setPlainText(text.text.toPlainText() + "\n" + spot)
    text.flush()
    shown.press("Ctrl+E")
    assert shown.screen.list.go_to("spots.Own.width_mm")
    assert "the clinic added it" in shown.screen.editor.shipped.text()
    approve(shown, "A handpiece of our own")
    assert shown.clinic.protocol.spot("own") is not None


def test_what_is_typed_is_a_draft_that_comes_back_or_is_dropped(shown: Desk) -> None:
    edit(shown, DAYS, "35")
    shown.press("Ctrl+1")
    assert [draft.kind for draft in shown.clinic.care.drafts()] == ["protocol_copy"]
    shown.go("protocol")
    assert "is back" in shown.screen.banner.text()
    shown.screen.list.go_to(DAYS)
    assert row(shown).note == "35"
    shown.qtbot.mouseClick(shown.screen.approval.drop, Qt.MouseButton.LeftButton)
    assert row(shown).note == "30" and shown.clinic.care.drafts() == []
    shown.qtbot.mouseClick(shown.screen.banner.action_button(), Qt.MouseButton.LeftButton)
    assert row(shown).note == "35"


def test_approving_that_takes_long_says_so(shown: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    screen, go_on = shown.screen, Event()
    changed = Change("protocol-picked", frozenset(), frozenset())
    monkeypatch.setattr(protocol_jobs, "pick", lambda *_, **__: go_on.wait(9) and changed)
    screen.work.pick()
    shown.qtbot.waitUntil(lambda: "One moment" in screen.banner.text())
    go_on.set()
    tasks.wait_for_all()
    shown.qtbot.waitUntil(lambda: "From now on the clinic treats" in screen.banner.text())


def test_a_draft_that_is_older_than_the_copy_that_holds_says_so(shown: Desk) -> None:
    edit(shown, DAYS, "35")
    shown.press("Ctrl+1")
    other = shipped_text("titan").replace("value = 300", "value = 250")
    copy = ProtocolCopy("titan", other, 3, NOW.date(), "smaller areas")
    owner = replace(shown.clinic.staff.get(CLINICIAN).record, name="Dr. Liv Okonkwo")
    third = shown.clinic.staff.add(owner, CLINICIAN, NOW)
    shown.clinic.protocols.approve(copy, third.id, shown.now.replace(hour=18))
    shown.go("protocol")
    assert "Somebody approved another copy" in shown.screen.banner.text()
    new = [
        each.key for each in shown.screen.work.draft.figures if shown.screen.work.draft.is_new(each)
    ]
    assert set(new) == {DAYS, "area_limit_cm2"}


def test_follow_ups_are_derived_anew_when_their_days_change(shown: Desk) -> None:
    number = treated_patient(shown.clinic, "Okafor")
    before = shown.clinic.follow_ups.of_patient(number)
    edit(shown, "follow_ups.aftercare_call_days", "2")
    approve(shown, "Later is enough")
    assert shown.clinic.follow_ups.of_patient(number) != before
    assert list(shown.clinic.follow_ups.misplaced()) == []


def test_the_other_protocol_is_shown_and_taken(shown: Desk) -> None:
    screen = shown.screen
    screen.list.which.set_value("other-infrared")
    screen.list.which.changed.emit()
    assert "Other infrared device 1" in screen.header.line.text()
    shown.qtbot.mouseClick(screen.use, Qt.MouseButton.LeftButton)
    tasks.wait_for_all()
    shown.qtbot.waitUntil(lambda: not screen.work.is_storing)
    assert shown.clinic.settings.protocol == "other-infrared"
    assert screen.use.isHidden()
    edit(shown, DAYS, "35")
    screen.list.which.set_value("titan")
    screen.list.which.changed.emit()
    assert "Approve the changes first" in screen.banner.text()
    assert screen.list.which.get_value() == "other-infrared"


def test_reception_reads_and_changes_nothing(reception: Desk) -> None:
    reception.go("protocol")
    screen = reception.screen
    assert screen.banner.text() == "A clinician changes this; you read it."
    value = screen.editor.binder.input("value")
    assert isinstance(value, QPlainTextEdit) and value.isReadOnly()
    assert screen.text.text.isReadOnly()
    assert not screen.approval.isVisible() and not screen.editor.confirm.isVisible()
    reception.press("Ctrl+S")
    assert reception.clinic.protocols.copies() == []


def test_a_full_disk_keeps_what_was_typed(shown: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KnownError("The disk is full. Nothing was changed.")

    monkeypatch.setattr(protocol_jobs, "_done", fail)
    edit(shown, DAYS, "35")
    approve(shown, "x")
    assert shown.screen.banner.text() == "The disk is full. Nothing was changed."
    assert row(shown).note == "35" and shown.clinic.protocols.copies() == []
    assert shown.screen.pages.isEnabled()
