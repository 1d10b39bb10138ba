"""Strike a sheet that was noted as handed over to the wrong patient, or by mistake."""

from collections.abc import Sequence

from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import Handout
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.records.record_strike import RecordStrike
from infrared_desktop.views.wording import say_day, say_moment


class SheetStrike(RecordStrike):
    """Strikes one paper; `offer` gives a patient's page the act that lists them."""

    def offer(self) -> "SheetStrike":
        """Put the act on the page."""
        text, also = self.tr("Strike a sheet"), self.tr("handed over wrong patient mistake")
        add_action(self.page, text, "", self.choose, also)
        return self

    def records(self, chart: Chart) -> Sequence[Stored[Handout]]:
        """Return what was handed over, the newest first."""
        return sorted(chart.handouts, key=lambda one: (one.record.given_at, one.id), reverse=True)

    def words(self, stored: Stored[Handout]) -> str:
        """Name a paper with the moment at which it was handed over."""
        given, clinic = stored.record, self.page.clinic
        day = say_day(clinic.day(given.given_at), "ddd d MMM yyyy")
        at = say_moment(given.given_at, self.page.workplace.settings.timezone)
        return f"{day}, {at}: {choices.label(given.kind)}"

    def none(self) -> str:
        """Say that there is no paper."""
        return self.tr("No sheet was handed over.")

    def done(self) -> str:
        """Say what follows."""
        return self.tr("Struck through. The sheet no longer counts as handed over.")

    def store(self, stored: Stored[Handout], reason: str) -> None:
        """Strike it."""
        page = self.page
        page.clinic.papers.strike(stored, reason, page.workplace.by, page.workplace.now())
