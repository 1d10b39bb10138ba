"""What was typed and not saved at a lock: stored with it, and given back to the same person."""

from contextlib import suppress
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.files.damage import DamageError
from infrared_desktop.views.locking import kept
from infrared_desktop.views.locking.unsaved import Unsaved
from infrared_desktop.views.locking.vigil import Reason
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning

if TYPE_CHECKING:
    from infrared_desktop.storage.clinic import Clinic
    from infrared_desktop.views.workplace import Workplace


class Waits(StrEnum):
    """Where waits what somebody typed."""

    NOWHERE = ""
    KEPT = "kept"  # in the database
    HERE = "here"  # in this window alone, as nothing could be stored


class Typed(Protocol):
    """The place of work, as far as what is typed there goes."""

    workplace: "Workplace"
    banner: Banner
    stack: QStackedWidget

    def unsaved(self) -> Unsaved | None: ...
    def take_up(self, unsaved: Unsaved) -> bool: ...
    def tell(self, meaning: Meaning, sentence: str) -> None: ...


class TypedWork(QObject):
    """Knows what of theirs waits for whom; one for each window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: dict[int, Unsaved] = {}  # by person; only what could not be stored
        self._given: Workplace | None = None  # where what waited stands again, not yet dealt with

    def keep(self, frame: Typed, reason: Reason) -> bool:
        """Store what is typed, and say whether this process may end with its memory."""
        unsaved, place = frame.unsaved(), frame.workplace
        try:
            kept.keep(place, unsaved, reason)
            if unsaved is None:
                self.put_away()
        except (KnownError, TypeError) as error:
            # A restore ends this process, so its memory is no place to wait in.
            is_kept = isinstance(error, DamageError) and self.keep_as_text(frame)
            if unsaved is not None and not is_kept:
                self._held[place.by] = unsaved
        self._given = None
        return not self._held

    def waits(self, clinic: "Clinic") -> Waits:
        """Say whether something waits, for whomever."""
        if self._held:
            return Waits.HERE
        with suppress(KnownError):
            if clinic.locked_work.is_waiting():
                return Waits.KEPT
        return Waits.NOWHERE

    @property
    def is_held(self) -> bool:
        """Whether something would be lost with this process."""
        return bool(self._held)

    def keep_as_text(self, frame: Typed) -> bool:
        """Keep what is typed beside a database that takes nothing; False if it can't be."""
        from infrared_desktop.views.locking.as_text import keep_as_text

        try:
            return keep_as_text(frame)
        except KnownError:  # the disk takes nothing at all
            return False

    def give_back(self, frame: Typed) -> None:
        """Show again what waits for who works here."""
        place = frame.workplace
        held = self._held.pop(place.by, None)
        try:
            unsaved = held or kept.waiting(place)
            if unsaved and frame.take_up(unsaved) and not held:
                self._given = place
                frame.stack.currentChanged.connect(lambda _: self.put_away())
                place.changed.connect(partial(self._on_change, frame.banner, frame.banner.text()))
        except Exception:  # whatever waits, it never keeps its person out
            words = self.tr(
                "What you had typed before the lock is kept, but it can't be shown now. It is "
                "tried again when you unlock the next time."
            )
            frame.tell(Meaning.CAUTION, words)

    def _on_change(self, banner: Banner, told: str, change: Change) -> None:
        if change.kinds:  # it was stored, as far as anybody can tell
            QTimer.singleShot(0, self, self.put_away)
            if banner.text() == told:  # "not saved yet" is true no more
                banner.settle()

    def put_away(self) -> None:
        """Forget what waited, as its screen let go of it; a kill before that loses nothing."""
        place, self._given = self._given, None
        if place is not None and place.clinic.is_open:
            with suppress(KnownError):
                kept.put_away(place)
