"""What left is found by day, patient, purpose and recipient, and called back after a withdrawal."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.consents import Withdrawal
from infrared_desktop.domain.records.photographs import ExportKind, PhotoExport, Purpose
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.documents.reading import flat, pages_of
from tests.photo_scenes import kept
from tests.scenes import TODAY, consent, outline, patient
from tests.views.desk import Desk

# The offscreen platform says so whenever a menu opens; it is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def number(desk: Desk) -> int:
    """Return a patient of whom three copies left, one of them not written; and of another, one."""
    clinic = desk.clinic
    mine = clinic.people.register(patient("Kowalczyk"), RECEPTION, NOW).id
    other = clinic.people.register(patient("=Bo"), RECEPTION, NOW).id
    given = clinic.papers.hand_out(outline(mine), CLINICIAN, NOW)
    clinic.papers.consent(consent(given, photo_education=Answer.YES), CLINICIAN, NOW)
    (photo,) = clinic.photos.add([kept(clinic, mine)], CLINICIAN, NOW)

    def left(of: int, to: str, days: int, purpose: Purpose = Purpose.EDUCATION) -> PhotoExport:
        at, held = NOW - timedelta(days), 1 if of == mine else None
        content = photo.record.content
        return PhotoExport(of, photo.id, content, ExportKind.COPY, purpose, at, to, "Stamp", held)

    wanted = [
        left(mine, "Course in Graz", 2),
        left(mine, "Dr. Maier", 0, Purpose.RECORD),
        left(mine, "Course in Graz", 0),
        left(other, "Dr. Maier", 9, Purpose.RECORD),
    ]
    entered = clinic.photos.note_exports(wanted, CLINICIAN, NOW)
    clinic.photos.note_not_left(entered[2:3], "the disk was full", CLINICIAN, NOW)
    return mine


def titles(listed: RowList) -> list[str]:
    found = (listed.rows().row(n) for n in range(listed.rows().rowCount()))
    return [f"{row.title}: {row.note}" for row in found if row]


def rows_of(listed: RowList) -> list[Row]:
    found = (listed.rows().row(n) for n in range(listed.rows().rowCount()))
    return [row for row in found if row]


def test_it_is_put_together_with_counts(desk: Desk, number: int) -> None:
    screen = desk.go("photo_register")
    assert titles(screen.groups)[:2] == ["All: 3 copies", "23 Nov 2026: 1 copy"]
    assert len(titles(screen.list)) == 4
    desk.press("N")
    assert titles(screen.groups)[1:] == [
        "Kowalczyk, Ottilie (0001): 2 copies",
        "=Bo, Ottilie (0002): 1 copy",
    ]
    desk.press("U")
    assert titles(screen.groups)[1:] == ["teaching: 1 copy", "record: 2 copies"]
    desk.press("W")
    assert titles(screen.groups)[1:] == ["Course in Graz: 1 copy", "Dr. Maier: 2 copies"]
    desk.press("Down")
    rows = titles(screen.list)
    assert len(rows) == 2 and all("Course in Graz" in row for row in rows)
    assert screen.list.current_row().chip.text == "did not leave"
    desk.press("Return")
    assert QApplication.focusWidget() is screen.list
    desk.press("Return")
    assert type(desk.screen).__name__ == "PatientScreen"


def test_words_narrow_it_and_escape_widens_it(desk: Desk, number: int) -> None:
    screen = desk.go("photo_register")
    desk.press("Slash")
    desk.type("maier bo")
    assert titles(screen.groups)[0] == "All: 1 copy"
    desk.type("nobody")
    assert "Nothing is in the register." in desk.words()
    desk.press("Escape")
    assert titles(screen.groups)[0] == "All: 3 copies"


def test_after_a_withdrawal_the_recipients_are_written_to(
    desk: Desk, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letters.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    desk.clinic.papers.withdraw(Withdrawal(number, 1, TODAY, "asked to"), CLINICIAN, NOW)
    screen = desk.go("photo_register", number)
    assert "took back the consent to 2 copies that left" in screen.banner.text()
    screen.desk.letters.setChecked(True)
    screen.desk.save.trigger()
    desk.qtbot.waitUntil(lambda: "Saved as" in desk.told(), timeout=20_000)
    pages = [
        flat([page]) if isinstance(page, list) else flat(page)
        for page in pages_of(path.read_bytes())
    ]
    assert len(pages) == 2
    assert all("delete every copy" in page and "Kowalczyk" not in page for page in pages)
    assert [flat("IR-00001") in page for page in pages].count(True) == 1
    assert not any(flat("IR-00003") in page for page in pages), "it did not leave"


def test_without_a_withdrawal_there_are_no_letters(desk: Desk, number: int) -> None:
    screen = desk.go("photo_register", number)
    assert screen.banner.text() == ""
    desk.press("Ctrl+P")
    assert not screen.desk.letters.isEnabled()
    desk.press("Escape")


def test_the_table_holds_what_is_shown_and_no_formula(
    desk: Desk, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    screen = desk.go("photo_register")
    screen.desk.table.trigger()
    assert "It holds names" in desk.told()
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Number,Left,Patient,For,To,Stamp,Under consent,Called back"
    assert len(lines) == 5 and any("'=Bo" in line for line in lines)
    assert sum("did not leave" in line for line in lines) == 1


def test_the_consent_that_was_taken_back_leads_to_what_left_under_it(
    desk: Desk, number: int
) -> None:
    screen = desk.go("consent", number, 1, "stored")
    assert screen.banner.text() == ""
    desk.press("Ctrl+Shift+W")
    desk.type("asked to")
    desk.press("Ctrl+Return")
    assert "Taken back." in screen.banner.text()
    assert "2 copies of photographs left under it. To be called back: 2." in screen.banner.text()
    desk.press("Ctrl+L")
    desk.qtbot.waitUntil(lambda: type(desk.screen).__name__ == "PhotoRegisterScreen")
    assert len(titles(desk.screen.list)) == 2


def test_what_a_recipient_said_finishes_calling_back_and_one_step_takes_it_back(
    desk: Desk, number: int
) -> None:
    desk.clinic.papers.withdraw(Withdrawal(number, 1, TODAY, "asked to"), CLINICIAN, NOW)
    screen = desk.go("photo_register", number)
    desk.press("Return")
    screen.list.select_key(1)
    desk.press("B")
    assert "Course in Graz: 1 copy" in desk.words()
    desk.press("Return")
    assert "Say what the recipient said" in desk.words()
    desk.type("deleted from the slides")
    desk.press("Escape")
    assert "not stored yet" in desk.words() and not screen.back.card.isHidden()
    desk.press("Return")
    row = next(r for r in rows_of(screen.list) if r.key == 1)
    assert row.chip.text == "called back" and "deleted from the slides" in row.note
    assert "(23 Nov 2026, Dr. Åsa Lindqvist)" in row.note
    assert "to 1 copy that left" in screen.banner.text()
    assert QApplication.focusWidget() is screen.list
    desk.press("B")
    assert "called back already" in desk.told()
    screen.list.select_key(2)
    desk.press("B")
    desk.type("burnt")
    desk.press("Return")
    assert "All that was taken back is called back." in screen.banner.text()
    assert not screen.back.waiting
    desk.press("Ctrl+Z")
    assert "to 1 copy that left" in screen.banner.text()
    found = desk.clinic.people.chart(number).call_backs
    assert [each.record.said for each in found] == ["deleted from the slides"]
    sql = "SELECT act FROM audit WHERE kind = 'call_back' ORDER BY seq"
    assert [act for (act,) in desk.clinic.ledger.db.execute(sql)] == [
        "photographs-called-back",
        "photographs-called-back",
        "photographs-to-be-called-back",
    ]


def test_what_the_patient_did_not_take_back_is_not_called_back(desk: Desk, number: int) -> None:
    screen = desk.go("photo_register")
    desk.press("Return")
    desk.press("B")
    assert "not to be called back" in desk.told() and screen.back.card.isHidden()


def test_an_answer_that_is_typed_is_not_lost_by_leaving(desk: Desk, number: int) -> None:
    desk.clinic.papers.withdraw(Withdrawal(number, 1, TODAY, "asked to"), CLINICIAN, NOW)
    screen = desk.go("photo_register", number)
    desk.press("Return")
    screen.list.select_key(1)
    desk.press("B")
    desk.type("all deleted")
    assert desk.go("today") is screen
    assert "not stored yet" in desk.words()
