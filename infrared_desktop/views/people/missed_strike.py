"""Strike a visit that was noted as missed by mistake."""

from collections.abc import Sequence

from infrared_desktop.domain.records.absences import Absence
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.records.record_strike import RecordStrike
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say_day


class MissedStrike(RecordStrike):
    """Gives a patient's page the act."""

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        text, also = self.tr("Strike a missed visit"), self.tr("no-show cancelled late mistake")
        add_action(page, text, "", self.choose, also)

    def records(self, chart: Chart) -> Sequence[Stored[Absence]]:
        """Return what is noted as missed, the newest first."""
        return sorted(chart.absences, key=lambda one: one.record.day, reverse=True)

    def words(self, stored: Stored[Absence]) -> str:
        """Name a missed visit."""
        noted = stored.record
        day = say_day(noted.day, "ddd d MMM yyyy")
        return f"{day}, {noted.starts:%H:%M}: {choices.label(noted.kind)}"

    def none(self) -> str:
        """Say that nothing was missed."""
        return self.tr("No visit is noted as missed.")

    def done(self) -> str:
        """Say what follows."""
        return self.tr("Struck through. It no longer counts as missed.")

    def store(self, stored: Stored[Absence], reason: str) -> None:
        """Strike it."""
        page = self.page
        page.clinic.absences.strike(stored, reason, page.workplace.by, page.workplace.now())
