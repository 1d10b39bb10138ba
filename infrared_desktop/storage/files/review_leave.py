"""How long a copy may be opened: its last day, leave for longer by a code, and the clock."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.review_copy import UnlockedCopy, derived
from infrared_desktop.storage.files.vault import SPOKEN_ALPHABET, plain_recovery_key
from infrared_desktop.storage.files.writing import make_folder, write_atomically

_FIRST = date(2020, 1, 1)  # the days of a code are counted from here, in three letters
_DAY_BITS, _MAC_BITS, _LETTERS = 15, 45, 12
_PATIENCE = timedelta(hours=1)  # clocks that follow a server are put right by a little
_BELIEVED = timedelta(days=60)  # a clock that says later than that after the last day runs ahead


class LeaveNeededError(KnownError):
    """The last day of a copy is over; the clinic can give leave by a code."""


@dataclass(frozen=True)
class Lease:
    """Until when a copy opens on this computer, and when it was last read here."""

    until: date
    seen_at: datetime


def leave_code(key: bytes, copy_id: str, until: date) -> str:
    """Return the code that lets one copy open until a day, in groups that can be read aloud."""
    days = (until - _FIRST).days
    if not 0 <= days < 1 << _DAY_BITS:
        raise ValueError(f"{until} can't be said in a code")
    said = hmac.new(derived(key, b"leave"), f"{copy_id}:{days}".encode(), hashlib.sha256).digest()
    bits = days << _MAC_BITS | int.from_bytes(said[:8]) >> (64 - _MAC_BITS)
    letters = "".join(
        SPOKEN_ALPHABET[bits >> 5 * place & 31] for place in reversed(range(_LETTERS))
    )
    return "-".join(letters[at : at + 4] for at in range(0, _LETTERS, 4))


def read_leave(copy: UnlockedCopy, typed: str) -> date:
    """Return until when a typed code lets a copy open; raise KnownError for any other code."""
    letters = plain_recovery_key(typed)
    if len(letters) == _LETTERS:
        bits = 0
        for letter in letters:
            bits = bits << 5 | SPOKEN_ALPHABET.index(letter)
        until = _FIRST + timedelta(days=bits >> _MAC_BITS)
        code = leave_code(copy.key, copy.header.copy_id, until)
        if hmac.compare_digest(plain_recovery_key(code), letters):
            return until
    raise KnownError(
        "This is no leave for this copy. Ask the clinic to read the code out again, letter by "
        "letter."
    )


class LeaseBook:
    """Keeps, signed by the copy's key, what is known of it on this computer."""

    def __init__(self, folder: Path, copy: UnlockedCopy) -> None:
        self._copy, self._key = copy.header, derived(copy.key, b"lease")
        self._path = folder / f"{_plain(copy.header.copy_id)}.json"

    def read(self) -> Lease:
        """Return what is known; of a copy that is new here, what it says itself."""
        fresh = Lease(self._copy.until, self._copy.made_at)
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
            kept = Lease(
                date.fromisoformat(content["until"]), datetime.fromisoformat(content["seen_at"])
            )
            is_ours = hmac.compare_digest(str(content["seal"]), self._seal(kept))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return fresh
        return kept if is_ours else fresh

    def admit(self, today: date, now: datetime) -> Lease:
        """Note that the copy is read now; raise LeaveNeededError after its last day.

        Raise KnownError where the clock stands before what is known to have been. A refusal is
        noted as well, so that setting the clock back after one does not help.
        """
        lease = self.read()
        if now < max(lease.seen_at, self._copy.made_at) - _PATIENCE:
            raise KnownError(
                "The clock of this computer stands before the moment when this copy was made or "
                "last read. Set the clock, then open the copy again. If it ran ahead then, "
                "have a new copy made."
            )
        if today > lease.until:
            if today - lease.until < _BELIEVED:
                self._write(Lease(lease.until, max(now, lease.seen_at)))
            raise LeaveNeededError(
                "The last day of this copy was {until}. The clinic can give leave for longer: ask "
                "for the code, and type it in.",
                until=lease.until,
            )
        self._write(Lease(lease.until, max(now, lease.seen_at)))
        return lease

    def extend(self, until: date) -> None:
        """Take down that the clinic gave leave; an earlier day shortens nothing."""
        lease = self.read()
        self._write(Lease(max(until, lease.until), lease.seen_at))

    def _write(self, lease: Lease) -> None:
        make_folder(self._path.parent)
        content = {**_said(lease), "seal": self._seal(lease)}
        write_atomically(self._path, json.dumps(content).encode())

    def _seal(self, lease: Lease) -> str:
        said = json.dumps([self._copy.copy_id, _said(lease)], sort_keys=True)
        return hmac.new(self._key, said.encode(), hashlib.sha256).hexdigest()


def _said(lease: Lease) -> dict[str, str]:
    return {"until": lease.until.isoformat(), "seen_at": lease.seen_at.isoformat()}


def _plain(copy_id: str) -> str:
    return hashlib.sha256(copy_id.encode()).hexdigest()[:32]
