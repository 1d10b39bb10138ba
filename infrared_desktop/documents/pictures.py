"""Pictures opened beside the window, in a process of their own that a person can stop."""

import subprocess
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtGui import QImage

from infrared_desktop.documents.beside import command, start
from infrared_desktop.documents.picture_orders import (
    VERB,
    Form,
    Opened,
    Refusal,
    Wish,
    receive_answer,
    send_wish,
)
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.picture_types import MOST_MEGAPIXELS

THUMBNAIL_PX = 384  # the longer edge; twice what a wall of small pictures shows
_THUMBNAIL_QUALITY = 85
_LONGEST_SECONDS = 60.0
_SENTENCES = {
    Refusal.NO_PICTURE: "This is no photograph, whatever its name says.",
    Refusal.NO_DECODER: (
        "This computer can't open HEIC photographs. Save it as JPEG first, or set the phone to "
        "take its photographs as JPEG."
    ),
    Refusal.TOO_LARGE: (
        "This photograph has more than {most} megapixels, which is more than the program opens. "
        "Make a smaller copy of it first."
    ),
    Refusal.DAMAGED: (
        "This photograph is damaged, or was cut off when it was copied. Copy it from the camera "
        "again."
    ),
}
_ENDED = (
    "This photograph could not be opened: the part of the program that opens photographs did not "
    "run to its end. The photograph may be damaged; copy it from the camera again."
)


@dataclass(frozen=True)
class Small:
    """A small picture as a JPEG without metadata, and how large the upright whole is."""

    jpeg: bytes
    width_px: int
    height_px: int


class Pictures:
    """Opens pictures one after another; may be asked from any thread, and stopped from any.

    The process starts with the first picture. It ends with `close`, with the last reference to
    this, and with the program.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._end: Callable[[], object] = lambda: None

    def __enter__(self) -> "Pictures":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def thumbnail(self, content: bytes) -> Small:
        """Return the small picture of a photograph; raise KnownError where it can't be opened."""
        wish = Wish(Form.JPEG, THUMBNAIL_PX, quality=_THUMBNAIL_QUALITY)
        made = self._opened(content, wish)
        return Small(made.content, made.whole_width_px, made.whole_height_px)

    def picture(self, content: bytes, box_px: int = 0, quarter_turns: int = 0) -> QImage:
        """Return a picture upright, its longer edge at most `box_px` (0 is the whole size)."""
        made = self._opened(content, Wish(Form.PIXELS, box_px, quarter_turns))
        stride, rgb = made.width_px * 4, QImage.Format.Format_RGB32
        if len(made.content) != stride * made.height_px:
            raise KnownError(_ENDED)
        # The image would go on pointing into bytes that end with this call.
        return QImage(made.content, made.width_px, made.height_px, stride, rgb).copy()

    def copy(
        self, content: bytes, quarter_turns: int = 0, stamp: str = "", box_px: int = 0
    ) -> bytes:
        """Return a photograph as a JPEG to hand over: upright, stamped, without metadata."""
        wish = Wish(Form.JPEG, box_px, quarter_turns, stamp=stamp)
        return self._opened(content, wish).content

    def close(self) -> None:
        """End the process at once; whoever waits for a picture hears that it could not be opened.

        What is asked for afterwards starts it anew. Nobody waits here: a window would stand still
        until a process with a large picture is gone.
        """
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            threading.Thread(target=self._end, daemon=True).start()

    def _opened(self, content: bytes, wish: Wish) -> Opened:
        with self._turn:
            answer = self._asked(content, wish)
        if answer is None:
            raise KnownError(_ENDED)
        if isinstance(answer, Refusal):
            raise KnownError(_SENTENCES[answer], most=MOST_MEGAPIXELS)
        return answer

    def _asked(self, content: bytes, wish: Wish) -> Opened | Refusal | None:
        child = self._running()
        assert child.stdin and child.stdout
        too_long = threading.Timer(_LONGEST_SECONDS, child.kill)
        too_long.daemon = True
        too_long.start()
        try:
            send_wish(child.stdin, wish, content)
            answer = receive_answer(child.stdout)
        except (OSError, ValueError):
            answer = None  # it ended while it was being asked
        finally:
            too_long.cancel()
        if answer is None:
            self._child = None
            self._end()
        return answer

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            try:
                self._child = start(command(VERB), stderr=subprocess.DEVNULL)
            except OSError as error:
                raise KnownError(_ENDED) from error
            self._end = weakref.finalize(self, _ended, self._child)
        return self._child


def _ended(child: "subprocess.Popen[bytes]") -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        with suppress(OSError):  # what was still to be written goes nowhere
            pipe.close()  # type: ignore[union-attr]
