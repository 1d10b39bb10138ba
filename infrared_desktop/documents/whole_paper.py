"""The whole record of one patient as a PDF, for whoever leaves with it."""

from collections.abc import Callable
from datetime import datetime

from infrared_desktop.documents.making import make_pdf
from infrared_desktop.documents.record_paper import RecordPapers
from infrared_desktop.documents.values import Values
from infrared_desktop.domain.papers.whole_record import WholeRecord


def record_pdf(by: int, now: datetime) -> Callable[[WholeRecord, Callable[[float], object]], bytes]:
    """Return what makes the PDF of a record, as somebody makes it at a moment."""

    def made(record: WholeRecord, step: Callable[[float], object]) -> bytes:
        return make_pdf(RecordPapers(Values(record), by, now).whole(), step)

    return made
