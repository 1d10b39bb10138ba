"""Messages of one page as one calm band of lines, the worst first; one alone is a banner."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import GRID, Meaning

_WORST = (Meaning.STOP, Meaning.CAUTION, Meaning.DUE, Meaning.INFORMATION, Meaning.SUITABLE)


class BannerLines(QFrame):
    """Holds banners; hidden while none of them says anything."""

    def __init__(self, *banners: Banner) -> None:
        super().__init__()
        self._banners = banners
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        for banner in banners:
            self._box.addWidget(banner)
            banner.changed.connect(self._order)
        self._order()

    def lines(self) -> list[Banner]:
        """Return what is said, in the order in which it stands."""
        return sorted(
            (each for each in self._banners if not each.isHidden()),
            key=lambda each: _WORST.index(each.meaning()),
        )

    def _order(self) -> None:
        said = self.lines()
        are_lines = len(said) > 1
        for place, banner in enumerate(said):
            self._box.insertWidget(place, banner)
            banner.be_line(are_lines)
        edge = GRID // 2 if are_lines else 0
        self._box.setContentsMargins(0, edge, 0, edge)
        if are_lines != (self.property("role") == "banner-lines"):
            self.setProperty("role", "banner-lines" if are_lines else "")
            self.style().unpolish(self)
            self.style().polish(self)
        self.setVisible(bool(said))
