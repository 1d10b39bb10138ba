"""A place of work where only what reads is led to; all else is refused in words."""

from collections.abc import Mapping

from PySide6.QtWidgets import QBoxLayout, QWidget

from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.review.reading_dress import KEYS, ReadingDress, can_be_read
from infrared_desktop.views.screen import Place, give_keys
from infrared_desktop.views.workplace import Workplace


class ReadingFrame(Frame):
    """Dresses each screen so that it offers nothing that stores."""

    only_reads = True
    own: frozenset[str] = frozenset()  # the places whose screens know by themselves
    dressed: Mapping[str, tuple[str, ...]] = KEYS  # the others, each with the keys that stay
    kept_keys: tuple[str, ...] = ("Ctrl+1", "Ctrl+K", "Ctrl+Z", "Alt+Left", "F1", "F10", "F12")

    def __init__(self, workplace: Workplace) -> None:
        self._dresses: dict[str, ReadingDress] = {}
        super().__init__(workplace)

    def put_over(self, band: QWidget) -> None:
        """Put a band over all, like which there is none elsewhere."""
        whole = self.layout()
        assert isinstance(whole, QBoxLayout)
        whole.insertWidget(0, band)

    def start(self) -> None:
        """Show whom there is, and follow the clock from now on."""
        self.go(Place("people"))
        self._clock.start()

    def go(self, place: Place) -> None:
        """Show a place if it only reads."""
        if place.name in self.own or self.reads(place):
            super().go(place)
        else:
            self.tell(Meaning.INFORMATION, self.refusal())

    def reads(self, place: Place) -> bool:
        """Say whether a place shows what is stored."""
        return can_be_read(place)

    def refusal(self) -> str:
        """Return what is said instead of leading further."""
        raise NotImplementedError

    def _show(self, place: Place) -> Place | None:
        shown = super()._show(place)
        if shown and place.name in self.dressed:
            screen, keys = self.screen_shown, self.dressed[place.name]
            self._dresses.setdefault(place.name, ReadingDress(screen, keys)).put_on()
            give_keys(screen)
        return shown

    def _make_actions(self) -> None:
        super()._make_actions()
        for action in self.actions():
            if action.shortcut().toString() not in self.kept_keys:
                self.removeAction(action)

    def _count(self) -> None:
        """Count nothing: what can't be read would be missing from every number."""
