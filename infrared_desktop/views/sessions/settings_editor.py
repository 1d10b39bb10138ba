"""The areas of a session: a line each, and one form for its settings beside the last ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import Area, is_midline
from infrared_desktop.domain.records.care import AreaSettings
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.sessions.doses import Dose, alarms, carriable, carried, rise_percent
from infrared_desktop.domain.sessions.setting_checks import preset
from infrared_desktop.domain.sessions.shared_skin import SkinPast
from infrared_desktop.views.forms.record_table import Column
from infrared_desktop.views.forms.rows_editor import RowsEditor
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.dose_words import (
    carried_words,
    dose_line,
    figure,
    offer_words,
)
from infrared_desktop.views.sessions.settings_beside import Beside
from infrared_desktop.views.sessions.settings_fields import EndpointField, HandpieceField
from infrared_desktop.views.wording import say_site


class SettingsEditor(RowsEditor):
    """Edits what each area received; the values of the last time can be taken over."""

    record_type = AreaSettings
    form = "area_settings"

    carried = Signal(str)  # what was taken over, in words

    def __init__(self, parent: QWidget | None = None) -> None:
        self._protocol: Protocol | None = None
        self._past = SkinPast(date.min)
        self._handpieces: tuple[str, ...] = ()
        self._device: Device | None = None
        super().__init__(parent)
        self.beside = Beside(self.detail, self.binder)
        area, button = self.binder.input("area"), self.detail.findChild(QPushButton, "as_last")
        assert isinstance(area, ComboField) and isinstance(button, QPushButton)
        area.removeItem(0)  # a row always has its area
        self.as_last_button = button
        self.as_last_button.clicked.connect(lambda: self.carry())
        self.table.setAccessibleName(self.tr("Areas treated"))

    def columns(self) -> Sequence[Column[AreaSettings]]:
        """Show where, how much, how it was borne."""
        return (
            Column(self.tr("Area"), lambda row: say_site(row.site), strong=True, stretch=30),
            Column(self.tr("Fluence"), self._fluence, stretch=24),
            Column(self.tr("Passes · pulses"), self._passes, stretch=20),
            Column(self.tr("Pain"), lambda row: _or_unknown(row.pain_nrs), stretch=8),
            Column(self.tr("Adverse event"), chip=self._chip, stretch=24),
        )

    def new_record(self) -> AreaSettings:
        """Propose the first area that is not there yet."""
        used = {row.area for row in self.get_value()}
        return AreaSettings(next((each for each in Area if each not in used), Area.FACE_FULL))

    def name_of(self, record: AreaSettings) -> str:
        """Name the area with its side."""
        return say_site(record.site)

    def empty_words(self) -> str:
        """Say how the first area is added."""
        return self.tr("No area yet. Ctrl+N adds one.")

    def configure(
        self,
        protocol: Protocol,
        past: SkinPast,
        handpieces: Sequence[str],
        device: Device | None = None,
    ) -> None:
        """Take limits from the protocol, and what was given before from the past."""
        self._protocol, self._past, self._device = protocol, past, device
        self.beside.limit(protocol)
        handpiece = self.binder.input("handpiece")
        assert isinstance(handpiece, HandpieceField)
        if tuple(handpieces) != self._handpieces:
            self._handpieces = tuple(handpieces)
            handpiece.set_options([(name, name) for name in handpieces])
        self.refresh()
        self._show_what_is_known()

    def carry(self) -> None:
        """Take over settings that were not answered by a reaction, never what was seen then."""
        row, record = self.current_row(), self.current_record()
        before = self._carriable(record)
        if record is None or self._read_only:
            return
        if before is None:
            self._refuse_to_carry(record)
            return
        taken = self._preset(carried(record, before.row))
        self.table.records.replace(row, taken)
        self._show_current()
        self.changed.emit()
        self.undo_banner.tell(
            Meaning.INFORMATION,
            carried_words(before, self._before(record)),
            self.tr("Undo"),
            lambda: self._uncarry(row, record),
        )
        self.carried.emit(dose_line(before.row))

    def setReadOnly(self, read_only: bool) -> None:
        """Let the records be read but not changed."""
        super().setReadOnly(read_only)
        self.beside.editable = not read_only
        self.as_last_button.setVisible(not read_only)

    def _uncarry(self, row: int, record: AreaSettings) -> None:
        self.table.records.replace(row, record)
        self.select(row)
        self._show_current()
        self.changed.emit()

    def _on_field(self, field: str) -> None:
        row = self.current_row()
        if row < 0:
            return
        before = self.table.records.records[row]
        after = settled(self.binder.record(before), field)
        after = self._preset(after) if field == "handpiece" else after
        self.table.records.replace(row, after)
        if after != self.binder.record(before):
            self.binder.show(after)
        self._show_what_is_known()
        self.changed.emit()

    def _show_current(self) -> None:
        super()._show_current()
        self._show_what_is_known()

    def _before(self, record: AreaSettings | None) -> Dose | None:
        doses = self._past.at(record.site) if record is not None else ()
        return doses[0] if doses else None

    def _carriable(self, record: AreaSettings | None) -> Dose | None:
        return carriable(self._past.at(record.site)) if record is not None else None

    def _refuse_to_carry(self, record: AreaSettings) -> None:
        if self._before(record) is not None:
            text = self.tr("Nothing was taken over: no settings here were tolerated yet.")
            self.undo_banner.tell(Meaning.CAUTION, text)

    def _show_what_is_known(self) -> None:
        record = self.current_record()
        if not isinstance(record, AreaSettings):
            return
        before, offered = self._before(record), self._carriable(record)
        self.beside.show(record, before, self._past.nearby(record.site), self._device)
        self.as_last_button.setText(offer_words(offered, before))
        self.as_last_button.setEnabled(offered is not None)

    def _preset(self, row: AreaSettings) -> AreaSettings:
        return preset(row, self._protocol) if self._protocol else row

    def _fluence(self, row: AreaSettings) -> str:
        if row.fluence_j_cm2 is None:
            return "?"
        percent = rise_percent(row, self._before(row))
        text = f"{figure(row.fluence_j_cm2)} J/cm²"
        return text if not percent else f"{text}  {percent:+.0f} %".replace("-", "−")

    def _passes(self, row: AreaSettings) -> str:
        return f"{_or_unknown(row.passes)} · {_or_unknown(row.pulses_total)}"

    def _chip(self, row: AreaSettings) -> Chip | None:
        if row.reaction is not None:
            return Chip(Meaning.STOP, choices.label(row.reaction))
        if row.no_adverse_event and (signs := alarms(row)):
            return Chip(Meaning.CAUTION, choices.label(signs[-1]))
        if row.no_adverse_event:
            return Chip(Meaning.SUITABLE, self.tr("none"))
        return Chip(Meaning.INFORMATION, self.tr("not asked"))


def settled(row: AreaSettings, field: str = "") -> AreaSettings:
    """Return changed settings without what contradicts them; the field changed last is right."""
    if is_midline(row.area):
        row = replace(row, side=None)
    if field == "no_adverse_event" and row.no_adverse_event:
        row = replace(row, reaction=None)
    if row.reaction is not None:
        return replace(row, no_adverse_event=False)
    return replace(row, severity=None)


def _or_unknown(value: object) -> str:
    return "?" if value is None else str(value)


register(SettingsEditor, HandpieceField, EndpointField)
