"""Every screen can be shown as a picture: each has its places in the practice clinic."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from infrared_desktop.practice import make_practice_clinic
from infrared_desktop.views.screens import SCREENS
from tests.pictures.places import ABOUT_NOBODY, PLACES, Scene, all_places, set_scene

ON = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 15, 42, tzinfo=UTC)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Yield the clinic of the pictures, set as for the pictures."""
    clinic = make_practice_clinic(tmp_path_factory.mktemp("pictures") / "clinic", 60, 1, ON)
    yield set_scene(clinic, ON, NOW)
    clinic.close()


def test_every_screen_has_places_to_be_shown_at() -> None:
    assert sorted(PLACES) == sorted(SCREENS)


def test_every_screen_is_shown_with_somebody_in_it(scene: Scene) -> None:
    shown = dict(all_places(scene))
    assert {place.name for place in shown.values()} == set(PLACES)
    named = {place.name for place in shown.values() if place.patient is not None}
    assert named == set(PLACES) - set(ABOUT_NOBODY)


def test_a_begun_and_a_signed_consultation_are_shown(scene: Scene) -> None:
    shown = dict(all_places(scene))
    drafts = {(draft.kind, draft.patient_id) for draft in scene.clinic.care.drafts(by=1)}
    assert ("consultation", shown["consultation"].patient) in drafts
    assert ("consultation", shown["consultation-new"].patient) not in drafts
    assert shown["consultation-signed"].record is not None
