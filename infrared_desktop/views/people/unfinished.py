"""Unfinished work of a person: said where it would be missed, opened, or thrown away."""

from PySide6.QtCore import QCoreApplication, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import Consent
from infrared_desktop.domain.records.review_copies import Remark, RemarkStatus
from infrared_desktop.storage.desks.drafts import Draft
from infrared_desktop.views.begun import (
    others_drafts,
    place_of,
    place_to_confirm,
    work_words,
)
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace


class UnfinishedNotice(Banner):
    """Says what this person has left unfinished with one patient; it can be opened from here."""

    going = Signal(object)  # Place
    gone = Signal()  # thrown away, or brought back

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._drafts: list[Draft] = []
        self._others: list[Draft] = []
        self._to_confirm: list[Stored[Consent]] = []
        self._remarks: list[Stored[Remark]] = []

    def look(self, chart: Chart) -> None:
        """Show what waits for this person at a patient."""
        number = chart.patient.id
        self._remarks = [one for one in chart.remarks if one.record.status is RemarkStatus.DRAFT]
        drafts = self._workplace.clinic.care.drafts(self._workplace.by)
        self._drafts = [draft for draft in drafts if draft.patient_id == number]
        self._others = others_drafts(self._workplace, number)
        waiting = self._workplace.clinic.papers.to_confirm(self._workplace.by)
        self._to_confirm = [one for one in waiting if one.record.patient_id == number]
        self.settle()
        if self._to_confirm:
            self._tell_to_confirm(self._to_confirm[0])
        elif self._drafts:
            draft, offer = self._drafts[0], _words("&Open it")
            text = _words("Your {work} of {day} waits. Nothing of it is signed yet. X discards it.")
            if draft.kind in ("adverse_event", "history", "test_spot"):
                text = _words(
                    "Your {work} of {day} waits. Nothing of it is saved yet. X discards it."
                )
            self.tell(Meaning.INFORMATION, self._told(text, draft), offer, self.open_newest)
        elif self._own_remarks():
            self._tell_remarks(self._own_remarks())

    def is_there(self) -> bool:
        """Say whether this person has left something unfinished here."""
        return bool(self._drafts)

    def chips(self) -> list[Chip]:
        """Return a chip for each kind of work, one's own first."""
        kinds = {draft.kind: draft for draft in self._drafts}
        own = [Chip(Meaning.CAUTION, work_words(each), Glyph.PEN) for each in kinds.values()]
        waiting = [self._remarks_chip()] if self._remarks else []
        return own + [self._others_chip(each) for each in self._others] + waiting

    def _remarks_chip(self) -> Chip:
        count = len(self._remarks)
        text = _words("1 remark") if count == 1 else _words("{count} remarks").format(count=count)
        meaning = Meaning.CAUTION if self._own_remarks() else Meaning.INFORMATION
        return Chip(meaning, _words("{remarks} to decide").format(remarks=text), Glyph.PEN)

    def _own_remarks(self) -> list[Stored[Remark]]:
        """Return what this person wrote: nobody else signs it."""
        return [one for one in self._remarks if one.record.written_by_id == self._workplace.by]

    def _tell_remarks(self, remarks: list[Stored[Remark]]) -> None:
        one = _words("1 remark of yours came back from a review copy.")
        many = _words("{count} remarks of yours came back from a review copy.")
        words = one if len(remarks) == 1 else many.format(count=len(remarks))
        place = Place("review_copies", record=remarks[0].id)
        offer = _words("Decide about it") if len(remarks) == 1 else _words("Decide about them")
        self.tell(Meaning.INFORMATION, words, offer, lambda: self.going.emit(place))

    def _others_chip(self, draft: Draft) -> Chip:
        name = self._workplace.clinic.staff.get(draft.staff_id).record.name
        text = _words("{work} of {name}").format(work=work_words(draft), name=name)
        return Chip(Meaning.INFORMATION, text, Glyph.PEN)

    def _tell_to_confirm(self, consent: Stored[Consent]) -> None:
        place = self._workplace
        text = _words("The consent that {name} stored on {day} waits for you to confirm it.")
        name = place.clinic.staff.get(consent.by).record.name
        words = text.format(name=name, day=say_day(place.clinic.day(consent.at)))
        self.tell(Meaning.CAUTION, words, _words("&Open it"), self.open_newest)

    def open_newest(self) -> None:
        """Go to the consent that waits, else on with what was written last."""
        if self._to_confirm:
            self.going.emit(place_to_confirm(self._to_confirm[0]))
        elif self._drafts:
            self.going.emit(place_of(self._drafts[0]))

    def ask_to_discard(self) -> None:
        """Warn before the newest draft is thrown away."""
        if not self._drafts:
            return
        draft = self._drafts[0]
        text = _words("Throw your {work} of {day} away? All that is written in it goes.")
        self.tell(
            Meaning.CAUTION,
            self._told(text, draft),
            _words("Thro&w it away"),
            lambda: self._discard(draft),
        )
        self.hold_keys()

    def _discard(self, draft: Draft) -> None:
        place = self._workplace
        try:
            place.clinic.care.discard_draft(draft, place.by, place.now())
        except KnownError as error:
            self.tell(Meaning.STOP, say(error.sentence))
            return
        words = _words("{work} thrown away").format(work=work_words(draft))
        place.can_take_back(words, lambda: self._bring_back(draft))
        self.gone.emit()

    def _bring_back(self, draft: Draft) -> None:
        place = self._workplace
        place.clinic.care.bring_back(draft, place.by, place.now())
        self.gone.emit()

    def _told(self, text: str, draft: Draft) -> str:
        day = self._workplace.clinic.day(draft.kept_at)
        return text.format(work=work_words(draft), day=say_day(day))


def _words(text: str) -> str:
    return QCoreApplication.translate("Unfinished", text)
