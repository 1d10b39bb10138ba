"""Beside a sheet: which one, in which language, what can't be met, and what was handed over."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from infrared_desktop.documents.letters import LANGUAGES, language_of
from infrared_desktop.domain.durations import spoken
from infrared_desktop.domain.protocol.instruction_terms import Instruction
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.consents import Handout, HandoutKind
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.language_field import LanguageField
from infrared_desktop.views.lists.fact_list import Fact, FactList
from infrared_desktop.views.lists.row_delegate import CARD_HEIGHT
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.papers.handout_sheet import Sheet
from infrared_desktop.views.wording import say, say_day, say_language, say_moment

SHEETS = (HandoutKind.INSTRUCTIONS, HandoutKind.AFTERCARE)


class HandoutForm(QWidget):
    """Which sheet, in which language, for which visit."""

    kind: ChoiceField
    language: LanguageField
    appointment_id: ComboField
    appointment_id_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "handout")
        self.kind.set_options([(kind.value, kind_words(kind)) for kind in SHEETS])


class HandoutPanel(Panel):
    """Asks what to hand over, warns, and lists what the patient has got already."""

    changed = Signal()
    wanted = Signal(int)  # the number of a handout that is to be read again

    def __init__(self, timezone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = timezone
        self.form = HandoutForm()
        self.binder: Binder[Handout] = Binder(self.form, Handout)
        self.facts, self.given = _Facts(), RowList(card=True)
        self.title = QLabel(self.tr("Handed over before"))
        self.binder.changed.connect(lambda _: self.changed.emit())
        self.given.opened.connect(lambda key: self.wanted.emit(int(key)))
        self.given.setAccessibleName(self.title.text())
        self.facts.setAccessibleName(self.tr("What to know about this sheet"))
        self._lay_out()

    def offer(self, handout: Handout, visits: Iterable[Stored[Appointment]]) -> None:
        """Offer the visits that a sheet can be for, and show the wish that a handout stands for."""
        pairs = [(str(one.id), _visit_words(one.record)) for one in visits]
        self.form.appointment_id.set_options(pairs)
        self.binder.show(handout)

    def wish(self) -> tuple[HandoutKind, str, int | None]:
        """Return the kind, the language's code and the number of the visit, if there is one."""
        values = self.binder.values()
        kind = values["kind"] or HandoutKind.INSTRUCTIONS
        return kind, values["language"] or "en", values["appointment_id"]

    def show_sheet(self, sheet: Sheet, patients_language: str) -> None:
        """Say what is to be known about a sheet that is not handed over yet."""
        is_before = sheet.handout.kind is HandoutKind.INSTRUCTIONS
        for widget in (self.form.appointment_id, self.form.appointment_id_label):
            widget.setVisible(is_before)
        self.binder.set_read_only(False)
        facts = [*self._of_time(sheet), *self._of_language(sheet, patients_language)]
        self.facts.show_facts(facts)
        self.facts.setVisible(bool(facts))

    def show_stored(self, stored: Stored[Handout], who: str) -> None:
        """Say when, by whom and in which version a paper was handed over."""
        given = stored.record
        text = self.tr("{day} at {time}, by {who}. {protocol} · checksum {hash}")
        words = text.format(
            day=say_day(given.given_at.astimezone(ZoneInfo(self._zone)).date()),
            time=say_moment(given.given_at, self._zone),
            who=who,
            protocol=given.protocol_version,
            hash=given.document_hash[:12],
        )
        self.binder.show(given)
        self.binder.set_read_only(True)
        meaning = Meaning.STOP if stored.state is State.INVALID else Meaning.SUITABLE
        self.facts.show_facts([Fact(meaning, self.tr("Handed over"), words)])
        self.facts.show()

    def show_given(self, handouts: Sequence[Stored[Handout]], shown: int | None = None) -> None:
        """List what was handed over, the newest first; the paper that is shown is the current."""
        every = sorted(handouts, key=lambda one: one.id, reverse=True)
        self.given.set_rows([self._row(one) for one in every])
        if shown is None or not self.given.select_key(shown):
            self.given.setCurrentIndex(QModelIndex())
        for widget in (self.title, self.given):
            widget.setVisible(bool(every))

    def _row(self, stored: Stored[Handout]) -> Row:
        given = stored.record
        day = say_day(given.given_at.astimezone(ZoneInfo(self._zone)).date())
        title = f"{kind_words(given.kind)} · {LANGUAGES.get(given.language, given.language)}"
        note = f"{day} · {given.protocol_version}"
        if stored.state is not State.INVALID:
            return Row(key=stored.id, title=title, note=note, spoken=f"{title}, {note}")
        chip = Chip(Meaning.STOP, self.tr("struck through"))
        spoken = f"{title}, {chip.text}, {note}"
        return Row(key=stored.id, title=title, chip=chip, note=note, spoken=spoken)

    def _of_time(self, sheet: Sheet) -> list[Fact]:
        if not sheet.late:
            return []
        words = "\n".join(f"• {_short(one)}" for one in sheet.late)
        text = self.tr("Too late for {count} of {all}: ask about them, or find another day")
        title = text.format(count=len(sheet.late), all=len(sheet.handout.codes))
        return [Fact(Meaning.CAUTION, title, words)]

    def _of_language(self, sheet: Sheet, written: str) -> list[Fact]:
        facts = []
        spoken_here = language_of(written)
        if written.strip() and spoken_here == "en" and not written.lower().startswith("en"):
            text = self.tr("There is no sheet in {language}. Go through it together.")
            title = self.tr("Not in the patient's language")
            facts.append(Fact(Meaning.CAUTION, title, text.format(language=say_language(written))))
        if sheet.english:
            text = self.tr("{count} items are in English: they are not translated yet.")
            title = self.tr("Partly in English")
            facts.append(Fact(Meaning.CAUTION, title, text.format(count=len(sheet.english))))
        return facts

    def _lay_out(self) -> None:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(2 * GRID)
        self.title.setProperty("role", "heading")
        self.given.setMinimumHeight(CARD_HEIGHT)
        self.given.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        box.addWidget(self.form)
        box.addWidget(self.facts)
        given = QVBoxLayout()
        given.setSpacing(4)
        given.addWidget(self.title)
        given.addWidget(self.given, 1)
        box.addLayout(given, 1)
        self.body.addWidget(page, 1)


class _Facts(FactList):
    """Takes as much height as its words need, before the list below it; then it scrolls."""

    def sizeHint(self) -> QSize:
        page = self.widget()
        wanted = page.heightForWidth(self.viewport().width()) if page else 0
        return QSize(super().sizeHint().width(), max(wanted, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def kind_words(kind: HandoutKind) -> str:
    """Name a paper, as the head of a list does."""
    return choices.label(kind).capitalize()


def _visit_words(visit: Appointment) -> str:
    return f"{choices.label(visit.kind)}, {say_day(visit.day, 'ddd d MMM')}, {visit.starts:%H:%M}"


def _short(item: Instruction) -> str:
    gaps = {"time": spoken(item.hours)} if item.hours and "{time}" in item.text else {}
    first = item.text.split(". ")[0].rstrip(".")
    return say(sentence(first if "{time}" in first or not gaps else item.text, **gaps))
