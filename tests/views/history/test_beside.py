"""Two histories after a joining: both are told, read and brought together by keys."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.history import Allergy, Medicine
from infrared_desktop.domain.records.history_answers import Allergen, MedicineKind, Smoking
from infrared_desktop.domain.records.patient_rights import Merge
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import history, patient
from tests.views.desk import Desk


@pytest.fixture
def pair(desk: Desk) -> tuple[int, int]:
    """Return two numbers of one person; the second one's history was written last."""
    first, second = (
        desk.clinic.people.register(patient(name), RECEPTION, NOW).id for name in ("Berg", "Berge")
    )
    told = {"allergies": (Allergy(Allergen.LATEX),), "smoking": Smoking.NEVER}
    desk.clinic.history.take(history(first, **told), CLINICIAN, NOW)
    medicines = (Medicine(MedicineKind.ISOTRETINOIN),)
    taken = history(second, medicines=medicines, smoking=Smoking.CURRENT)
    desk.clinic.history.take(taken, CLINICIAN, NOW + timedelta(minutes=1))
    desk.now = NOW + timedelta(hours=1)
    return first, second


@pytest.fixture
def merge(desk: Desk, pair: tuple[int, int]) -> Iterator[Stored[Merge]]:
    one, other = (desk.clinic.people.get(number) for number in pair)
    yield desk.clinic.rights.merge(one, other, one.record, "twice", CLINICIAN, desk.now)


def test_both_are_told_read_and_brought_together(
    desk: Desk, pair: tuple[int, int], merge: Stored[Merge]
) -> None:
    first, _ = pair
    words = desk.words(desk.go("patient", first))
    assert "Two medical histories wait to be brought together" in words
    chips = " ".join(c.text for each in desk.screen.patient_banner.chips if (c := each.chip()))
    assert "isotretinoin" in chips and "latex" in chips
    screen = desk.go("history", first)
    told = screen.beside.text()
    assert f"number {first} has a history of its own" in told
    assert "latex" in told and "It differs in: " in told and "Smoking" in told
    desk.press("Ctrl+Shift+Y")
    assert f"Medical history of number {first}, version 1" in desk.words(desk.screen)
    assert "latex" in "\n".join(desk.screen.words())
    assert "isotretinoin" not in "\n".join(desk.screen.words())
    desk.press("Alt+Left")
    screen = desk.screen
    desk.now += timedelta(hours=1)
    screen.beside.action_button().click()
    assert [row.allergen for row in screen.record().allergies] == [Allergen.LATEX]
    assert "The other history says: never" in desk.words(screen).replace("smoked", "")
    desk.press("Ctrl+S")
    stored = desk.clinic.history.of_patient(first)
    assert stored is not None and stored.version == 2
    assert stored.record.allergies == (Allergy(Allergen.LATEX),)
    assert stored.record.medicines == (Medicine(MedicineKind.ISOTRETINOIN),)
    assert stored.record.smoking is Smoking.CURRENT
    assert "it was brought together with this one" in screen.beside.text()
    assert len(desk.clinic.people.chart(first).histories) == 1
    assert "wait to be brought" not in desk.words(desk.go("patient", first))


def test_the_way_to_the_other_stays_and_comes_back(
    desk: Desk, pair: tuple[int, int], merge: Stored[Merge]
) -> None:
    first, _ = pair
    desk.go("history", first)
    desk.press("Ctrl+Shift+Y")
    desk.press("H")
    desk.press("Alt+Left")
    assert "latex" in "\n".join(desk.screen.words())


def test_one_history_has_no_other(desk: Desk, pair: tuple[int, int]) -> None:
    screen = desk.go("history", pair[0])
    assert not screen.beside.text()
    desk.press("Ctrl+Shift+Y")
    assert "This patient has one history." in desk.words(screen)


def test_parted_again_each_has_its_own(
    desk: Desk, pair: tuple[int, int], merge: Stored[Merge]
) -> None:
    first, second = pair
    desk.clinic.rights.unmerge(merge, "two people", CLINICIAN, desk.now)
    for number, words in ((first, "latex"), (second, "isotretinoin")):
        stored = desk.clinic.history.of_patient(number)
        assert stored is not None and words in str(stored.record).lower()
        assert desk.clinic.history.beside(number) == ()
        assert not desk.go("history", number).beside.text()
