"""Rows of areas that are picked in a table or on the body map, whichever is nearer at hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from infrared_desktop.domain.consultation.picking import Touch, touch
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import AreaFinding
from infrared_desktop.views.consultation.area_picker import AreaPicker, Says
from infrared_desktop.views.forms.rows_editor import RowsEditor
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_site


class MappedRows(RowsEditor):
    """Shows the table or, in its place, the map; the form of the selected row stays below."""

    turned = Signal(object)  # the view that is shown now, a QWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picker, self.map_button = AreaPicker(), QPushButton(self.tr("Body map  F2"))
        self._says: Says = lambda _row: None
        self.picker.hide()
        self.map_button.setProperty("kind", "quiet")
        self.map_button.setCheckable(True)
        self.map_button.setToolTip(self.tr("Pick areas on a face and a body (F2)"))
        self.map_button.clicked.connect(self.toggle_map)
        self.picker.touched.connect(self._on_touched)
        self.picker.selected.connect(self.select)
        self.picker.opened.connect(self._open_row)
        self.insert_above(self.picker, self.map_button)

    def toggle_map(self) -> None:
        """Show the body map in the table's place, or the table again, and give it the keys."""
        shown = self.picker.isHidden()
        self._draw()
        self.picker.setVisible(shown)
        self.table.setVisible(not shown)
        self.map_button.setChecked(shown)
        current = self.current_record()
        if shown and current is not None:
            self.picker.map.go_to(current.site)
        view: QWidget = self.picker if shown else self.table
        view.setFocus()
        self.turned.emit(view)

    def show_on_map(self, says: Says) -> None:
        """Show the rows on the map, while it is seen, with what the program says of each."""
        self._says = says
        if not self.picker.isHidden():
            self._draw()

    def _draw(self) -> None:
        self.picker.show_findings(self.get_value(), self.current_row(), self._says)

    def setReadOnly(self, read_only: bool) -> None:
        """Let the records be read but not changed."""
        super().setReadOnly(read_only)
        self.picker.map.read_only = read_only

    def _on_touched(self, site: Site, both: bool) -> None:
        found = touch(self.get_value(), site, both)
        if found.touch is Touch.ADDED:
            self.undo_banner.settle()
            self._put_back(found.row, found.finding)
            return
        self.select(found.row)
        if found.finding is None:
            self.remove()
        else:
            self._take_side(found.row, found.finding)

    def _take_side(self, row: int, finding: AreaFinding) -> None:
        before = self.table.records.records[row]
        self._replace(row, finding)
        told = self.tr("Now: {site}. Its findings stay.").format(site=say_site(finding.site))
        self.undo_banner.tell(
            Meaning.INFORMATION, told, self.tr("Undo"), lambda: self._replace(row, before)
        )

    def _replace(self, row: int, finding: AreaFinding) -> None:
        self.table.records.replace(row, finding)
        self._show_current()
        self.changed.emit()

    def _open_row(self, row: int) -> None:
        self.select(row)
        self.detail.setFocus()
        self.detail.focusNextChild()
