"""What takes long with the audit log, beside the window: to check all of it, and to save it."""

import json
from collections.abc import Callable
from pathlib import Path

from infrared_desktop.exchange.csv_files import as_csv
from infrared_desktop.storage.audit.checking import Verdict, check
from infrared_desktop.storage.audit.reading import Asked, as_fields
from infrared_desktop.storage.files.writing import write_atomically
from infrared_desktop.views.door import door_of
from infrared_desktop.views.tasks import Task
from infrared_desktop.views.workplace import Workplace


def check_job(workplace: Workplace) -> Callable[[Task], Verdict]:
    """Return what checks every row of the log, on a connection of its own."""
    door = door_of(workplace)

    def job(task: Task) -> Verdict:
        with door.open() as (clinic, _):
            return check(clinic.folder, clinic.ledger.audit, task.step)

    return job


def save_job(workplace: Workplace, asked: Asked, path: Path) -> Callable[[Task], int]:
    """Return what writes the rows asked for: as JSON where the file ends so, else as a table."""
    door = door_of(workplace)

    def job(task: Task) -> int:
        with door.open() as (clinic, _):
            names = {stored.id: stored.record.name for stored in clinic.staff.all()}
            rows = []
            for line in clinic.audit.rows(asked):
                task.heed()
                rows.append(as_fields(line, names))
        write_atomically(path, _as_json(rows) if path.suffix == ".json" else _as_table(rows))
        return len(rows)

    return job


def _as_json(rows: list[dict[str, object]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def _as_table(rows: list[dict[str, object]]) -> bytes:
    cells = [["" if cell is None else str(cell) for cell in row.values()] for row in rows]
    return as_csv([list(rows[0]) if rows else [], *cells])
