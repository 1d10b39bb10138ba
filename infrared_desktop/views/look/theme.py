"""The look: palettes in light and dark, type scale and grid, and the practice dress."""

from enum import StrEnum
from functools import cache, partial
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from infrared_desktop.assets import RESOURCES

if TYPE_CHECKING:  # the namespace Qt costs a tenth of the time to the first window
    from collections.abc import Callable

    from PySide6.QtCore import Qt

GRID = 8


class Meaning(StrEnum):
    """What a colour says; a glyph and a word always say it too."""

    SUITABLE = "suitable"
    CAUTION = "caution"
    STOP = "stop"
    DUE = "due"
    INFORMATION = "information"


class Theme:
    """The colours of one scheme; each meaning is an ink and a soft ground for it.

    A plain class: making a dataclass of it would cost the first window several milliseconds.
    """

    ground: QColor
    surface: QColor
    sunk: QColor
    line: QColor
    selected: QColor
    text: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    suitable: QColor
    suitable_soft: QColor
    caution: QColor
    caution_soft: QColor
    stop: QColor
    stop_soft: QColor
    due: QColor
    due_soft: QColor
    information: QColor
    information_soft: QColor

    def __init__(self, dark: bool, practice: bool, names: dict[str, str]) -> None:
        self.dark, self.practice, self.names = dark, practice, names
        self.__dict__.update((name, QColor(value)) for name, value in names.items())

    def pair(self, meaning: Meaning) -> tuple[QColor, QColor]:
        """Return the ink and the soft ground of a meaning."""
        return getattr(self, meaning), getattr(self, f"{meaning}_soft")


_LIGHT = {
    "ground": "#F6F5F2",
    "surface": "#FFFFFF",
    "sunk": "#EFEDE8",
    "line": "#E2DED7",
    "selected": "#F3EEE8",
    "text": "#1E2126",
    "muted": "#5F6670",
    "accent": "#B4460F",
    "on_accent": "#FFFFFF",
    "accent_soft": "#FBEDE4",
    "suitable": "#1B6B3A",
    "suitable_soft": "#E5F3E9",
    "caution": "#8A5200",
    "caution_soft": "#FCF1DC",
    "stop": "#B3261E",
    "stop_soft": "#FBE9E7",
    "due": "#1F4FB8",
    "due_soft": "#E8EEFB",
    # The muted ink alone misses 4.5:1 by little on the sunk ground at some roundings.
    "information": "#565D66",
    "information_soft": "#EFEDE8",
}
_DARK = {
    "ground": "#15171A",
    "surface": "#1E2125",
    "sunk": "#191B1F",
    "line": "#33373D",
    "selected": "#2B2724",
    "text": "#ECEDEF",
    "muted": "#A4A9B1",
    "accent": "#F0894D",
    "on_accent": "#1E120A",
    "accent_soft": "#3A271B",
    "suitable": "#6CC58B",
    "suitable_soft": "#1B2F22",
    "caution": "#E0AB55",
    "caution_soft": "#35291A",
    "stop": "#F08A80",
    "stop_soft": "#3A2220",
    "due": "#8FB0F5",
    "due_soft": "#1F2A40",
    "information": "#B4B9C0",
    "information_soft": "#2A2E33",
}
# Practice wears teal where the real clinic wears orange: nobody mixes the two up at a glance.
_PRACTICE_LIGHT = {"accent": "#0B6B6B", "on_accent": "#FFFFFF", "accent_soft": "#DDF1F0"}
_PRACTICE_DARK = {"accent": "#56C9C2", "on_accent": "#0A1C1B", "accent_soft": "#17312F"}


def make_theme(dark: bool, practice: bool = False) -> Theme:
    """Make the theme of one scheme."""
    colours = dict(_DARK if dark else _LIGHT)
    if practice:
        colours |= _PRACTICE_DARK if dark else _PRACTICE_LIGHT
    return Theme(dark, practice, colours)


