"""The areas of a review: each graded again beside its baseline, with the change in words."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import (
    Area,
    LaxityScale,
    Site,
    is_midline,
    scale_of,
    scales_of,
)
from infrared_desktop.domain.records.care import AreaOutcome
from infrared_desktop.domain.results.outcomes import Baseline, change_from
from infrared_desktop.views.forms.record_table import Column
from infrared_desktop.views.forms.rows_editor import RowsEditor
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.grade_field import GradeField
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.results.outcome_words import (
    gais_words,
    grade_words,
    say_change,
    short_change,
)
from infrared_desktop.views.wording import say_day, say_site

Baselines = Callable[[Site], Baseline | None]
_BETTER, _WORSE = Meaning.SUITABLE, Meaning.CAUTION


class OutcomesEditor(RowsEditor):
    """Edits the result at each area, on the scale of its baseline."""

    record_type = AreaOutcome
    form = "area_outcome"

    def __init__(self, parent: QWidget | None = None) -> None:
        self._protocol: Protocol | None = None
        self._baseline: Baselines = lambda _site: None
        super().__init__(parent)
        area = self.binder.input("area")
        assert isinstance(area, ComboField)
        area.removeItem(0)  # a row always has its area
        self.table.setAccessibleName(self.tr("Areas reviewed"))

    def columns(self) -> Sequence[Column[AreaOutcome]]:
        """Show where, from which grade to which, and how much it improved."""
        return (
            Column(self.tr("Area"), lambda row: say_site(row.site), strong=True, stretch=26),
            Column(self.tr("Baseline"), self._before, stretch=18),
            Column(self.tr("Now"), self._now, stretch=18),
            Column(self.tr("Change"), chip=self._chip, stretch=32),
            Column(self.tr("By your eye"), lambda row: gais_words(row.gais_clinician), stretch=26),
        )

    def new_record(self) -> AreaOutcome:
        """Propose the first area that is not there yet."""
        used = {row.area for row in self.get_value()}
        area = next((each for each in Area if each not in used), Area.FACE_FULL)
        return AreaOutcome(area, laxity_scale=scale_of(area))

    def name_of(self, record: AreaOutcome) -> str:
        """Name the area with its side."""
        return say_site(record.site)

    def empty_words(self) -> str:
        """Say how the first area is added."""
        return self.tr("No area yet. Ctrl+N adds one.")

    def configure(self, protocol: Protocol, baseline: Baselines) -> None:
        """Take the words for grades from the protocol, and the baselines from the chart."""
        self._protocol, self._baseline = protocol, baseline
        self.refresh()
        self._show_what_is_known()

    def _on_field(self, field: str) -> None:
        row = self.current_row()
        if row < 0:
            return
        before = self.table.records.records[row]
        after = settled(before, self.binder.record(before), self._baseline)
        self.table.records.replace(row, after)
        if (before.area, before.laxity_scale) != (after.area, after.laxity_scale):
            self._show_current()
        self._show_what_is_known()
        self.changed.emit()

    def _show_current(self) -> None:
        record, grade = self.current_record(), self.binder.input("laxity_grade")
        if isinstance(record, AreaOutcome) and isinstance(grade, GradeField):
            self._offer_scales(record)
            grade.set_scale(record.laxity_scale)
        super()._show_current()
        self._show_what_is_known()

    def _offer_scales(self, record: AreaOutcome) -> None:
        """Offer the scales of the area; what an older record was graded on is still shown."""
        field = self.binder.input("laxity_scale")
        assert isinstance(field, ChoiceField)
        offered = dict.fromkeys((*scales_of(record.area), record.laxity_scale))
        field.set_options([(str(scale), choices.label(scale)) for scale in offered])

    def _show_what_is_known(self) -> None:
        record = self.current_record()
        if not isinstance(record, AreaOutcome):
            return
        self.binder.input("side").setVisible(not is_midline(record.area))
        self._label("side_label").setVisible(not is_midline(record.area))
        self._label("baseline_words").setText(self._baseline_words(record))
        self._label("change_words").setText(self._change_words(record))

    def _baseline_words(self, record: AreaOutcome) -> str:
        found = self._baseline(record.site)
        if found is None:
            return self.tr("No grade from before the treatment: nothing to compare with.")
        words = self._described(found.scale, found.grade)
        text = self.tr("Baseline of {day}: {words}")
        return text.format(day=say_day(found.day), words=words)

    def _change_words(self, record: AreaOutcome) -> str:
        found = self._baseline(record.site)
        if record.laxity_grade is None:
            return self.tr("Pick the grade of today.")
        now = self._described(record.laxity_scale, record.laxity_grade)
        if found is not None and found.scale is not record.laxity_scale:
            return self.tr("{now} Another scale than the baseline: no change can be told.").format(
                now=now
            )
        change = change_from(found, record.laxity_grade, record.laxity_scale)
        return f"{now} {say_change(change)}" if change else now

    def _described(self, scale: LaxityScale, grade: float) -> str:
        found = self._protocol.laxity_help(scale, grade) if self._protocol else None
        words = grade_words(scale, grade)
        return f"{words}, {found.text}." if found else f"{words}."

    def _before(self, row: AreaOutcome) -> str:
        found = self._baseline(row.site)
        return grade_words(found.scale, found.grade) if found else "–"

    def _now(self, row: AreaOutcome) -> str:
        return "?" if row.laxity_grade is None else grade_words(row.laxity_scale, row.laxity_grade)

    def _chip(self, row: AreaOutcome) -> Chip | None:
        change = change_from(self._baseline(row.site), row.laxity_grade, row.laxity_scale)
        if change is None:
            return None
        meaning = _BETTER if change.grades > 0 else _WORSE if change.grades < 0 else None
        return Chip(meaning or Meaning.INFORMATION, short_change(change))

    def _label(self, name: str) -> QLabel:
        label = self.detail.findChild(QLabel, name)
        assert isinstance(label, QLabel)
        return label


def settled(before: AreaOutcome, after: AreaOutcome, baseline: Baselines) -> AreaOutcome:
    """Return a changed outcome without what its area or scale does not have.

    A new area starts on the scale of its baseline; a grade is never carried to another scale.
    """
    if is_midline(after.area):
        after = replace(after, side=None)
    if after.site != before.site:
        after = replace(after, laxity_scale=scale_for(after.site, baseline(after.site)))
    kept = after.laxity_scale is before.laxity_scale and after.area is before.area
    return after if kept else replace(after, laxity_grade=None)


def scale_for(site: Site, baseline: Baseline | None) -> LaxityScale:
    """Return the scale to grade a site on: that of its baseline if it is for the area."""
    fits = baseline is not None and baseline.scale in scales_of(site.area)
    return baseline.scale if baseline and fits else scale_of(site.area)


register(OutcomesEditor)
