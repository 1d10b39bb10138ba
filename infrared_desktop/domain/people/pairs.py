"""Pairs among all patients of a clinic who may be one person, the likeliest first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from infrared_desktop.domain.people.duplicates import Likeness, Reason, likeness
from infrared_desktop.domain.records.people import Patient

# A phone, an address or a name without a birth date that more than these share says nothing: it is
# a switchboard's, or what a list was filled up with.
CROWD = 40
# One of these speaks for one person; a phone alone is that of a family.
_TELLING = {
    Reason.SAME_NAME,
    Reason.FULLER_NAME,
    Reason.ALIKE_NAME,
    Reason.SAME_BIRTH_DATE,
    Reason.SAME_EXTERNAL_ID,
}

Numbers = tuple[int, int]
Sharing = Sequence[tuple[int, date | None]]  # who share a key, each by number and birth date


@dataclass(frozen=True)
class Pair:
    """Two numbers, the lower first, and why they may be one person."""

    one: int
    other: int
    like: Likeness

    @property
    def numbers(self) -> Numbers:
        """Both numbers, as a pair is remembered by."""
        return self.one, self.other


def in_order(one: int, other: int) -> Numbers:
    """Return two numbers as a pair is known by: the lower first."""
    return min(one, other), max(one, other)


def to_compare(shared: Mapping[str, Sharing]) -> set[Numbers]:
    """Return the pairs that are worth a closer look, by the match keys that they share."""
    found: set[Numbers] = set()
    for key, members in shared.items():
        found.update(_namesakes(members) if key.startswith("n:") else _all_pairs(members))
    return found


def likely_pairs(
    people: Mapping[int, Patient], pairs: Iterable[Numbers], apart: Collection[Numbers] = ()
) -> list[Pair]:
    """Compare pairs; return those who may be one person, but for those who are known not to be."""
    found = []
    for one, other in pairs:
        if (one, other) in apart or one not in people or other not in people:
            continue
        like = likeness(people[one], people[other])
        if like is not None and _TELLING.intersection(like.reasons):
            found.append(Pair(one, other, like))
    return sorted(found, key=lambda pair: (-pair.like.weight, pair.one, pair.other))


def _namesakes(members: Sharing) -> Iterator[Numbers]:
    """Yield those of one name whose birth dates may be one: in the same year, or unknown.

    Who shares more than the name is found by that as well.
    """
    by_year: dict[int | None, list[int]] = defaultdict(list)
    for number, born in members:
        by_year[born.year if born else None].append(number)
    unknown = by_year.pop(None, [])
    for numbers in by_year.values():
        if len(numbers) <= CROWD:
            yield from _pairs(numbers)
    if len(members) <= CROWD:
        yield from _pairs(unknown)
        known = (number for numbers in by_year.values() for number in numbers)
        yield from (in_order(*pair) for pair in product(unknown, known))


def _all_pairs(members: Sharing) -> Iterator[Numbers]:
    if len(members) <= CROWD:
        yield from _pairs([number for number, _ in members])


def _pairs(numbers: Iterable[int]) -> Iterator[Numbers]:
    return combinations(sorted(numbers), 2)
