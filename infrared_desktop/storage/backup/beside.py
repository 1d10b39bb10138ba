"""The process that backs up, proves a backup again or fetches photographs, beside the window.

Its order comes in through a pipe: the window never stands still for it, and the key is in no
argument and in no file.
"""

import json
import time
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from io import FileIO
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.again import LostError, prove_once_more
from infrared_desktop.storage.backup.fetching import fetch
from infrared_desktop.storage.backup.standing import back_up_everywhere
from infrared_desktop.storage.backup.trial import Source

VERB = "back-up-beside"
REFUSED = "refused "  # and the sentence, on a line of its own
_SIGN_OF_LIFE_SECONDS = 5.0
LOST = "lost "  # the same, of a backup that was to be proven again and counts no more


def order(
    source: Source, now: datetime, again: Path | None = None, skipped: Collection[Path] = ()
) -> bytes:
    """Return what the process is told: to back up but to some places, or to prove one again."""
    if again:
        return _order(source, now, again=str(again))
    return _order(source, now, skipped=[str(place) for place in skipped])


def order_photographs(
    source: Source, now: datetime, place: Path, contents: Collection[str], by: int
) -> bytes:
    """Return what the process is told that puts lost photographs back from one place."""
    return _order(source, now, place=str(place), contents=[*contents], by=by)


def _order(source: Source, now: datetime, **wish: object) -> bytes:
    told = {"folder": str(source.folder), "key": source.key.hex(), "now": now.isoformat()}
    return json.dumps({**told, **wish}).encode()


def serve() -> int:
    """Back up to each place; what became of it is noted in the clinic folder, or told if not."""
    # By number: a program without a console has no sys.stdin, but it has what it was given.
    with open(0, "rb", closefd=False) as orders:
        told = json.loads(orders.read())
    source = Source(Path(told["folder"]), bytes.fromhex(told["key"]))
    now = datetime.fromisoformat(told["now"])
    # Unbuffered, as what a window that is gone did not hear must not be written once more.
    with open(2, "wb", buffering=0, closefd=False) as out:
        try:
            if "again" in told:
                prove_once_more(source, Path(told["again"]), now, _Steps(out, ends_unheard=True))
                return 0
            if "contents" in told:
                steps = _Steps(out, ends_unheard=True)
                fetch(source, Path(told["place"]), told["contents"], told["by"], now, steps)
                return 0
            skipped = [Path(place) for place in told["skipped"]]
            found = back_up_everywhere(source, now, _Steps(out), skipped)
            return int(any(each.why for each in found))
        except KnownError as error:
            kind = LOST if isinstance(error, LostError) else REFUSED
            with suppress(OSError):
                out.write(f"{kind}{json.dumps(str(error))}\n".encode())
        except _UnheardError:
            pass
    return 1


class _UnheardError(Exception):
    """Nobody waits any more for what goes on."""


class _Steps:
    """Says each full per cent, and every few seconds that it goes on, however slow the place is.

    A window that was closed meanwhile hears no more. A backup is made all the same; to prove one
    again ends then, as somebody cancelled it.
    """

    def __init__(self, out: FileIO, ends_unheard: bool = False) -> None:
        self._out, self._ends_unheard = out, ends_unheard
        self._told, self._told_at = -1, 0.0

    def __call__(self, share: float) -> None:
        percent, now = max(int(share * 100), self._told), time.monotonic()
        if percent > self._told or now - self._told_at > _SIGN_OF_LIFE_SECONDS:
            self._told, self._told_at = percent, now
            try:
                self._out.write(f"{percent}\n".encode())
            except OSError as error:
                if self._ends_unheard:
                    raise _UnheardError from error
