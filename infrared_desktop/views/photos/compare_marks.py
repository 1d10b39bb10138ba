"""The points that somebody sets on two photographs, one after the other, to align them."""

from collections.abc import Sequence

from infrared_desktop.domain.photographs.alignment import (
    FEWEST,
    MOST,
    Fit,
    Point,
    Size,
    fit,
    turned,
)
from infrared_desktop.domain.records.photographs import Landmark

BEFORE, AFTER = 0, 1


class Marks:
    """Up to three points on each of two pictures, in shares of width and height as seen."""

    def __init__(self, before: Size, after: Size) -> None:
        self._sizes = (before, after)
        self.points: tuple[dict[int, Point], dict[int, Point]] = ({}, {})
        self.side, self.number = BEFORE, 0

    @property
    def current(self) -> Point | None:
        """The point that the keys move."""
        return self.points[self.side].get(self.number)

    @property
    def is_enough(self) -> bool:
        """Whether there are points enough to align by."""
        return len(self.landmarks()) >= FEWEST

    def put(self, side: int, point: Point) -> None:
        """Set the next point of a side, or the current one anew; outside it goes to the edge."""
        if side != self.side:
            open_ones = [n for n in range(MOST) if n not in self.points[side]]
            self.side, self.number = side, (open_ones or [self.number])[0]
        x, y = point
        self.points[side][self.number] = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def choose(self, side: int, number: int) -> None:
        """Let the keys move another point."""
        self.side, self.number = side, number

    def go_on(self) -> None:
        """Go to the place of the next point: the same one on the other picture, then the next."""
        if self.side == BEFORE:
            self.side = AFTER
        else:
            self.side, self.number = BEFORE, (self.number + 1) % MOST

    def move(self, dx: float, dy: float) -> None:
        """Move the current point by shares of width and height."""
        if self.current is not None:
            x, y = self.current
            self.put(self.side, (x + dx, y + dy))

    def remove(self) -> None:
        """Take the current point away on both pictures; those after it keep their numbers."""
        for side in self.points:
            side.pop(self.number, None)
        self.side = BEFORE

    def landmarks(self) -> tuple[Landmark, ...]:
        """Return the points that stand on both pictures."""
        before, after = self.points
        return tuple(
            Landmark(*after[number], *before[number])
            for number in range(MOST)
            if number in before and number in after
        )

    def fit(self) -> Fit:
        """Return how the later picture lies onto the earlier one; raise KnownError if not told."""
        before, after = self._sizes
        return fit(self.landmarks(), after, before)

    def load(self, landmarks: Sequence[Landmark]) -> None:
        """Begin with the points that were stored."""
        for number, mark in enumerate(landmarks):
            self.points[AFTER][number] = mark.x, mark.y
            self.points[BEFORE][number] = mark.onto_x, mark.onto_y


def as_seen(marks: Sequence[Landmark], turns: int, onto_turns: int) -> tuple[Landmark, ...]:
    """Return stored landmarks on the pictures as they are turned now; negative turns undo that."""
    return tuple(
        Landmark(*turned((m.x, m.y), turns), *turned((m.onto_x, m.onto_y), onto_turns))
        for m in marks
    )
