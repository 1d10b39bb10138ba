"""The draft of a form that is saved, not signed: kept while somebody types, back after a crash."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.desks.drafts import Work
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.draft_keeper import DraftKeeper, Safety
from infrared_desktop.views.records.draft_news import DraftNews
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say


class FormDraft(QObject):
    """Keeps one kind of work of a patient; `show` puts a record into the form."""

    def __init__(
        self, screen: Screen, kind: type[Work], banner: Banner, show: Callable[[Any], None]
    ) -> None:
        super().__init__(screen)  # nothing waits to be kept once the screen is gone
        workplace = screen.workplace
        self.keeper = DraftKeeper(workplace, self)
        self._news = DraftNews(workplace, self.keeper, banner, show)
        self._news.left_behind.connect(screen.going_back)
        self._kind, self._banner, self._show = kind, banner, show
        self._screen = screen

    def take_up(self, patient: int, blank: Work | None, about: int = 0) -> None:
        """Show what this person had begun, and offer the blank form instead.

        `about` is the number of what is changed, 0 of what is new.

        Without a blank the form is about what is stored already, and keeps no draft.
        """
        draft = self.keeper.find(self._kind, patient, about) if blank else None
        self.keeper.begin(draft)
        if draft is not None:
            drafted = draft.record(self._kind)
            self._show(drafted)
            self._news.announce(draft, drafted, blank)

    def follow(self, work: Work | None) -> None:
        """Keep this work as soon as nothing changed for a moment; None is nothing to keep."""
        if work is None:
            self.discard()
        else:
            self.keeper.take(work)

    def leave(self, words: str = "") -> bool:
        """Keep the draft before the screen is left; where it can't be kept, say so and ask.

        The words, if any, are told once the next screen is shown.
        """
        kept = self._news.keep()
        if kept and words and self.keeper.draft is not None:
            QTimer.singleShot(0, self._screen, lambda: self._tell_outside(words))
        return kept

    def _tell_outside(self, words: str) -> None:
        if not self._screen.isVisible():
            self._screen.tell(Meaning.INFORMATION, words)

    def discard(self) -> None:
        """Throw the draft away; where that fails it stays, and this is said."""
        try:
            self.keeper.discard()
        except KnownError as error:
            self._banner.tell(Meaning.STOP, say(error.sentence))

    def is_begun(self) -> bool:
        """Say whether something is typed that is only a draft."""
        return self.keeper.safety is not Safety.NOTHING

    def words(self) -> str:
        """Say whether the draft is safe; nothing where there is none."""
        chip = self.keeper.chip()
        return chip.text if chip else ""
