"""Past days with visits that have no outcome yet: said above the diary, one key from each."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day

_NAMED = 4


class UnresolvedDays(Banner):
    """Names the days, and leads from the one that is shown to the next."""

    going = Signal(object)  # date

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: list[date] = []
        self._shown: date | None = None

    def set_days(self, days: Iterable[date]) -> None:
        """Take over which days there are."""
        self._days = sorted(set(days))

    def show_for(self, day: date) -> None:
        """Say which days wait, while the diary shows this one."""
        self._shown = day
        if not self._days:
            self.settle()
        elif self._days == [day]:
            words = self.tr(
                "Visits of this day have no outcome yet: D done, X did not come, C cancelled."
            )
            self.tell(Meaning.CAUTION, words)
        else:
            self.tell(Meaning.CAUTION, self._sentence(), self.tr("Go to the next  U"), self.go_on)

    def go_on(self) -> None:
        """Go to the next of the days, and after the last one to the first."""
        if self._days:
            later = [day for day in self._days if self._shown is None or day > self._shown]
            self.going.emit((later or self._days)[0])

    def _sentence(self) -> str:
        one = self.tr("A past day has visits without an outcome: {days}.")
        many = self.tr("{count} past days have visits without an outcome: {days}.")
        named = ", ".join(say_day(day, "ddd d MMM") for day in self._days[:_NAMED])
        days = named + (" …" if len(self._days) > _NAMED else "")
        text = one if len(self._days) == 1 else many
        return text.format(count=len(self._days), days=days)
