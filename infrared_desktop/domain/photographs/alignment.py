"""How one photograph lies onto another: turned, scaled and shifted by landmarks on both.

Nothing is bent: a similarity keeps every angle, so that a fold of skin is never drawn straight.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.photographs import Landmark

FEWEST, MOST = 2, 3
_CLOSEST = 0.05  # of the picture's longer edge; nearer points tell a turn badly
_FLATTEST = 0.1  # a triangle's height over its longest side; flatter ones have no order
_MOST_TURN = 60.0  # degrees; photographs are put upright before
_WORST = 0.2  # of the points' own spread; triangles that differ more show other points

Point = tuple[float, float]


@dataclass(frozen=True)
class Size:
    """The width and the height of a picture in pixels."""

    width: float
    height: float

    @property
    def longer(self) -> float:
        """The longer edge."""
        return max(self.width, self.height)


@dataclass(frozen=True)
class Similarity:
    """Takes a pixel of one picture to that of another: x' = ax - by + dx, y' = bx + ay + dy."""

    a: float
    b: float
    dx: float
    dy: float

    @property
    def scale(self) -> float:
        """How many pixels of the other picture one pixel becomes."""
        return math.hypot(self.a, self.b)

    @property
    def turn_degrees(self) -> float:
        """By how much the picture is turned clockwise, from -180 to 180."""
        return math.degrees(math.atan2(self.b, self.a))

    def onto(self, x: float, y: float) -> Point:
        """Return where a point comes to lie."""
        return self.a * x - self.b * y + self.dx, self.b * x + self.a * y + self.dy


@dataclass(frozen=True)
class Fit:
    """The best similarity, and how far the landmarks miss each other by it, in per cent.

    The miss is their root mean square distance over the longer edge of the picture below.
    """

    similarity: Similarity
    miss_percent: float


def fit(landmarks: Sequence[Landmark], size: Size, onto: Size) -> Fit:
    """Return how a picture lies onto another by two or three landmarks, least squares for three.

    Raise KnownError where the points cannot tell it: too few, too near each other, in a line, in
    another order on one of the pictures, or clearly not the same places of the skin.
    """
    if not FEWEST <= len(landmarks) <= MOST:
        raise KnownError("Two or three points on each photograph are needed to align them.")
    points = [(mark.x * size.width, mark.y * size.height) for mark in landmarks]
    targets = [(mark.onto_x * onto.width, mark.onto_y * onto.height) for mark in landmarks]
    _refuse_near(points, size)
    _refuse_near(targets, onto)
    if len(points) == MOST:
        _refuse_mirrored(points, targets)
    best = _least_squares(points, targets)
    miss = _miss(best, points, targets)
    _refuse_turned(best, len(points))
    if miss > _WORST * _spread(targets):
        raise KnownError(
            "The points do not show the same three places on both photographs: they lie too far "
            "from each other. Nothing was stored. Set them again, in the same order."
        )
    return Fit(best, miss / onto.longer * 100)


def centred(size: Size, onto: Size) -> Similarity:
    """Return how a picture lies onto another as long as nobody aligned it: whole, in the middle."""
    scale = min(onto.width / size.width, onto.height / size.height)
    dx, dy = (onto.width - scale * size.width) / 2, (onto.height - scale * size.height) / 2
    return Similarity(scale, 0.0, dx, dy)


def turned(point: Point, quarter_turns: int) -> Point:
    """Return a share of width and height after the picture was turned clockwise by quarters."""
    x, y = point
    return ((x, y), (1 - y, x), (1 - x, 1 - y), (y, 1 - x))[quarter_turns % 4]


def _least_squares(points: Sequence[Point], targets: Sequence[Point]) -> Similarity:
    (mx, my), (tx, ty) = _middle(points), _middle(targets)
    along = across = spread = 0.0
    for (x, y), (u, v) in zip(points, targets, strict=True):
        x, y, u, v = x - mx, y - my, u - tx, v - ty
        along += x * u + y * v
        across += x * v - y * u
        spread += x * x + y * y
    a, b = along / spread, across / spread
    return Similarity(a, b, tx - a * mx + b * my, ty - b * mx - a * my)


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _spread(points: Sequence[Point]) -> float:
    middle = _middle(points)
    return math.sqrt(sum(math.dist(point, middle) ** 2 for point in points) / len(points))


def _miss(by: Similarity, points: Sequence[Point], targets: Sequence[Point]) -> float:
    pairs = zip(points, targets, strict=True)
    squares = sum(math.dist(by.onto(*point), target) ** 2 for point, target in pairs)
    return math.sqrt(squares / len(points))


def _sides(points: Sequence[Point]) -> list[float]:
    return [math.dist(points[i - 1], points[i]) for i in range(len(points))]


def _refuse_near(points: Sequence[Point], size: Size) -> None:
    sides = _sides(points)
    if min(sides) < _CLOSEST * size.longer:
        raise KnownError(
            "Two of the points lie too near each other to tell how a photograph is turned. "
            "Nothing was stored. Choose points that are far apart, such as both corners of the "
            "mouth and the tip of the chin."
        )
    if len(points) == MOST and abs(_area(points)) < _FLATTEST * max(sides) ** 2 / 2:
        raise KnownError(
            "The three points lie nearly in a line, so that their order cannot be told. Nothing "
            "was stored. Move one of them aside, or use two points only."
        )


def _area(points: Sequence[Point]) -> float:
    """Return the area of a triangle; its sign tells which way round the points go."""
    (ax, ay), (bx, by), (cx, cy) = points
    return ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


def _refuse_mirrored(points: Sequence[Point], targets: Sequence[Point]) -> None:
    if (_area(points) > 0) != (_area(targets) > 0):
        raise KnownError(
            "The points go round the other way on the second photograph: two of them are swapped, "
            "or one of the photographs is mirrored. Nothing was stored. Set them again, in the "
            "same order on both."
        )


def _refuse_turned(by: Similarity, count: int) -> None:
    # Two swapped points look like a picture upside down; nothing else tells them from right ones.
    if abs(by.turn_degrees) <= _MOST_TURN:
        return
    if count == FEWEST:
        raise KnownError(
            "By these points one photograph would be turned by {degrees} degrees: they seem to be "
            "swapped. Nothing was stored. Set them again in the same order, or add a third one.",
            degrees=round(abs(by.turn_degrees)),
        )
    raise KnownError(
        "By these points one photograph would be turned by {degrees} degrees: they seem to be in "
        "another order. Nothing was stored. Set them again in the same order, or turn the "
        "photograph upright first.",
        degrees=round(abs(by.turn_degrees)),
    )
