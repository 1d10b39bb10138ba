"""The owner looks through the audit log, has it checked, and saves it."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.access.deeds import Group
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.seat import keep_way, tell_tries
from infrared_desktop.storage.access.tries import Tries
from infrared_desktop.storage.audit import anchor
from infrared_desktop.storage.audit.reading import Asked
from infrared_desktop.views.look.theme import Meaning
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION
from tests.scenes import TODAY, patient
from tests.tampering import tamper
from tests.views.desk import Desk


@pytest.fixture
def number(desk: Desk) -> int:
    """Return a patient of whom three acts tell."""
    desk.clinic.ledger.workstation = "front-desk"
    clinic = desk.clinic
    stored = clinic.people.register(patient("Kowalczyk"), RECEPTION, NOW)
    clinic.people.register(patient("Other"), RECEPTION, NOW)
    clinic.people.edit(stored, stored.record, CLINICIAN, NOW + timedelta(days=2))
    clinic.people.open_chart(stored.id, CLINICIAN, NOW + timedelta(days=2))
    return stored.id


def titles(desk: Desk) -> list[str]:
    rows = desk.screen.list.rows()
    return [row.title for n in range(rows.rowCount()) if (row := rows.row(n))]


def test_the_newest_stands_first_and_the_look_itself_is_told(desk: Desk, number: int) -> None:
    desk.go("audit")
    # The desk stood open while two days were played: it saw the clock go back.
    clock = "The clock of the PC was seen to have changed"
    told = [title for title in titles(desk) if title != clock]
    assert told[:3] == ["Audit log looked at", "Chart opened", "Patient's details changed"]
    assert titles(desk)[-1] == "Clinic founded"
    row = desk.screen.list.rows().row(1)
    assert "Dr. Åsa Lindqvist, owner" in row.note
    assert f"Kowalczyk, Ottilie no. {number:04}" in row.note
    assert "at front-desk" in row.note
    assert row.subtitle.startswith("25 Nov 2026 04:00:00 · row ")


@pytest.mark.parametrize(
    ("act", "what", "said"),
    [
        ("unlocked-untold", "verify", "for the verb verify"),
        ("unlocked-untold", "damaged-file", "to read the damaged file"),
        ("code-typed", "window", "in the window"),
        ("code-refused", "restore", "to restore a backup"),
    ],
)
def test_who_came_in_unheard_is_told_with_when_and_what_for(
    desk: Desk, act: str, what: str, said: str
) -> None:
    keep_way(desk.clinic.folder, RECEPTION, what, act)
    tell_tries(desk.clinic.ledger, desk.clinic.folder, NOW)
    desk.go("audit")
    note = next(
        row.note for n in range(3) if (row := desk.screen.list.rows().row(n)) and said in row.note
    )
    assert "Noor Haddad, reception" in note
    assert "T" not in note.split(f", {said}")[0].split(" · ")[-1], "a moment that people read"


def test_of_a_key_that_was_given_it_is_said_whose(desk: Desk) -> None:
    desk.clinic.staff.note_key("passphrase-reset", RECEPTION, CLINICIAN, NOW)
    desk.clinic.staff.note_key("passphrase-changed", CLINICIAN, CLINICIAN, NOW)
    desk.go("audit")
    own, others = (desk.screen.list.rows().row(n).note for n in (1, 2))
    assert "Dr. Åsa Lindqvist, owner · about Noor Haddad" in others
    assert "about" not in own


def test_a_verdict_of_which_the_log_can_t_be_told_is_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.go("audit")
    note = desk.clinic.note

    def full(act: str, *rest: Any) -> None:
        if act == "audit-checked":
            raise KnownError("The disk is full.")
        note(act, *rest)

    monkeypatch.setattr(desk.clinic, "note", full)
    with desk.qtbot.capture_exceptions():
        desk.press("K")
        desk.qtbot.waitUntil(lambda: "as they were written" in desk.screen.banner.text())


def test_only_what_is_looked_for_is_shown(desk: Desk, number: int) -> None:
    desk.go("audit")
    asks = desk.screen.filter
    asks.group.set_value(Group.PATIENTS.value)
    assert titles(desk) == [
        "Patient's details changed",
        "Patient registered",
        "Patient registered",
    ]
    asks.person.set_value(str(RECEPTION))
    assert titles(desk) == ["Patient registered"] * 2
    asks.patient.setFocus()
    desk.type(str(number))
    desk.press("Tab")
    assert titles(desk) == ["Patient registered"]
    asks.last.set_value(TODAY - timedelta(1))
    asks.changed.emit()
    assert not titles(desk)
    assert desk.screen.empty.isVisible()


def test_what_cannot_be_read_is_said_and_never_shows_everything(desk: Desk, number: int) -> None:
    desk.go("audit")
    screen = desk.screen
    for field, text, words in (
        (screen.filter.patient, "Kowal", "Type the patient's number."),
        (screen.filter.last, "soon", "This is not a day."),
    ):
        field.setFocus()
        desk.type(text)
        desk.press("Return")
        assert titles(desk) == []
        assert words in screen.empty.sentence_label.text()
        screen.offer_file()  # nothing is shown, so nothing can be saved
        assert not [w for w in screen.window().findChildren(QDialog) if w.isVisible()]
        field.set_value(None)
        desk.press("Return")
        assert "Clinic founded" in titles(desk)


def test_enter_in_a_field_leads_to_the_rows_it_left(desk: Desk, number: int) -> None:
    desk.go("audit")
    desk.press("O")
    desk.press("Tab", times=2)
    desk.type(str(number))
    desk.press("Return")
    assert desk.screen.list.hasFocus()
    assert "Chart opened" in titles(desk)
    assert "Clinic founded" not in titles(desk)


def test_days_are_the_clinics_own(desk: Desk, number: int) -> None:
    desk.go("audit")
    asks = desk.screen.filter
    asks.first.set_value(TODAY + timedelta(2))
    asks.last.set_value(TODAY + timedelta(2))
    asks.changed.emit()
    assert titles(desk) == ["Chart opened", "Patient's details changed"]


def test_a_place_that_names_a_patient_shows_only_that_one(desk: Desk, number: int) -> None:
    desk.go("audit", number)
    assert titles(desk) == ["Chart opened", "Patient's details changed", "Patient registered"]


def test_a_changed_row_is_red_and_says_so(desk: Desk, number: int) -> None:
    tamper(desk.clinic, "UPDATE audit SET staff_id = 2 WHERE act = 'chart-opened'")
    desk.go("audit", number)
    changed, sound = (desk.screen.list.rows().row(n) for n in (0, 1))
    assert changed.chip2.meaning is Meaning.STOP
    assert changed.spoken.startswith("Not as it was written, Chart opened")
    assert sound.chip2 is None


def test_a_row_with_an_impossible_moment_is_shown_as_it_stands(desk: Desk, number: int) -> None:
    tamper(desk.clinic, "UPDATE audit SET at = 'never', act = 'x' WHERE act = 'chart-opened'")
    desk.go("audit", number)
    assert desk.screen.list.rows().row(0).subtitle.startswith("never · row ")


def test_a_sound_log_is_said_to_be_sound(desk: Desk, number: int, qtbot: QtBot) -> None:
    desk.go("audit")
    desk.press("K")
    qtbot.waitUntil(lambda: desk.screen.check.isEnabled())
    assert "rows are as they were written" in desk.screen.banner.text()
    assert _last(desk) == ("audit-checked", "sound, holds")


def test_what_a_check_finds_is_said_with_what_it_means(
    desk: Desk, number: int, qtbot: QtBot
) -> None:
    anchor.advance(desk.clinic.folder, desk.clinic.ledger.audit)
    tamper(desk.clinic, "UPDATE audit SET staff_id = 2 WHERE seq = 3")
    (desk.clinic.folder / "clinic.anchor").unlink()
    desk.go("audit")
    desk.press("K")
    qtbot.waitUntil(lambda: desk.screen.check.isEnabled())
    told = desk.screen.banner.text()
    assert "gone: 3. Something other" in told
    assert "clinic.anchor is gone" in told
    assert desk.screen.list.current_key() == 3 and desk.screen.list.hasFocus()
    assert _last(desk) == ("audit-checked", "broken: 1, gone")


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_it_is_saved_after_a_second_look(
    desk: Desk,
    number: int,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    path = tmp_path / f"log.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    desk.go("audit", number)
    desk.press("X")
    looking = desk.screen.window().findChild(_second_look())
    looking.passphrase.setText(PASSPHRASE)
    looking.go_on.click()
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: "Saved 3 rows" in desk.frame.banner.text())
    written = path.read_text(encoding="utf-8-sig")
    if ending == "json":
        acts = [row["act"] for row in json.loads(written)]
        assert acts == ["patient-registered", "patient-edited", "chart-opened"]
    assert "Chart opened" in written
    assert _last(desk)[0] == "audit-exported"


def test_nobody_but_the_owner_sees_it(desk: Desk) -> None:
    desk.get_up()
    desk.sit_down(RECEPTION)
    shown = desk.go("audit")
    assert type(shown).__name__ != "AuditScreen"


def test_a_long_log_is_paged_without_a_wait(desk: Desk, number: int) -> None:
    reader = desk.clinic.audit
    pages = [reader.page(Asked(upto=6), offset, 2) for offset in (0, 2, 4, 6)]
    assert [[line.seq for line in page] for page in pages] == [[6, 5], [4, 3], [2, 1], []]
    assert all(line.is_sound for page in pages for line in page)


def _second_look() -> type:
    from infrared_desktop.views.entry.second_look import SecondLook

    return SecondLook


def _last(desk: Desk) -> tuple[str, str | None]:
    sql = "SELECT act, reason FROM audit ORDER BY seq DESC LIMIT 1"
    act, reason = desk.clinic.ledger.db.execute(sql).fetchone()
    return act, reason


def test_a_wrong_try_and_a_refusal_read_as_what_they_are(desk: Desk) -> None:
    Tries(desk.clinic.folder).failed(CLINICIAN)
    tell_tries(desk.clinic.ledger, desk.clinic.folder, NOW)
    with pytest.raises(KnownError):
        desk.clinic.note("audit-exported", RECEPTION, NOW)
    desk.go("audit")
    _, refused, typed = (desk.screen.list.rows().row(n) for n in range(3))
    assert refused.title == "Audit log exported"
    assert "Noor Haddad, reception · refused, as this role may not" in refused.note
    assert typed.title == "A wrong passphrase was typed"
    assert " · typed " in typed.note and "T" not in typed.note.split(" · typed ")[1][:20]
