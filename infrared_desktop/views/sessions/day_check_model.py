"""The questions of the same-day check with their answers, as rows; not asked is an answer apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.care import DayAnswer
from infrared_desktop.domain.sessions.day_check import Asked
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.rows import Index
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say

LINE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Line:
    """One question and what was answered; a code without its question is of another protocol."""

    code: str
    asked: Asked | None
    given: DayAnswer

    @property
    def words(self) -> str:
        """The question as it is put."""
        return say(self.asked.words) if self.asked else self.code

    @property
    def asks_why(self) -> bool:
        """Whether a reason belongs beside the answer."""
        given = self.given.answer is not None and self.meaning is not Meaning.SUITABLE
        return given or bool(self.given.note)

    @property
    def told(self) -> str:
        """The question with the reason that was written."""
        return " – ".join(part for part in (self.words, self.given.note) if part)

    @property
    def who(self) -> str:
        """Whether the patient is asked or the clinician looks."""
        looked_at = self.asked is not None and self.asked.looked_at
        return _words("Look") if looked_at else _words("Ask")

    @property
    def meaning(self) -> Meaning:
        """What the answer means for the session."""
        if self.asked is None or self.given.answer is self.asked.wanted:
            return Meaning.SUITABLE if self.asked else Meaning.INFORMATION
        stops = self.asked.must_be_asked and self.given.answer is not Answer.UNKNOWN
        return Meaning.STOP if stops else Meaning.CAUTION


class DayCheckModel(QAbstractListModel):
    """Keeps every answer, those to questions that are no longer offered too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._questions: tuple[Asked, ...] = ()
        self._lines: list[Line] = []

    def set_questions(self, questions: Sequence[Asked]) -> bool:
        """Ask other questions; the answers stay. Say whether anything is other than before."""
        if tuple(questions) == self._questions:
            return False
        self._questions = tuple(questions)
        self.set_answers(self.answers())
        return True

    def set_answers(self, answers: Iterable[DayAnswer]) -> None:
        """Show other answers."""
        self.beginResetModel()
        given = {one.code: one for one in answers}
        asked = {one.code: one for one in self._questions}
        codes = dict.fromkeys((*asked, *given))
        self._lines = [Line(c, asked.get(c), given.get(c, DayAnswer(c))) for c in codes]
        self.endResetModel()

    def answers(self) -> list[DayAnswer]:
        """Return what was answered; a question that was not asked is left out."""
        given = [line.given for line in self._lines]
        return [one for one in given if one.answer is not None or one.note]

    def line(self, row: int) -> Line:
        """Return one row."""
        return self._lines[row]

    def answer(self, row: int, answer: Answer | None) -> bool:
        """Answer a question; say whether that changed anything."""
        line = self._lines[row]
        if line.given.answer is answer:
            return False
        self._lines[row] = replace(line, given=replace(line.given, answer=answer))
        self.dataChanged.emit(self.index(row), self.index(row))
        return True

    def note(self, row: int, note: str) -> bool:
        """Write why a question was answered so; say whether that changed anything."""
        line = self._lines[row]
        if line.given.note == note:
            return False
        self._lines[row] = replace(line, given=replace(line.given, note=note))
        self.dataChanged.emit(self.index(row), self.index(row))
        return True

    def first_open(self) -> int:
        """Return the row of the first question that must be asked and was not, else the first."""
        return next((row for row, line in enumerate(self._lines) if _is_open(line)), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            answer = answer_words(line.given.answer)
            return f"{line.who}: {line.words} {answer} {line.given.note}".strip()
        return line.told if role == Qt.ItemDataRole.DisplayRole else None


def answer_words(answer: Answer | None) -> str:
    """Say an answer; not asked is an answer apart."""
    return choices.label(answer) if answer is not None else _words("not asked")


def _is_open(line: Line) -> bool:
    return line.asked is not None and line.asked.must_be_asked and line.given.answer is None


def _words(text: str) -> str:
    return QCoreApplication.translate("DayCheckField", text)
