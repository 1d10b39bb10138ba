"""Asked before each reading: who reads here, and which charts stand open to them."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import ChartClosedError, KnownError
from infrared_desktop.storage.database.joined import kept
from infrared_desktop.storage.database.sqlcipher import Database, read
from infrared_desktop.storage.desks.doorkeeper import Doorkeeper

if TYPE_CHECKING:
    from infrared_desktop.domain.follow_ups.kinds import FollowUp
    from infrared_desktop.domain.records.chart import Chart, Stored

_RESTRICTED = (
    "SELECT 1 FROM head WHERE patient_id = ? AND kind = 'restriction' AND state <> 'invalid'"
)
_EVERY_RESTRICTED = (
    "SELECT DISTINCT patient_id FROM head WHERE kind = 'restriction' AND state <> 'invalid'"
)
_THEIR_OWN = (
    "SELECT 1 FROM head h JOIN restriction v ON v.id = h.id AND v.version = 1 "
    "WHERE h.patient_id = ?1 AND h.kind = 'restriction' AND h.state <> 'invalid' "
    "AND v.author_id = ?2 UNION ALL SELECT 1 FROM head h JOIN signature v ON v.id = h.id "
    "AND v.version = h.version WHERE h.patient_id = ?1 AND h.kind = 'signature' "
    "AND v.author_id = ?2 AND v.about_kind IN ('consultation', 'session', 'review', 'test_spot') "
    "LIMIT 1"
)

_CAME_BEFORE = (
    "SELECT seq FROM audit WHERE staff_id = ? "
    "AND act IN ('unlocked', 'unlocked-with-recovery-key') ORDER BY seq DESC LIMIT 1 OFFSET 1"
)
_OPENED_BY_OTHERS = (
    "SELECT count(DISTINCT patient_id || '/' || staff_id) FROM audit "
    "WHERE act = 'restricted-chart-opened' AND staff_id <> ? AND seq > ?"
)
_LIFTED_BY_OTHERS = (
    "SELECT count(DISTINCT patient_id) FROM audit "
    "WHERE act = 'restriction-lifted' AND staff_id <> ? AND seq > ?"
)


class ReadingDoor:
    """Knows who reads; until somebody is named the program does, which reads everything."""

    def __init__(self, db: Database, doorkeeper: Doorkeeper) -> None:
        self._db, self._doorkeeper = db, doorkeeper
        self._reader: int | None = None
        self._opened: set[int] = set()

    def read_as(self, by: int) -> None:
        """Let a person read from now on; what another one opened with a reason is closed again."""
        self._reader, self._opened = by, set()

    def same_as(self, other: "ReadingDoor") -> None:
        """Let the same person read here, with what they opened."""
        self._reader, self._opened = other._reader, set(other._opened)

    def open_with_reason(self, number: int) -> None:
        """Leave a restricted chart open to who reads, until the clinic is closed."""
        self._opened.add(kept(self._db, number))

    def was_opened(self, number: int) -> bool:
        """Say whether who reads opened a chart with a reason, since the clinic was opened."""
        return kept(self._db, number) in self._opened

    def reads_records(self) -> bool:
        """Say whether who reads may read medical records at all."""
        return self._reader is None or self._doorkeeper.holds(Right.READ_RECORD, self._reader)

    def sees_photographs(self) -> bool:
        """Say whether who reads may look at photographs."""
        return self._reader is None or self._doorkeeper.holds(Right.SEE_PHOTOS, self._reader)

    def is_open(self, number: int) -> bool:
        """Say whether a patient's whole chart may be read."""
        return self._reader is None or (self.reads_records() and not self.is_held(number))

    def sight(self) -> Callable[[int], bool]:
        """Return what says the same of many patients, by what holds at this moment."""
        if self._reader is None:
            return lambda _: True
        if not self.reads_records():
            return lambda _: False
        restricted = [number for (number,) in read(self._db, _EVERY_RESTRICTED, ())]
        held = {number for number in restricted if self.is_held(number)}
        return lambda number: number not in held

    def is_held(self, number: int) -> bool:
        """Say whether a restriction keeps a chart from who reads."""
        if self._reader is None or not self.is_restricted(number):
            return False
        if self.was_opened(number):
            return False
        return not self.is_their_own(number, self._reader)

    def is_their_own(self, number: int, by: int) -> bool:
        """Say whether somebody restricted a patient's chart, or signed a record in it."""
        return any(read(self._db, _THEIR_OWN, (kept(self._db, number), by)))

    def is_restricted(self, number: int) -> bool:
        """Say whether a patient's record is kept closed, to whomever."""
        return any(read(self._db, _RESTRICTED, (kept(self._db, number),)))

    def opened_by_others(self, by: int) -> int:
        """Count charts that others opened with a reason since somebody came in before this time."""
        return self._counted_since(_OPENED_BY_OTHERS, by)

    def lifted_by_others(self, by: int) -> int:
        """Count charts whose restriction others lifted since then."""
        return self._counted_since(_LIFTED_BY_OTHERS, by)

    def _counted_since(self, sql: str, by: int) -> int:
        since = next((seq for (seq,) in read(self._db, _CAME_BEFORE, (by,))), 0)
        return next(int(count) for (count,) in read(self._db, sql, (by, since)))

    def require(self, number: int) -> None:
        """Raise KnownError unless a patient's whole chart may be read."""
        self.require_reading()
        self.require_reason(number)
        if self.is_held(number):
            raise KnownError(
                "The chart of number {n} is restricted, so nothing of it was shown. A clinician "
                "can open it by saying why.",
                n=number,
            )

    def require_record(self, stored: "Stored[Any]") -> None:
        """Raise KnownError unless a record may be read; those of the desk may be by everybody."""
        from infrared_desktop.domain.access.veil import is_of_the_desk
        from infrared_desktop.storage.database.kinds import kind_of

        if not is_of_the_desk(kind_of(stored.record).name, stored.record):
            self.require(stored.record.patient_id)

    def require_reading(self) -> None:
        """Raise KnownError for who may read no medical record at all."""
        self.require_right(Right.READ_RECORD)

    def require_right(self, right: Right) -> None:
        """Raise KnownError where who reads lacks a right to read something."""
        if self._reader is not None:
            self._doorkeeper.require(right, self._reader)

    def require_reason(self, number: int) -> None:
        """Raise ChartClosedError where who reads may open a restricted chart by saying why."""
        holds = self._doorkeeper.holds
        if self.is_held(number) and holds(Right.BREAK_GLASS, self._reader or 0):
            raise ChartClosedError(number)

    def chart(self, chart: "Chart") -> "Chart":
        """Return a chart as who reads may read it."""
        if self.is_open(chart.patient.id):
            return chart
        from infrared_desktop.domain.access.veil import desk_chart  # most read everything

        return desk_chart(chart)

    def follow_ups(self, rows: "Iterable[FollowUp]") -> "Iterator[FollowUp]":
        """Yield follow-ups as who reads may read them."""
        is_open = self.sight()
        for row in rows:
            yield row if is_open(row.patient_id) else _veiled(row)


def _veiled(follow_up: "FollowUp") -> "FollowUp":
    from infrared_desktop.domain.follow_ups.veiled import desk_follow_up

    return desk_follow_up(follow_up)
