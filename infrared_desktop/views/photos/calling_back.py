"""What is to be called back from whom: said above the register, and taken down once it is done."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.exports import called_back, to_call_back
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.photographs import CallBack, PhotoExport
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.photos.call_back_card import CallBackCard
from infrared_desktop.views.screen import Screen


class CallingBack(QObject):
    """Knows what is open and what is done for one patient; without a patient it says nothing."""

    def __init__(self, screen: Screen, offer_letters: Callable[[], None]) -> None:
        super().__init__(screen)
        self._screen, self._offer_letters = screen, offer_letters
        self.banner, self.card = Banner(), CallBackCard()
        self.waiting: Sequence[Stored[PhotoExport]] = ()
        self.done: Mapping[int, Stored[CallBack]] = {}
        self._asked: Sequence[Stored[PhotoExport]] = ()
        self.card.told.connect(self._store)

    def show(self, chart: Chart | None) -> None:
        """Say what a patient's withdrawal leaves to be done."""
        self.waiting, self.done = (), {}
        self.banner.settle()
        if chart is None:
            return
        self.waiting = to_call_back(chart, self._screen.workplace.today())
        self.done = called_back(chart)
        if self.waiting:
            one = self.tr("The patient took back the consent to 1 copy that left.")
            more = self.tr("The patient took back the consent to {count} copies that left.")
            count, answer = len(self.waiting), self.tr("B on a copy notes what its holder said.")
            words = f"{one if count == 1 else more.format(count=count)} {answer}"
            letters = self.tr("Letters for it")
            self.banner.tell(Meaning.CAUTION, words, letters, self._offer_letters, "Ctrl+L")
        elif self.done:
            words = self.tr("All that was taken back is called back.")
            self.banner.tell(Meaning.SUITABLE, words)

    def ask(self, entry: Stored[PhotoExport] | None) -> None:
        """Ask what the recipient of a copy said of all that is to be called back from there."""
        if entry is None or entry.id not in {each.id for each in self.waiting}:
            self._screen.tell(Meaning.INFORMATION, self._nothing(entry))
            return
        whom = entry.record.recipient
        self._asked = [each for each in self.waiting if each.record.recipient == whom]
        one, more = self.tr("{whom}: 1 copy"), self.tr("{whom}: {count} copies")
        count = len(self._asked)
        self.card.ask((one if count == 1 else more).format(whom=whom, count=count))

    def _nothing(self, entry: Stored[PhotoExport] | None) -> str:
        if entry is None:
            return self.tr("Choose a copy of the list first.")
        if entry.id in self.done:
            return self.tr("This copy is called back already.")
        return self.tr("This copy is not to be called back. Open the register of its patient.")

    def _store(self, said: str) -> None:
        place, asked = self._screen.workplace, self._asked
        photos = place.clinic.photos
        try:
            stored = photos.note_called_back(asked, said, place.by, place.now())
        except KnownError as error:
            self._screen.tell_error(error)
            return
        self.card.close_card()
        place.can_take_back(
            self.tr("calling back from {whom}").format(whom=asked[0].record.recipient),
            lambda: photos.call_back_again(stored, place.by, place.now()),
        )
        words = self.tr("Noted. Ctrl+Z takes it back.")
        self._screen.tell(Meaning.SUITABLE, words)
