"""Changing a clinic's file behind the program's back, by somebody who has its key."""

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database import triggers


def tamper(clinic: Clinic, statement: str) -> None:
    """Run a statement with all guards taken away, and put the guards back."""
    db = clinic.ledger.db
    for name in triggers.standing(db):
        db.execute(f"DROP TRIGGER [{name}]")
    assert db.execute(statement).rowcount > 0
    triggers.recreate(db)
