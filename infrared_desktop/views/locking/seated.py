"""Whether who sits here still may, as an act of the clinic leaves it."""

from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.locking.vigil import Reason
from infrared_desktop.views.workplace import Workplace


def unseated(workplace: Workplace, change: Change) -> Reason | None:
    """Return why who sits here is to be locked out, if the act changed that."""
    if "staff" not in change.kinds:
        return None
    there = workplace.clinic.staff.get(workplace.by).record
    if not there.active:
        return Reason.GONE
    return None if there.role is workplace.staff.record.role else Reason.ROLE
