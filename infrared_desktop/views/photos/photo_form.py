"""What is known of the chosen photographs; an answer counts for all of them at once."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.photographs import Photo, Purpose, Timepoint
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.choice_field import MultiChoiceField
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.photos.photo_words import visit_option

# These answer once they are whole, the others at once.
_TYPED = ("taken_on", "distance_cm", "light_setup", "note")


class PhotoForm(QWidget):
    """Shows what the chosen photographs have in common; `answered` tells a field and its value."""

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "photo")
        self._offer_points()
        self.binder: Binder[Photo] = Binder(self, Photo)
        self._shown: dict[str, Any] = {}
        self.binder.changed.connect(self._on_changed)
        for name in _TYPED:
            typed = self.binder.input(name)
            assert isinstance(typed, QLineEdit)
            typed.editingFinished.connect(lambda field=name: self._answer(field))

    def show_photos(self, photos: Sequence[Stored[Photo]], chart: Chart) -> None:
        """Show what these have in common; what differs is shown as if nobody had answered it."""
        visits = sorted(
            (each for each in chart.appointments if each.record.is_live),
            key=lambda each: (each.record.day, each.record.starts),
            reverse=True,
        )
        combo = self.binder.input("appointment_id")
        assert isinstance(combo, ComboField)
        combo.set_value(None)
        combo.set_options([visit_option(each) for each in visits])
        self.binder.show(_Common(photos))  # type: ignore[arg-type]
        self._shown = self.binder.values()
        self.setEnabled(bool(photos))

    def go_to(self, field: str) -> None:
        """Give a field the keys."""
        self.binder.go_to(field)

    def finish(self) -> None:
        """Take what is typed and not answered yet, as when the screen is left."""
        for name in _TYPED:
            self._answer(name)

    def is_changed(self) -> bool:
        """Say whether something is typed that can't be read, so that it would be lost."""
        return any(self.binder.problems().get(name) for name in _TYPED if self._differs(name))

    def _on_changed(self, field: str) -> None:
        if field not in _TYPED:
            self._answer(field)

    def _differs(self, field: str) -> bool:
        return bool(self._shown) and self.binder.values()[field] != self._shown[field]

    def _answer(self, field: str) -> None:
        value = self.binder.values()[field]
        unreadable = value is None and _text(self.binder.input(field))
        if self._differs(field) and not unreadable:
            self._shown[field] = value
            self.answered.emit(field, value)

    def _offer_points(self) -> None:
        points, purposes = self._child("timepoint"), self._child("purposes")
        assert isinstance(points, ComboField) and isinstance(purposes, MultiChoiceField)
        points.set_options([(point.value, choices.label(point)) for point in Timepoint])
        besides = [each for each in Purpose if each is not Purpose.RECORD]
        purposes.set_options([(each.value, choices.label(each)) for each in besides])

    def _child(self, name: str) -> QWidget:
        found = self.findChild(QWidget, name)
        assert isinstance(found, QWidget)
        return found


class _Common:
    """Has of each field what all photographs have, and None where they differ."""

    def __init__(self, photos: Sequence[Stored[Photo]]) -> None:
        for name in (each.name for each in fields(Photo)):
            values = {getattr(each.record, name) for each in photos}
            setattr(self, name, values.pop() if len(values) == 1 else None)
        purposes: tuple[Purpose, ...] | None = getattr(self, "purposes", None)
        if purposes is not None:
            self.purposes = tuple(each for each in purposes if each is not Purpose.RECORD)


def _text(widget: QWidget) -> str:
    return widget.text().strip() if isinstance(widget, QLineEdit) else ""
