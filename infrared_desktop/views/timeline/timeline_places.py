"""Where signs stand in their row: side by side, never one over another, never past today."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

GLYPH_PX = 22
_SAME_PX = 0.01  # two places so near are one, whatever rounding says


@dataclass
class Glyphs:
    """The glyphs of a row at one zoom: glyph i stands for the marks from `starts[i]` on.

    `xs` are centres in pixels from ordinal day 0; marks that crowd share a glyph with a count.
    """

    starts: list[int]
    xs: list[float]
    total: int
    pitch: float = GLYPH_PX

    def between(self, left: float, right: float) -> range:
        """Return the glyphs whose box touches a stretch."""
        half = self.pitch / 2
        return range(bisect_left(self.xs, left - half), bisect_right(self.xs, right + half))

    def marks(self, glyph: int) -> range:
        """Return the marks that a glyph stands for."""
        following = glyph + 1
        end = self.starts[following] if following < len(self.starts) else self.total
        return range(self.starts[glyph], end)

    def of_mark(self, mark: int) -> int:
        """Return the glyph that a mark is part of."""
        return bisect_right(self.starts, mark) - 1


class Row:
    """The places of a row's marks, in days from ordinal 0 and in order.

    What lies before `ahead` yields to earlier days, what lies after it to later ones, so that
    nothing that happened is shown in the future.
    """

    def __init__(
        self,
        places: list[float],
        due: Sequence[bool],
        ahead: float = float("-inf"),
        pitch: float = GLYPH_PX,
    ) -> None:
        cut = bisect_left(places, ahead)
        # What is past is set from the latest on, as if time ran backwards.
        self._past = _Side([-place for place in reversed(places[:cut])], reversed(due[:cut]))
        self._ahead = _Side(places[cut:], due[cut:])
        self._cut, self._total, self._pitch = cut, len(places), pitch

    def at(self, day_px: float) -> Glyphs:
        """Set glyphs side by side: each may yield by its own width, then joins its neighbour."""
        firsts, mirrored = self._past.placed(day_px, self._pitch, float("-inf"))
        xs = [-x for x in reversed(mirrored)]
        # Seen from the other side a glyph begins where the one before it ends.
        starts = [self._cut - first for first in reversed([*firsts[1:], self._cut])]
        free = xs[-1] + self._pitch if xs else float("-inf")
        later, later_xs = self._ahead.placed(day_px, self._pitch, free)
        starts = starts[: len(xs)] + [self._cut + first for first in later]
        return Glyphs(starts, xs + later_xs, self._total, self._pitch)


class _Side:
    """Marks in the order in which they yield; what is due never joins what has happened."""

    def __init__(self, places: list[float], due: Iterable[bool]) -> None:
        self._places = places
        self._due = [0, *accumulate(due)]

    def placed(self, day_px: float, pitch: float, free: float) -> tuple[list[int], list[float]]:
        """Return which mark each glyph begins with, and its centre."""
        starts: list[int] = []
        xs: list[float] = []
        places, index = self._places, 0
        while index < len(places):
            place = places[index] * day_px
            x = place if place > free else free
            starts.append(index)
            xs.append(x)
            free, near, index = x + pitch, x - _SAME_PX, index + 1
            if index < len(places) and places[index] * day_px < near:
                index = self._following(index - 1, near, pitch, day_px)
        return starts, xs

    def _following(self, index: int, x: float, pitch: float, day_px: float) -> int:
        """Return the first mark that does not join the glyph of another at `x`."""
        first = index + 1
        end = bisect_left(self._places, x / day_px, first)
        due, same = self._due[first] - self._due[index], self._due[end] - self._due[first]
        if same == due * (end - first):
            return end
        near = bisect_left(self._places, (x - 2 * pitch) / day_px, first, end)
        others = (j for j in range(near, end) if self._due[j + 1] - self._due[j] != due)
        return next(others, end)
