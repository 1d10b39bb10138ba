"""The sheets before and after a session: seen as the patient reads them, and handed over."""

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from infrared_desktop.documents.letters import LANGUAGES, language_of
from infrared_desktop.documents.press import Paper
from infrared_desktop.documents.record_paper import RecordPapers
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.care import Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import Handout, HandoutKind
from infrared_desktop.domain.sessions.handouts import visits_to_come
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.halves import lay_out_halves
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.paper_view import PaperView
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.paper_desk import PaperDesk, Wanted
from infrared_desktop.views.papers.handout_panel import HandoutPanel, kind_words
from infrared_desktop.views.papers.handout_sheet import Sheet, SheetMaker
from infrared_desktop.views.papers.sheet_seal import SheetSeal
from infrared_desktop.views.papers.sheet_strike import SheetStrike
from infrared_desktop.views.screen import STORED, Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class HandoutScreen(Screen):
    """A place is about a kind of sheet: its record is then the visit, or after it the session.

    About STORED, its record is a paper that was handed over, to be read again word for word.
    """

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._maker = SheetMaker(workplace)
        self._chart: Chart | None = None
        self._session: Stored[Session] | None = None
        self._sheet: Sheet | None = None
        self.stored: Stored[Handout] | None = None
        self.header, self.banner = RecordHeader(), Banner()
        self.view, self.paper = Panel(), PaperView()
        self.seal, self.striking = SheetSeal(workplace, self.view, self.paper), SheetStrike(self)
        self.panel = HandoutPanel(workplace.settings.timezone)
        self.give = QPushButton(self.tr("Handed over  Ctrl+↵"))
        self.copy = QPushButton(self.tr("&Copy the text"))
        self.fresh = QPushButton(self.tr("&New sheet"))
        self.strike = QPushButton(self.tr("Strike through"))
        asked = (self, self.tr("Print the sheet"), self.tr("Sheet"), self._number, self._wanted)
        self.papers = PaperDesk(*asked, self.banner, act="paper-printed")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.panel.form.kind)

    def open(self, place: Place) -> None:
        """Make a sheet for a patient, or show one that was handed over."""
        if place.patient is None:
            raise KnownError("This needs its patient. Open the patient first.")
        self.banner.settle()
        self._chart = self.clinic.people.chart(place.patient)
        if place.about == STORED:
            self._read_again(place.record or 0)
            return
        kind = (
            place.about
            if isinstance(place.about, HandoutKind)
            else self._maker.proposed(self._chart)
        )
        self._begin(kind, place.record)

    def here(self, place: Place) -> Place:
        """Come back to what was handed over meanwhile."""
        stored = self.stored
        return Place(place.name, place.patient, stored.id, STORED) if stored else place

    def reload(self, change: Change | None = None) -> None:
        """Show the sheet anew where a visit of the patient was moved meanwhile."""
        if self._chart is None or (change and self._number() not in change.patients):
            return
        self._chart = self.clinic.people.chart(self._number())
        if self.stored is not None:
            self._read_again(self.stored.id)
        else:
            self._make()

    def hand_over(self) -> None:
        """Store that the sheet was handed over, word for word as it stands here."""
        if self._sheet is None or self.stored is not None or self._chart is None:
            return
        self._make()
        try:
            given = self.clinic.papers.hand_out(
                self._sheet.handout, self.workplace.by, self.workplace.now()
            )
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        self._chart = self.clinic.people.chart(self._number())
        self._read_again(given.id)
        words = self.tr("Noted that you handed it over. The program sent nothing by itself.")
        self.banner.tell(Meaning.SUITABLE, words)

    def copy_text(self) -> None:
        """Put the sheet as plain text on the clipboard."""
        QGuiApplication.clipboard().setText(self.paper.toPlainText())
        words = self.tr("Copied. Paste it into a message; the program sends nothing by itself.")
        self.banner.tell(Meaning.INFORMATION, words)

    def _begin(self, kind: HandoutKind, record: int | None) -> None:
        assert self._chart is not None
        chart, self.stored = self._chart, None
        visits = visits_to_come(chart, self.workplace.today())
        wanted = record if kind is HandoutKind.INSTRUCTIONS else None
        visit = next((one.id for one in visits if wanted in (None, one.id)), None)
        sessions = [one for one in chart.sessions if record in (None, one.id)] or chart.sessions
        self._session = sessions[-1] if sessions else None
        language = language_of(chart.patient.record.language)
        wish = Handout(
            chart.patient.id, kind, self.workplace.now(), language, "", appointment_id=visit
        )
        self.panel.offer(wish, visits)
        self._make()

    def _make(self) -> None:
        assert self._chart is not None
        chart = self._chart
        self.panel.show_given(self._papers())
        kind, language, visit = self.panel.wish()
        self._sheet = self._maker.make(chart, kind, language, visit, self._session)
        if self._sheet is None or not self._sheet.handout.sites:
            self._tell_nothing(kind is HandoutKind.AFTERCARE)
            return
        self.panel.show_sheet(self._sheet, chart.patient.record.language)
        self._show(self._sheet.handout, Chip(Meaning.DUE, self.tr("not handed over yet")))

    def _tell_nothing(self, is_after: bool) -> None:
        no_areas = self.tr("No area is planned or booked yet: there is nothing to instruct about.")
        no_session = self.tr("There was no session yet: there is nothing to care for.")
        self._sheet = None
        self.panel.facts.hide()
        self.paper.show_markup(no_session if is_after else no_areas)
        self._dress(None, None)

    def _read_again(self, number: int) -> None:
        self.banner.settle()
        found = next((one for one in self._papers() if one.id == number), None)
        if found is None:
            raise KnownError("This paper is not on record. Open the patient again.")
        self.stored, given = found, found.record
        visit = given.appointment_id
        kept = [self.clinic.diary.get(visit)] if visit is not None else []
        self.panel.offer(given, kept)
        self.panel.show_given(self._papers(), number)
        self.panel.show_stored(found, self.clinic.staff.get(found.by).record.name)
        self._show(given, self.seal.chip(found))

    def _papers(self) -> tuple[Stored[Handout], ...]:
        """Return what was handed over, and what of it was struck through."""
        assert self._chart is not None
        return (*self._chart.handouts, *self.clinic.people.struck(self._number()).handouts)

    def _ask_strike(self) -> None:
        if self.stored is not None and not self.seal.text():
            self.striking.ask(self.stored)

    def _show(self, handout: Handout, chip: Chip) -> None:
        self.paper.show_markup(handout.text)
        self._dress(handout, chip)

    def _dress(self, handout: Handout | None, chip: Chip | None) -> None:
        assert self._chart is not None
        kind, language, _ = self.panel.wish()
        title = f"{kind_words(handout.kind if handout else kind)} · {LANGUAGES.get(language, '')}"
        line = patient_line(self._chart.patient, self.workplace.today())
        who = f"{self._chart.patient.record.display_name} · {line}"
        self.header.set_words(title, who)
        self.header.set_chip(chip)
        self.give.setVisible(self.stored is None)
        self.give.setEnabled(handout is not None)
        self._giving.setEnabled(self.stored is None)  # its key then belongs to the card
        self.seal.show_sheet(self.stored)
        stands = handout is not None and not self.seal.text()
        self.copy.setEnabled(stands)
        self.fresh.setVisible(self.stored is not None)
        self.strike.setVisible(self.stored is not None and stands)
        self.papers.set_possible(stands)

    def _number(self) -> int:
        return self._chart.patient.id if self._chart else 0

    def _wanted(self) -> Wanted:
        handout = self.stored.record if self.stored else self._sheet and self._sheet.handout
        if not handout:
            raise KnownError("There is nothing on this paper.")
        return partial(_paper, kind_words(handout.kind), handout)

    def _again(self) -> None:
        kind = self.stored.record.kind if self.stored else HandoutKind.INSTRUCTIONS
        is_after = kind is HandoutKind.AFTERCARE
        self.banner.settle()
        self._begin(kind if is_after else HandoutKind.INSTRUCTIONS, None)

    def _back(self) -> None:
        if not self.striking.give_up():
            self.going_back.emit()

    def _connect(self) -> None:
        self.panel.changed.connect(self._make)
        self.panel.wanted.connect(self._read_again)
        self.give.clicked.connect(self.hand_over)
        self.copy.clicked.connect(self.copy_text)
        self.fresh.clicked.connect(self._again)
        self.strike.clicked.connect(self._ask_strike)
        text = self.tr("Note that the sheet was handed over")
        self._giving = add_action(self, text, "Ctrl+Return", self.hand_over)
        for text, keys, act in (
            (self.tr("Copy the text of the sheet"), "Ctrl+Shift+C", self.copy_text),
            (self.tr("Strike this sheet through"), "Ctrl+Shift+X", self._ask_strike),
            (self.tr("Go back"), "Esc", self._back),
        ):
            add_action(self, text, keys, act)

    def _lay_out(self) -> None:
        self.give.setProperty("kind", "primary")
        self.paper.setAccessibleName(self.tr("The sheet as the patient reads it"))
        self.view.body.addWidget(self.paper)
        self.strike.setProperty("kind", "danger")
        buttons = [self.papers.button(), self.strike, self.fresh, self.copy, self.give]
        self.header.add_buttons(buttons)
        lay_out_halves(self, self.header, self.banner, self.view, self.panel, (self.seal,))


def _paper(title: str, handout: Handout, papers: RecordPapers) -> Paper:
    return papers.text(title, handout.text, handout.protocol_version)
