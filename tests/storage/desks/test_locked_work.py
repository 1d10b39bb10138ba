"""What was typed when the window locked waits for who typed it, and for nobody else."""

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import patient


def test_each_finds_their_own_and_puts_away_no_other(clinic: Clinic) -> None:
    work = clinic.locked_work
    for by in (RECEPTION, CLINICIAN):
        work.lock("older", None, "key", by, NOW)
        work.lock(f"typed by {by}", None, "idle", by, NOW)
    work.lock(None, None, "idle", CLINICIAN, NOW)  # nothing was typed since
    work.put_away(RECEPTION, NOW)
    assert work.waiting(RECEPTION) is None
    assert work.waiting(CLINICIAN) == f"typed by {CLINICIAN}"


def test_the_log_says_who_locked_why_and_about_whom_something_was_typed(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    newest, _ = clinic.ledger.audit.head()
    clinic.locked_work.lock("typed", number, "idle", RECEPTION, NOW)
    clinic.locked_work.lock(None, number, "key", RECEPTION, NOW)
    clinic.locked_work.lock("typed", None, "left the clinic", RECEPTION, NOW, PROGRAM)
    sql = "SELECT staff_id, patient_id, reason FROM audit WHERE act = 'locked' AND seq > ?"
    assert clinic.ledger.db.execute(sql, (newest,)).fetchall() == [
        (RECEPTION, number, "idle"),
        (RECEPTION, None, "key"),
        (PROGRAM, None, "left the clinic"),
    ]
    assert clinic.locked_work.waiting(RECEPTION) == "typed"


def test_the_way_in_says_that_work_waits_only_where_somebody_who_works_here_typed_it(
    clinic: Clinic,
) -> None:
    work, there = clinic.locked_work, clinic.staff.get(RECEPTION)
    assert not work.is_waiting()
    work.lock("typed", None, "idle", RECEPTION, NOW)
    assert work.is_waiting()
    gone = clinic.staff.disable(there, CLINICIAN, NOW)
    assert not work.is_waiting()
    clinic.staff.enable(gone, CLINICIAN, NOW)
    assert work.is_waiting(), "and it waits for who comes back"
