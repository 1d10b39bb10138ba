"""The process that backs a clinic up beside the window: its order comes in through a pipe.

The window never stands still for it, and the key is in no argument and in no file.
"""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.standing import back_up_everywhere
from infrared_desktop.storage.backup.trial import Source

VERB = "back-up-beside"
REFUSED = "refused "  # and the sentence, on a line of its own


def order(source: Source, now: datetime) -> bytes:
    """Return what the process is told."""
    told = {"folder": str(source.folder), "key": source.key.hex(), "now": now.isoformat()}
    return json.dumps(told).encode()


def serve() -> int:
    """Back up to each place; what became of it is noted in the clinic folder, or told if not."""
    # By number: a program without a console has no sys.stdin, but it has what it was given.
    with open(0, "rb", closefd=False) as orders:
        told = json.loads(orders.read())
    source = Source(Path(told["folder"]), bytes.fromhex(told["key"]))
    with open(2, "w", encoding="ascii", closefd=False) as out:
        try:
            found = back_up_everywhere(source, datetime.fromisoformat(told["now"]), _Steps(out))
        except KnownError as error:
            with suppress(OSError):
                out.write(REFUSED + json.dumps(str(error)) + "\n")
            return 1
    return int(any(each.why for each in found))


class _Steps:
    """Says each full per cent once; a window that was closed meanwhile hears no more."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._told = out, -1

    def __call__(self, share: float) -> None:
        percent = int(share * 100)
        if percent > self._told:
            self._told = percent
            with suppress(OSError):
                self._out.write(f"{percent}\n")
                self._out.flush()
