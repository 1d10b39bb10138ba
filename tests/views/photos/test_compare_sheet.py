"""The before-and-after sheet leaves only by consent, entered first, named only for the record."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog

from infrared_desktop.documents.before_after import SHEET_PX
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.photographs import ExportKind, PhotoView, Purpose
from infrared_desktop.views import paper_desk
from infrared_desktop.views.paper_desk import PaperDesk
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.documents.reading import flat, pages_of
from tests.scenes import consent, outline
from tests.views.desk import Desk
from tests.views.photos.compared import compared, treat


@pytest.fixture
def agreed(desk: Desk) -> Desk:
    """Return a desk with a patient who agreed to the record and to teaching, not to publicity."""
    treat(desk.clinic)
    given = desk.clinic.papers.hand_out(outline(1), CLINICIAN, NOW)
    said = {
        "photo_record": Answer.YES,
        "photo_education": Answer.YES,
        "photo_marketing": Answer.NO,
    }
    desk.clinic.papers.consent(consent(given, **said), CLINICIAN, NOW)
    return desk


def asked(desk: Desk, purpose: Purpose, recipient: str = "Course in Graz") -> Any:
    """Open the form with Ctrl+P and answer it."""
    desk.press("Ctrl+P")
    form = desk.screen.sheet.form
    assert form.isVisible()
    form.binder.input("purpose").button(purpose.value).click()
    form.binder.input("recipient").setFocus()
    desk.type(recipient)
    return form


def saved(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Save the sheet, and return what was told at the end."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    desk.screen.sheet.save.trigger()
    desk.qtbot.waitUntil(lambda: not desk.screen.sheet.task.is_on, timeout=30_000)
    return desk.told()


def test_the_sheet_for_the_record_names_dates_sessions_settings_and_stamps(
    agreed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared(agreed, 1, (2, 3))
    asked(agreed, Purpose.RECORD, "Dr. Ito")
    path = tmp_path / "sheet.pdf"
    assert "Saved as sheet.pdf" in saved(agreed, path, monkeypatch)
    told = flat(" ".join(pages_of(path.read_bytes())))
    for words in (
        "26 Jul 2026",
        "24 Sep 2026",
        "23 Nov 2026",
        "after 2 sessions",
        "640 pulses",
        "Not aligned",
        "Ash, Ottilie",
        "IR-00001",
        "IR-00003",
    ):
        assert words in told
    left = agreed.clinic.people.chart(1).photo_exports
    assert [(e.record.kind, e.record.recipient) for e in left] == [
        (ExportKind.SHEET, "Dr. Ito")
    ] * 3
    assert not agreed.screen.sheet.is_asked


def test_a_sheet_of_different_views_names_each_and_none_for_all(
    agreed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = agreed.clinic.photos.get(2)
    aside = replace(stored.record, view=PhotoView.LATERAL_LEFT)
    agreed.clinic.photos.describe([(stored, aside)], CLINICIAN, NOW)
    compared(agreed)
    asked(agreed, Purpose.RECORD, "Dr. Ito")
    saved(agreed, path := tmp_path / "sheet.pdf", monkeypatch)
    told = flat(" ".join(pages_of(path.read_bytes())))
    assert told.count("Neck, front · side, left") == 1
    assert told.count("Neck, front · front") == 1


def test_the_sheet_shows_the_part_that_is_seen_and_says_so(
    agreed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = compared(agreed)
    told = "A part of the photographs is shown"
    shapes = []
    for name in ("whole.pdf", "part.pdf"):
        asked(agreed, Purpose.RECORD, "Dr. Ito")
        seen = screen.view.seen()  # a message that comes or goes afterwards makes room or takes it
        saved(agreed, path := tmp_path / name, monkeypatch)
        pdf = path.read_bytes()
        assert (told in flat(" ".join(pages_of(pdf)))) is (name == "part.pdf")
        pages = PdfReader(io.BytesIO(pdf)).pages
        images = [each for page in pages for each in page["/Resources"]["/XObject"].values()]
        shapes.append({(each["/Width"], each["/Height"]) for each in images})
        screen.view.setFocus()
        agreed.press("Plus", 6)
    assert shapes[0] == {(SHEET_PX * 3 // 4, SHEET_PX)}
    ((width, height),) = shapes[1]
    assert width / height == pytest.approx(seen.width() / seen.height(), rel=0.05)
    assert width > SHEET_PX * 3 // 4


def test_for_teaching_nothing_on_the_sheet_says_whose_it_is(
    agreed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared(agreed)
    asked(agreed, Purpose.EDUCATION)
    path = tmp_path / agreed.screen.sheet.file_name()
    saved(agreed, path, monkeypatch)
    told = flat(" ".join(pages_of(path.read_bytes())))
    assert "Ash" not in told and "1971" not in told and "no. 0001" not in told
    assert "Ash" not in path.name


def test_without_consent_nothing_leaves_and_nothing_is_entered(
    agreed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = compared(agreed)
    for number in (1, 2):
        stored = agreed.clinic.photos.get(number)
        meant = replace(stored.record, purposes=tuple(Purpose))
        agreed.clinic.photos.describe([(stored, meant)], CLINICIAN, NOW)
    offered: list[object] = []
    monkeypatch.setattr(PaperDesk, "offer", lambda desk: offered.append(desk))
    asked(agreed, Purpose.MARKETING)
    screen.sheet.form.make.click()
    assert "2 of 2 photographs may not leave for this." in screen.banner.text()
    assert not offered and not agreed.clinic.photos.exports()
    asked_again = screen.sheet.form.binder.input("purpose")
    asked_again.button(Purpose.EDUCATION.value).click()
    screen.sheet.form.make.click()
    assert offered and "may not leave" not in agreed.words(screen)


def test_what_is_not_answered_is_asked_beside_its_field(agreed: Desk) -> None:
    compared(agreed)
    before = agreed.frame.size()
    agreed.press("Ctrl+P")
    assert agreed.frame.size() == before, "the form has room in the smallest window"
    agreed.press("Ctrl+P")
    assert "Say what the copies are for." in agreed.words(agreed.screen.sheet.form)
    agreed.press("Escape")
    assert not agreed.screen.sheet.is_asked and agreed.screen.isVisible()
    assert agreed.screen.view.hasFocus()


@pytest.mark.parametrize("fault", ["the picture", "the disk"])
def test_what_could_not_be_made_is_struck_from_the_register(
    agreed: Desk, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared(agreed)
    asked(agreed, Purpose.RECORD)

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if fault == "the disk":
        monkeypatch.setattr(paper_desk, "write_atomically", broken)
    else:
        path = agreed.clinic.photos.files.path(agreed.clinic.photos.get(2).record.content)
        path.unlink()
    path = tmp_path / "sheet.pdf"
    with agreed.qtbot.capture_exceptions() as raised:
        saved(agreed, path, monkeypatch)
    assert not path.exists()
    assert bool(raised) is (fault == "the disk")
    assert len(agreed.clinic.photos.exports()) == 2
    assert not agreed.clinic.people.chart(1).photo_exports


def test_reception_makes_no_sheet(agreed: Desk) -> None:
    stored = agreed.clinic.staff.settings()
    settings = replace(stored.record, reception_sees_photographs=True)
    agreed.clinic.staff.change_settings(stored, settings, CLINICIAN, NOW)
    agreed.get_up()
    agreed.sit_down(RECEPTION)
    screen = compared(agreed)
    screen.view.setFocus()
    agreed.press("Return")
    agreed.press("Ctrl+P")
    assert not screen.sheet.is_asked
    assert not screen.sheet.action.isEnabled() and not screen.sheet.button().isVisible()
