"""Drafts of other people: said where one would write the same, read there, never edited."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.database.kinds import kind_named
from infrared_desktop.storage.desks.drafts import Draft
from infrared_desktop.views.begun import others_drafts
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.draft_reader import read_draft
from infrared_desktop.views.screen import words
from infrared_desktop.views.wording import say, say_day, say_moment
from infrared_desktop.views.workplace import Workplace


class OthersDrafts(QObject):
    """Tells in a banner of its own whose draft of the same kind there is, and offers to read it.

    It is read in the form itself, where the screen can show it there; else in words over it.
    """

    reading = Signal(object)  # Draft

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.banner = Banner()

    def look(self, record_type: type[Any], patient: int, in_form: bool = False) -> None:
        """Look for the newest draft of another person about a patient."""
        self.banner.settle()
        kind = kind_named(record_type).name
        found = others_drafts(self._workplace, patient, kind)
        if not found:
            return
        draft = found[0]
        text = self.tr("{draft}. It stays theirs; what you write here is a draft of your own.")
        told = text.format(draft=self.words(draft))
        read = self.reading.emit if in_form else self._read
        self.banner.tell(Meaning.CAUTION, told, self.tr("Read it"), lambda: read(draft))

    def _read(self, draft: Draft) -> None:
        try:
            read_draft(self.banner.window(), self._workplace, draft, self.words(draft))
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))

    def words(self, draft: Draft) -> str:
        """Say whose a draft is, and when it was kept."""
        return draft_words(self._workplace, draft)

    def chip(self, draft: Draft) -> Chip:
        """Say the same in a chip."""
        return Chip(Meaning.CAUTION, self.words(draft), Glyph.PEN)


def draft_words(workplace: Workplace, draft: Draft) -> str:
    """Say whose a draft is, and when it was kept."""
    text = words("OthersDrafts", "Draft of {name}, kept on {day} at {at}")
    return text.format(
        name=workplace.clinic.staff.get(draft.staff_id).record.name,
        day=say_day(workplace.clinic.day(draft.kept_at)),
        at=say_moment(draft.kept_at, workplace.settings.timezone),
    )
