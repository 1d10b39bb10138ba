"""What one paint of the timeline is given, and what it leaves behind for the mouse."""

from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QRectF

from infrared_desktop.domain.timeline.model import Item, Lane, Ref
from infrared_desktop.views.timeline.timeline_layout import Layout
from infrared_desktop.views.timeline.timeline_scale import Scale


class Hit(NamedTuple):
    """A painted place and the marks or the span that it stands for."""

    rect: QRectF
    items: tuple[Item, ...]


class Written(NamedTuple):
    """A text that was painted in a lane, and the place that it takes."""

    lane: Lane
    rect: QRectF
    text: str


class Switch(NamedTuple):
    """A painted place where a lane's measure is switched."""

    rect: QRectF
    lane: Lane


@dataclass
class Scene:
    """What is to be painted: the layout at a scale, scrolled, with what is selected."""

    layout: Layout
    scale: Scale
    top: float
    selected: Item | None = None
    focused: bool = False
    altered: frozenset[Ref] = frozenset()  # records that are not what was stored
    who: str = ""  # whose timeline it is, and the number that gives its band a colour
    number: int = 0
    hits: list[Hit] = field(default_factory=list)
    texts: list[Written] = field(default_factory=list)
    switches: list[Switch] = field(default_factory=list)

    @property
    def today_x(self) -> float:
        """Where today is, in the middle of its day."""
        return self.scale.x(self.layout.timeline.today.toordinal() + 0.5)
