"""What one paint of the timeline is given, and what it leaves behind for the mouse."""

from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QRectF

from infrared_desktop.domain.timeline_model import Item, Ref
from infrared_desktop.views.timeline.timeline_layout import Layout
from infrared_desktop.views.timeline.timeline_scale import Scale


class Hit(NamedTuple):
    """A painted place and the marks or the span that it stands for."""

    rect: QRectF
    items: tuple[Item, ...]


@dataclass
class Scene:
    """What is to be painted: the layout at a scale, scrolled, with what is selected."""

    layout: Layout
    scale: Scale
    top: float
    selected: Item | None = None
    focused: bool = False
    altered: frozenset[Ref] = frozenset()  # records that are not what was stored
    hits: list[Hit] = field(default_factory=list)

    @property
    def today_x(self) -> float:
        """Where today is, in the middle of its day."""
        return self.scale.x(self.layout.timeline.today.toordinal() + 0.5)
