"""Prints the signed record that a screen shows."""

from infrared_desktop.documents.press import Paper
from infrared_desktop.documents.record_paper import RecordPapers
from infrared_desktop.storage.database.kinds import kind_of
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.paper_desk import PaperDesk, Wanted
from infrared_desktop.views.records.signed_record import SignedRecord
from infrared_desktop.views.screen import Screen


def paper_of(screen: Screen, signed: SignedRecord, banner: Banner) -> PaperDesk:
    """Return what prints the record; a draft is not printed."""
    text, file = screen.tr("Print this record"), screen.tr("Report")
    return PaperDesk(screen, text, file, lambda: _patient(signed), lambda: _wanted(signed), banner)


def _patient(signed: SignedRecord) -> int:
    assert signed.stored is not None
    return int(signed.stored.record.patient_id)


def _wanted(signed: SignedRecord) -> Wanted:
    assert signed.stored is not None
    kind, number = kind_of(signed.stored.record).name, signed.stored.id

    def pick(papers: RecordPapers) -> Paper:
        return papers.one(kind, number)

    return pick
