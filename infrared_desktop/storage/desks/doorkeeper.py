"""Asked before each act: whether its author may do it, by the table of rights."""

from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.access.rights import (
    FOUNDER_RIGHTS,
    PROGRAM,
    PROGRAM_RIGHTS,
    Right,
    granted,
    refusal_of,
)
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.storage.database.sqlcipher import Database, read

_WHO = (
    "SELECT s.name, s.role, s.active, v.reception_reads_records, v.reception_sees_photographs "
    "FROM head h JOIN staff s ON s.id = h.id AND s.version = h.version "
    "LEFT JOIN head c ON c.kind = 'settings' "
    "LEFT JOIN settings v ON v.id = c.id AND v.version = c.version "
    "WHERE h.kind = 'staff' AND h.id = ?"
)
_ANYBODY = "SELECT 1 FROM head WHERE kind = 'staff' LIMIT 1"


class RefusedError(KnownError):
    """Somebody lacks a right; `role` is the one that they have."""

    role: str | None = None


class Doorkeeper:
    """Knows who holds which right at this moment, as the database says."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def admit(self, act: str, by: int) -> str | None:
        """Return the role in which a person, or the program itself, begins an act.

        Raise RefusedError where they may not. An act that is not in the table of deeds is nobody's:
        that raises LookupError.
        """
        if act not in DEEDS:
            raise LookupError(f"{act} is no act of this program")
        return self.require(DEEDS[act].right, by)

    def require(self, right: Right, by: int) -> str | None:
        """Return the role by which somebody holds a right; raise RefusedError, with who can."""
        role, rights = self._seat(by)
        if right not in rights:
            raise _refused(RefusedError(refusal_of(right)), role)
        return role

    def holds(self, right: Right, by: int) -> bool:
        """Say whether somebody holds a right."""
        try:
            self.require(right, by)
        except RefusedError:
            return False
        return True

    def _seat(self, by: int) -> tuple[str | None, frozenset[Right]]:
        if by == PROGRAM:
            return "program", PROGRAM_RIGHTS
        for name, role, active, reads, sees in read(self._db, _WHO, (by,)):
            if not active:
                gone = "{name} no longer works here. Nothing was changed."
                raise _refused(RefusedError(gone, name=name), role)
            return role, granted(Role(role), bool(reads), bool(sees))
        if not list(read(self._db, _ANYBODY, ())):
            return None, FOUNDER_RIGHTS
        raise RefusedError("Nobody with the number {n} works here. Nothing was changed.", n=by)


def _refused(error: RefusedError, role: str | None) -> RefusedError:
    error.role = role
    return error
