"""The verb that imports a patient list."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.commands.unlocking import open_folder
from infrared_desktop.exchange import patient_list
from infrared_desktop.storage.clinic import Clinic

if TYPE_CHECKING:
    from infrared_desktop.usage import Verbs


def add_to(verbs: "Verbs") -> None:
    """Add `import`."""
    importing = verbs.add_parser("import", help="import a patient list")
    importing.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.set_defaults(run=_import)


def _import(asked: argparse.Namespace) -> int:
    table = patient_list.read_file(asked.file)
    clinic, staff_id = open_folder(asked.folder, asked.verb)
    with closing(clinic):
        now = datetime.now(UTC)
        settings, today = clinic.settings, clinic.day(now)
        plans = patient_list.plan_import(table, settings, today, _those_like(clinic))
        new = [plan.patient for plan in plans if plan.is_new and plan.patient is not None]
        if new:
            clinic.people.take_in(new, staff_id, now)
    for plan in plans:
        if not plan.is_new:
            print(f"Line {plan.line}: {plan.why}")
    print(patient_list.count(plans))
    return 0


def _those_like(clinic: Clinic) -> patient_list.Candidates:
    return lambda patient: [(s.id, s.record) for s, _ in clinic.people.alike(patient)]
