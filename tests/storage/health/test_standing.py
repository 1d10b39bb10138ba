"""What is seen at a glance: keys, versions, the clock at the last start."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.migrations import step_names
from infrared_desktop.storage.health.clock import (
    Leap,
    confirm_day,
    leap_of,
    note_leap,
    refuse_doubted,
)
from infrared_desktop.storage.health.keys import keys_of
from infrared_desktop.storage.health.versions import versions_of
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.tampering import tamper


def start(clinic: Clinic, at: datetime) -> None:
    clinic.note("program-started", CLINICIAN, at)


def test_keys_are_told_by_name_and_the_recovery_key_by_its_day(clinic: Clinic) -> None:
    keys = keys_of(clinic)
    assert keys.own == ("Dr. Åsa Lindqvist",)
    assert keys.lacking == ("Noor Haddad",)
    assert keys.recovery_made_at == NOW
    assert not keys.is_rekeying_due
    new = clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW)
    KeyRing(clinic.folder, clinic.ledger.key).give_code(new.id, new.record.name)
    later = NOW + timedelta(days=3)
    clinic.staff.note_key("recovery-key-changed", 0, CLINICIAN, later)
    keys = keys_of(clinic)
    assert keys.by_code == ("Dr. Ana Ruiz",)
    assert keys.own == ("Dr. Åsa Lindqvist",)
    assert keys.recovery_made_at == later


def test_versions_name_program_data_and_cipher(clinic: Clinic) -> None:
    versions = versions_of(clinic)
    assert versions.data == len(step_names())
    assert versions.cipher[0].isdigit() and versions.sqlite.startswith("3.")
    assert "OpenSSL" in versions.provider


def acts(clinic: Clinic) -> list[tuple[str, str | None]]:
    sql = "SELECT act, reason FROM audit WHERE act LIKE 'clock-%' ORDER BY seq"
    return list(clinic.ledger.db.execute(sql).fetchall())


def test_a_clock_that_leapt_ahead_is_doubted_until_somebody_calls_it_right(clinic: Clinic) -> None:
    month = NOW + timedelta(days=30)
    start(clinic, month)
    assert leap_of(clinic, month) is None
    ahead = month + timedelta(days=400)
    start(clinic, ahead)
    leap = leap_of(clinic, ahead)
    assert leap == Leap(ahead, month, is_told=False)
    note_leap(clinic, leap, CLINICIAN, ahead)
    start(clinic, ahead + timedelta(days=3))  # to close the program is no answer
    told = leap_of(clinic, ahead + timedelta(days=3))
    assert told == Leap(ahead, month, is_told=True)
    note_leap(clinic, told, CLINICIAN, ahead)
    with pytest.raises(KnownError, match=r"400 days ahead.*none was withdrawn"):
        refuse_doubted(clinic, ahead)
    confirm_day(clinic, RECEPTION, ahead + timedelta(days=3))
    assert leap_of(clinic, ahead + timedelta(days=4)) is None
    refuse_doubted(clinic, ahead + timedelta(days=4))
    assert acts(clinic) == [("clock-changed", "days ahead: 400"), ("clock-confirmed", None)]


def test_a_leap_while_the_program_ran_is_known_by_the_rows_before_and_after(clinic: Clinic) -> None:
    ahead = NOW + timedelta(days=365)
    clinic.note("locked", CLINICIAN, ahead)
    start(clinic, ahead)
    found = leap_of(clinic, ahead)
    assert found is not None and (found.at, found.days) == (ahead, 365)


def test_before_any_row_tells_it_the_moment_itself_does(clinic: Clinic) -> None:
    assert leap_of(clinic, NOW + timedelta(days=31)) is None
    assert leap_of(clinic, NOW + timedelta(days=32)) is not None


def test_a_clock_that_was_put_right_is_believed_at_once(clinic: Clinic) -> None:
    ahead = NOW + timedelta(days=365)
    start(clinic, ahead)
    leap = leap_of(clinic, ahead)
    assert leap is not None
    note_leap(clinic, leap, CLINICIAN, ahead)
    right = NOW + timedelta(hours=1)
    assert leap_of(clinic, right) is None
    clinic.note("clock-changed", CLINICIAN, right, "minutes back: 525540")  # as Today notes it
    start(clinic, right)
    assert leap_of(clinic, right) is None
    assert leap_of(clinic, ahead) is not None  # again a year ahead: asked again


def test_a_leap_stays_one_while_the_clock_is_put_right_by_itself(clinic: Clinic) -> None:
    ahead = NOW + timedelta(days=365)
    start(clinic, ahead)
    assert leap_of(clinic, ahead - timedelta(minutes=1)) is not None
    assert leap_of(clinic, ahead - timedelta(minutes=3)) is None


def test_what_is_no_moment_stops_nobody(clinic: Clinic) -> None:
    tamper(clinic, "UPDATE audit SET at = 'soon' WHERE seq = 2")
    assert leap_of(clinic, NOW) is None


def test_the_invented_day_of_a_practice_clinic_is_never_doubted(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented = replace(clinic.settings, practice=True)
    monkeypatch.setattr(clinic, "_settings", replace(clinic._settings, record=invented))
    assert leap_of(clinic, NOW + timedelta(days=365)) is None
