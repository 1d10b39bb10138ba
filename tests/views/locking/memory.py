"""Look for secrets in the memory of a process (Linux)."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

_LINE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r")


def found_in(process: int | str, secrets: Mapping[str, bytes]) -> set[str]:
    """Return the names of the secrets that lie in a process's memory."""
    found: set[str] = set()
    for part in _parts(process):
        found |= {name for name, secret in secrets.items() if secret in part}
    return found


def _parts(process: int | str) -> Iterator[bytes]:
    root = Path("/proc") / str(process)
    with (root / "mem").open("rb", buffering=0) as memory:
        for line in (root / "maps").read_text(encoding="utf-8").splitlines():
            if (match := _LINE.match(line)) and "[v" not in line:
                first, last = (int(each, 16) for each in match.groups())
                memory.seek(first)
                try:
                    yield memory.read(last - first)
                except OSError:
                    continue
