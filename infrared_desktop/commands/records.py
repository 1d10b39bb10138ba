"""The verbs about one patient's record: print it, and say which areas can be treated."""

import argparse
import json
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.commands import arguments
from infrared_desktop.commands.unlocking import open_folder
from infrared_desktop.domain.consultation.planning import newest_signed
from infrared_desktop.domain.consultation.suitability import assess
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.rules.known import known_of
from infrared_desktop.exchange.assessment import AssessmentReport
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.writing import check_new, write_atomically
from infrared_desktop.storage.gathered.whole_record import record_to_print

if TYPE_CHECKING:
    from infrared_desktop.usage import Verbs


def add_to(verbs: "Verbs") -> None:
    """Add `print` and `assess`."""
    printing = verbs.add_parser("print", help="write the whole record of one patient as a PDF")
    printing.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    printing.add_argument("number", type=arguments.number, metavar="NUMBER")
    printing.add_argument("file", type=Path, metavar="OUT.pdf")
    printing.add_argument(
        "--on", type=arguments.day, metavar="DATE", help="the day that it is made on"
    )
    printing.set_defaults(run=_print)
    assessing = verbs.add_parser("assess", help="say which areas of a patient can be treated")
    assessing.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    assessing.add_argument("number", type=arguments.number, metavar="NUMBER")
    assessing.add_argument("--on", type=arguments.day, required=True, metavar="DATE")
    assessing.add_argument("--json", action="store_true", help="for a script to read")
    assessing.set_defaults(run=_assess)


def _assess(asked: argparse.Namespace) -> int:
    clinic, staff_id = open_folder(asked.folder, asked.verb)
    with closing(clinic):
        report = _assessment(clinic, asked.number, asked.on, staff_id)
    if asked.json:
        print(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        print("\n".join(report.lines()))
    return 0


def _assessment(clinic: Clinic, number: int, day: date, by: int) -> AssessmentReport:
    chart, protocol = clinic.people.open_chart(number, by, datetime.now(UTC)), clinic.protocol
    clinic.ledger.reading.require(number)
    seen = newest_signed(chart)
    if seen is None or chart.patient.state is State.INVALID:
        raise KnownError("Number {n} has no signed consultation to go by.", n=number)
    patient, known = chart.patient.record, known_of(chart, day)
    found = assess(seen.record, patient, protocol, day, known)
    return AssessmentReport(seen, day, protocol.title, found)


def _print(asked: argparse.Namespace) -> int:
    from infrared_desktop.documents.making import make_pdf
    from infrared_desktop.documents.record_paper import RecordPapers
    from infrared_desktop.documents.values import Values

    check_new(asked.file)
    clinic, staff_id = open_folder(asked.folder, asked.verb)
    with closing(clinic):
        now = datetime.now(UTC)
        record = record_to_print(clinic, asked.number, staff_id, now)
        papers = RecordPapers(Values(record), staff_id, now, asked.on)
    write_atomically(asked.file, make_pdf(papers.whole()))
    print(f"Wrote the record of number {asked.number} to {asked.file}.")
    return 0
