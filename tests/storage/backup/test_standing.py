"""What is to be backed up is what no place holds yet; looking in and backing up is nothing new."""

from dataclasses import replace
from pathlib import Path

import pytest

from infrared_desktop.storage.backup.standing import Standing, changed_since, is_unheld
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW


@pytest.mark.parametrize(
    "act", ["backup-made", "backup-failed", "backup-proven", "backup-lost", "verb-unlocked"]
)
def test_a_backup_is_no_change(clinic: Clinic, act: str) -> None:
    newest, _ = clinic.ledger.audit.head()
    clinic.note(act, CLINICIAN, NOW)
    assert not changed_since(clinic.ledger.db, newest)
    assert changed_since(clinic.ledger.db, newest - 1)
    clinic.note("searched", CLINICIAN, NOW)
    assert changed_since(clinic.ledger.db, newest)


def test_one_place_that_lags_behind_is_enough(clinic: Clinic) -> None:
    newest, _ = clinic.ledger.audit.head()
    held = Standing(Path("stick"), row=newest)
    assert not is_unheld(clinic, [held, held])
    assert is_unheld(clinic, [held, replace(held, row=newest - 1)])
