"""The protocol that somebody changes: kept as a draft, approved or picked beside the window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol.draft import ProtocolDraft
from infrared_desktop.domain.protocol.figures import Figure
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.drafts import NOBODY_YET, Draft
from infrared_desktop.storage.desks.protocols import shipped_text
from infrared_desktop.views.clinic import protocol_jobs
from infrared_desktop.views.door import Door, door_of
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.records.draft_keeper import DraftKeeper
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace

_LONG_MS = 300  # what takes no longer needs no words


class ProtocolWork(QObject):
    """One draft at a time; `moved` says that another one stands, `done` that it was stored."""

    moved = Signal()
    done = Signal()
    works = Signal(bool)
    told = Signal(object, str)  # Meaning, sentence

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._clinic = workplace, workplace.clinic
        self.keeper = DraftKeeper(workplace, self)
        self.draft = ProtocolDraft("", "", "", "")
        self.may_change = workplace.may(Right.KEEP_PROTOCOL)
        self._task = OneTask(self)

    @property
    def is_storing(self) -> bool:
        """Whether a job writes to the clinic."""
        return self._task.is_on

    @property
    def is_in_use(self) -> bool:
        """Whether the clinic treats by the protocol that is shown."""
        return self.draft.name == self._workplace.settings.protocol

    def show_stored(self, name: str) -> None:
        """Begin with what holds under a name."""
        text = self._clinic.protocols.text(name)
        self._be(ProtocolDraft(name, shipped_text(name), text, text))

    def take_up(self) -> Draft | None:
        """Go on with what this person had begun to change, if anything; return what was kept."""
        kept = self.keeper.find(ProtocolCopy, NOBODY_YET, 0) if self.may_change else None
        copy = kept.record(ProtocolCopy) if kept else None
        self.show_stored(copy.name if copy else self._workplace.settings.protocol)
        if copy is not None:
            self._be(self.draft.with_text(copy.text))
        self.keeper.begin(kept)
        return kept

    def is_older(self, kept: Draft) -> bool:
        """Say whether a copy was approved after a draft was kept."""
        newest = self._clinic.protocols.newest(self.draft.name)
        return newest is not None and newest.at > kept.kept_at

    def put(self, draft: ProtocolDraft) -> None:
        """Take over what was changed, and keep it."""
        self._be(draft)
        if draft.is_changed:
            self.keeper.take(self.copy(draft.text))
        else:
            self._discard()

    def confirm(self, figure: Figure) -> None:
        """Approve a figure as it is."""
        member, today = self._workplace.staff.record, self._workplace.today()
        self.put(self.draft.confirmed(figure, member.name, today))

    def drop(self) -> ProtocolCopy | None:
        """Throw the changes away; return them, so that they can be brought back."""
        before = self.copy(self.draft.text)
        if not self._discard():
            return None
        self._be(self.draft.with_text(self.draft.holds))
        return before

    def approve(self, reason: str) -> None:
        """Store the draft as the clinic's copy."""
        member, today = self._workplace.staff.record, self._workplace.today()
        copy = self.copy(self.draft.approved_text(member.name, today), reason)
        text = self.tr("Approved. From {day} on records are made by this copy.")
        words = text.format(day=say_day(today))
        self._run(partial(protocol_jobs.approve, copy=copy), words)

    def pick(self) -> None:
        """Have the clinic treat by the protocol that is shown."""
        words = self.tr("From now on the clinic treats by this protocol.")
        self._run(partial(protocol_jobs.pick, name=self.draft.name), words)

    def copy(self, text: str, reason: str = "") -> ProtocolCopy:
        """Return a text as a copy that this person makes today."""
        place = self._workplace
        return ProtocolCopy(self.draft.name, text, place.by, place.today(), reason)

    def _be(self, draft: ProtocolDraft) -> None:
        self.draft = draft
        self.moved.emit()

    def _discard(self) -> bool:
        try:
            self.keeper.discard()
        except KnownError as error:
            self.told.emit(Meaning.STOP, say(error.sentence))
            return False
        return True

    def _run(self, act: Callable[[Door], Change], words: str) -> None:
        place, clinic = self._workplace, self._clinic
        door = door_of(place)

        def done(change: Change) -> None:
            self._end()
            self.keeper.begin()
            clinic.tell(change)
            self.show_stored(self.draft.name)
            self.done.emit()
            self.told.emit(Meaning.SUITABLE, words)

        def failed(error: KnownError) -> None:
            self._end()
            self.told.emit(Meaning.STOP, say(error.sentence))

        place.hold(True)
        self.works.emit(True)
        self._task.run(lambda _: act(door), done, failed)
        QTimer.singleShot(_LONG_MS, self, self._say_busy)

    def _say_busy(self) -> None:
        if self._task.is_on:
            words = self.tr("Everybody's follow-ups are looked through by it. One moment …")
            self.told.emit(Meaning.INFORMATION, words)

    def _end(self) -> None:
        self._workplace.hold(False)
        self.works.emit(False)
