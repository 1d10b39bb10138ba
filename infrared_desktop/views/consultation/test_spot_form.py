"""The inputs of a test spot: where and how it was made, and, once it is read, what is seen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import is_midline
from infrared_desktop.domain.records.care import AreaSettings, TestSpot
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.domain.sessions.setting_checks import unusual
from infrared_desktop.domain.sessions.spot_gates import made_gaps, reading_gaps
from infrared_desktop.views.records.form_panel import FormPanel
from infrared_desktop.views.sessions import settings_editor as settings_editor  # its classes
from infrared_desktop.views.wording import say

_MADE = ("area", "side", "operator_id", "device_id", "handpiece", "fluence_j_cm2", "pulses")
_READ = ("seen", "passed")

Options = Sequence[tuple[str, str]]


class TestSpotForm(FormPanel[TestSpot]):
    """Edits a test spot that is made, then the reading of it; the side only where there are two."""

    __test__ = False  # not a class of tests

    def __init__(self, protocol: Protocol) -> None:
        super().__init__("test_spot", TestSpot)
        self._protocol = protocol
        self.input("area").removeItem(0)  # a test spot always has its place
        limits = protocol.fluence_j_cm2
        if limits is not None:
            self.input("fluence_j_cm2").setProperty("minimum", limits.hard_low)
            self.input("fluence_j_cm2").setProperty("maximum", limits.hard_high)

    def offer(self, people: Options, devices: Options) -> None:
        """Offer who may have made it, and with what."""
        self.input("operator_id").set_options(people)
        self.input("device_id").set_options(devices)

    def offer_handpieces(self, names: Sequence[str]) -> None:
        """Offer the handpieces of the device."""
        self.input("handpiece").set_options([(name, name) for name in names])

    def show_spot(self, spot: TestSpot, words: str, reading: bool, done: bool) -> None:
        """Show a new test spot, one to be read, or one that was read."""
        self.binder.show(spot)
        self.binder.set_read_only(done)
        for field in _MADE:
            self.lock(field, reading or done)
        for field in _READ:
            self.show_field(field, reading or done)
        self.label("waits").setText(words)
        self.follow()

    def follow(self) -> None:
        """Show the side where the area has two, and say of a fluence that it is unusual."""
        values = self.binder.values()
        self.show_field("side", values["area"] is not None and not is_midline(values["area"]))
        row = AreaSettings(values["area"], fluence_j_cm2=values["fluence_j_cm2"])
        words = unusual(row, "fluence_j_cm2", self._protocol)
        if not self.input("fluence_j_cm2").problem():
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
