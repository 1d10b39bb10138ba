"""Keep what is typed while the window is locked, and give it back to the same person."""

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.views.locking.packing import pack, unpack
from infrared_desktop.views.locking.unsaved import Unsaved
from infrared_desktop.views.locking.vigil import Reason
from infrared_desktop.views.workplace import Workplace

_ODD = (TypeError, LookupError, AttributeError, ImportError, ArithmeticError, RecursionError)


def keep(workplace: Workplace, unsaved: Unsaved | None, reason: Reason) -> None:
    """Note the lock with what is typed; raise KnownError or TypeError if it can't be stored."""
    content = pack(unsaved) if unsaved else None
    patient = unsaved.place.patient if unsaved else None
    desk = workplace.clinic.locked_work
    noted_by = PROGRAM if reason is Reason.GONE else workplace.by
    desk.lock(content, patient, reason, workplace.by, workplace.now(), noted_by)


def waiting(workplace: Workplace) -> Unsaved | None:
    """Return what waits for who works here; raise ValueError if it can't be read."""
    content = workplace.clinic.locked_work.waiting(workplace.by)
    try:
        found = unpack(content) if content else None
    except _ODD as error:
        raise ValueError("an earlier release packed it otherwise") from error
    return found if isinstance(found, Unsaved) else None


def put_away(workplace: Workplace) -> None:
    """Forget what waited, as it stands in the window again."""
    workplace.clinic.locked_work.put_away(workplace.by, workplace.now())
