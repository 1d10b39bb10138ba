"""The charts used last: kept while nobody writes, and taken along by the clinic's own acts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from infrared_desktop.domain.follow_ups.kinds import FollowUp
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.database.books import Books
from infrared_desktop.storage.database.kinds import kind_of
from infrared_desktop.storage.database.sqlcipher import Database, read

if TYPE_CHECKING:
    from infrared_desktop.domain.follow_ups.aftercare import Settled

R = TypeVar("R")
KEPT = 2  # a chart of 5,000 records takes about 10 MB


@dataclass(frozen=True)
class Known:
    """A patient's chart and, once an act has derived them, the follow-ups in the table by key.

    `settled` is what the derivation need not derive again.
    """

    chart: Chart
    follow_ups: Mapping[str, FollowUp] | None = None
    settled: "Settled" = field(default_factory=dict)


Stamp = tuple[int, int]


class Recent:
    """What is known of the last few patients, as the file holds it; verifying never asks here."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[int, Known] = {}
        self._stamp: Stamp | None = None
        self.versions: list[Stored[History]] = []  # of the history that was asked for last
        self._made: tuple[object, Any] | None = None

    def stamp(self) -> Stamp:
        """Return what every write to the file changes: one's own and another connection's."""
        ((others,),) = read(self._db, "PRAGMA data_version")
        return self._db.conn.total_changes, others

    def stamp_after(self, begun: Stamp) -> Stamp:
        """Return the stamp after an act; what others wrote since it was committed still counts."""
        return self._db.conn.total_changes, begun[1]

    def known(self, stamp: Stamp) -> dict[int, Known]:
        """Return what is known and still holds, the patient used last at the end."""
        return dict(self._known) if stamp == self._stamp else {}

    def keep(self, known: dict[int, Known], stamp: Stamp) -> None:
        """Keep what was read since the stamp was taken."""
        self._known, self._stamp = known, stamp

    def made(self, of: object, make: Callable[[], R]) -> R:
        """Return what is derived of a chart; again what was derived last, while that is equal."""
        if self._made is None or self._made[0] != of:
            self._made = of, make()
        found: R = self._made[1]
        return found

    def forget(self) -> None:
        """Let go of everything."""
        self._known, self._stamp = {}, None
        self.versions, self._made = [], None


def put(known: dict[int, Known], number: int, found: Known) -> Known:
    """Put a patient in as the one used last; of more than a few the first goes."""
    known.pop(number, None)
    known[number] = found
    while len(known) > KEPT:
        del known[next(iter(known))]
    return found


def take_along(known: dict[int, Known], written: Iterable[Stored[Any]], books: Books) -> None:
    """Put what an act wrote into the charts, as it reads back from the database."""
    for given in written:
        for number, found in tuple(known.items()):
            if isinstance(given.record, History) and len(found.chart.histories) > 1:
                del known[number]  # which of two that were joined are in sight is asked anew
            elif _may_concern(number, given):
                stored = books.get(type(given.record), given.id)
                known[number] = replace(found, chart=_with(found.chart, stored))


def _may_concern(number: int, stored: Stored[Any]) -> bool:
    if isinstance(stored.record, Patient):
        return stored.id == number
    # A later version may have gone over to another patient.
    return stored.version > 1 or getattr(stored.record, "patient_id", None) == number


def _with(chart: Chart, stored: Stored[Any]) -> Chart:
    if isinstance(stored.record, Patient):
        return replace(chart, patient=stored)
    field = kind_of(stored.record).chart_field
    if not field:
        return chart
    rows = [row for row in getattr(chart, field) if row.id != stored.id]
    if stored.state is not State.INVALID and stored.record.patient_id == chart.patient.id:
        rows.append(stored)
    whole: dict[str, Any] = {field: tuple(sorted(rows, key=lambda row: row.id))}
    return replace(chart, **whole)
