"""A protocol's file, checked before anybody treats by it."""

from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol.protocol import parse_protocol
from infrared_desktop.domain.protocol.renewal import missing_rules
from infrared_desktop.domain.toml.flaws import Flaw, FlawError
from infrared_desktop.storage.desks.protocols import SHIPPED, shipped_name, shipped_text


def lacking(path: Path) -> tuple[str, ...]:
    """Return the rules of the program's protocol of the same name that a sound file lacks."""
    text = path.read_bytes().decode("utf-8-sig")
    name = parse_protocol(text, str(path)).name
    shipped = [shipped_text(one) for one in SHIPPED if shipped_name(one) == name]
    return missing_rules(shipped[0], text) if shipped else ()


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
