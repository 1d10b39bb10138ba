"""The left rail: the sections of the program, how much waits in each, and what is saved."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.follow_ups.worklist import Part
from infrared_desktop.storage.desks.worklist import Wanted
from infrared_desktop.views.look.icons import icon
from infrared_desktop.views.look.theme import GRID, font_px, theme
from infrared_desktop.views.workplace import Workplace

WIDTH = 184


@dataclass(frozen=True)
class Section:
    """One entry of the rail; its text carries the mnemonic."""

    name: str
    text: str
    icon: str


def sections() -> tuple[Section, ...]:
    """Return the sections of the program, in the order of Ctrl+1 and so on."""
    return (
        Section("today", _words("&Today"), "today"),
        Section("people", _words("&People"), "people"),
        Section("diary", _words("&Diary"), "diary"),
        Section("follow_ups", _words("&Follow-ups"), "follow-ups"),
        Section("clinic", _words("Clinic"), "clinic"),
        Section("messages", _words("Messages"), "mail"),
        Section("reports", _words("Reports"), "reports"),
    )


class RailButton(QPushButton):
    """An entry of the rail with a count at its right end."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(section.text, parent)
        self.setIcon(icon(section.icon))
        self.setCheckable(True)
        self.setProperty("kind", "rail")
        self._plain = section.text.replace("&", "")
        self._count, self._urgent = 0, False
        self.set_count(0)

    def set_count(self, count: int, urgent: bool = False) -> None:
        """Show how much waits there; urgent counts wear the accent."""
        self._count, self._urgent = count, urgent
        spoken = self.tr("{section}, {count} waiting").format(section=self._plain, count=count)
        self.setAccessibleName(spoken if count else self._plain)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(0, 6, 3, self.height() - 12, theme().accent)
        if self._count:
            self._paint_count(painter)
        painter.end()

    def _paint_count(self, painter: QPainter) -> None:
        ink: QColor = theme().accent if self._urgent else theme().muted
        painter.setPen(ink)
        painter.setFont(font_px(12, bold=self._urgent))
        place = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(0, 0, -12, 0), place, str(self._count))


class Rail(QFrame):
    """The sections, one of them lit, over the state of what is saved."""

    chosen = Signal(str)

    def __init__(self, sections: tuple[Section, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self.status = QLabel()
        self.status.setProperty("role", "caption")
        self.status.setWordWrap(True)
        self.backup = QLabel()  # the age of the last proven backup
        self.backup.setProperty("role", "caption")
        self.backup.setWordWrap(True)
        self.backup.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID, GRID, GRID, 2 * GRID)
        box.setSpacing(4)
        box.addWidget(_brand())
        box.addSpacing(GRID)
        for section in sections:
            box.addWidget(self._button(section))
        box.addStretch()
        box.addWidget(self.backup)
        box.addWidget(self.status)

    def light(self, section: str) -> None:
        """Light the section that is shown; Tab stops there, and the arrow keys go on."""
        if section not in self._buttons:
            return
        for name, button in self._buttons.items():
            lit = name == section
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if lit else Qt.FocusPolicy.ClickFocus)
        self._buttons[section].setChecked(True)

    def set_count(self, section: str, count: int, urgent: bool = False) -> None:
        """Show how much waits in a section."""
        self._buttons[section].set_count(count, urgent)

    def count(self, workplace: Workplace) -> None:
        """Show how much waits today."""
        today, clinic = workplace.today(), workplace.clinic
        self.set_count("today", sum(v.record.is_open for v in clinic.diary.day(today)))
        due = clinic.follow_ups.count(Wanted(Part.DUE, today))
        self.set_count("follow_ups", due, urgent=True)
        self.set_count("messages", clinic.messages.count_open())

    def _button(self, section: Section) -> RailButton:
        button = RailButton(section)
        self._group.addButton(button)
        self._buttons[section.name] = button
        button.clicked.connect(lambda: self.chosen.emit(section.name))
        return button


def _words(text: str) -> str:
    return QCoreApplication.translate("Rail", text)


def _brand() -> QWidget:
    brand = QLabel("Infrared")
    brand.setProperty("role", "brand")
    brand.setContentsMargins(12, 10, 0, 6)
    return brand
