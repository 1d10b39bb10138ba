"""Asked before each act: whether its author may do it, by the table of rights."""

from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.access.rights import (
    FOUNDER_RIGHTS,
    GRANTED,
    PROGRAM,
    PROGRAM_RIGHTS,
    Right,
    refusal_of,
)
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.storage.database.sqlcipher import Database, read

_WHO = (
    "SELECT s.name, s.role, s.active FROM head h JOIN staff s ON s.id = h.id "
    "AND s.version = h.version WHERE h.kind = 'staff' AND h.id = ?"
)
_ANYBODY = "SELECT 1 FROM head WHERE kind = 'staff' LIMIT 1"


class Doorkeeper:
    """Knows who holds which right at this moment, as the database says."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def admit(self, act: str, by: int) -> None:
        """Raise KnownError unless a person, or the program itself, may begin an act.

        An act that is not in the table of deeds is nobody's: that raises LookupError.
        """
        if act not in DEEDS:
            raise LookupError(f"{act} is no act of this program")
        self.require(DEEDS[act].right, by)

    def require(self, right: Right, by: int) -> None:
        """Raise KnownError, with who can, unless somebody holds a right."""
        if right not in self._rights(by):
            raise KnownError(refusal_of(right))

    def _rights(self, by: int) -> frozenset[Right]:
        if by == PROGRAM:
            return PROGRAM_RIGHTS
        for name, role, active in read(self._db, _WHO, (by,)):
            if not active:
                raise KnownError("{name} no longer works here. Nothing was changed.", name=name)
            return GRANTED.get(Role(role), frozenset())
        if not list(read(self._db, _ANYBODY, ())):
            return FOUNDER_RIGHTS
        raise KnownError("Nobody with the number {n} works here. Nothing was changed.", n=by)
