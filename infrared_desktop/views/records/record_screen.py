"""A record on a screen: a draft that is kept while it is written, or a signed one to add to."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.drafts import Draft
from infrared_desktop.views.actions import add_action, claims_new
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.halves import lay_out_halves
from infrared_desktop.views.look.strikes import Strikes
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.draft_keeper import DraftKeeper
from infrared_desktop.views.records.draft_news import DraftNews
from infrared_desktop.views.records.history_link import HistoryLink
from infrared_desktop.views.records.others_drafts import OthersDrafts
from infrared_desktop.views.records.print_record import paper_of
from infrared_desktop.views.records.record_page import RecordPage
from infrared_desktop.views.records.signable import Signable
from infrared_desktop.views.records.signed_record import SignedRecord
from infrared_desktop.views.records.signing_header import SigningHeader
from infrared_desktop.views.screen import STORED, Place
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace


class RecordScreen(Signable):
    """A new record or a person's draft of it, or a signed one with its addenda."""

    section = "people"

    def __init__(self, workplace: Workplace, page: RecordPage, side: QWidget) -> None:
        super().__init__(workplace)
        self.keeper = DraftKeeper(workplace, self)
        self.header = SigningHeader()
        self.banner = Banner()
        self.page, self.side = page, side
        self.strikes = Strikes(side, rows=False)
        self.history = HistoryLink(workplace)
        self.header.add_to_title(self.history)
        self.signed = SignedRecord(workplace, page.addenda, page.card)
        self.papers = paper_of(self, self.signed, self.banner)
        self.header.add_to_title(self.papers.button())
        self.news = DraftNews(workplace, self.keeper, self.banner, self._show_again)
        self.others = OthersDrafts(workplace, self)
        self._reading: Draft | None = None  # another person's draft, read here
        self.chart: Chart | None = None
        self.gaps: tuple[Gap, ...] = ()
        self._base: Any = None
        self._place: Place | None = None
        self._writing: list[QAction] = []
        lay_out_halves(self, self.header, self.banner, page, side)
        page.add_on_top(self.others.banner)
        self.setFocusProxy(page.first)
        self._make_actions()
        self._connect()

    def open(self, place: Place) -> None:
        """Show a signed record, or what this person has begun with this patient."""
        if place.patient is None:
            raise KnownError("This needs its patient. Open the patient first.")
        self._place = place
        chart = self.clinic.people.chart(place.patient)
        signed = self.wanted(chart, place)
        self.others.banner.settle()
        if signed is not None:
            self.show_record(signed.record, chart, signed)
            return
        blank = self.blank(chart, place)
        visit = self.visit_number(blank, place)
        draft = self.keeper.find(self.record_type, place.patient, visit)
        drafted = draft.record(self.record_type) if draft else None
        self.show_record(drafted or blank, chart)
        if draft and drafted:
            self.keeper.begin(draft)
            self.news.announce(draft, drafted, blank)
        self.others.look(self.record_type, place.patient, in_form=True)

    def here(self, place: Place) -> Place:
        """Come back to what was signed meanwhile, not to a new record."""
        signed = self.signed.stored if self.signed.is_valid else None
        return Place(place.name, place.patient, signed.id, STORED) if signed else place

    def reload(self, change: Change | None = None) -> None:
        """Take over what became of the patient elsewhere; what is typed here stays."""
        if self.chart is None:
            return
        number = self.chart.patient.id
        if change is None or (change.kinds and number in change.patients):
            self.chart = self.clinic.people.chart(number)
            self.signed.show_addenda(self.chart)
            self.refresh()

    def leave(self) -> bool:
        """Keep the draft; stay where it can't be kept, or where an addendum is half written."""
        if self.page.card.is_unfinished():
            words = self.tr("The addendum is not signed yet. Sign it or cancel it.")
            self.banner.tell(Meaning.CAUTION, words)
            return False
        return self.news.keep()

    def open_form(self) -> object:
        """Return whether an addendum is half written."""
        return self.page.card.is_unfinished()

    def open_form_again(self, form: object) -> None:
        """Ask for the addendum again."""
        if form:
            self.page.card.ask_addendum()

    def event(self, event: QEvent) -> bool:
        if claims_new(event):
            self.page.rows.add()
            return True
        return super().event(event)

    def show_record(self, record: Any, chart: Chart, signed: Stored[Any] | None = None) -> None:
        """Show another record, from its beginning."""
        # While there is nothing to judge, its rows are filled without being judged one by one.
        self.chart, self._base, self._reading = chart, None, None
        self.banner.settle()
        self.signed.show(signed, chart)
        self.keeper.begin()
        self.fill(record)
        self._base = record
        self.set_read_only(signed is not None)
        self.papers.set_possible(signed is not None)
        self.refresh()
        self.page.begin(signed is not None)

    def fill(self, record: Any) -> None:
        """Put a record into the inputs."""
        self.page.binder.show(record)

    def set_read_only(self, read_only: bool) -> None:
        """Let the record be read but not changed."""
        self.page.binder.set_read_only(read_only)
        for action in self._writing:
            action.setEnabled(not read_only)

    def record(self) -> Any:
        """Return the record as it stands on the screen."""
        return self._base if self.signed.stored else self.page.binder.record(self._base)

    def refresh(self) -> None:
        """Say anew what the program thinks and what is missing: after every change."""
        assert self.chart is not None
        record, name = self.record(), self.chart.patient.record.display_name
        self.gaps = self.judge(record)
        line = self.about_patient(self.chart)
        self.header.set_words(self.title(), f"{name} · {line} · {say_day(self.day_of(record))}")
        self.history.show_chart(self.chart)
        self.history.setVisible(self.signed.stored is None)
        self._show_state()

    def on_changed(self, _field: str = "") -> None:
        """Take over what a person changed."""
        if self.signed.stored is None and self._base is not None and self._reading is None:
            self.refresh()
            self.keeper.take(self.record())

    def _on_row(self) -> None:
        if self._base is not None:
            self.refresh()

    def add_action(self, text: str, keys: str, act: Callable[[], object]) -> QAction:
        """Add an act with its key, possible while the record is not signed."""
        action = add_action(self, text, keys, act)
        self._writing.append(action)
        return action

    def _show_again(self, record: Any) -> None:
        assert self.chart is not None
        self.show_record(record, self.chart)

    def _read(self, draft: Draft) -> None:
        """Show another person's draft, to be read only; one's own is kept before."""
        if self.chart is None or self._place is None or not self.news.keep():
            return
        place = self._place
        self.show_record(draft.record(self.record_type), self.chart)
        self.set_read_only(True)
        self._reading = draft
        self._show_state()
        words = self.tr("You only read this. {draft}.").format(draft=self.others.words(draft))
        self.banner.tell(
            Meaning.INFORMATION, words, self.tr("Back to mine"), lambda: self.open(place)
        )

    def _show_state(self) -> None:
        signed = self.signed
        self.page.show_seal(signed.wrong, signed.line)
        self.strikes.set_shown(bool(signed.wrong))
        self._add.setEnabled(signed.is_valid)
        self._strike.setEnabled(signed.is_valid and signed.is_sound)
        if self._reading is not None:
            self.header.set_chip(self.others.chip(self._reading))
            self.header.show_signed(False)
        elif signed.stored is None:
            self.header.set_chip(self.keeper.chip())
            self.header.show_open(len(self.gaps))
        else:
            self.header.set_chip(signed.chip())
            self.header.show_signed(signed.is_valid, signed.is_sound)

    def _on_safety(self) -> None:
        if self._base is not None:
            self._show_state()

    def tell_here(self, error: KnownError) -> None:
        """Say on this page what went wrong, what is safe and what to do."""
        self.banner.tell(Meaning.STOP, say(error.sentence))

    def _open_photos(self) -> None:
        if self.chart is not None:
            visit = getattr(self.record(), "appointment_id", None)
            self.going.emit(Place("photos", self.chart.patient.id, about=visit))

    def _make_actions(self) -> None:
        add_action(self, self.tr("Photographs of this patient"), "Ctrl+I", self._open_photos)
        self.add_action(self.tr("Open the medical history"), "Ctrl+H", self.history.go)
        self.add_action(self.tr("Add an area"), "Ctrl+N", self.page.rows.add)
        rows = self.page.rows
        # Of a signed record too: else the table takes these keys, and leaps by pages.
        add_action(self, self.tr("Go to the next area"), "Ctrl+PgDown", lambda: rows.step(1))
        add_action(self, self.tr("Go to the area before"), "Ctrl+PgUp", lambda: rows.step(-1))
        card = self.page.card
        self._add = add_action(self, self.tr("Add an addendum"), "Ctrl+Shift+A", card.ask_addendum)
        text = self.tr("Strike the record through")
        self._strike = add_action(self, text, "Ctrl+Shift+X", card.ask_strike)

    def _connect(self) -> None:
        self.page.binder.changed.connect(self.on_changed)
        self.page.rows.current_changed.connect(lambda _: self._on_row())
        self.keeper.changed.connect(self._on_safety)
        self.history.going.connect(self.going)
        self.news.left_behind.connect(self.going_back)
        self.signed.changed.connect(self.reload)
        self.signed.failed.connect(self.tell_here)
        self.others.reading.connect(self._read)
        self.header.adding.connect(self.page.card.ask_addendum)
        self.header.striking.connect(self.page.card.ask_strike)
