"""What a device may be used for: a line for each country, and the words of its label there."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.records.diary import IntendedUse
from infrared_desktop.views.entry import regions
from infrared_desktop.views.forms.record_table import Column
from infrared_desktop.views.forms.rows_editor import RowsEditor
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.inputs.typed_combo import TypedComboField


class UsesEditor(RowsEditor):
    """Edits the intended use of a device in each country; `home` is where the clinic is."""

    record_type = IntendedUse
    form = "intended_use"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.home = ""
        super().__init__(parent)
        country = self.binder.input("country")
        assert isinstance(country, TypedComboField)
        country.set_options(regions.countries())
        self.table.setAccessibleName(self.tr("Intended use, country by country"))

    def columns(self) -> Sequence[Column[IntendedUse]]:
        """Show where, whether tightening is meant, and the words of it."""
        return (
            Column(self.tr("Country"), lambda use: _name(use.country), strong=True, stretch=30),
            Column(self.tr("Tightening"), self._answer, stretch=20),
            Column(self.tr("In its words"), lambda use: use.text, stretch=50),
        )

    def new_record(self) -> IntendedUse:
        """Propose the clinic's own country, if it is not there yet."""
        used = {use.country for use in self.get_value()}
        return IntendedUse("" if self.home in used else self.home)

    def name_of(self, record: IntendedUse) -> str:
        """Name the country."""
        return _name(record.country)

    def empty_words(self) -> str:
        """Say what no line means."""
        return self.tr("Nothing is known: it is explained to patients as another use.")

    def _answer(self, use: IntendedUse) -> str:
        return choices.label(use.tightening) or self.tr("not asked")


@cache
def _names() -> dict[str, str]:
    return dict(regions.countries())


def _name(code: str) -> str:
    return _names().get(code, code) or "?"


register(UsesEditor)
