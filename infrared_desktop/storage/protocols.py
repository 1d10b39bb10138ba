"""The protocols: those that the program brings, and the clinic's own approved copies of them."""

from datetime import datetime
from functools import cache

from infrared_desktop import assets
from infrared_desktop.domain.chart import State, Stored
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol import Protocol, parse_protocol
from infrared_desktop.domain.protocol_copy import ProtocolCopy
from infrared_desktop.domain.sources import Citations, parse_sources
from infrared_desktop.storage.acts import Ledger


class Protocols:
    """Acts on the clinic's own copies; the newest of a name stands for the shipped one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._read: dict[str, Protocol] = {}

    def get(self, name: str) -> Protocol:
        """Return the protocol that the clinic treats by under a name."""
        if name not in self._read:
            own = self.newest(name)
            read = parse_protocol(own.record.text, f"{name}.toml") if own else load_protocol(name)
            self._read[name] = read
        return self._read[name]

    def newest(self, name: str) -> Stored[ProtocolCopy] | None:
        """Return the clinic's newest copy of a protocol, if it made one."""
        own = [c for c in self.copies() if c.record.name == name]
        return own[-1] if own else None

    def copies(self) -> list[Stored[ProtocolCopy]]:
        """Return every copy that was ever approved, oldest first."""
        return self._ledger.books.all(ProtocolCopy)

    def approve(self, copy: ProtocolCopy, by: int, now: datetime) -> Stored[ProtocolCopy]:
        """Store a copy; from now on it holds, and records made before keep what they were made by.

        Raise KnownError, with file, line and key, for a text that is no protocol.
        """
        parse_protocol(copy.text, f"{copy.name}.toml")
        if not copy.reason.strip():
            raise KnownError("Say what was changed and why. Nothing was changed yet.")
        with self._ledger.act("protocol-approved", by, now) as act:
            stored = act.add(copy, State.SIGNED)
        self._read.clear()
        return stored


@cache
def load_protocol(name: str) -> Protocol:
    """Return a shipped protocol by name; raise KnownError if its file is missing or wrong."""
    return parse_protocol(shipped_text(name), f"{name}.toml")


def shipped_text(name: str) -> str:
    """Return the text of a shipped protocol; raise KnownError if there is none."""
    path = assets.RESOURCES / "protocols" / f"{name}.toml"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise KnownError("There is no protocol called {name}.", name=name) from error


@cache
def load_sources() -> Citations:
    """Return the citation behind each code; raise KnownError if their file is missing or wrong."""
    path = assets.RESOURCES / "protocols" / "sources.toml"
    try:
        return parse_sources(path.read_text(encoding="utf-8"), path.name)
    except OSError as error:
        raise KnownError("The file {name} with the sources is missing.", name=path.name) from error
