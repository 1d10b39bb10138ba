"""The tools over a comparison: in which way, how far, and what is laid over the pictures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.photos.compare_paint import Mode

_WHOLE = 100


class CompareTools(QWidget):
    """One row of inputs; each has a key of its own on the screen, which its words name."""

    mode_changed = Signal(str)
    share_changed = Signal(float)
    flicker_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modes = ChoiceField()
        self.modes.setProperty("none_text", "")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider_words = QLabel()
        self.flicker = QPushButton()
        self.grid = QCheckBox(self.tr("Grid  G"))
        self.exposure = QCheckBox(self.tr("Equally bright, for viewing only  E"))
        self.points = QCheckBox(self.tr("Points  O"))
        self._offer_modes()
        self._lay_out()
        self.modes.changed.connect(lambda: self.mode_changed.emit(self.modes.get_value()))
        self.slider.valueChanged.connect(lambda n: self.share_changed.emit(n / _WHOLE))
        self.flicker.clicked.connect(self.flicker_asked)

    def show_mode(self, mode: Mode) -> None:
        """Show what belongs to a way of comparing."""
        self.modes.set_value(mode.value)
        words = self.tr("Later one seen  , .")
        if mode is Mode.WIPE:
            words = self.tr("Wipe  , .")
        self.slider_words.setText(words)
        self.slider.setAccessibleName(words)
        for widget in (self.slider, self.slider_words):
            widget.setVisible(mode in (Mode.WIPE, Mode.OVERLAY))
        self.flicker.setVisible(mode is Mode.FLICKER)
        self.points.setVisible(mode is Mode.ROW)

    def show_share(self, share: float) -> None:
        """Show how far the wipe is, or how much is let through."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(share * _WHOLE))
        self.slider.blockSignals(False)

    def show_flicker(self, on: bool) -> None:
        """Offer to start the flicker, or to stop it."""
        self.flicker.setText(self.tr("Stop  Esc") if on else self.tr("Start the flicker  Space"))

    def _offer_modes(self) -> None:
        self.modes.setAccessibleName(self.tr("How they are compared"))
        self.modes.set_options(
            (
                (Mode.ROW.value, self.tr("Side by side  1")),
                (Mode.WIPE.value, self.tr("Wipe  2")),
                (Mode.FLICKER.value, self.tr("Flicker  3")),
                (Mode.OVERLAY.value, self.tr("Overlay  4")),
            )
        )

    def _lay_out(self) -> None:
        self.slider.setRange(0, _WHOLE)
        self.slider.setFixedWidth(20 * GRID)
        self.slider_words.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        for widget in (self.modes, self.slider_words, self.slider, self.flicker):
            row.addWidget(widget)
        row.addStretch(1)
        for check in (self.points, self.grid, self.exposure):
            row.addWidget(check)
        self.show_flicker(False)
