"""The areas of a consultation: a line each with its verdict, and one form for the findings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from infrared_desktop.domain.consultation.suitability import Assessment
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import (
    Area,
    LaxityScale,
    Side,
    is_midline,
    scale_of,
    scales_of,
)
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.rules.questions import Question
from infrared_desktop.views.consultation.mapped_rows import MappedRows
from infrared_desktop.views.consultation.verdict_words import short_chip
from infrared_desktop.views.forms.record_table import Column
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.grade_field import GradeField
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.wording import say_site

# A letter before the word: left and right must not be taken for each other at a glance.
_SIDE_SIGN = {Side.LEFT: "L  ", Side.RIGHT: "R  ", Side.BOTH: ""}


class FindingsEditor(MappedRows):
    """Edits the findings of each area; the decision on it is made beside the program's verdict."""

    record_type = AreaFinding
    form = "finding"

    def __init__(self, parent: QWidget | None = None) -> None:
        self._consultation: Consultation | None = None
        self._assessments: Sequence[Assessment | None] = ()
        self._protocol: Protocol | None = None
        super().__init__(parent)
        area = self.binder.input("area")
        assert isinstance(area, ComboField)
        # A finding always has an area: there is nothing to choose in "none".
        area.removeItem(0)
        self.table.setAccessibleName(self.tr("Areas"))

    def columns(self) -> Sequence[Column[AreaFinding]]:
        """Show where, how slack, how large, what the program says and what was decided."""
        return (
            Column(self.tr("Area"), lambda row: choices.label(row.area), strong=True, stretch=27),
            Column(self.tr("Side"), self._side, strong=True, stretch=12),
            Column(self.tr("Laxity"), self._laxity, stretch=22),
            Column(self.tr("Size"), self._size, stretch=14),
            Column(self.tr("The program says"), chip=self._chip, stretch=37),
            Column(self.tr("You say"), lambda row: choices.label(row.verdict) or "–", stretch=20),
        )

    def new_record(self) -> AreaFinding:
        """Propose the first area that is not there yet."""
        used = {row.area for row in self.get_value()}
        area = next((each for each in Area if each not in used), Area.FACE_FULL)
        return AreaFinding(area, laxity_scale=scale_of(area))

    def name_of(self, record: AreaFinding) -> str:
        """Name the area with its side."""
        return say_site(record.site)

    def empty_words(self) -> str:
        """Say how the first area is added."""
        return self.tr("No area yet. Ctrl+N adds one, F2 shows the body.")

    def configure(self, protocol: Protocol) -> None:
        """Take the words for laxity grades from the clinic's protocol."""
        self._protocol = protocol

    def show_assessments(self, record: Consultation, found: Sequence[Assessment | None]) -> None:
        """Show what the program says of each area; None is what is not known any more."""
        self._consultation, self._assessments = record, found
        self.refresh()
        self._show_what_is_asked()
        self.show_on_map(self._chip)

    def change_current(self, **values: Any) -> None:
        """Change fields of the selected area that are edited elsewhere."""
        row = self.current_row()
        if row >= 0:
            records = self.table.records
            records.replace(row, replace(records.records[row], **values))
            self.changed.emit()

    def _on_field(self, _field: str) -> None:
        row = self.current_row()
        if row < 0:
            return
        before = self.table.records.records[row]
        after = settled(before, self.binder.record(before))
        self.table.records.replace(row, after)
        if (before.area, before.laxity_scale) != (after.area, after.laxity_scale):
            self._show_current()
        self._show_what_is_asked()
        self.changed.emit()

    def _show_current(self) -> None:
        record = self.current_record()
        if isinstance(record, AreaFinding):
            self._offer_scales(record.area)
            self._grade().set_scale(record.laxity_scale)
        super()._show_current()
        self._show_what_is_asked()

    def _show_what_is_asked(self) -> None:
        record = self.current_record()
        if not isinstance(record, AreaFinding):
            return
        self.binder.show_input("side", not is_midline(record.area))
        self.binder.show_input("inside_orbital_rim", self._asks_orbital_rim(record))
        self._help().setText(self._grade_words(record))

    def _asks_orbital_rim(self, record: AreaFinding) -> bool:
        if record.inside_orbital_rim is not None:
            return True
        row = self.current_row()
        found = self._assessments[row] if row < len(self._assessments) else None
        fired = found.fired if found else ()
        return any(one.missing is Question.ORBITAL_RIM for one in fired)

    def _grade_words(self, record: AreaFinding) -> str:
        if record.laxity_grade is None or self._protocol is None:
            return self.tr("Pick a grade to see what it looks like.")
        found = self._protocol.laxity_help(record.laxity_scale, record.laxity_grade)
        if found is None:
            return self.tr("This scale has no such grade.")
        text = self.tr("{grade} on the {scale}, {label}: {text}.")
        return text.format(
            grade=f"{found.grade:g}",
            scale=self._scale_name(found.scale),
            label=found.label,
            text=found.text,
        )

    def _chip(self, record: AreaFinding) -> Chip | None:
        row = next((i for i, each in enumerate(self.get_value()) if each is record), -1)
        if self._consultation is None or not 0 <= row < len(self._assessments):
            return None
        found = self._assessments[row]
        return short_chip(self._consultation, found) if found else None

    def _side(self, record: AreaFinding) -> str:
        if is_midline(record.area):
            return "–"
        return _SIDE_SIGN[record.side] + choices.label(record.side) if record.side else "?"

    def _laxity(self, record: AreaFinding) -> str:
        if record.laxity_grade is None:
            return "?"
        return f"{record.laxity_grade:g} {choices.label(record.laxity_scale)}"

    def _size(self, record: AreaFinding) -> str:
        return "?" if record.size_cm2 is None else f"{record.size_cm2} cm²"

    def _scale_name(self, scale: LaxityScale) -> str:
        if scale is LaxityScale.CLINIC:
            return self.tr("clinic scale (not validated)")
        return self.tr("{name} scale").format(name=choices.label(scale))

    def _offer_scales(self, area: Area) -> None:
        field = self.binder.input("laxity_scale")
        assert isinstance(field, ChoiceField)
        field.set_options([(str(scale), choices.label(scale)) for scale in scales_of(area)])

    def _grade(self) -> GradeField:
        field = self.binder.input("laxity_grade")
        assert isinstance(field, GradeField)
        return field

    def _help(self) -> QLabel:
        return _child(self.detail, "grade_help")


def settled(before: AreaFinding, after: AreaFinding) -> AreaFinding:
    """Return a changed finding without what its area or scale does not have.

    A grade is never carried to another scale: the same number means something else there.
    """
    if is_midline(after.area):
        after = replace(after, side=None)
    proposed = scale_of(after.area)
    other_usual = after.area is not before.area and proposed is not scale_of(before.area)
    if other_usual or after.laxity_scale not in scales_of(after.area):
        after = replace(after, laxity_scale=proposed)
    kept = after.laxity_scale is before.laxity_scale
    return after if kept else replace(after, laxity_grade=None)


def _child(widget: QWidget, name: str) -> QLabel:
    label = widget.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label


register(FindingsEditor)
