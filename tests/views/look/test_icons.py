"""Icons wear the theme of the moment, and what paints them stays as long as Qt may ask for it."""

import gc
import weakref

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from infrared_desktop.views.look.icons import _Engine, icon
from infrared_desktop.views.look.theme import Meaning, apply_theme, theme


def inks(wanted: QIcon) -> set[str]:
    """Return the colours that an icon is drawn in, wherever it is not see-through."""
    image = wanted.pixmap(QSize(64, 64)).toImage()
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    colours = [image.pixelColor(x, y) for x, y in places]
    return {each.name() for each in colours if each.alpha() == 255}


def test_an_icon_follows_the_theme_after_it_was_made(dressed: QApplication) -> None:
    plain, warning = icon("warning"), icon("warning", Meaning.CAUTION)
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        apply_theme(dressed, scheme)
        caution: QColor = getattr(theme(), Meaning.CAUTION)
        assert theme().text.name() in inks(plain)
        assert caution.name() in inks(warning)


def test_what_paints_an_icon_outlives_whoever_asked_for_it(dressed: QApplication) -> None:
    """Qt goes on with copies: what they paint by, freed too early, took the program down."""
    mine = icon("check")
    copy = QIcon(mine)
    assert icon("check") is mine
    del mine
    gc.collect()
    assert inks(copy) == inks(icon("check"))


def test_what_paints_a_changed_copy_stays(dressed: QApplication) -> None:
    made = weakref.ref(_Engine("check", "text").clone())
    gc.collect()
    assert made() is not None
