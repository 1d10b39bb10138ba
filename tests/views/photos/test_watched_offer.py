"""What comes into the watched folder is offered for the patient who is shown, and left as it is."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from infrared_desktop.views import tasks
from infrared_desktop.views.photos import watching
from tests.camera import drawn, noted
from tests.clinics import NOW, RECEPTION
from tests.scenes import patient
from tests.views.desk import Desk


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Return the folder of a camera's card with two photographs."""
    card = tmp_path / "card"
    card.mkdir()
    for number in range(2):
        (card / f"{number}.jpg").write_bytes(noted(drawn(200 + number, 150)))
    return card


@pytest.fixture
def screen(desk: Desk, card: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Yield the photographs of a patient on a computer that watches the card."""
    monkeypatch.setattr(watching, "EVERY_MS", 20)
    monkeypatch.setattr(watching, "SOON_MS", 20)
    desk.clinic.people.take_in([patient("Aaltonen")], RECEPTION, NOW)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(card))
    screen = desk.go("photos", 1)
    desk.press("W")
    assert "No folder is watched on this computer." in desk.told()
    desk.press("Ctrl+W")
    yield screen
    screen.offer.stop()
    assert tasks.wait_for_all()


def wait_for(desk: Desk, words: str) -> None:
    desk.qtbot.waitUntil(lambda: words in desk.words(), timeout=20_000)


def test_what_is_new_is_offered_once_and_comes_in_by_one_key(
    desk: Desk, screen: Any, card: Path
) -> None:
    wait_for(desk, "2 photographs new in the folder card.")
    assert "for Aaltonen" in screen.offer.banner.action_button().text()
    desk.press("W")
    wait_for(desk, "2 photographs taken in.")
    assert len(desk.clinic.photos.of_patient(1)) == 2
    assert sorted(path.name for path in card.iterdir()) == ["0.jpg", "1.jpg"]
    (card / "2.jpg").write_bytes(noted(drawn(300, 150)))
    wait_for(desk, "1 photograph new in the folder card.")


def test_what_is_left_is_not_offered_again(desk: Desk, screen: Any) -> None:
    wait_for(desk, "2 photographs new in the folder card.")
    desk.press("L")
    assert screen.offer.banner.text() == ""
    desk.go("people")
    desk.go("photos", 1)
    desk.qtbot.waitUntil(lambda: bool(screen.offer.watch._marks))
    assert screen.offer.watch.new() == []


def test_a_card_that_is_pulled_out_leaves_nothing_to_offer_and_comes_back(
    desk: Desk, screen: Any, card: Path
) -> None:
    wait_for(desk, "2 photographs new")
    card.rename(card.with_name("pulled out"))
    desk.qtbot.waitUntil(lambda: screen.offer.banner.text() == "", timeout=20_000)
    card.with_name("pulled out").rename(card)
    wait_for(desk, "2 photographs new")


def test_what_could_not_be_read_is_offered_again(desk: Desk, screen: Any, card: Path) -> None:
    wait_for(desk, "2 photographs new")
    (card / "0.jpg").write_bytes(b"Dear colleague")
    desk.press("W")
    wait_for(desk, "1 could not be taken in")
    wait_for(desk, "1 photograph new in the folder card.")
