"""The question after letters came out of the printer: were they posted?"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.messages.letter_desk import Letters


class PostedQuestion(QObject):
    """Asks in a banner about the letters that came out last, as long as one of them waits."""

    def __init__(self, banner: Banner, post: Callable[[Stored[Message]], None]) -> None:
        super().__init__(banner)
        self._banner, self._post = banner, post
        self._printed: Letters = ()

    def ask(self, letters: Letters) -> None:
        """Ask about letters that came out."""
        text = self.tr("{count} letters came out. They wait here until they are posted.")
        offer = self.tr("All were posted  P")
        if len(letters) == 1:
            text = self.tr("1 letter came out. It waits here until it is posted.")
            offer = self.tr("It was posted  P")
        self._printed = letters
        words = text.format(count=len(letters))
        self._banner.tell(Meaning.INFORMATION, words, offer, self.answer)

    def follow(self, waiting: Iterable[Stored[Message]]) -> None:
        """Ask no more about what was posted or withdrawn since."""
        queued = {each.id for each in waiting if each.record.status is MessageStatus.QUEUED}
        left = [each for each in self._printed if each.id in queued]
        if len(left) == len(self._printed):
            return
        self._banner.settle()
        self._printed = left
        if left:
            self.ask(left)

    def answer(self) -> None:
        """Note as posted what came out last, but for what was withdrawn since."""
        letters, self._printed = self._printed, ()
        self._banner.settle()
        for stored in letters:
            self._post(stored)
