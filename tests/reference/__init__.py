"""The papers whose text is kept beside this module, line by line, to be compared.

After a change that was meant, write them anew with python -m tests.reference and read the diff.
"""

from pathlib import Path

from infrared_desktop.documents.press import Paper
from infrared_desktop.documents.record_paper import RecordPapers
from infrared_desktop.documents.values import Values
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.whole_record import whole_record
from tests.clinics import CLINICIAN, NOW
from tests.scenes import full_day

REFERENCE = Path(__file__).parent
REFERENCES = ("whole_record", "session_report", "consent", "handout")


def papers(clinic: Clinic) -> dict[str, Paper]:
    """Return the papers of a patient for whom there is a record of every kind."""
    record = whole_record(clinic, full_day(clinic))
    desk = RecordPapers(Values(record), CLINICIAN, NOW)
    return {
        "whole_record": desk.whole(),
        "session_report": desk.one("session", 1),
        "consent": desk.consent(1),
        "handout": desk.handout(1),
    }


def made(clinic: Clinic) -> dict[str, str]:
    """Return the text of each paper, with what runs along its pages first."""
    return {
        name: "\n".join(
            (
                f"{paper.clinic} / {paper.page}",
                f"{paper.whom} / {paper.title}",
                f"{paper.made} / {paper.protocol}",
                "",
                *paper.lines,
                "",
            )
        )
        for name, paper in papers(clinic).items()
    }
