"""The areas of a plan: a line each with how it was judged, one form for its sessions."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QWidget

from infrared_desktop.domain.consultation.planning import Judgement, Standing
from infrared_desktop.domain.records.areas import Area, Site, is_midline
from infrared_desktop.domain.records.care import PlanArea
from infrared_desktop.domain.schedule.schedule import SessionWindows, touches
from infrared_desktop.views.consultation.verdict_words import MEANINGS
from infrared_desktop.views.forms.record_table import Column
from infrared_desktop.views.forms.rows_editor import RowsEditor
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day, say_site


class PlanAreasEditor(RowsEditor):
    """Edits the areas of a plan."""

    record_type = PlanArea
    form = "plan_area"

    def __init__(self, parent: QWidget | None = None) -> None:
        self._windows = SessionWindows()
        self._judge: Callable[[Site], Judgement] | None = None
        super().__init__(parent)
        area = self.binder.input("area")
        assert isinstance(area, ComboField)
        # A row always has an area: there is nothing to choose in "none".
        area.removeItem(0)
        self.table.setAccessibleName(self.tr("Areas of the plan"))

    def columns(self) -> Sequence[Column[PlanArea]]:
        """Show where, how often, how far apart, and how the site was judged."""
        return (
            Column(self.tr("Area"), lambda row: say_site(row.site), strong=True, stretch=30),
            Column(self.tr("Sessions"), lambda row: str(row.sessions), stretch=12),
            Column(self.tr("Apart"), self._apart, stretch=18),
            Column(self.tr("Judged"), chip=self._chip, stretch=30),
        )

    def configure(self, windows: SessionWindows, judge: Callable[[Site], Judgement]) -> None:
        """Take the days between sessions from the protocol, and the judgements from a record."""
        self._windows, self._judge = windows, judge
        self.refresh()

    def new_record(self) -> PlanArea:
        """Propose the first area that is not there yet, by the protocol."""
        used = {row.area for row in self.get_value()}
        area = next((each for each in Area if each not in used), Area.FACE_FULL)
        earliest, latest = self._windows.earliest_days, self._windows.latest_days
        return PlanArea(area, sessions=2, earliest_days=earliest, latest_days=latest)

    def name_of(self, record: PlanArea) -> str:
        """Name the area with its side."""
        return say_site(record.site)

    def empty_words(self) -> str:
        """Say how the first area is added."""
        return self.tr("No area yet. Ctrl+N adds one.")

    def problem(self) -> str:
        """Say what is wrong in the rows: a side that is missing, the same skin twice, no window."""
        found = super().problem()
        rows: list[PlanArea] = self.get_value()
        if not rows:
            return self.tr("A plan needs at least one area.")
        for number, row in enumerate(rows):
            name = say_site(row.site)
            if row.side is None and not is_midline(row.area):
                return found or self.tr("{name}: which side?").format(name=name)
            if any(touches(row.site, other.site) for other in rows[:number]):
                return found or self.tr("{name}: planned twice.").format(name=name)
            if row.latest_days < row.earliest_days:
                text = self.tr("{name}: at most is less than at least.")
                return found or text.format(name=name)
        return found

    def _show_current(self) -> None:
        super()._show_current()
        self._ask_side()

    def _on_field(self, field: str) -> None:
        super()._on_field(field)
        self._ask_side()

    def _ask_side(self) -> None:
        record = self.current_record()
        asked = isinstance(record, PlanArea) and not is_midline(record.area)
        side, label = self.binder.input("side"), self.detail.findChild(QLabel, "side_label")
        side.setVisible(asked)
        if isinstance(label, QLabel):
            label.setVisible(asked)
        if isinstance(record, PlanArea) and not asked and record.side is not None:
            # An area on the midline has no side.
            side.setProperty("value", None)
            super()._on_field("side")

    def _apart(self, record: PlanArea) -> str:
        if record.sessions == 1:
            return "–"
        text = self.tr("{earliest} to {latest} days")
        return text.format(earliest=record.earliest_days, latest=record.latest_days)

    def _chip(self, record: PlanArea) -> Chip | None:
        return judged_chip(self._judge(record.site), self) if self._judge else None


def judged_chip(found: Judgement, context: QWidget) -> Chip:
    """Return how a site was judged."""
    if found.standing is Standing.SUITABLE and found.overrules:
        return Chip(Meaning.CAUTION, choices.label(found.verdict))
    if found.standing is Standing.SUITABLE:
        # "With care" looks as it does in the consultation: no tick, as if nothing were to mind.
        meaning = MEANINGS[found.verdict] if found.verdict else Meaning.SUITABLE
        return Chip(meaning, choices.label(found.verdict))
    if found.standing is Standing.DEFERRED:
        day = say_day(found.until, "d MMM yyyy") if found.until else ""
        text = context.tr("deferred to {day}") if day else context.tr("deferred, no day yet")
        return Chip(Meaning.CAUTION, text.format(day=day))
    if found.standing is Standing.NOT_SUITABLE:
        return Chip(Meaning.STOP, choices.label(found.verdict))
    return Chip(Meaning.CAUTION, context.tr("not judged"))


register(PlanAreasEditor)
