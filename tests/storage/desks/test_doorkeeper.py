"""Nothing is written by somebody who may not: each act is begun by each role, on a real clinic."""

from dataclasses import replace

import pytest

from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.access.rights import PROGRAM, Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.messages import MailServer
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.doorkeeper import Doorkeeper
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.domain.access.test_rights import EXPECTED
from tests.scenes import close_the_record, patient
from tests.scenes import stored_now as rows_now

OWNER = CLINICIAN  # who founded the template treats in it, too


@pytest.fixture
def treating(clinic: Clinic) -> int:
    return clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), OWNER, NOW).id


def _begun(clinic: Clinic, by: int) -> set[str]:
    """Begin every act of the table as somebody, and return those that were stored."""
    begun = set()
    for name in DEEDS:
        before = stored_now(clinic)
        try:
            with clinic.ledger.act(name, by, NOW):
                pass
        except KnownError:
            assert stored_now(clinic) == before
        else:
            begun.add(name)
    return begun


def _refused(clinic: Clinic) -> list[tuple[object, ...]]:
    sql = "SELECT act, staff_id, role, action, outcome, kind, patient_id, reason FROM audit"
    return list(clinic.ledger.db.execute(f"{sql} WHERE outcome = 'refused' ORDER BY seq"))


def stored_now(clinic: Clinic) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but what the audit log tells of refusals."""
    stored = rows_now(clinic)
    return stored | {"audit": [row for row in stored["audit"] if "refused" not in row]}


def test_each_role_begins_the_acts_of_the_matrix_and_no_other(
    clinic: Clinic, treating: int
) -> None:
    close_the_record(clinic)
    for letter, by in (("R", RECEPTION), ("C", treating), ("O", OWNER), ("P", PROGRAM)):
        assert _begun(clinic, by) == {name for name, who in EXPECTED.items() if letter in who}


def test_an_act_that_is_not_in_the_table_begins_for_nobody(clinic: Clinic) -> None:
    before = stored_now(clinic)
    for by in (OWNER, PROGRAM):
        with pytest.raises(LookupError, match="no act"):
            clinic.note("sneaked-in", by, NOW)
    assert stored_now(clinic) == before


def test_who_left_the_clinic_holds_nothing(clinic: Clinic) -> None:
    with clinic.ledger.act("staff-disabled", OWNER, NOW) as act:
        stored = clinic.staff.get(RECEPTION)
        act.change(stored, replace(stored.record, active=False))
    with pytest.raises(KnownError, match="Noor Haddad no longer works here"):
        clinic.people.register(patient(), RECEPTION, NOW)


def test_a_role_counts_from_the_act_that_changed_it(clinic: Clinic) -> None:
    with clinic.ledger.act("role-changed", OWNER, NOW) as act:
        stored = clinic.staff.get(RECEPTION)
        act.change(stored, replace(stored.record, role=Role.OWNER))
    clinic.note("audit-viewed", RECEPTION, NOW)


def test_a_number_of_nobody_holds_nothing(clinic: Clinic) -> None:
    with pytest.raises(KnownError, match="Nobody with the number 77"):
        clinic.people.register(patient(), 77, NOW)


def test_a_clinic_is_founded_once(clinic: Clinic) -> None:
    with pytest.raises(KnownError, match="Only the program"):
        clinic.note("clinic-founded", OWNER, NOW)


def test_a_refusal_leaves_no_lock_and_tells_nobody_but_the_audit_log(clinic: Clinic) -> None:
    heard: list[object] = []
    clinic.subscribe(heard.append)
    with pytest.raises(KnownError, match="A clinician joins two numbers"):
        clinic.note("patients-merged", RECEPTION, NOW, "whatever")
    assert heard == [] and not clinic.ledger.db.conn.in_transaction
    assert _refused(clinic) == [
        ("patients-merged", RECEPTION, "reception", "U", "refused", None, None, None)
    ]
    assert not list(clinic.ledger.audit.breaks())


def test_every_refused_act_leaves_one_row(clinic: Clinic, treating: int) -> None:
    for by in (RECEPTION, treating, PROGRAM, 77):
        begun = _begun(clinic, by)
        told = [act for act, who, *_ in _refused(clinic) if who == by]
        assert sorted(told) == sorted(DEEDS.keys() - begun)


def test_what_is_refused_inside_an_act_or_before_it_leaves_a_row_too(clinic: Clinic) -> None:
    with pytest.raises(KnownError), clinic.ledger.act("plan-made", CLINICIAN, NOW) as act:
        act.note()
        clinic.ledger.doorkeeper.require(Right.ERASE, RECEPTION)
    with pytest.raises(KnownError):
        clinic.messages.set_server(MailServer("", 0), None, RECEPTION, NOW)
    assert [row[:2] for row in _refused(clinic)] == [
        ("plan-made", CLINICIAN),
        ("mail-server-changed", RECEPTION),
    ]


def test_a_file_that_takes_no_row_drops_it_and_not_the_refusal(clinic: Clinic) -> None:
    clinic.ledger.db.execute("PRAGMA query_only = ON")
    with pytest.raises(KnownError, match="A clinician joins two numbers"):
        clinic.note("patients-merged", RECEPTION, NOW)
    clinic.ledger.db.execute("PRAGMA query_only = OFF")
    assert not _refused(clinic) and not clinic.ledger.db.conn.in_transaction


def test_the_author_is_looked_up_once(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    seat = Doorkeeper._seat
    monkeypatch.setattr(Doorkeeper, "_seat", lambda self, by: asked.append(by) or seat(self, by))
    clinic.note("searched", RECEPTION, NOW)
    assert asked == [RECEPTION]


def test_the_matrix_notices_a_doorkeeper_who_lets_everybody_in(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Doorkeeper, "_seat", lambda self, by: ("owner", frozenset(Right)))
    assert _begun(clinic, RECEPTION) != {n for n, who in EXPECTED.items() if "R" in who}
