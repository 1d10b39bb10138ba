"""Two histories stand beside each other since two numbers were joined: say so, and offer both."""

from PySide6.QtCore import Signal

from infrared_desktop.domain.history.changes import change_said, changes
from infrared_desktop.domain.history.joining import together
from infrared_desktop.domain.history.words import TITLES
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace

_TOLD = 4  # things that the other says besides; more are counted


class HistoryBeside(Banner):
    """Hidden for a patient who has one history."""

    adding = Signal(object)  # Stored[History], of which what it says besides is to be added

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._other: Stored[History] | None = None

    def look(self, number: int, counts: Stored[History] | None) -> None:
        """Say how the histories of a patient stand to each other."""
        history = self._workplace.clinic.history
        self._other = None
        if counts is None or not (found := history.beside(number)):
            self.settle()
            return
        # The first one waits longest; once it was added, the next is told.
        self._other = other = found[0]
        waits = history.awaits_joining(number)
        words = self._said(other, counts.record, waits)
        if waits:
            add = self.tr("&Add what it says")
            self.tell(Meaning.CAUTION, words, add, lambda: self.adding.emit(other))
        else:
            self.tell(Meaning.INFORMATION, words)

    def place(self, number: int) -> Place | None:
        """Return where the other history is read as it stands."""
        if self._other is None:
            return None
        return Place("history_version", number, self._other.version, about=self._other.id)

    def _said(self, other: Stored[History], counts: History, waits: bool) -> str:
        whose = self._workplace.clinic.history.written_under(other)
        if not waits:
            text = self.tr(
                "Number {n} had a history of its own, asked on {day}; it was brought together "
                "with this one. Ctrl+Shift+Y reads it."
            )
            return text.format(n=whose, day=say_day(other.record.known_on))
        text = self.tr(
            "Two numbers were joined, and number {n} has a history of its own, asked on {day}. "
            "{besides} Look through both with the patient, then save or confirm: from then on this "
            "one counts alone. Ctrl+Shift+Y reads the other."
        )
        besides = self._besides(counts, other.record)
        return text.format(n=whose, day=say_day(other.record.known_on), besides=besides)

    def _besides(self, counts: History, other: History) -> str:
        both, differ = together(counts, other)
        told = [change_said(change, say).rstrip(".") for change in changes(counts, both)]
        if len(told) > _TOLD:
            more = self.tr("{n} more").format(n=len(told) - _TOLD)
            told = [*told[:_TOLD], more]
        said = [self.tr("It says besides: {list}.").format(list="; ".join(told))] if told else []
        if differ:
            titles = ", ".join(say(sentence(TITLES[each])) for each in differ)
            said.append(self.tr("It differs in: {list}.").format(list=titles))
        return " ".join(said) or self.tr("It says nothing else.")
