"""The body map beside the table of findings: what is picked, in words too, and how to pick."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.consultation.picking import row_at
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import AreaFinding
from infrared_desktop.views.body.body_map import BodyMap, patient_site
from infrared_desktop.views.inputs.flow import FlowLayout
from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.wording import say_site

Says = Callable[[AreaFinding], Chip | None]


class AreaPicker(QWidget):
    """Shows the findings on the body map, and under it each of them in words."""

    touched = Signal(object, bool)  # Site, whether both sides are meant
    selected = Signal(int)  # the row whose place the keys have reached
    opened = Signal(int)  # the row whose findings are wanted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map, self.hint, self._list = BodyMap(), QLabel(), QWidget()
        self._rows: Sequence[AreaFinding] = ()
        self._words: list[ChipLabel] = []
        self._flow = FlowLayout(self._list)
        self.hint.setProperty("role", "caption")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        for widget in (self.map, self.hint, self._list):
            box.addWidget(widget)
        self.setFocusProxy(self.map)
        self.map.touched.connect(self.touched)
        self.map.reached.connect(self._on_reached)
        self.map.opened.connect(self._on_opened)

    def show_findings(self, rows: Sequence[AreaFinding], current: int, says: Says) -> None:
        """Show findings with what the program says of each, and which is selected."""
        self._rows = tuple(rows)
        # A verdict is not known while answers are missing: a ring says that the place is picked.
        unknown = Chip(Meaning.INFORMATION, self.tr("picked"))
        chips = {row.site: says(row) or unknown for row in rows}
        site = rows[current].site if 0 <= current < len(rows) else None
        self.map.show_picked(chips, site)
        told = [Chip(chip.meaning, f"{say_site(at)}: {chip.text}") for at, chip in chips.items()]
        self._tell(told)
        self._show_hint()

    def words(self) -> list[str]:
        """Return what is said under the map of each finding."""
        return [label.accessibleName() for label in self._words]

    def _on_reached(self, site: Site) -> None:
        at = row_at(self._rows, site)
        if at is not None:
            self.selected.emit(at)
        self._show_hint()

    def _on_opened(self, site: Site) -> None:
        at = row_at(self._rows, site)
        if at is not None:
            self.opened.emit(at)

    def _show_hint(self) -> None:
        site = self.map.site()
        picked = row_at(self._rows, site) is not None
        if self.map.read_only:
            how = ""
        elif picked:
            how = self.tr("Space takes it off, Enter goes to its findings.")
        elif site.side is not None:
            how = self.tr("Space picks it, Shift+Space both sides.")
        else:
            how = self.tr("Space picks it.")
        self.hint.setText(f"{patient_site(site)}. {how}")

    def _tell(self, chips: Sequence[Chip]) -> None:
        if [label.chip() for label in self._words] == list(chips):
            return
        for label in self._words:
            self._flow.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._words = [ChipLabel(chip, self._list) for chip in chips]
        for label in self._words:
            self._flow.addWidget(label)
            label.show()
        self._list.setVisible(bool(self._words))
