"""The palettes can be read, the style sheet is whole, and the theme follows."""

import subprocess
import sys
from itertools import product

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from infrared_desktop.views.look.icons import icon
from infrared_desktop.views.look.theme import (
    Meaning,
    Theme,
    apply_theme,
    font_px,
    make_theme,
    theme,
)

THEMES = [make_theme(dark, practice) for dark, practice in product((False, True), repeat=2)]
GROUNDS = "ground", "surface", "sunk", "selected"


def luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pairs(worn: Theme) -> list[tuple[str, QColor, QColor]]:
    inks = ["text", "muted", "accent", *(m.value for m in Meaning)]
    on_grounds = [
        (f"{ink} on {ground}", getattr(worn, ink), getattr(worn, ground))
        for ink, ground in product(inks, GROUNDS)
    ]
    softs = [(f"{m} on its soft", *worn.pair(m)) for m in Meaning]
    accents = [
        ("on_accent", worn.on_accent, worn.accent),
        ("accent on its soft", worn.accent, worn.accent_soft),
    ]
    return on_grounds + softs + accents


@pytest.mark.parametrize("worn", THEMES, ids=lambda t: f"dark={t.dark},practice={t.practice}")
def test_every_ink_can_be_read_on_every_ground(worn: Theme) -> None:
    poor = {name: round(contrast(a, b), 2) for name, a, b in pairs(worn) if contrast(a, b) < 4.5}
    assert poor == {}


def test_the_scheme_asked_for_is_worn_and_the_style_sheet_has_no_gap(qapp: QApplication) -> None:
    apply_theme(qapp, Qt.ColorScheme.Dark)
    assert theme().dark
    assert qapp.palette().window().color() == theme().ground
    assert "$" not in qapp.styleSheet()
    apply_theme(qapp, Qt.ColorScheme.Light)
    assert qapp.palette().window().color() == QColor("#F6F5F2")


class _Nested(QLabel):
    """A label that counts how often it is dressed."""

    times = 0

    def event(self, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.StyleChange
        return super().event(event)


def test_a_widget_deep_in_a_page_is_dressed_no_more_often_than_the_page(
    dressed: QApplication,
) -> None:
    page = deepest = _Nested()
    for _ in range(8):
        deepest = _Nested(deepest)
    page.show()
    page.times = deepest.times = 0
    apply_theme(dressed, Qt.ColorScheme.Dark)
    assert deepest.times == page.times == 2  # the one dress is taken off, the other put on
    page.deleteLater()


def test_practice_changes_the_accent_and_nothing_that_has_a_meaning() -> None:
    real, practice = make_theme(False), make_theme(False, practice=True)
    assert real.accent != practice.accent
    assert all(real.pair(m) == practice.pair(m) for m in Meaning)


def test_a_system_that_turns_dark_is_followed_unless_a_scheme_was_chosen(
    qapp: QApplication,
) -> None:
    turned = qapp.styleHints().colorSchemeChanged
    apply_theme(qapp, practice=True)
    turned.emit(Qt.ColorScheme.Dark)
    assert (theme().dark, theme().practice) == (True, True)
    apply_theme(qapp, Qt.ColorScheme.Light)
    turned.emit(Qt.ColorScheme.Dark)
    assert not theme().dark


def test_an_icon_takes_the_colour_of_the_theme(dressed: QApplication) -> None:
    dot = icon("dot")
    light = dot.pixmap(20, 20).toImage().pixelColor(10, 10)
    apply_theme(dressed, Qt.ColorScheme.Dark)
    assert light == QColor("#1E2126")
    assert dot.pixmap(20, 20).toImage().pixelColor(10, 10) == QColor("#ECEDEF")


def test_a_title_is_larger_than_its_page(dressed: QApplication) -> None:
    title, plain = QLabel("x"), QLabel("x")
    title.setProperty("role", "title")
    title.ensurePolished()
    plain.ensurePolished()
    assert (title.font().pixelSize(), plain.font().pixelSize()) == (20, 14)


def test_the_theme_brings_in_nothing_that_the_unlock_window_does_not_need() -> None:
    code = "import sys, infrared_desktop.views.look.theme; print([m for m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert "PySide6.QtWidgets" in loaded
    assert not [m for m in ("QtSvg", "QtUiTools", "sqlite_utils") if m in loaded]


def test_a_font_that_somebody_changes_is_changed_for_nobody_else(dressed: object) -> None:
    font_px(12, bold=True).setPixelSize(11)
    assert font_px(12, bold=True).pixelSize() == 12
