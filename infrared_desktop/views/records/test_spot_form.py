"""The inputs of a test spot: where and how it was made, and, once it is read, what is seen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.areas import is_midline
from infrared_desktop.domain.care import AreaSettings, TestSpot
from infrared_desktop.domain.protocol import Protocol
from infrared_desktop.domain.record_gaps import Gap
from infrared_desktop.domain.setting_checks import unusual
from infrared_desktop.domain.spot_gates import made_gaps, reading_gaps
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.records import settings_editor as settings_editor  # its classes
from infrared_desktop.views.wording import say

_MADE = ("area", "side", "operator_id", "device_id", "handpiece", "fluence_j_cm2", "pulses")
_READ = ("seen", "passed")

Options = Sequence[tuple[str, str]]


class TestSpotForm(Panel):
    """Edits a test spot that is made, then the reading of it; the side only where there are two."""

    __test__ = False  # not a class of tests

    def __init__(self, protocol: Protocol) -> None:
        super().__init__()
        self._protocol = protocol
        self.page, self.fields = QWidget(), QWidget()
        load_form(self.fields, "test_spot")
        self.binder: Binder[TestSpot] = Binder(self.fields, TestSpot)
        self._input("area").removeItem(0)  # a test spot always has its place
        limits = protocol.fluence_j_cm2
        if limits is not None:
            self._input("fluence_j_cm2").setProperty("minimum", limits.hard_low)
            self._input("fluence_j_cm2").setProperty("maximum", limits.hard_high)
        self._lay_out()

    def offer(self, people: Options, devices: Options) -> None:
        """Offer who may have made it, and with what."""
        self._input("operator_id").set_options(people)
        self._input("device_id").set_options(devices)

    def offer_handpieces(self, names: Sequence[str]) -> None:
        """Offer the handpieces of the device."""
        self._input("handpiece").set_options([(name, name) for name in names])

    def show_spot(self, spot: TestSpot, words: str, reading: bool, done: bool) -> None:
        """Show a new test spot, one to be read, or one that was read."""
        self.binder.show(spot)
        self.binder.set_read_only(done)
        for field in _MADE:
            _lock(self._input(field), reading or done)
        for field in _READ:
            self._show_field(field, reading or done)
        self._label("waits").setText(words)
        self.follow()

    def follow(self) -> None:
        """Show the side where the area has two, and say of a fluence that it is unusual."""
        values = self.binder.values()
        self._show_field("side", values["area"] is not None and not is_midline(values["area"]))
        row = AreaSettings(values["area"], fluence_j_cm2=values["fluence_j_cm2"])
        words = unusual(row, "fluence_j_cm2", self._protocol)
        if not self._input("fluence_j_cm2").problem():
            self.binder.set_caution("fluence_j_cm2", say(words) if words else "")

    def typed(self, base: TestSpot) -> TestSpot:
        """Return a test spot with what is typed; a midline area has no side."""
        spot = self.binder.record(base)
        return replace(spot, side=None) if is_midline(spot.area) else spot

    def check(self, spot: TestSpot, moment: datetime, reading: bool) -> bool:
        """Show what is wrong or missing, and go to the first of it."""
        if not self.binder.check():
            return False
        gaps: tuple[Gap, ...] = reading_gaps(spot, moment) if reading else made_gaps(spot)
        for gap in gaps:
            self.binder.set_error(gap.field, say(gap.words))
        if gaps:
            self.binder.go_to(gaps[0].field)
        return not gaps

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.page)
        inside.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        inside.addWidget(self.fields)
        inside.addStretch(1)
        sight = Sight(self.page)
        sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(sight)

    def _input(self, field: str) -> Any:
        return self.binder.input(field)

    def _show_field(self, field: str, shown: bool) -> None:
        self._input(field).setVisible(shown)
        self._label(f"{field}_label").setVisible(shown)

    def _label(self, name: str) -> QLabel:
        label = self.fields.findChild(QLabel, name)
        assert isinstance(label, QLabel)
        return label


def _lock(widget: QWidget, locked: bool) -> None:
    lock = getattr(widget, "setReadOnly", None)
    lock(locked) if lock else widget.setEnabled(not locked)
