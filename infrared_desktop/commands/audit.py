"""The verb that checks the audit log, and writes all of it for another program to read."""

import argparse
import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.commands.unlocking import open_folder
from infrared_desktop.storage.audit.checking import Anchored, Verdict, check
from infrared_desktop.storage.audit.reading import Asked, as_fields

if TYPE_CHECKING:
    from infrared_desktop.storage.clinic import Clinic
    from infrared_desktop.usage import Verbs

FORMAT = 1
_ANCHORED = {
    Anchored.GONE: "The file clinic.anchor is gone: without it a cut of the audit log does not "
    "show.",
    Anchored.CUT: "The audit log was cut short: this file is older than when it was last used.",
}


def add_to(verbs: "Verbs") -> None:
    """Add `audit`."""
    checking = verbs.add_parser("audit", help="check the audit log")
    checking.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    checking.add_argument("--json", action="store_true", help="write every row of it as JSON")
    checking.set_defaults(run=_audit)


def _audit(asked: argparse.Namespace) -> int:
    clinic, staff_id = open_folder(asked.folder, asked.verb)
    with closing(clinic):
        # Told before anything leaves, so that the log itself says who has it.
        act = "audit-exported" if asked.json else "audit-checked"
        clinic.note(act, staff_id, datetime.now(UTC))
        verdict = check(clinic.folder, clinic.ledger.audit)
        if asked.json:
            _write(clinic, verdict)
        else:
            _say(verdict)
    return 0 if verdict.is_sound else 1


def _write(clinic: "Clinic", verdict: Verdict) -> None:
    names = {stored.id: stored.record.name for stored in clinic.staff.all()}
    print(f'{{"format": {FORMAT}, "sound": {json.dumps(verdict.is_sound)},')
    print(f'"broken": {json.dumps(verdict.broken)}, "anchor": "{verdict.anchored}", "rows": [')
    for number, line in enumerate(clinic.audit.rows(Asked())):
        print(",\n" * bool(number) + json.dumps(as_fields(line, names)), end="")
    print("\n]}")


def _say(verdict: Verdict) -> None:
    for seq in verdict.broken:
        print(f"The audit log is broken at row {seq}.")
    if verdict.anchored in _ANCHORED:
        print(_ANCHORED[verdict.anchored])
    if verdict.is_sound:
        print(f"The audit log is sound: {verdict.rows} rows, each as it was written.")
    else:
        print("The audit log is not sound. Compare it with that of the last backup.")
