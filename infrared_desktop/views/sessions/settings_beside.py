"""What stands beside the settings of an area: the last values, cautions, energy, what is asked."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QWidget

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import is_midline
from infrared_desktop.domain.records.care import AreaSettings
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.sessions.doses import CARRIED, Dose, energy_j, last_tolerated, spot_cm2
from infrared_desktop.domain.sessions.setting_checks import meaningless, unusual
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.fold import FoldPage
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.number_field import NumberField
from infrared_desktop.views.records.dose_words import dose_line, figure, reaction_words, say_since
from infrared_desktop.views.wording import say, say_day, say_site

_FELT = ("pain_nrs", "pain_mean_nrs", "max_skin_temp_c")
_SPECIAL = ("repetition_hz", "pulse_duration_us", "rf_j_cm3", "optical_w_cm2")


class Beside(QObject):
    """Keeps the words beside the inputs of one form of settings."""

    def __init__(self, detail: QWidget, binder: Binder[Any]) -> None:
        super().__init__(detail)
        self._detail, self._binder = detail, binder
        self._protocol: Protocol | None = None
        self.editable = True

    def limit(self, protocol: Protocol) -> None:
        """Refuse what lies outside the protocol's hard ranges, beside the field and in words."""
        if protocol is self._protocol:
            return
        self._protocol = protocol
        for field in (*CARRIED, *_FELT):
            each, limits = self._binder.input(field), protocol.range_of(field)
            if limits is None or not isinstance(each, NumberField):
                continue
            for name, end in (("minimum", limits.hard_low), ("maximum", limits.hard_high)):
                if end is not None:
                    each.setProperty(name, float(end))

    def show(
        self,
        row: AreaSettings,
        before: Dose | None,
        nearby: Sequence[Dose] = (),
        device: Device | None = None,
    ) -> None:
        """Say what the area received before, what is unusual, and how much energy it makes.

        `nearby` is what its skin received since under other names. What the device cannot have
        is not asked.
        """
        self._show_field("side", not is_midline(row.area))
        self._show_field("severity", row.reaction is not None)
        self.label("before_words").setText(self._before_words(before, nearby))
        for field in (*CARRIED, *_FELT):
            self._show_last(field, before)
            self._warn(field, row)
        self._close_ranks()
        absent = meaningless(row, device)
        for field in _SPECIAL:
            self._show_field(field, field not in absent)
            if field in absent:
                self.label(f"last_{field}").hide()
        self.label("energy").setText(self._energy_words(row))

    def label(self, name: str) -> QLabel:
        """Return a label of the form."""
        label = self._detail.findChild(QLabel, name)
        assert isinstance(label, QLabel)
        return label

    def _show_last(self, field: str, before: Dose | None) -> None:
        last = _written(getattr(before.row, field)) if before else ""
        text = self.tr("last: {value}").format(value=last) if last else " "
        self.label(f"last_{field}").setText(text)

    def _close_ranks(self) -> None:
        """Take the lines for last values out of the fold where it has none."""
        folded = [
            label
            for field in (*CARRIED, *_FELT)
            if isinstance((label := self.label(f"last_{field}")).parentWidget(), FoldPage)
        ]
        for label in folded:
            label.setVisible(any(each.text().strip() for each in folded))

    def _warn(self, field: str, row: AreaSettings) -> None:
        asked = self._protocol is not None and self.editable
        words = unusual(row, field, self._protocol) if asked and self._protocol else None
        each = self._binder.input(field)
        if not (isinstance(each, NumberField) and each.problem()):
            self._binder.set_caution(field, say(words) if words else "")

    def _before_words(self, before: Dose | None, nearby: Sequence[Dose]) -> str:
        if before is None and not nearby:
            return self.tr("Nothing was given here before.")
        told = list(self._nearby_words(nearby)) if nearby else []
        if before is not None:
            text = self.tr("Last: {since}, {borne}.")
            told.append(text.format(since=say_since(before.day), borne=reaction_words(before)))
        return " ".join(told)

    def _nearby_words(self, nearby: Sequence[Dose]) -> Iterator[str]:
        """Yield the last dose of this skin under another name, and what of those was tolerated."""
        last, good = nearby[0], last_tolerated(nearby)
        yield self.tr("This skin last: {since} as {site}, {line}, {borne}.").format(
            since=say_since(last.day),
            site=say_site(last.row.site),
            line=dose_line(last.row) or "?",
            borne=reaction_words(last),
        )
        if good is not None and last.is_tolerated is False:
            yield self.tr("Last tolerated: {line}, {day} as {site}.").format(
                line=dose_line(good.row) or "?", day=say_day(good.day), site=say_site(good.row.site)
            )

    def _energy_words(self, row: AreaSettings) -> str:
        spot = self._protocol.spot(row.handpiece) if self._protocol and row.handpiece else None
        cm2 = spot_cm2(row) or (spot.size_cm2 if spot else None)
        energy = energy_j(row, cm2)
        if energy is None:
            return self.tr("Energy: needs fluence, spot (or handpiece) and pulses.")
        return self.tr("Energy {energy} J: {fluence} J/cm² × {spot} cm² × {pulses} pulses.").format(
            energy=f"{energy:,.0f}".replace(",", "\u202f"),
            fluence=figure(row.fluence_j_cm2),
            spot=figure(cm2),
            pulses=row.pulses_total,
        )

    def _show_field(self, field: str, shown: bool) -> None:
        self._binder.input(field).setVisible(shown)
        self.label(f"{field}_label").setVisible(shown)
        if not shown:
            self._binder.set_error(field, "")


def _written(value: Any) -> str:
    if value is None or isinstance(value, int | float):
        return figure(value)
    return choices.label(value) if hasattr(value, "value") else str(value)
