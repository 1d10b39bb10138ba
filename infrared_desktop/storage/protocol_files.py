"""A protocol's file, checked before anybody treats by it."""

from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.flaws import Flaw, FlawError
from infrared_desktop.domain.protocol import parse_protocol


def check_file(path: Path) -> tuple[Flaw, ...]:
    """Return all that is wrong with a protocol's file; raise KnownError if it can't be opened."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KnownError("The file {file} can't be opened.", file=str(path)) from error
    try:
        # Some editors of Windows begin a file with a mark that is no part of its text.
        parse_protocol(content.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return (Flaw(str(path), line, "", "holds bytes that are no UTF-8 text"),)
    except FlawError as error:
        return error.flaws
    return ()
