"""What stands on the screen of photographs: the wall beside its form, or one of the other pages."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.views.look.action_bar import ActionBar
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.photos.arrival import ArrivalPanel
from infrared_desktop.views.photos.loading import PhotoLoader
from infrared_desktop.views.photos.look_page import LookPage
from infrared_desktop.views.photos.move_page import MovePage
from infrared_desktop.views.photos.photo_form import PhotoForm
from infrared_desktop.views.photos.photo_words import count_words, photo_words
from infrared_desktop.views.photos.veil import Veil
from infrared_desktop.views.photos.wall import PhotoWall
from infrared_desktop.views.photos.wall_delegate import INSET_PX
from infrared_desktop.views.records.addendum import AddendumCard
from infrared_desktop.views.workplace import Workplace

_SIDE_PX = 320
_LEAST_PX = 240


class PhotosPage:
    """Lays the parts out on a screen, and turns between them."""

    def __init__(
        self,
        workplace: Workplace,
        loader: PhotoLoader,
        veil: Veil,
        screen: QWidget,
        actions: Sequence[QAction],
    ) -> None:
        self.looked_at: int | None = None
        self.header, self.bar = RecordHeader(), ActionBar(actions)
        self.arrival, self.card = ArrivalPanel(workplace), AddendumCard()
        self.wall, self.form = PhotoWall(veil), PhotoForm()
        self.wall.use(loader)
        self.look, self.moving = LookPage(loader, veil), MovePage(workplace)
        keys = _words("Enter looks · Shift and Ctrl choose several · digits name the view (F1)")
        self.wall_panel = Panel(_words("Photographs"), footer=keys)
        self.side = Panel(_words("What it shows"))
        self.nothing = EmptyState()
        self.stack, self._both = QStackedWidget(), QSplitter(Qt.Orientation.Horizontal)
        self._lay_out(screen)
        self.nothing.acted.connect(actions[0].trigger)
        self.card.closed.connect(self.wall.setFocus)

    @property
    def is_wall(self) -> bool:
        """Whether the wall is shown."""
        return self.stack.currentWidget() is self._both

    def add_above(self, widget: QWidget) -> None:
        """Put something between the bar and what comes in."""
        self._rows.insertWidget(2, widget)

    def first(self) -> QWidget:
        """Return what gets the keys."""
        is_nothing = self.stack.currentWidget() is self.nothing
        return self.nothing.action_button if is_nothing else self.wall

    def show_wall(self) -> None:
        """Show the wall, or that there is nothing on it."""
        self.looked_at = None
        self.stack.setCurrentWidget(self.nothing if self._is_empty else self._both)
        self.first().setFocus()

    def show_empty(self, is_locked: bool, is_empty: bool) -> None:
        """Say that there is nothing yet, or that this person may not look."""
        self._is_empty = is_locked or is_empty
        self.bar.setVisible(not is_locked)
        if is_locked:
            self.nothing.tell(
                "lock",
                _words("Photographs are not shown at the front desk."),
                _words("The owner of the clinic can allow it, beside the clinic's name."),
            )
        else:
            self.nothing.tell(
                "import",
                _words("There are no photographs yet."),
                _words("Drop files anywhere on this window, or choose them with T."),
                _words("Take photographs in"),
            )
        if self.stack.currentWidget() in (self.nothing, self._both):
            self.stack.setCurrentWidget(self.nothing if self._is_empty else self._both)

    def show_photo(self, stored: Stored[Photo], photos: Sequence[Stored[Photo]]) -> None:
        """Show one photograph large."""
        self.looked_at = stored.id
        numbers = [each.id for each in photos]
        self.look.show_photo(stored, numbers.index(stored.id) + 1, len(numbers))
        self.stack.setCurrentWidget(self.look)
        self.look.large.setFocus()

    def ask_move(self, patient_id: int, count: int) -> None:
        """Ask to whom photographs are moved."""
        self.stack.setCurrentWidget(self.moving)
        self.moving.start(patient_id, count)

    def say_chosen(self, chosen: Sequence[Stored[Photo]]) -> None:
        """Name what the form is about."""
        if len(chosen) == 1:
            self.side.set_hint("")
            self.side.set_footer(photo_words(chosen[0].record))
        else:
            self.side.set_hint(count_words(len(chosen)) if chosen else _words("none chosen"))
            several = _words("An answer counts for all of them; Ctrl+Z takes it back.")
            self.side.set_footer(several if chosen else "")

    def step_back(self) -> bool:
        """Close what was opened last; say whether there was anything."""
        if not self.card.isHidden():
            self.card.give_up()
        elif self.stack.currentWidget() is self.moving and self.moving.step_back():
            return True
        elif self.stack.currentWidget() not in (self._both, self.nothing):
            self.show_wall()
        else:
            return False
        return True

    def _lay_out(self, screen: QWidget) -> None:
        self._is_empty = False
        # What the frames say stands under what the panel's title says.
        self.wall_panel.body.setContentsMargins(2 * GRID - INSET_PX, 0, 0, 0)
        self.wall_panel.body.addWidget(self.wall)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        rows.addWidget(self.form)
        rows.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(inside)
        inside.setAutoFillBackground(False)
        scrolled.viewport().setAutoFillBackground(False)
        self.side.body.addWidget(scrolled)
        self.side.setMinimumWidth(_SIDE_PX)
        self._both.addWidget(self.wall_panel)
        self._both.addWidget(self.side)
        self._both.setHandleWidth(2 * GRID)
        self._both.setStretchFactor(0, 1)
        self._both.setChildrenCollapsible(False)
        for page in (self._both, self.nothing, self.look, self.moving):
            self.stack.addWidget(page)
        self.stack.setMinimumHeight(_LEAST_PX)  # else the tallest page would keep the window tall
        self._rows = box = QVBoxLayout(screen)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        for widget in (self.header, self.bar, self.arrival, self.card):
            box.addWidget(widget)
        box.addWidget(self.stack, 1)


def _words(text: str) -> str:
    return QCoreApplication.translate("PhotosPage", text)