_current = make_theme(dark=False)
_following = False
_put_away: "Callable[[Callable[[], object]], object] | None" = None


def theme() -> Theme:
    """Return the theme that is worn now; read it while painting, never keep it."""
    return _current


def apply_theme(
    app: QApplication, scheme: "Qt.ColorScheme | None" = None, practice: bool = False
) -> None:
    """Dress the program; without a scheme it follows the system's, also when that changes."""
    _follow(scheme is None)
    _wear(app, _is_dark(app) if scheme is None else scheme.name == "Dark", practice)


def wear_practice(practice: bool) -> None:
    """Put the practice dress on or off, light or dark as it is."""
    app = QApplication.instance()
    if practice != _current.practice and isinstance(app, QApplication):
        _wear(app, _current.dark, practice)


def put_away_first(put_away: "Callable[[Callable[[], object]], object] | None") -> None:
    """Before the system is followed, let the window put away what nobody sees; it calls back."""
    global _put_away
    _put_away = put_away


def font_px(size: int, bold: bool = False) -> QFont:
    """Return the system's font at a size of the type scale, in pixels; it is the caller's own."""
    return QFont(_font_px(size, bold))


@cache
def _font_px(size: int, bold: bool) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _is_dark(app: QApplication) -> bool:
    """Say whether the system is dark by the palette that it gave; undressed, before our own."""
    if app.styleSheet():
        return QGuiApplication.styleHints().colorScheme().name == "Dark"
    return app.palette().window().color().lightness() < 128


def _wear(app: QApplication, dark: bool, practice: bool) -> None:
    global _current
    _font_px.cache_clear()
    _current = make_theme(dark, practice)
    if app.styleSheet():  # from one dress to the next, Qt dresses a widget once for each parent
        app.setStyleSheet("")
    app.setFont(font_px(14))
    app.setPalette(_palette(_current))
    app.setStyleSheet(_style_sheet(_current))


def _follow(wanted: bool) -> None:
    global _following
    changed = QGuiApplication.styleHints().colorSchemeChanged
    if wanted and not _following:
        changed.connect(_system_changed)
    elif _following and not wanted:
        changed.disconnect(_system_changed)
    _following = wanted


def _system_changed(scheme: "Qt.ColorScheme") -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        wear = partial(_wear, app, scheme.name == "Dark", _current.practice)
        if _put_away is not None:
            _put_away(wear)
        else:
            wear()


def _style_sheet(worn: Theme) -> str:
    sheets = sorted((RESOURCES / "style").glob("*.qss"))
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    scheme = "dark" if worn.dark else "light"
    pictures = {
        "style": (RESOURCES / "style").as_posix(),
        "arrow": f"chevron-down-{scheme}.svg",
        "tick": f"check-{scheme}.svg",
    }
    return Template(text).substitute(worn.names | pictures)


def _palette(worn: Theme) -> QPalette:
    role = QPalette.ColorRole
    roles = {
        role.Window: worn.ground,
        role.WindowText: worn.text,
        role.Base: worn.surface,
        role.AlternateBase: worn.sunk,
        role.Text: worn.text,
        role.PlaceholderText: worn.muted,
        role.Button: worn.surface,
        role.ButtonText: worn.text,
        role.BrightText: worn.stop,
        role.Highlight: worn.accent,
        role.HighlightedText: worn.on_accent,
        role.Accent: worn.accent,
        role.Link: worn.due,
        role.LinkVisited: worn.due,
        role.ToolTipBase: worn.surface,
        role.ToolTipText: worn.text,
        role.Light: worn.surface,
        role.Midlight: worn.sunk,
        role.Mid: worn.line,
        role.Dark: worn.line,
        role.Shadow: worn.line,
    }
    palette = QPalette()
    for each, colour in roles.items():
        palette.setColor(each, colour)
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, worn.muted)
    return palette
