"""The window on a review copy: its way in, whom it holds, what can be read, its last day over."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from infrared_desktop.domain.records.review_copies import CopyScope
from infrared_desktop.start import REVIEW_SUFFIX, Options
from infrared_desktop.storage.review.making import make_copy
from infrared_desktop.storage.review.order import CopyOrder
from infrared_desktop.storage.review.seat import Seat
from infrared_desktop.views.look.theme import wear_practice
from infrared_desktop.views.review import opening_page
from infrared_desktop.views.review.review_window import ReviewWindow
from infrared_desktop.views.screen import Place
from tests.pictures.places import OWNER, PLACES, Scene

if TYPE_CHECKING:
    from tests.pictures.drawing import Camera

_WORDS = "five amber lanterns by the sea"
_READ = (("session", "signed"), ("reaction", "open"), ("plan", ""), ("photos", ""))


def draw_review_window(camera: "Camera", scene: Scene, folder: Path, now: datetime) -> None:
    """Make a copy of everybody, and draw what is seen of it three days later."""
    path, until = folder / f"copy{REVIEW_SUFFIX}", scene.today + timedelta(days=14)
    seat = Seat(folder / "cache", folder / "state")
    order = CopyOrder(CopyScope.ALL, until, OWNER, _WORDS)
    make_copy(scene.clinic, order, path, OWNER, now, seat=seat)
    with patch.object(opening_page, "usual_seat", lambda: seat):
        with _window(camera, path, now + timedelta(days=3)) as window:
            camera.take("review_window-way-in", window)
            _enter(camera, window)
            camera.take("review_window-people", window)
            _draw_places(camera, window, scene)
        with _window(camera, path, now + timedelta(days=20)) as window:
            _enter(camera, window)
            camera.take("review_window-over", window)
    wear_practice(scene.clinic.staff.settings().record.practice)


def _draw_places(camera: "Camera", window: ReviewWindow, scene: Scene) -> None:
    from tests.pictures.drawing import go

    frame = window.frame
    assert frame is not None
    go(frame, Place("patient", scene.most_treated.patient.id))
    camera.take("review_window-patient", window)
    frame.screen_shown.remarks.begin()  # type: ignore[attr-defined]
    camera.take("review_window-remark", window)
    frame.screen_shown.remarks.cancel.click()  # type: ignore[attr-defined]
    for screen, part in _READ:
        go(frame, PLACES[screen](scene)[part])
        camera.take(f"review_window-{screen}", window)


@contextmanager
def _window(camera: "Camera", path: Path, now: datetime) -> Iterator[ReviewWindow]:
    from tests.pictures.drawing import end

    wear_practice(False)
    window = ReviewWindow(path, Options(False, path.parent / "nothing"), lambda: now)
    window.resize(camera.size)
    window.show()
    yield window
    end(window)


def _enter(camera: "Camera", window: ReviewWindow) -> None:
    from tests.pictures.drawing import settle

    page = window.centralWidget()
    assert isinstance(page, opening_page.OpeningPage)
    page.passphrase.setText(_WORDS)
    page.open_button.click()
    settle()
