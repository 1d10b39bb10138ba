"""Says which work is to be finished before two numbers are joined, and leads to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from infrared_desktop.domain.people.joining import Begun
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace


class BegunNotice(Banner):
    """Hidden where nothing is in the way."""

    going = Signal(object)  # Place

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace

    def look(self, found: Sequence[tuple[int, Begun]]) -> None:
        """Tell of what stands under one of the numbers; under the other it is told next."""
        if not found:
            self.settle()
            return
        number = found[0][0]
        leading = self.tr("Open number {n}").format(n=number)
        place = Place("patient", number)
        words = self._said(number, [begun for n, begun in found if n == number])
        self.tell(Meaning.STOP, words, leading, lambda: self.going.emit(place))

    def _said(self, number: int, begun: Sequence[Begun]) -> str:
        typed, text = self.tr("typed before a lock"), self.tr("{kind} of {who}")
        named = [
            text.format(
                kind=typed if each.kind == "typed" else self.tr(each.kind.replace("_", " ")),
                who=self._workplace.clinic.staff.get(each.staff_id).record.name,
            )
            for each in begun
        ]
        words = self.tr(
            "Not finished under number {n}: {list}. Sign it or throw it away first; nothing is "
            "joined before."
        )
        return words.format(n=number, list="; ".join(named))
