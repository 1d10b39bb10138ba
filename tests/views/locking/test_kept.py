"""The lock tells the log whose record lay on the screen, and the program what who left can't."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.views.locking.kept import keep
from infrared_desktop.views.locking.unsaved import Unsaved
from infrared_desktop.views.locking.vigil import Reason
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW


@pytest.mark.parametrize(("reason", "noted_by"), [(Reason.IDLE, CLINICIAN), (Reason.GONE, PROGRAM)])
def test_the_log_hears_whose_record_was_typed_in_and_who_locked(
    reason: Reason, noted_by: int
) -> None:
    told: list[tuple[Any, ...]] = []
    desk = SimpleNamespace(lock=lambda *about: told.append(about))
    clinic = SimpleNamespace(locked_work=desk)
    place = cast(Workplace, SimpleNamespace(clinic=clinic, by=CLINICIAN, now=lambda: NOW))
    keep(place, Unsaved(Place("session", patient=7), None, ("typed",)), reason)
    keep(place, None, reason)
    (content, *typed), nothing = told
    assert "typed" in content and typed == [7, reason, CLINICIAN, NOW, noted_by]
    assert nothing == (None, None, reason, CLINICIAN, NOW, noted_by)
