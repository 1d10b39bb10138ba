"""Errors and cautions in words, right under the input that they speak of."""

from typing import cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

# An error marks its input by a frame; a caution has a sign of its own.
_SIGNS = {"error": "", "caution": "▲ "}


class _Words(QLabel):
    """Keeps the height of all its lines: a dialog that is too small grows, and cuts none."""

    def tell(self, text: str) -> None:
        self.setText(text)
        if self.isVisible():  # else its width is not known yet
            self._keep_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        self.setMinimumHeight(0)  # it would count as needed
        self.setMinimumHeight(self.heightForWidth(self.width()))


def show_error(widget: QWidget, text: str) -> None:
    """Show words under an input and mark it; an empty text takes both away."""
    _show(widget, text, "error")
    _set(widget, "wrong", bool(text))


def show_caution(widget: QWidget, text: str) -> None:
    """Show words under an input that is right as it is, but may be a slip."""
    _show(widget, text, "caution")


def _show(widget: QWidget, text: str, role: str) -> None:
    label = _label_of(widget)
    if label is None and not text:
        return
    label = label or _place_label(widget)
    if text or widget.accessibleDescription() == error_of(widget):  # else it tells an answer again
        widget.setAccessibleDescription(text)
    _set(label, "role", role)
    label.tell(text and _SIGNS[role] + text)
    label.setVisible(bool(text))


def error_of(widget: QWidget) -> str:
    """Return the words that stand under an input now."""
    label = _label_of(widget)
    return label.text().removeprefix(_SIGNS["caution"]) if label is not None else ""


def _set(widget: QWidget, name: str, value: object) -> None:
    # To dress a widget anew takes long, and hardly an input of a form changes its looks.
    if (widget.property(name) or False) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _name(widget: QWidget) -> str:
    return f"{widget.objectName()}_error"


def _label_of(widget: QWidget) -> _Words | None:
    parent = widget.parentWidget()
    return parent.findChild(_Words, _name(widget)) if parent is not None else None


def _place_label(widget: QWidget) -> _Words:
    """Put a stack in the input's place; the input keeps its parent and so its focus."""
    from PySide6.QtWidgets import QSizePolicy  # the first window comes without

    parent = widget.parentWidget()
    label = _Words(parent)
    label.setObjectName(_name(widget))
    label.setWordWrap(True)
    home = _home_of(widget, parent.layout() if parent is not None else None)
    if home is not None:
        stack = QVBoxLayout()
        stack.setSpacing(4)
        _swap(home, widget, stack)
        stack.addWidget(widget)
        stack.addWidget(label)
        if widget.sizePolicy().verticalPolicy() != QSizePolicy.Policy.Expanding:
            stack.addStretch(1)
    return label


def _home_of(widget: QWidget, layout: QLayout | None) -> QLayout | None:
    if layout is None or layout.indexOf(widget) >= 0:
        return layout
    items = [layout.itemAt(index) for index in range(layout.count())]
    homes = (_home_of(widget, item.layout()) for item in items if item is not None)
    return next((home for home in homes if home is not None), None)


def _swap(home: QLayout, widget: QWidget, stack: QVBoxLayout) -> None:
    from PySide6.QtWidgets import QFormLayout, QGridLayout  # the first window comes without

    index = home.indexOf(widget)
    if isinstance(home, QGridLayout):
        place = cast(tuple[int, int, int, int], home.getItemPosition(index))
        home.removeWidget(widget)
        home.addLayout(stack, *place)
    elif isinstance(home, QFormLayout):
        row, role = cast(tuple[int, QFormLayout.ItemRole], home.getWidgetPosition(widget))
        home.removeWidget(widget)
        home.setLayout(row, role, stack)
    elif isinstance(home, QBoxLayout):
        stretch = home.stretch(index)
        home.removeWidget(widget)
        home.insertLayout(index, stack, stretch)
