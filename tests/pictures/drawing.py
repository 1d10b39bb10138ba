"""Draw all pictures of one scale, light or dark; run in a process that has that scale."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from infrared_desktop.start import Options
from infrared_desktop.views import garbage, tasks
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.theme import apply_theme
from infrared_desktop.views.screen import Place
from infrared_desktop.views.window import Window
from tests.offscreen import leave_out_its_words
from tests.pictures.entrances import draw_entrances, draw_rescue
from tests.pictures.layers import draw_layers
from tests.pictures.places import EMPTY, all_places, set_scene
from tests.pictures.review_window import draw_review_window
from tests.pictures.seats import draw_seats
from tests.pictures.signing import draw_signing

NOW = datetime(2026, 11, 22, 15, 42, tzinfo=UTC)
# The window on the smallest screen we are at home on, and on a 4K screen at 200 %.
SIZES = {"1366": QSize(1366, 768), "200": QSize(1920, 1080)}
_QUICK = 89  # packs a picture less tightly, in three quarters of the time
THEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


@dataclass(frozen=True)
class Camera:
    """Takes pictures of one theme and scale into a folder."""

    folder: Path
    theme: str
    scale: str

    @property
    def size(self) -> QSize:
        """The size of a window at this scale."""
        return SIZES[self.scale]

    def take(
        self, name: str, widget: QWidget, over: QWidget | None = None, at: QPoint | None = None
    ) -> None:
        """Keep a picture of a window, with a dialog over its middle, or a menu `at` a point."""
        if over is None:
            widget.activateWindow()  # a dialog that went leaves no window active here
        settle()
        picture = widget.grab()
        if over is not None:
            _lay_over(picture, over, at or widget.rect().center() - over.rect().center())
        path = self.folder / f"{name}-{self.theme}-{self.scale}.png"
        picture.save(str(path), "PNG", _QUICK)

    @contextmanager
    def window(self, folder: Path, practice: bool) -> Iterator[Window]:
        """Yield the program's window on a folder, and shut it afterwards."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, THEMES[self.theme], practice=practice)
        window = Window(Options(practice, folder), clock=lambda: NOW)
        window.resize(self.size)
        window.show()
        settle()
        yield window
        end(window)

    @contextmanager
    def frame(self, folder: Path) -> Iterator[Frame]:
        """Yield the place of work in a practice clinic."""
        with self.window(folder, practice=True) as window:
            frame = window.frame
            assert frame is not None, "the practice clinic did not open"
            window.locker._stop_watching()  # a slow machine draws on after it would have locked
            yield frame


def settle() -> None:
    """Let jobs beside the window end, and everything that waits be laid out and painted."""
    for _ in range(4):
        tasks.wait_for_all()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def end(window: Window) -> None:
    """End all that a window holds: the next theme would be put on each of its screens as well."""
    window.shut()
    window.close()
    settle()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def draw_screens(camera: Camera, folder: Path) -> None:
    """Draw every screen at each of its places."""
    with camera.frame(folder) as frame:
        clinic = frame.workplace.clinic
        scene = set_scene(clinic, clinic.day(NOW), NOW)
        draw_review_window(camera, scene, folder.parent, NOW)
        for name, place in all_places(scene):
            go(frame, place)
            camera.take(name, frame.window())
        draw_layers(camera, frame, scene)
        draw_signing(camera, frame, scene, NOW)


def draw_empty(camera: Camera, folder: Path) -> None:
    """Draw what the main screens say before the first patient."""
    with camera.frame(folder) as frame:
        for name in EMPTY:
            go(frame, Place(name))
            camera.take(f"{name}-empty", frame.window())


def go(frame: Frame, place: Place) -> None:
    """Go to a place; a screen that does not let go is a fault of the picture's choice."""
    frame.go(place)
    settle()
    shown = type(frame.screen_shown).__module__.rsplit(".", 1)[-1]
    assert frame.screen_shown is frame._screens.get(place.name), f"{place} stayed at {shown}"


def _lay_over(picture: QPixmap, over: QWidget, top_left: QPoint) -> None:
    painter = QPainter(picture)
    painter.drawPixmap(top_left, over.grab())
    painter.setPen(over.palette().mid().color())
    painter.drawRect(over.rect().translated(top_left))
    painter.end()


def main(here: Path, folder: Path, scale: str, *themes: str) -> None:
    """Draw everything in the themes; each theme begins with clinics as they were made."""
    leave_out_its_words()
    app = QApplication([])
    garbage.begin(app)
    app.setApplicationName("Infrared Desktop")
    for theme in themes:
        camera = Camera(folder, theme, scale)
        fresh = here / scale / theme
        for name in ("clinic", "empty"):
            shutil.copytree(here / name, fresh / name)
        draw_screens(camera, fresh / "clinic")
        draw_empty(camera, fresh / "empty")
        draw_entrances(camera, fresh)
        draw_seats(camera, fresh / "seats", NOW)
        shutil.copytree(here / "clinic", fresh / "rescue" / "clinic")
        draw_rescue(camera, fresh / "rescue" / "clinic", NOW)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
