"""The questions of today fold to one line that still counts them and tells what stands out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from infrared_desktop.views.forms.fold import Fold
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.record_header import ElidedLabel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.sessions.day_check_field import DayCheckField
from infrared_desktop.views.sessions.day_check_model import Line, answer_words
from infrared_desktop.views.sessions.day_check_note import DayCheckNote


class DayCheckNews(QWidget):
    """Stands beside the fold: how far the questions are, and which comes next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip, self.words = ChipLabel(), ElidedLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.chip)
        row.addWidget(self.words, 1)


class DayCheckFold(Fold):
    """Folds itself when the last question is answered, or Tab leaves and none that must be waits.

    There is no key that answers them all: nobody can affirm what was not asked.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check: DayCheckField | None = None
        self._news: DayCheckNews | None = None
        self._note: DayCheckNote | None = None
        self._left = 0

    def watch(self, check: DayCheckField, news: DayCheckNews, note: DayCheckNote) -> None:
        """Tell of these questions from now on."""
        self._check, self._news, self._note = check, news, note
        note.watch(check)
        note.left.connect(self._on_left)
        check.lines.modelReset.connect(self._count)
        check.changed.connect(self._on_answer)
        check.left.connect(self._on_left)
        self.clicked.connect(self._on_click)
        self._words = self.text()
        self._count()

    def settle(self, read_only: bool) -> None:
        """Open while one that must be asked waits; if signed, where an answer stands out too."""
        self.setChecked(bool(self._needed() or (read_only and self._odd())))
        self._say()

    def tell(self, answered: int) -> None:
        """Say anew how far the questions are; they are counted one by one, not as one input."""
        self._say()

    def _on_answer(self) -> None:
        was, now = self._left, len(self._open())
        if was and not now and (self._note is None or self._note.isHidden()):
            self.setChecked(False)
        self._count()

    def _count(self) -> None:
        self._left = len(self._open())
        self._say()

    def _on_left(self) -> None:
        if not self._needed():
            self.setChecked(False)

    def _on_click(self, opened: bool) -> None:
        if opened and self._check is not None:
            self._check.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        if self._check is None or self._news is None:
            return
        self._news.chip.set_chip(self._chip())
        self._news.words.set_words("" if self.isChecked() else self._told())
        chip, plain = self._news.chip.accessibleName(), self._words.replace("&", "")
        state = self.tr("open") if self.isChecked() else self.tr("folded away")
        self.setAccessibleName(f"{plain}, {chip}, {state}")

    def _chip(self) -> Chip:
        odd, count = self._odd(), len(self._lines())
        left, needed = len(self._open()), len(self._needed())
        if odd:
            stops = any(line.meaning is Meaning.STOP for line in odd)
            words = self.tr("{answered} of {count} answered, {odd} not as wanted")
            if needed:
                words = self.tr("{odd} of {answered} not as wanted, {needed} must be asked")
            meaning = Meaning.STOP if stops else Meaning.CAUTION
        elif needed:
            words = self.tr("{answered} of {count} answered, {needed} must be asked")
            meaning = Meaning.DUE
        elif left:
            words, meaning = self.tr("{answered} of {count} answered"), Meaning.INFORMATION
        else:
            words, meaning = self.tr("all {count} answered"), Meaning.SUITABLE
        answered = count - left
        text = words.format(answered=answered, count=count, odd=len(odd), needed=needed)
        return Chip(meaning, text)

    def _told(self) -> str:
        odd, left = self._odd(), [*self._needed(), *self._open()]
        if odd and not self._needed():
            return f"{odd[0].words} {answer_words(odd[0].given.answer)}"
        return self.tr("next: {question}").format(question=left[0].words) if left else ""

    def _lines(self) -> Sequence[Line]:
        model = self._check.lines if self._check is not None else None
        rows = range(model.rowCount()) if model is not None else ()
        found = [model.line(row) for row in rows] if model is not None else []
        return [line for line in found if line.asked is not None]

    def _open(self) -> list[Line]:
        return [line for line in self._lines() if line.given.answer is None]

    def _needed(self) -> list[Line]:
        return [line for line in self._open() if line.asked and line.asked.must_be_asked]

    def _odd(self) -> list[Line]:
        given = [line for line in self._lines() if line.given.answer is not None]
        return [line for line in given if line.meaning is not Meaning.SUITABLE]


def watching_fold(form: QWidget, check: DayCheckField) -> DayCheckFold:
    """Return the fold of a form, that tells of its questions from now on."""
    fold, news = form.findChild(DayCheckFold), form.findChild(DayCheckNews)
    note = form.findChild(DayCheckNote)
    assert isinstance(fold, DayCheckFold) and isinstance(news, DayCheckNews)
    assert isinstance(note, DayCheckNote)
    fold.watch(check, news, note)
    return fold


register(DayCheckFold, DayCheckNews)
