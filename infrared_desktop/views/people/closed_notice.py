"""Says on a patient's page that the chart is restricted, or what of it is not shown here."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.workplace import Workplace


class ClosedNotice(Banner):
    """Stands above the timeline; hidden where all of the chart is open to everybody."""

    def look(self, workplace: Workplace, number: int, is_veiled: bool) -> None:
        """Say how the chart stands for who reads."""
        reading = workplace.clinic.ledger.reading
        is_restricted = reading.is_restricted(number)
        if is_restricted and is_veiled:
            self.tell(Meaning.CAUTION, self._held())
        elif is_restricted and reading.was_opened(number):
            self.tell(Meaning.CAUTION, self._opened())
        elif is_restricted:
            self.tell(Meaning.CAUTION, self._restricted())
        elif is_veiled:
            self.tell(Meaning.INFORMATION, self._veiled())
        else:
            self.settle()

    def _held(self) -> str:
        return self.tr(
            "This chart is restricted at the patient's wish. Contact, visits and papers are shown; "
            "a clinician who needs the rest can open it by saying why."
        )

    def _restricted(self) -> str:
        return self.tr(
            "This chart is restricted at the patient's wish. It is open to you and to who treated "
            "them; other clinicians type why. Ctrl+Shift+K shows why, and lifts it."
        )

    def _opened(self) -> str:
        return self.tr(
            "This chart is restricted at the patient's wish. You opened it with a reason, and the "
            "owner is told; it closes when the window locks. Ctrl+Shift+K shows why it is "
            "restricted and who lifts it."
        )

    def _veiled(self) -> str:
        return self.tr(
            "Contact, visits, plans and papers are shown. The medical record is for who treats; "
            "the owner decides whether reception reads it."
        )


def words_on_nothing(books: bool) -> tuple[str, str, str]:
    """Return what an empty chart says, why, and what it offers; who only books may not see all."""
    if books:
        return (
            _words("There is nothing to show yet."),
            _words("B books a visit."),
            _words("Book a visit"),
        )
    return (
        _words("Nothing is recorded yet."),
        _words("Record the first consultation with V, or book a visit with B."),
        _words("Begin a consultation"),
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("PatientScreen", text)
