"""Say in the banner what becomes of a draft: it is back, it can't be kept, it is thrown away."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.care import AdverseEvent, TestSpot
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.desks.drafts import Draft
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.draft_keeper import DraftKeeper
from infrared_desktop.views.wording import say, say_day, say_moment
from infrared_desktop.views.workplace import Workplace

# What is saved when it is done; all else is signed.
_SAVED = (Patient, AdverseEvent, History, Device, TestSpot)


class DraftNews(QObject):
    """Offers to start anew, and to leave without the draft; `show` puts a record on the screen."""

    left_behind = Signal()

    def __init__(
        self,
        workplace: Workplace,
        keeper: DraftKeeper,
        banner: Banner,
        show: Callable[[Any], None],
    ) -> None:
        super().__init__()
        self._workplace, self._keeper, self._banner, self._show = workplace, keeper, banner, show
        self._trouble = ""
        keeper.changed.connect(self._on_safety)

    def announce(self, draft: Draft, drafted: Any, blank: Any) -> None:
        """Say when the draft was kept, and offer the blank record instead."""
        day = say_day(self._workplace.clinic.day(draft.kept_at))
        at = say_moment(draft.kept_at, self._workplace.settings.timezone)
        self._banner.tell(
            Meaning.INFORMATION,
            self._words(draft).format(day=day, at=at),
            self.tr("Start anew"),
            lambda: self._start_anew(drafted, blank),
        )

    def _words(self, draft: Draft) -> str:
        if KINDS[draft.kind].record_type in _SAVED:
            return self.tr("Your draft of {day}, {at}, is back. Nothing of it is saved yet.")
        if draft.appointment_id is None:
            return self.tr("Your draft of {day}, {at}, is back. Nothing of it is signed yet.")
        visit = self._workplace.clinic.diary.get(draft.appointment_id).record
        text = self.tr("Visit of {visit}: your draft is back. Nothing of it is signed yet.")
        return text.format(visit=f"{say_day(visit.day)}, {visit.starts:%H:%M}")

    def keep(self) -> bool:
        """Keep the draft before the screen is left; where it can't be kept, say so and ask."""
        if self._keeper.keep():
            return True
        leave = self.tr("Leave without keeping it")
        self._banner.tell(Meaning.STOP, self._keeper.trouble, leave, self._leave_behind)
        return False

    def _start_anew(self, drafted: Any, blank: Any) -> None:
        try:
            self._keeper.discard()
        except KnownError as error:
            self._banner.tell(Meaning.STOP, say(error.sentence))
            return
        self._show(blank)
        words, undo = self.tr("The draft was thrown away."), self.tr("Undo")
        self._banner.tell(Meaning.INFORMATION, words, undo, lambda: self._bring_back(drafted))

    def _bring_back(self, drafted: Any) -> None:
        self._show(drafted)
        self._keeper.take(drafted)
        self._keeper.keep()

    def _leave_behind(self) -> None:
        self._keeper.begin(self._keeper.draft)
        self.left_behind.emit()

    def _on_safety(self) -> None:
        if self._trouble and self._banner.text() == self._trouble:
            self._banner.settle()
        self._trouble = self._keeper.trouble
        if self._trouble:
            self._banner.tell(Meaning.STOP, self._trouble)
