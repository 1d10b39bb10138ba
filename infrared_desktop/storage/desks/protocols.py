"""The protocols: those that the program brings, and the clinic's own approved copies of them.

What reads a protocol is imported with the first one that is read: a day may need none, and it is
a megabyte of rules.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from infrared_desktop import assets
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.storage.desks.acts import Act, Change, Ledger
from infrared_desktop.storage.desks.drafts import NOBODY_YET, draft_key, drop_draft

if TYPE_CHECKING:
    from infrared_desktop.domain.protocol.facts import WaitingFacts
    from infrared_desktop.domain.protocol.protocol import Protocol
    from infrared_desktop.domain.protocol.sources import Citations


# What a shipped protocol is called in the settings, in the order in which they are offered.
SHIPPED = ("titan", "other-infrared")
# As the program writes it; reading all of a protocol for it would take Today's time and memory.
_STALE = re.compile(r"^\[history\]\nstale_days = \{ value = (\d+),", re.MULTILINE)


class Protocols:
    """Acts on the clinic's own copies; the newest of a name stands for the shipped one.

    An act that changes when something is due derives everybody's follow-ups anew in itself.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._read: dict[str, Protocol] = {}
        self._in_use = ""
        self._waiting: WaitingFacts | None = None
        ledger.subscribe(self._on_change)

    def current(self) -> "Protocol":
        """Return the protocol that the clinic treats by."""
        self._in_use = self._in_use or self._settings().record.protocol
        return self.get(self._in_use)

    def get(self, name: str) -> "Protocol":
        """Return what holds under a name: the clinic's newest copy, or the shipped protocol."""
        if name not in self._read:
            own = self._copies_of(name)
            self._read[name] = _own(own[-1].record, len(own)) if own else load_protocol(name)
        return self._read[name]

    def stale_days(self) -> int:
        """Return after how many days a history is old; Today asks it, and needs nothing else."""
        self._in_use = self._in_use or self._settings().record.protocol
        if self._in_use not in self._read and (told := _STALE.search(self.text(self._in_use))):
            return int(told[1])
        return self.current().history.stale_days

    def waiting_facts(self) -> "WaitingFacts":
        """Return what the waiting list needs; Today asks it where a time fell free."""
        if self._waiting is None:
            from infrared_desktop.domain.protocol.facts import of_protocol, read_waiting_facts

            self._in_use = self._in_use or self._settings().record.protocol
            found = read_waiting_facts(self.text(self._in_use))
            self._waiting = found or of_protocol(self.current())
        return self._waiting

    def newest(self, name: str) -> Stored[ProtocolCopy] | None:
        """Return the clinic's newest copy of a protocol, if it made one."""
        own = self._copies_of(name)
        return own[-1] if own else None

    def copies(self) -> list[Stored[ProtocolCopy]]:
        """Return every copy that was ever approved, oldest first."""
        return self._ledger.books.all(ProtocolCopy)

    def text(self, name: str) -> str:
        """Return the text of what holds under a name."""
        own = self.newest(name)
        return own.record.text if own else shipped_text(name)

    def by_title(self) -> dict[str, "Protocol"]:
        """Return every protocol that a record may have been made by, by what the record says."""
        return read_all(self.copies())

    def approve(self, copy: ProtocolCopy, by: int, now: datetime) -> Stored[ProtocolCopy]:
        """Store a copy; from now on it holds, and records made before keep what they were made by.

        The person's draft of it goes. Raise KnownError for reception, without a reason, and, with
        file, line and key, for a text that is no protocol.
        """
        self._ledger.admit("protocol-approved", by, now)  # before what else is wrong
        _parsed(copy.text, f"{copy.name}.toml")
        if not copy.reason.strip():
            raise KnownError("Say what was changed and why. Nothing was changed yet.")
        with self._deriving("protocol-approved", by, now) as act:
            stored = act.add(copy, State.SIGNED)
            key = draft_key("protocol_copy", NOBODY_YET, by, 0)
            drop_draft(self._ledger.db, act, key, NOBODY_YET)
        return stored

    def pick(self, name: str, by: int, now: datetime) -> None:
        """Treat by another protocol from now on; raise KnownError if there is none of the name."""
        self.get(name)
        settings = self._settings()
        with self._deriving("protocol-picked", by, now) as act:
            act.change(settings, replace(settings.record, protocol=name))

    @contextmanager
    def _deriving(self, name: str, by: int, now: datetime) -> Iterator[Act]:
        before = self.current()
        try:
            with self._ledger.act(name, by, now) as act:
                yield act
                self._forget()
                after = self.current()
                if (before.windows, before.follow_ups) != (after.windows, after.follow_ups):
                    act.derive_for_everybody()
        finally:
            self._forget()

    def _copies_of(self, name: str) -> list[Stored[ProtocolCopy]]:
        return [stored for stored in self.copies() if stored.record.name == name]

    def _settings(self) -> Stored[Settings]:
        return self._ledger.books.get(Settings, 1)

    def _on_change(self, change: Change) -> None:
        if change.kinds & {"protocol_copy", "settings"}:
            self._forget()

    def _forget(self) -> None:
        self._read.clear()
        self._in_use, self._waiting = "", None


def read_all(copies: Iterable[Stored[ProtocolCopy]]) -> dict[str, "Protocol"]:
    """Return the shipped protocols and all of these copies by their titles."""
    counts: Counter[str] = Counter()
    own = []
    for stored in copies:
        counts[stored.record.name] += 1
        own.append(_own(stored.record, counts[stored.record.name]))
    return {each.title: each for each in (*map(load_protocol, SHIPPED), *own)}


def _own(copy: ProtocolCopy, place: int) -> "Protocol":
    """Return a clinic's copy; its title says which one, so that records tell them apart."""
    own = _as_approved(copy.text, copy.name)
    return replace(own, version=f"{own.version}, clinic copy {place}")


@cache
def _as_approved(text: str, name: str) -> "Protocol":
    """Return what was sound when it was approved, also where rules say more by now.

    Else a newer program could not open the clinic any more.
    """
    try:
        return _parsed(text, f"{name}.toml")
    except KnownError:
        from infrared_desktop.domain.protocol.wordings import with_new_wordings

        return _parsed(with_new_wordings(shipped_text(name), text), f"{name}.toml")


@cache
def load_protocol(name: str) -> "Protocol":
    """Return a shipped protocol by name; raise KnownError if its file is missing or wrong."""
    return _parsed(shipped_text(name), f"{name}.toml")


def _parsed(text: str, file: str) -> "Protocol":
    from infrared_desktop.domain.protocol.protocol import parse_protocol

    return parse_protocol(text, file)


@cache
def shipped_name(name: str) -> str:
    """Return what a shipped protocol calls itself, without reading the rest of it."""
    import tomllib

    head, _, _ = shipped_text(name).partition("\n[")
    return str(tomllib.loads(head)["name"])


def shipped_text(name: str) -> str:
    """Return the text of a shipped protocol; raise KnownError if there is none."""
    path = assets.RESOURCES / "protocols" / f"{name}.toml"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise KnownError("There is no protocol called {name}.", name=name) from error


@cache
def load_sources() -> "Citations":
    """Return the citation behind each code; raise KnownError if their file is missing or wrong."""
    from infrared_desktop.domain.protocol.sources import parse_sources

    path = assets.RESOURCES / "protocols" / "sources.toml"
    try:
        return parse_sources(path.read_text(encoding="utf-8"), path.name)
    except OSError as error:
        raise KnownError("The file {name} with the sources is missing.", name=path.name) from error
