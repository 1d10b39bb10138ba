"""What is seen at a glance: keys, versions, the clock at the last start."""

from datetime import datetime, timedelta

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.migrations import step_names
from infrared_desktop.storage.health.clock import leap_at_start, note_leap
from infrared_desktop.storage.health.keys import keys_of
from infrared_desktop.storage.health.versions import versions_of
from tests.clinics import CLINICIAN, NOW


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


def test_a_clock_that_leapt_ahead_before_the_start_is_told_once(clinic: Clinic) -> None:
    start(clinic, NOW + timedelta(days=30))
    assert leap_at_start(clinic) is None
    ahead = NOW + timedelta(days=30 + 400)
    start(clinic, ahead)
    leap = leap_at_start(clinic)
    assert leap == (NOW + timedelta(days=30), ahead)
    note_leap(clinic, leap, CLINICIAN, ahead)
    told = clinic.ledger.db.execute("SELECT reason FROM audit WHERE act = 'clock-changed'")
    assert told.fetchall() == [("days ahead: 400",)]
    assert leap_at_start(clinic) is None


def test_a_clock_that_was_never_started_leapt_nowhere(clinic: Clinic) -> None:
    assert leap_at_start(clinic) is None
