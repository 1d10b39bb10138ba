"""What is wrong with a protocol's text: each flaw with its file, line and key."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from infrared_desktop.domain.errors import KnownError

T = TypeVar("T")

_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong; the key is empty where the text can't be read at all."""

    file: str
    line: int
    key: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key or 'the file'}: {self.problem}"


MISSING = "is missing"


class FlawError(KnownError):
    """A protocol that can't be used; `flaws` are all that were found, in the file's order.

    What is missing comes last: it may only be misspelt, and then the line of that says more.
    """

    def __init__(self, *flaws: Flaw) -> None:
        self.flaws = tuple(sorted(set(flaws), key=_place))
        first = self.flaws[0]
        words = "{key} (line {line}) {problem}" if first.key else "line {line}: {problem}"
        super().__init__(
            "The protocol {file} can't be used: " + words + ".",
            file=first.file,
            key=first.key,
            line=first.line,
            problem=first.problem,
        )


def _place(flaw: Flaw) -> tuple[bool, int, str]:
    return flaw.problem == MISSING, flaw.line, flaw.key


def gather(steps: Iterable[Callable[[], T]]) -> list[T]:
    """Take every step, and raise the flaws of all that failed together."""
    results: list[T] = []
    flaws: list[Flaw] = []
    for step in steps:
        try:
            results.append(step())
        except FlawError as error:
            flaws += error.flaws
    if flaws:
        raise FlawError(*flaws)
    return results


def unreadable(file: str, text: str, error: Exception) -> Flaw:
    """Return the flaw of a text that is no TOML, at the line that the reader names."""
    found = _WHERE.search(str(error))
    line = int(found[1]) if found and found[1] else text.count("\n") + 1 if found else 1
    return Flaw(file, line, "", "this is no TOML: " + _WHERE.sub("", str(error)))
