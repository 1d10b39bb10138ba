"""Keep unsigned work as a draft while somebody types, and say whether it is safe."""

from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.desks.drafts import Draft, Work
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say, say_moment
from infrared_desktop.views.workplace import Workplace

QUIET_MS = 800
RETRY_MS = 15_000  # time enough to free some space, or to plug a disk in again


class Safety(Enum):
    """Whether the work on the screen is kept."""

    NOTHING = auto()
    WAITING = auto()
    KEPT = auto()
    FAILED = auto()


class DraftKeeper(QObject):
    """Keeps a draft after a moment of quiet, never over a stored record.

    A draft that cannot be kept stays waiting: the next change, leaving, or some time tries again.
    """

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._work: Work | None = None
        self.safety = Safety.NOTHING
        self.draft: Draft | None = None
        self.visit: int | None = None  # the visit that the work belongs to
        self.trouble = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)

    def find(self, kind: type[Work], patient: int, visit: int | None) -> Draft | None:
        """Return the draft of the visit alone; where none is named, the newest of all."""
        self.visit = visit
        found = self._workplace.clinic.care.draft(kind, patient, self._workplace.by, visit)
        if found is not None:
            self.visit = found.appointment_id
        return found

    def begin(self, draft: Draft | None = None) -> None:
        """Start with a draft that is kept already, or with nothing."""
        self._timer.stop()
        self._work, self.draft, self.trouble = None, draft, ""
        self._be(Safety.KEPT if draft else Safety.NOTHING)

    def take(self, work: Work) -> None:
        """Keep this work as soon as nothing changed for a moment."""
        self._work = work
        self._timer.start(QUIET_MS)
        self._be(Safety.WAITING)

    def keep(self) -> bool:
        """Keep what waits now; return False, with the trouble in words, if that failed."""
        self._timer.stop()
        if self._work is None:
            return True
        try:
            self.draft = self._workplace.clinic.care.keep_draft(
                self._work, self._workplace.by, self._workplace.now(), self.visit
            )
        except KnownError as error:
            self._timer.start(RETRY_MS)
            self._fail(say(error.sentence))
            return False
        self._work, self.trouble = None, ""
        self._be(Safety.KEPT)
        return True

    def _fail(self, trouble: str) -> None:
        if (Safety.FAILED, trouble) != (self.safety, self.trouble):  # told once, not at each try
            self.trouble = trouble
            self._be(Safety.FAILED)

    def discard(self) -> None:
        """Throw the draft away, stored or waiting; raise KnownError if it can't be."""
        self._timer.stop()
        if self.draft is not None:
            workplace = self._workplace
            workplace.clinic.care.discard_draft(self.draft, workplace.by, workplace.now())
        self.begin()

    def chip(self) -> Chip | None:
        """Say in a chip whether the work is safe."""
        if self.safety is Safety.WAITING:
            return Chip(Meaning.INFORMATION, self.tr("saving …"), Glyph.PEN)
        if self.safety is Safety.FAILED:
            return Chip(Meaning.STOP, self.tr("draft not saved"))
        if self.draft is None:
            return None
        at = say_moment(self.draft.kept_at, self._workplace.settings.timezone)
        return Chip(Meaning.CAUTION, self.tr("draft, saved {at}").format(at=at), Glyph.PEN)

    def _be(self, safety: Safety) -> None:
        self.safety = safety
        self.changed.emit()
