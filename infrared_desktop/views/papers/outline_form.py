"""What an outline is written for: which areas, in which language, at what cost."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.documents.letters import Letters
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.consents import Handout
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.language_field import LanguageField
from infrared_desktop.views.inputs.sites_field import SitesField
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID


class OutlineForm(Panel):
    """Edits what an outline depends on, before it is handed over."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("The outline"))
        self.fields = QWidget()
        load_form(self.fields, "outline")
        self.binder: Binder[Handout] = Binder(self.fields, Handout)
        self.binder.changed.connect(lambda _: self.changed.emit())
        language, sites = self.binder.input("language"), self.binder.input("sites")
        assert isinstance(language, LanguageField) and isinstance(sites, SitesField)
        self.sites, self.language = sites, language
        self.way, self.english = QLabel(), QLabel()
        self._lay_out()

    def show_outline(self, outline: Handout, offered: Iterable[Site], way: str) -> None:
        """Show what the outline is written for, and how it goes on from here."""
        self.sites.set_value(())
        self.sites.offer(offered)
        self.binder.show(outline)
        self.way.setText(way)

    def outline(self, base: Handout) -> Handout:
        """Return the outline as far as it is filled in here."""
        return self.binder.record(base)

    def say_missing(self, letters: Letters, sentences: Iterable[str]) -> None:
        """Say how much of a paper is in English, for want of its translation."""
        count = sum(map(letters.missing, set(sentences)))
        text = _words("{count} sentences are not translated yet: they stand there in English.")
        self.english.setText(text.format(count=count))
        self.english.setVisible(bool(count))

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(12)
        self.way.setProperty("role", "muted")
        self.english.setProperty("role", "caution")
        for label in (self.way, self.english):
            label.setWordWrap(True)
        for widget in (self.fields, self.english, self.way):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.body.addLayout(inside)


def _words(text: str) -> str:
    return QCoreApplication.translate("OutlineForm", text)
