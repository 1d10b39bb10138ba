"""The papers of a patient's page: the whole record, and the timeline as it is drawn."""

from collections.abc import Callable

from infrared_desktop.documents.record_paper import RecordPapers
from infrared_desktop.domain.timeline.model import Timeline
from infrared_desktop.views.paper_desk import PaperDesk
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.timeline.timeline_paper import TimelinePaper


def papers_of(
    screen: Screen, number: Callable[[], int], timeline: Callable[[], Timeline | None]
) -> tuple[PaperDesk, TimelinePaper]:
    """Return what prints the record of a screen's patient, and what prints the timeline."""
    text, file = screen.tr("Print the record"), screen.tr("Record")
    record = PaperDesk(screen, text, file, number, lambda: RecordPapers.whole)
    return record, TimelinePaper(screen, number, timeline)
