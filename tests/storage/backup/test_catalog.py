"""Of the backups at a place none goes that a later one does not stand for."""

from datetime import timedelta
from pathlib import Path

import pytest

from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.manifest import PROVEN
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import NOW, RECEPTION
from tests.scenes import patient


@pytest.mark.parametrize("newest_is_proven", [True, False])
def test_one_that_was_not_proven_goes_only_once_a_later_one_is(
    clinic: Clinic, tmp_path: Path, newest_is_proven: bool
) -> None:
    source, made = Source(clinic.folder, clinic.ledger.key), []
    for hours in range(2):
        clinic.people.register(patient(f"Hour {hours}"), RECEPTION, NOW)
        made.append(back_up(source, tmp_path, NOW + timedelta(hours=hours)).path)
    unproven = made[0 if newest_is_proven else 1]
    unproven.with_suffix(PROVEN).unlink()
    gone = catalog.thin(Shelf(unproven.parent), source.key, NOW + timedelta(days=900))
    assert gone == ([unproven] if newest_is_proven else [])
    assert unproven.exists() is not newest_is_proven
