"""Which spot an arrow key leads to: the nearest that lies that way on the drawn figure."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF

from infrared_desktop.views.body.spots import Spot

LEFT, RIGHT, UP, DOWN = QPointF(-1, 0), QPointF(1, 0), QPointF(0, -1), QPointF(0, 1)
_ASIDE = 2.5  # how much more a step aside costs than one ahead


def neighbour(spots: Sequence[Spot], at: int, way: QPointF) -> int:
    """Return the spot that lies one step that way, or the same where there is none."""
    here = spots[at].centre
    costs = {
        each: cost
        for each, spot in enumerate(spots)
        if each != at and (cost := _cost(spot.centre - here, way)) is not None
    }
    return min(costs, key=lambda each: costs[each], default=at)


def _cost(step: QPointF, way: QPointF) -> float | None:
    ahead = QPointF.dotProduct(step, way)
    aside = abs(step.x() * way.y()) + abs(step.y() * way.x())
    # What lies more aside than ahead is another way's business, and level spots are no step.
    return ahead + _ASIDE * aside if ahead > 3 and aside <= 4 * ahead else None
