"""Writing on a medical history: what is on the screen, what is amiss in it, and its draft."""

from PySide6.QtCore import QEvent

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.history.alerts import Freshness, history_age
from infrared_desktop.domain.history.changes import changes
from infrared_desktop.domain.history.gaps import HistoryGap, history_gaps
from infrared_desktop.domain.records.answers import Sex
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.history_answers import Pregnancy
from infrared_desktop.views.actions import claims_new
from infrared_desktop.views.history.beside import HistoryBeside
from infrared_desktop.views.history.header import HistoryHeader
from infrared_desktop.views.history.page import HistoryPage
from infrared_desktop.views.history.panel import HistoryPanel
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.halves import lay_out_halves
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.draft_keeper import DraftKeeper
from infrared_desktop.views.records.history_chips import age_chip
from infrared_desktop.views.records.others_drafts import OthersDrafts
from infrared_desktop.views.records.seal import Seal, alarm_words
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class HistoryWriting(Screen):
    """Shows a history on top of the stored version; what differs from that is kept as a draft."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.header, self.banner = HistoryHeader(), Banner()
        self.keeper = DraftKeeper(workplace, self)
        self.chart: Chart | None = None
        self.stored: Stored[History] | None = None  # the version that is written on
        self.gaps: tuple[HistoryGap, ...] = ()
        self._gone = -1  # the place of the gap that was gone to last
        self.seal, self.others = Seal(), OthersDrafts(workplace, self)
        self.beside = HistoryBeside(workplace)
        told = (self.beside, self.others.banner, self.seal)
        for each in (self.header, self.banner, *told):
            each.setParent(self)  # before the page, as Tab goes
        # On the screen from the first: with another parent Qt would dress all that a part holds.
        self.page, self.panel = HistoryPage(self), HistoryPanel(workplace, self)
        lay_out_halves(self, self.header, self.banner, self.page, self.panel, told)
        self.setFocusProxy(self.page.first)
        self.page.changed.connect(self.on_changed)
        self.panel.going_to.connect(self._go_to)
        self.keeper.changed.connect(lambda: self.header.set_chip(self.keeper.chip()))
        self.header.missing.clicked.connect(self.go_to_gap)

    def event(self, event: QEvent) -> bool:
        if claims_new(event):
            self.page.group_with_keys().add()
            return True
        return super().event(event)

    def record(self) -> History:
        """Return the history as it stands on the screen."""
        return self.page.record()

    def is_changed(self) -> bool:
        """Say whether what is written differs from what is stored."""
        return bool(changes(self.stored_record() or self.blank(), self.record()))

    def stored_record(self) -> History | None:
        """Return the history that is written on, or None for a first one."""
        return self.stored.record if self.stored else None

    def show_anew(self, record: History) -> None:
        """Show a record on top of what is stored now."""
        assert self.chart is not None
        self.chart = self.clinic.people.chart(self.chart.patient.id)
        self.stored = self.chart.history
        self.show_on_top(record)

    def show_on_top(self, record: History) -> None:
        """Show a record on top of the version that it is written on."""
        assert self.chart is not None
        self.keeper.begin()
        self.keeper.visit = self.stored.version if self.stored else None
        self.page.show_history(record)
        self.seal.tell(alarm_words(self.workplace, self.stored) if self.stored else "")
        self.others.look(History, self.chart.patient.id)
        self.beside.look(self.chart.patient.id, self.stored)
        versions = self.clinic.history.versions(self.stored) if self.stored else []
        terms = self.clinic.protocol.history
        age = history_age(self.stored_record(), self.workplace.today(), terms.stale_days)
        confirmed = age.freshness in (Freshness.TODAY, Freshness.PARTLY)
        self.panel.show_stored(versions, terms.ask_each_visit, age_chip(age), confirmed)
        self.refresh()
        self.setFocusProxy(self.panel.first() or self.page.first)

    def on_changed(self) -> None:
        """Take over what a person changed; as long as it differs, it is kept as a draft."""
        if self.chart is None:
            return
        self.refresh()
        if self.is_changed():
            self.keeper.take(self.record())
            return
        try:
            self.keeper.discard()
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))

    def go_to_gap(self) -> None:
        """Go to the next thing that is to be asked or mended, after the last one gone to."""
        if self.gaps:
            self._gone = (self._gone + 1) % len(self.gaps)
            self.page.go_to(self.gaps[self._gone])

    def version(self, number: int | None) -> Stored[History] | None:
        """Return one version of the patient's history."""
        newest = self.chart.history if self.chart else None
        versions = self.clinic.history.versions(newest) if newest else []
        return next((each for each in versions if each.version == number), None)

    def blank(self) -> History:
        """Return a history with nothing asked but what the registration says."""
        assert self.chart is not None
        is_male = self.chart.patient.record.sex is Sex.MALE
        return History(
            self.chart.patient.id,
            self.workplace.today(),
            pregnancy=Pregnancy.NOT_APPLICABLE if is_male else None,
        )

    def refresh(self) -> None:
        """Say anew what is amiss, what changed and what is still to ask."""
        assert self.chart is not None
        record, patient = self.record(), self.chart.patient
        self.gaps = history_gaps(record, patient.record, self.workplace.today())
        self.page.show_gaps(self.gaps)
        self.panel.show_work(self.stored_record(), record, self.gaps)
        line = patient_line(patient, self.workplace.today())
        self.header.set_words(self.tr("Medical history"), f"{patient.record.display_name} · {line}")
        self.header.show_work(len(self.gaps), self.is_changed())
        self.header.set_chip(self.keeper.chip())

    def _go_to(self, target: HistoryGap | str) -> None:
        if isinstance(target, HistoryGap):
            self.page.go_to(target)
        else:
            self.page.go_to_field(target)
