"""The log hears who came in and how, and of what it could not hear before, in whose name it may."""

from datetime import timedelta

import pytest

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.access.seat import (
    keep_way,
    note_entry,
    note_second_look,
    tell_tries,
    who_sits,
)
from infrared_desktop.storage.access.tries import RECOVERY_ID, Tries
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.vault import Unlocked
from tests.clinics import CLINICIAN, NOW, RECEPTION


def told(clinic: Clinic, after: int) -> list[tuple[str, int, str | None]]:
    sql = "SELECT act, staff_id, reason FROM audit WHERE seq > ? ORDER BY seq"
    return list(clinic.ledger.db.execute(sql, (after,)))


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("again", [True, False])
def test_each_way_in_leaves_a_row(clinic: Clinic, own: bool, again: bool) -> None:
    newest, _ = clinic.ledger.audit.head()
    note_entry(clinic.ledger, clinic.folder, CLINICIAN, own, NOW, again)
    begun = [] if again else [("program-started", CLINICIAN, None)]
    way = "unlocked" if own else "unlocked-with-recovery-key"
    assert told(clinic, newest) == [*begun, (way, CLINICIAN, None)]


def test_a_second_look_says_whether_the_recovery_key_was_typed(clinic: Clinic) -> None:
    newest, _ = clinic.ledger.audit.head()
    for unlocked in (Unlocked(b"", CLINICIAN, "Åsa"), Unlocked(b"", RECOVERY_ID, "recovery")):
        note_second_look(clinic.ledger, CLINICIAN, unlocked, NOW)
    assert [reason for *_, reason in told(clinic, newest)] == [None, "recovery key"]


def test_what_the_log_could_not_hear_it_hears_once_though_who_did_it_has_left(
    clinic: Clinic,
) -> None:
    clinic.staff.disable(clinic.staff.get(RECEPTION), CLINICIAN, NOW)
    newest, _ = clinic.ledger.audit.head()
    for who in (CLINICIAN, RECEPTION, RECOVERY_ID):
        Tries(clinic.folder).failed(who)
    keep_way(clinic.folder, CLINICIAN, "export")
    for _ in range(2):
        tell_tries(clinic.ledger, clinic.folder, NOW + timedelta(hours=1))
    heard = [(act, by) for act, by, _ in told(clinic, newest)]
    assert heard == [
        ("unlock-failed", CLINICIAN),
        ("unlocked-untold", CLINICIAN),
        ("unlock-failed", PROGRAM),
        ("unlock-failed", PROGRAM),
    ]
    assert Tries(clinic.folder).untold() == {}


def test_a_key_sits_down_as_its_person_and_the_recovery_key_as_nobody_of_several(
    clinic: Clinic,
) -> None:
    people = clinic.staff.all()
    assert who_sits(people, Unlocked(b"", RECEPTION, "Noor")) == clinic.staff.get(RECEPTION)
    assert who_sits(people, Unlocked(b"", RECOVERY_ID, "recovery")) is None
    assert who_sits(people[:1], Unlocked(b"", RECOVERY_ID, "recovery")) == people[0]
    gone = clinic.staff.add(Staff("Ravi Menon", Role.OWNER), CLINICIAN, NOW)
    with pytest.raises(KnownError, match="no longer works here"):
        who_sits(people, Unlocked(b"", gone.id, "Ravi Menon"))
