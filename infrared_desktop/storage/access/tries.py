"""Passphrases that were typed wrong: after three the next try has to wait, longer each time.

Ways in of which the audit log could not be told wait here as well, for the next unlock. Kept beside
the keys, so that a new start does not help. Time is counted by how long the computer runs, so
setting its clock does not help either (docs/decisions/0018).
"""

import json
import re
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.uptime import uptime
from infrared_desktop.storage.files.folder import TRIES
from infrared_desktop.storage.files.writing import write_atomically

FREE = 3
LONGEST_S = 900
MOST = 100  # in a row; then only a code from the owner or the recovery key (NIST SP 800-63B)
RECOVERY_ID = 0  # whose wrong tries are noted as well, and slow nothing down
FAILED = "unlock-failed"
# Ways in that a clinic could not be told of by who came: by these acts the log hears of them.
UNTOLD = ("unlocked-untold", "code-typed", "code-refused")


class WaitError(KnownError):
    """The next try has to wait; nothing was tried."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            "After wrong tries the next one has to wait: {seconds} s are left. The recovery key "
            "opens at once.",
            seconds=seconds,
        )


@dataclass(frozen=True)
class Failures:
    """How often a person's passphrase was typed wrong in a row, and when last."""

    count: int
    running_s: float  # how long the computer ran at the last one
    untold: tuple[str, ...] = ()  # of which the audit log has not heard: see `heard_of`


class Tries:
    """Notes the tries of each person, by staff id."""

    def __init__(self, folder: Path, running: Callable[[], float] = uptime) -> None:
        self._path, self._running = folder / TRIES, running

    def seconds_left(self, staff_id: int) -> int:
        """Return how long the next try has to wait."""
        failures = self._read().get(staff_id)
        if failures is None:
            return 0
        now = self._running()
        # After a restart only what has run since then is sure to have passed.
        passed = now - failures.running_s if now >= failures.running_s else now
        return max(0, ceil(delay_s(failures.count) - passed))

    def check(self, staff_id: int) -> None:
        """Raise KnownError while the next try has to wait, or when too many failed."""
        failures = self._read().get(staff_id)
        if failures is not None and failures.count >= MOST:
            raise KnownError(
                "Too many wrong tries: {count} in a row. This passphrase does not open the clinic "
                "any more. Nothing was changed. Ask the owner for a one-time code, or use the "
                "recovery key.",
                count=failures.count,
            )
        if seconds := self.seconds_left(staff_id):
            raise WaitError(seconds)

    def failed(self, staff_id: int) -> int:
        """Note a wrong try; return how long the next one has to wait."""
        noted = self._read()
        before = noted.get(staff_id)
        count = before.count + 1 if before else 1
        noted[staff_id] = Failures(count, self._running(), _and_now(before))
        self._write(noted)
        return delay_s(count)

    def keep(self, staff_id: int, act: str, what: str) -> None:
        """Keep that somebody came in for a verb, or by the window, for the log to hear of it."""
        before = self._read().get(staff_id)
        untold = _and_now(before, f" {act} {what}")
        self._put(staff_id, replace(before or Failures(0, 0.0), untold=untold))

    def forget(self, staff_id: int) -> None:
        """Let a person's next try wait for nothing; the audit log still hears of those before."""
        known = self._read().get(staff_id)
        if known is not None and known.count:
            self._put(staff_id, replace(known, count=0, running_s=0.0))

    def untold(self) -> dict[int, tuple[str, ...]]:
        """Return what the audit log has not heard of, by staff id; `heard_of` reads it."""
        return {who: known.untold for who, known in self._read().items() if known.untold}

    def told(self, staff_id: int, moments: Collection[str]) -> None:
        """Note that the audit log heard of them."""
        known = self._read().get(staff_id)
        if known is not None:
            left = tuple(at for at in known.untold if at not in moments)
            self._put(staff_id, replace(known, untold=left))

    def _put(self, staff_id: int, failures: Failures) -> None:
        noted = self._read()
        noted[staff_id] = failures
        self._write({who: each for who, each in noted.items() if each.count or each.untold})

    def _read(self) -> dict[int, Failures]:
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
            return {int(who): _failures(each) for who, each in content.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}  # whoever can spoil it can delete it; nobody is kept out by it

    def _write(self, noted: dict[int, Failures]) -> None:
        content = {str(who): asdict(each) for who, each in noted.items()}
        write_atomically(self._path, json.dumps(content).encode())


def delay_s(count: int) -> int:
    """Return how long to wait after so many wrong tries in a row."""
    return 0 if count < FREE else min(2 ** min(count - FREE + 1, 20), LONGEST_S)


def heard_of(untold: str) -> tuple[str, str]:
    """Return the act that tells of it and its reason: a moment, and what for if not a wrong try.

    The moment is by the clock on the wall. Raise ValueError for what no program of ours wrote.
    """
    at, *rest = untold.split(" ")
    at = datetime.fromisoformat(at).isoformat(timespec="milliseconds")
    if not rest:
        return FAILED, at
    act, what = rest
    if act not in UNTOLD or not re.fullmatch("[a-z-]{1,20}", what):
        raise ValueError("no way in that the program keeps")
    return act, f"{at} {what}"


def _and_now(before: Failures | None, words: str = "") -> tuple[str, ...]:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return (*(before.untold if before else ()), at + words)[-MOST:]


def _failures(content: dict[str, object]) -> Failures:
    count, running, untold = content["count"], content["running_s"], content["untold"]
    if type(count) is not int or type(running) not in (int, float) or type(untold) is not list:
        raise ValueError("tries are not as the program writes them")
    assert isinstance(running, int | float)
    for each in untold:
        heard_of(each)
    return Failures(count, min(max(float(running), 0.0), 1e12), tuple(untold)[-MOST:])
