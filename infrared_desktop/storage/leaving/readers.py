"""Who read the record of one patient: each time for a spreadsheet, by day and person on paper."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from infrared_desktop.domain.access.deeds import DEEDS, READ, Group
from infrared_desktop.domain.papers.whole_record import Reading
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.leaving.tables import Tables

COLUMNS = ("at", "who", "words", "kind", "record_id")


def reading_rows(tables: Tables) -> Iterator[dict[str, Any]]:
    """Yield the rows of the audit log that tell of reading, or of taking along, oldest first."""
    return (row for row in tables.rows_beside("audit") if _tells_of_reading(row))


def readings(clinic: Clinic, tables: Tables) -> tuple[Reading, ...]:
    """Return who read on which day, and how often, in the order of the days."""
    times = Counter(
        (clinic.day(datetime.fromisoformat(row["at"])), row["staff_id"], row["words"])
        for row in reading_rows(tables)
    )
    return tuple(Reading(*who, count) for who, count in sorted(times.items()))


def _tells_of_reading(row: dict[str, Any]) -> bool:
    deed = DEEDS.get(row["act"])
    return deed is not None and (deed.action is READ or deed.group is Group.LEAVING)
