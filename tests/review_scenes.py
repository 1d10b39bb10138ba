"""Scenes of review copies: a clinic of two patients, one of whom is taken along."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.domain.records.photographs import Timepoint
from infrared_desktop.domain.records.review_copies import CopyScope
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.review_copy import unlock_copy
from infrared_desktop.storage.review import making as review_making
from infrared_desktop.storage.review.making import MadeCopy, make_copy
from infrared_desktop.storage.review.order import CopyOrder
from infrared_desktop.storage.review.reading import ReviewClinic, open_copy
from infrared_desktop.storage.review.seat import Seat
from tests.clinics import CLINICIAN, NOW
from tests.photo_scenes import kept
from tests.scenes import TODAY, full_day, patient

WORDS = "green ladders under seven moons"
OTHER = "Quastenberg-Fremd"
"""The surname of somebody who stays at the clinic: it must not be on the copy, clear or not."""


def two_patients(clinic: Clinic) -> tuple[int, int]:
    """Play a day of one patient, and another one whose photograph came over from the first."""
    number = full_day(clinic)
    other = clinic.people.register(patient(OTHER, note=f"{OTHER} calls"), CLINICIAN, NOW).id
    photo = kept(clinic, other, f"picture of {OTHER}".encode(), note=f"{OTHER} at rest")
    moved = kept(clinic, other, b"whose is it", note="unclear", timepoint=Timepoint.AFTER)
    _, wrong = clinic.photos.add([photo, moved], CLINICIAN, NOW)
    clinic.photos.move([wrong], number, "was in the wrong record", CLINICIAN, NOW)
    return number, other


def order(*numbers: int, **fields: Any) -> CopyOrder:
    """Return the wish to take patients along for two weeks."""
    known: dict[str, Any] = {
        "scope": CopyScope.CHOSEN,
        "until": TODAY + timedelta(days=14),
        "holder_id": CLINICIAN,
        "passphrase": WORDS,
        "patients": numbers,
    }
    return CopyOrder(**known | fields)


def seat_in(folder: Path) -> Seat:
    """Return another computer's folders."""
    return Seat(folder / "cache", folder / "state")


def made(clinic: Clinic, out: Path, *numbers: int, **fields: Any) -> MadeCopy:
    """Make a copy, with folders of the front desk's own beside it."""
    wanted = order(*numbers, **fields)
    return make_copy(clinic, wanted, out, CLINICIAN, NOW, seat=seat_in(out.parent / "desk"))


def opened(path: Path, folder: Path, now: Any = NOW) -> ReviewClinic:
    """Open a copy at another computer."""
    return open_copy(unlock_copy(path, WORDS), now, seat_in(folder))


def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have keys cost as little as the program accepts."""
    monkeypatch.setattr(review_making, "KeyCost", lambda: vault.FLOOR)
