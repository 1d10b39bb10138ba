"""All letters that wait, printed or saved as one paper; whether they were posted a person says."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal

from infrared_desktop.documents.message_letters import Letter, letters_paper
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.messages.checks import overtaken
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.paper_desk import PaperDesk, Wanted
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.workplace import Workplace

Letters = Sequence[Stored[Message]]


class LetterDesk(PaperDesk):
    """Offers the letters of the outbox; `made` tells which ones came out."""

    made = Signal(object)  # Letters

    def __init__(self, screen: Screen, waiting: Callable[[], Letters], banner: Banner) -> None:
        super().__init__(screen, "", "", lambda: 0, self._wish, banner, act="message-handed")
        self.action.setText(self.tr("Print the letters that wait"))
        self.menu.removeAction(self.named)
        self._waiting = waiting
        self._taken: Letters = ()

    def file_name(self) -> str:
        """Return the suggested name of the file; it names nobody."""
        return self.tr("Letters {day}").format(day=self._workplace.today().isoformat()) + ".pdf"

    def _wish(self) -> Wanted:
        self._taken = [each for each in self._waiting() if not self._is_overtaken(each)]
        if not self._taken:
            raise KnownError("No letter waits to be printed.")
        paper = letters_paper(
            [letter_of(self._workplace, each.record) for each in self._taken],
            self._workplace.settings,
            self._workplace.today(),
        )
        return lambda _: paper

    def _papers(self) -> Callable[[], Any]:
        return lambda: None

    def _is_overtaken(self, stored: Stored[Message]) -> bool:
        """Leave out what has no place any more: the patient said no, or came meanwhile."""
        clinic, number = self._workplace.clinic, stored.record.patient_id
        rows = clinic.follow_ups.of_patient(number)
        chart, country = clinic.people.chart(number), self._workplace.settings.country
        return overtaken(stored, chart, rows, country, self._workplace.today()) is not None

    def _end(self, meaning: Meaning, words: str) -> None:
        super()._end(meaning, words)
        if meaning is Meaning.SUITABLE:
            self.made.emit(self._taken)


def letter_of(workplace: Workplace, message: Message) -> Letter:
    """Return a stored message as it is printed."""
    patient = workplace.clinic.people.get(message.patient_id).record
    return Letter(patient, message.address, message.subject, message.text, message.language)
