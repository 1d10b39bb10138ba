"""Who this is, in every patient screen: name, birth date, number, and what must be known."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from infrared_desktop.domain.follow_ups.due import FollowUp, Standing, standing
from infrared_desktop.domain.history.joining import in_sight
from infrared_desktop.domain.phones import show_phone
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.skin_cautions import skin_type
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.flow import FlowLayout
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.chips import Chip, ChipLabel, Glyph
from infrared_desktop.views.look.theme import GRID, Meaning, font_px, theme
from infrared_desktop.views.people.missed_words import missed_words, should_call
from infrared_desktop.views.records.history_chips import alert_chips, allergy_chip

# A long name ends before what must be known is squeezed together.
_CHIPS_ROOM = 60 * GRID
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI")


class Initials(QWidget):
    """A disc with the patient's initials; no photograph shows before it is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(48, 48))
        self._letters = ""

    def set_name(self, surname: str, given_name: str) -> None:
        """Show the first letters of both names."""
        self._letters = (given_name[:1] + surname[:1]).upper()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().accent_soft)
        painter.drawEllipse(self.rect())
        painter.setPen(theme().accent)
        painter.setFont(font_px(16, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        painter.end()


class ElidedTitle(QLabel):
    """A label that ends in an ellipsis where its room ends; a balloon shows all of it."""

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text()) + 4
        return QSize(words, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        self.setToolTip("" if shown == self.text() else self.text()[:500])
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, left, shown)
        painter.end()


class _Chips(QWidget):
    """As many chips as there are, each with all its words, on as many lines as they take."""

    def __init__(self) -> None:
        super().__init__()
        self.labels: list[ChipLabel] = []
        self._flow = FlowLayout(self, gap=GRID)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(_CHIPS_ROOM)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these, in this order."""
        while len(self.labels) < len(chips):
            self.labels.append(ChipLabel(parent=self))
            self._flow.addWidget(self.labels[-1])
        for label, chip in zip_longest(self.labels, chips):
            label.set_chip(chip)
        self.updateGeometry()


class PatientBanner(QWidget):
    """The permanent bar over a patient's page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = Initials()
        self.name, self.line = ElidedTitle(), ElidedTitle()
        self.name.setProperty("role", "title")
        self.line.setProperty("role", "muted")
        for label in (self.name, self.line):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._chips = _Chips()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._initials)
        row.addSpacing(4)
        row.addLayout(words)
        row.addSpacing(GRID)
        row.addWidget(self._chips, 1, Qt.AlignmentFlag.AlignVCenter)

    @property
    def chips(self) -> Sequence[ChipLabel]:
        """What must be known, the gravest first; a label without a chip is hidden."""
        return self._chips.labels

    def show_chart(
        self,
        chart: Chart,
        follow_ups: tuple[FollowUp, ...],
        today: date,
        country: str,
        unfinished: Sequence[Chip] = (),
    ) -> None:
        """Show who the chart belongs to."""
        patient = chart.patient.record
        self._initials.set_name(patient.surname, patient.given_name)
        self.name.setText(patient.display_name)
        line = patient_line(chart.patient, today)
        phone = show_phone(patient.phone, country)
        parts = (line, phone, missed_words(chart, today))
        self.line.setText(" · ".join(part for part in parts if part))
        self._chips.show_chips([*_alerts(chart), *unfinished, *_due(follow_ups, today)])


def _alerts(chart: Chart) -> Iterator[Chip]:
    if chart.patient.record.do_not_contact:
        yield Chip(Meaning.STOP, _words("must not be contacted"), Glyph.BANG)
    if should_call(chart):
        yield Chip(Meaning.CAUTION, _words("confirm by phone"))
    if chart.is_veiled:
        return
    history = in_sight(chart.histories)
    yield from alert_chips(history)
    yield allergy_chip(history)
    for event in chart.adverse_events:
        if event.record.closed_on is None:
            yield Chip(Meaning.STOP, choices.label(event.record.reaction), Glyph.BANG)
    if kind := skin_type(chart):
        text = _words("skin type {type}").format(type=_ROMAN[kind])
        yield Chip(Meaning.INFORMATION, text)


def _due(follow_ups: tuple[FollowUp, ...], today: date) -> list[Chip]:
    waiting = [f for f in follow_ups if standing(f, today) in (Standing.DUE, Standing.OVERDUE)]
    if not waiting:
        return []
    text = _words("{count} to follow up").format(count=len(waiting))
    return [Chip(Meaning.DUE, text)]


def _words(text: str) -> str:
    return QCoreApplication.translate("PatientBanner", text)
