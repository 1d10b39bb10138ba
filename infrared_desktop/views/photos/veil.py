"""Who may look at photographs: for reception they are blurred until one is asked for."""

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.views.workplace import Workplace


class Veil:
    """Knows which photographs are shown in full; each look of reception is told the audit log."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._lifted: set[int] = set()

    @property
    def may_look(self) -> bool:
        """Whether this person may look at photographs at all."""
        return self._workplace.may(Right.SEE_PHOTOS)

    def hides(self, stored: Stored[Photo]) -> bool:
        """Say whether a photograph is to be shown blurred."""
        return self._is_reception and not (self.may_look and stored.id in self._lifted)

    def lift(self, stored: Stored[Photo]) -> None:
        """Show a photograph in full from now on, and note who looks; none that may not be seen."""
        if self.may_look and self.hides(stored):
            place = self._workplace
            place.clinic.photos.note_seen([stored], place.by, place.now())
            self._lifted.add(stored.id)

    def fall(self) -> None:
        """Blur all of them again, as when the screen is left."""
        self._lifted.clear()

    @property
    def _is_reception(self) -> bool:
        return self._workplace.staff.record.role is Role.RECEPTION
