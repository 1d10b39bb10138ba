"""Kinds of content that the program reads and did not write itself just now: a table to fill."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tests.faults.specimens import Specimens


class Parser(NamedTuple):
    """Real contents, and what reads one; it may raise KnownError and nothing else."""

    corpus: tuple[bytes, ...]
    feed: Callable[[bytes], object]


Ready = Callable[[Specimens], Parser]


@dataclass(frozen=True)
class Kind:
    """A kind of content, how its parser is made ready, and how many inputs a full run tries."""

    name: str
    ready: Ready
    inputs: int


KINDS: list[Kind] = []


def kind(name: str, inputs: int) -> Callable[[Ready], None]:
    """Enter a kind into the table."""
    return lambda ready: KINDS.append(Kind(name, ready, inputs))
