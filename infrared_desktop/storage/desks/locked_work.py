"""What a person had typed and not saved when the window locked; it waits for the same person."""

from datetime import datetime

from infrared_desktop.storage.database.moments import as_text
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Ledger

_WAITS = (
    "SELECT 1 FROM locked_work w JOIN head h ON h.kind = 'staff' AND h.id = w.staff_id "
    "JOIN staff s ON s.id = h.id AND s.version = h.version WHERE s.active LIMIT 1"
)


class LockedWork:
    """Keeps one text a person; what it says is the affair of the window that typed it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def lock(
        self,
        content: str | None,
        patient_id: int | None,
        reason: str,
        by: int,
        now: datetime,
        noted_by: int | None = None,
    ) -> None:
        """Note that the window locked and why, and keep what was typed, over an earlier text.

        `noted_by` is the program where the person, as somebody who left, does nothing any more.
        """
        db = self._ledger.db
        with self._ledger.act("locked", by if noted_by is None else noted_by, now) as act:
            act.note(patient_id=patient_id if content else None, reason=reason)
            if content is not None:
                db.execute(
                    "INSERT OR REPLACE INTO locked_work VALUES (?, ?, ?, ?)",
                    (by, patient_id, as_text(act.now), content),
                )

    def waiting(self, by: int) -> str | None:
        """Return what waits for a person, if anything does."""
        asked = "SELECT content FROM locked_work WHERE staff_id = ?"
        row = self._ledger.db.execute(asked, (by,)).fetchone()
        return row[0] if row else None

    def is_waiting(self) -> bool:
        """Say whether anything waits for anybody who works here."""
        return any(True for _ in read(self._ledger.db, _WAITS))

    def put_away(self, by: int, now: datetime) -> None:
        """Forget what waited, once it stands in the window again."""
        with self._ledger.act("typed-work-back", by, now):
            self._ledger.db.execute("DELETE FROM locked_work WHERE staff_id = ?", (by,))
