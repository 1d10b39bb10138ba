"""A row of actions as buttons with their keys; what does not fit goes into a menu at its end."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from infrared_desktop.views.look.theme import GRID


class ActionBar(QWidget):
    """Shows as many buttons as there is room for, first come first shown."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = list(actions)
        self.buttons = [_button(action) for action in actions]
        self.more = QPushButton(self.tr("&More ▾"))
        self.menu = QMenu(self)
        self.more.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for button in (*self.buttons, self.more):
            row.addWidget(button)
        row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.more.sizeHint().width(), self.more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, room: int) -> None:
        widths = [button.sizeHint().width() + GRID for button in self.buttons]
        shown = len(widths)
        if sum(widths) - GRID > room:
            room -= self.more.sizeHint().width()
            shown = next(n for n in range(len(widths), -1, -1) if n == 0 or sum(widths[:n]) <= room)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < shown)
        self.more.setVisible(shown < len(widths))
        self.menu.clear()
        self.menu.addActions(self._actions[shown:])

    def leave_only(self, actions: Sequence[QAction]) -> None:
        """Take every other action off the bar, for good."""
        for action, button in list(zip(self._actions, self.buttons, strict=True)):
            if action not in actions:
                self._actions.remove(action)
                self.buttons.remove(button)
                button.hide()
                button.deleteLater()
        self._fit(self.width())

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _button(action: QAction) -> QPushButton:
    button = QPushButton(f"{action.iconText()}  {action.shortcut().toString()}")
    button.clicked.connect(action.trigger)
    return button
