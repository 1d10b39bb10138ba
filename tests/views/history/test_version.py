"""An earlier version of a history, opened from the timeline: read, walked through, not written."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.history import Medicine
from infrared_desktop.domain.records.history_answers import MedicineKind
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.views.screen import Place
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.domain.consultations import HEALTHY
from tests.tampering import tamper
from tests.views.desk import Desk

BRAND = Medicine(MedicineKind.ISOTRETINOIN, "Roaccutane")


@pytest.fixture
def number(desk: Desk) -> int:
    """Register somebody whose history was taken, changed and confirmed."""
    histories, earlier = desk.clinic.history, NOW - timedelta(days=40)
    number = desk.clinic.people.register(Patient("Fonseca", "Inês"), CLINICIAN, earlier).id
    first = replace(HEALTHY, patient_id=number, taken_on=earlier.date())
    taken = histories.take(first, RECEPTION, earlier)
    changed = histories.take(replace(first, medicines=(BRAND,)), CLINICIAN, NOW, taken)
    histories.confirm(changed, NOW.date(), CLINICIAN, NOW)
    return number


def audited(desk: Desk, act: str) -> list[tuple[object, ...]]:
    sql = "SELECT kind, patient_id FROM audit WHERE act = ? ORDER BY seq"
    return [tuple(row) for row in desk.clinic.ledger.db.execute(sql, [act])]


def test_the_timeline_tells_each_version_and_enter_opens_it(number: int, desk: Desk) -> None:
    page = desk.go("patient", number)
    items = [one for one in page.timeline.timeline().items if one.ref.kind == "history_version"]
    assert [one.about.step for one in items] == ["taken", "changed", "confirmed"]
    page.timeline.select_item(items[1])
    told = page.detail.text()
    assert "History changed" in told and "version 2\nMedicines\nNoted by Dr. Åsa" in told
    page.timeline.setFocus()
    desk.press("Return")
    screen = desk.screen
    assert "Medical history, version 2" in desk.words()
    assert "Medicines: isotretinoin, Roaccutane" in screen.words()
    assert "Medicines: isotretinoin, Roaccutane (was: none)" in screen.words()


def test_keys_walk_through_the_versions_and_lead_to_the_history(number: int, desk: Desk) -> None:
    screen = desk.go("history_version", number, 2)
    desk.press("Ctrl+PageUp")
    assert "Medical history, version 1" in desk.words()
    assert "Medicines: none" in screen.words()
    desk.press("Ctrl+PageUp")
    desk.press("Ctrl+PageDown", 2)
    assert "Asked on 23 Nov 2026: nothing had changed." in screen.words()
    assert screen.here(Place("history_version", number, 2)).record == 3
    desk.press("H")
    assert type(desk.screen).__name__ == "HistoryScreen"


def test_a_version_written_meanwhile_can_be_gone_on_to(number: int, desk: Desk) -> None:
    screen = desk.go("history_version", number, 3)
    stored = desk.clinic.history.of_patient(number)
    assert stored is not None
    desk.clinic.history.take(replace(stored.record, medicines=()), CLINICIAN, NOW, stored)
    chip = screen.header.chip.chip()
    assert chip is not None and chip.text == "to be read only · 3 of 4"


def test_a_version_that_is_not_there_is_refused_in_words(number: int, desk: Desk) -> None:
    screen = desk.go("history_version", number, 1)
    with pytest.raises(KnownError, match="no such version"):
        screen.open(Place("history_version", number, 9))


def test_reading_a_history_or_a_version_of_it_is_told_to_the_audit_log(
    number: int, desk: Desk
) -> None:
    newcomer = desk.clinic.people.register(Patient("Okafor", "Ada"), CLINICIAN, NOW).id
    for place in (Place("history", number), Place("history_version", number, 1)):
        desk.frame.go(place)
    desk.go("history", newcomer)
    assert audited(desk, "history-opened") == [
        ("history", number),
        ("history", number),
        ("history", newcomer),
    ]


def test_an_altered_version_is_struck_on_the_timeline_and_sealed_where_it_is_read(
    number: int, desk: Desk, qtbot: QtBot
) -> None:
    tamper(desk.clinic, "UPDATE history SET smoking = 'current' WHERE version = 2")
    page = desk.go("patient", number)
    qtbot.waitUntil(lambda: page.watch.altered == {("history_version", 2)})
    screen = desk.go("history_version", number, 2)
    assert screen.seal.isVisible()
    desk.press("Ctrl+PageUp")
    assert not screen.seal.isVisible()
