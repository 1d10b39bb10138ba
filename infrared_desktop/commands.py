"""The verbs that need no window: make a practice clinic, import a list, assess, print, verify."""

import argparse
import getpass
import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from infrared_desktop.domain.chart import State
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.known import known_of
from infrared_desktop.domain.planning import newest_signed
from infrared_desktop.domain.suitability import assess
from infrared_desktop.exchange import patient_list
from infrared_desktop.exchange.assessment import AssessmentReport
from infrared_desktop.storage import key_file, vault
from infrared_desktop.storage.clinic import Clinic, open_clinic, open_unchanged
from infrared_desktop.storage.files import check_new, write_atomically
from infrared_desktop.storage.folder import holds_clinic
from infrared_desktop.storage.protocol_files import check_file
from infrared_desktop.storage.verify import verify
from infrared_desktop.storage.whole_record import record_to_print
from infrared_desktop.usage import OneSentenceParser

_MOST_PATIENTS = 100_000  # of a practice clinic; it takes a night to make so many
_MOST_DIGITS = 15  # of a patient's number
_YEARS = range(2000, 2101)  # in which a practice clinic may stand


def run_verb(words: Sequence[str]) -> int:
    """Run one verb; a KnownError becomes its sentence and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console that lacks a letter of somebody's name shows a mark in its place.
            stream.reconfigure(errors="replace")
    asked = _parser().parse_args(words)
    try:
        return int(asked.run(asked))
    except KnownError as error:
        print(error.sentence, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = OneSentenceParser("infrared-desktop")
    verbs = parser.add_subparsers(required=True, parser_class=OneSentenceParser)
    practice = verbs.add_parser("practice", help="make a synthetic clinic")
    practice.add_argument("folder", type=Path, metavar="DIR")
    practice.add_argument("--patients", type=_count, default=60, metavar="N")
    practice.add_argument("--seed", type=int, default=1, metavar="S")
    practice.add_argument("--on", type=_day, required=True, metavar="DATE")
    practice.set_defaults(run=_practice)
    importing = verbs.add_parser("import", help="import a patient list")
    importing.add_argument("folder", type=Path, metavar="DIR")
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.set_defaults(run=_import)
    printing = verbs.add_parser("print", help="write the whole record of one patient as a PDF")
    printing.add_argument("folder", type=Path, metavar="DIR")
    printing.add_argument("number", type=_number, metavar="NUMBER")
    printing.add_argument("file", type=Path, metavar="OUT.pdf")
    printing.add_argument("--on", type=_day, metavar="DATE", help="the day that it is made on")
    printing.set_defaults(run=_print)
    assessing = verbs.add_parser("assess", help="say which areas of a patient can be treated")
    assessing.add_argument("folder", type=Path, metavar="DIR")
    assessing.add_argument("number", type=_number, metavar="NUMBER")
    assessing.add_argument("--on", type=_day, required=True, metavar="DATE")
    assessing.add_argument("--json", action="store_true", help="for a script to read")
    assessing.set_defaults(run=_assess)
    checking = verbs.add_parser("protocol", help="check a protocol's file")
    checking.add_argument("file", type=Path, metavar="FILE")
    checking.set_defaults(run=_protocol)
    verifying = verbs.add_parser("verify", help="check a whole clinic")
    verifying.add_argument("folder", type=Path, metavar="DIR")
    verifying.set_defaults(run=_verify)
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > len(str(_MOST_PATIENTS)) or int(text) > _MOST_PATIENTS:
        raise argparse.ArgumentTypeError(
            f"{text} is not a number of patients up to {_MOST_PATIENTS}"
        )
    return int(text)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise argparse.ArgumentTypeError(f"{text} is not a patient's number")
    return int(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a day such as 2026-11-23") from error
    if day.year not in _YEARS:
        raise argparse.ArgumentTypeError(
            f"{text} does not lie between {_YEARS[0]} and {_YEARS[-1]}"
        )
    return day


def _practice(asked: argparse.Namespace) -> int:
    from infrared_desktop.practice import make_practice_clinic

    with closing(make_practice_clinic(asked.folder, asked.patients, asked.seed, asked.on)):
        print(f"Made a practice clinic of {asked.patients} patients; its passphrase is practice.")
    return 0


def _import(asked: argparse.Namespace) -> int:
    table = patient_list.read_file(asked.file)
    clinic, staff_id = _open(asked.folder)
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


def _assess(asked: argparse.Namespace) -> int:
    clinic, staff_id = _open(asked.folder)
    with closing(clinic):
        report = _assessment(clinic, asked.number, asked.on, staff_id)
    if asked.json:
        print(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        print("\n".join(report.lines()))
    return 0


def _assessment(clinic: Clinic, number: int, day: date, by: int) -> AssessmentReport:
    chart, protocol = clinic.people.open_chart(number, by, datetime.now(UTC)), clinic.protocol
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
    clinic, staff_id = _open(asked.folder)
    with closing(clinic):
        now = datetime.now(UTC)
        record = record_to_print(clinic, asked.number, staff_id, now)
        papers = RecordPapers(Values(record), staff_id, now, asked.on)
    write_atomically(asked.file, make_pdf(papers.whole()))
    print(f"Wrote the record of number {asked.number} to {asked.file}.")
    return 0


def _those_like(clinic: Clinic) -> patient_list.Candidates:
    return lambda patient: [(s.id, s.record) for s, _ in clinic.people.alike(patient)]


def _protocol(asked: argparse.Namespace) -> int:
    flaws = check_file(asked.file)
    for flaw in flaws:
        print(flaw)
    if not flaws:
        print(f"The protocol {asked.file} can be used.")
    return 1 if flaws else 0


def _verify(asked: argparse.Namespace) -> int:
    try:
        unlocked = _unlock(asked.folder)
        clinic = open_unchanged(asked.folder, unlocked.key)
        with closing(clinic.ledger.db):
            wrong = [str(found) for found in verify(clinic)]
    except KnownError as error:
        # The verdict belongs to the output, even when the clinic does not open.
        print(error.sentence)
        return 1
    for line in wrong:
        print(line)
    if wrong:
        print(f"The clinic is not sound; findings: {len(wrong)}. Restore the last backup.")
        return 1
    print("The clinic is sound: every page, record and audit row is as it was written.")
    return 0


def _open(folder: Path) -> tuple[Clinic, int]:
    unlocked = _unlock(folder)
    return open_clinic(folder, unlocked.key, datetime.now(UTC)), unlocked.staff_id


def _unlock(folder: Path) -> vault.Unlocked:
    if not holds_clinic(folder):
        raise KnownError("There is no clinic in the folder {folder}.", folder=str(folder))
    names = key_file.staff_names(folder)
    try:
        name = os.environ.get("INFRARED_STAFF") or (names[0] if len(names) == 1 else "")
        name = name or input(f"Who are you ({', '.join(names)})? ")
        passphrase = os.environ.get("INFRARED_PASSPHRASE") or getpass.getpass("Passphrase: ")
    except EOFError as error:
        raise KnownError(
            "Nobody answered. Set INFRARED_STAFF and INFRARED_PASSPHRASE, then try again."
        ) from error
    return vault.unlock(folder, name, passphrase)
