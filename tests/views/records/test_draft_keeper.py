"""A draft that could not be kept is tried again by itself, and its trouble is told once."""

from typing import Any

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.desks.care import Care
from infrared_desktop.views.records import draft_keeper
from infrared_desktop.views.records.draft_keeper import DraftKeeper, Safety
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import consultation, patient
from tests.views.desk import Desk

SOON_MS = 30


@pytest.fixture
def keeper(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> DraftKeeper:
    """Return what keeps drafts at a clinic whose disk is full for two tries."""
    keep, refusals = Care.keep_draft, iter((True, True, False))

    def refuse_at_first(care: Care, *about: Any) -> Any:
        if next(refusals, False):
            raise KnownError("The disk is full.")
        return keep(care, *about)

    monkeypatch.setattr(Care, "keep_draft", refuse_at_first)
    monkeypatch.setattr(draft_keeper, "RETRY_MS", SOON_MS)
    return DraftKeeper(desk.frame.workplace)


def work(desk: Desk) -> Any:
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    return consultation(number)


def test_what_could_not_be_kept_is_kept_once_there_is_room(desk: Desk, keeper: DraftKeeper) -> None:
    drafted = work(desk)
    keeper.take(drafted)
    assert not keeper.keep()
    assert keeper.safety is Safety.FAILED
    desk.qtbot.waitUntil(lambda: keeper.safety is Safety.KEPT)
    kept = desk.clinic.care.draft(type(drafted), drafted.patient_id, CLINICIAN, None)
    assert kept is not None
    assert not keeper.trouble


def test_the_same_trouble_is_told_once(desk: Desk, keeper: DraftKeeper) -> None:
    told: list[str] = []
    keeper.changed.connect(lambda: told.append(keeper.trouble))
    keeper.take(work(desk))
    keeper.keep()
    desk.qtbot.waitUntil(lambda: keeper.safety is Safety.KEPT)
    assert told == ["", "The disk is full.", ""]


def test_work_that_was_left_behind_is_not_kept_later(desk: Desk, keeper: DraftKeeper) -> None:
    keeper.take(work(desk))
    keeper.keep()
    keeper.begin()
    desk.qtbot.wait(5 * SOON_MS)
    assert keeper.safety is Safety.NOTHING
