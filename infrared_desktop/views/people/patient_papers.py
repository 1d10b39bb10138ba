"""The papers of a patient's page: the whole record, and the timeline as it is drawn."""

from typing import TYPE_CHECKING

from infrared_desktop.documents.record_paper import RecordPapers
from infrared_desktop.views.paper_desk import PaperDesk
from infrared_desktop.views.timeline.timeline_paper import TimelinePaper

if TYPE_CHECKING:
    from infrared_desktop.views.people.patient import PatientScreen


def papers_of(screen: "PatientScreen") -> tuple[PaperDesk, TimelinePaper]:
    """Return what prints the record, and what prints the timeline."""
    text, file = screen.tr("Print the record"), screen.tr("Record")
    record = PaperDesk(screen, text, file, lambda: screen.number, lambda: RecordPapers.whole)
    drawn = TimelinePaper(screen, lambda: screen.number, lambda: screen.timeline.timeline())
    return record, drawn
