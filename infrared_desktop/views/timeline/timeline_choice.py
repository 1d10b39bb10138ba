"""What of a timeline is shown: a chip for each category with its count, and what is hidden."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from infrared_desktop.domain.sentences import sentence
from infrared_desktop.domain.timeline.build import Timeline
from infrared_desktop.domain.timeline.categories import LABELS, Category, counts
from infrared_desktop.views.inputs.flow import FlowLayout
from infrared_desktop.views.look.chip_button import ChipButton
from infrared_desktop.views.look.chips import HEIGHT, Chip, Glyph
from infrared_desktop.views.look.theme import Meaning, font_px, theme
from infrared_desktop.views.wording import say

PAD_PX = 9
GAP_PX = 5


class CategoryChip(QAbstractButton):
    """A category with its count, shown or hidden; a hidden one is struck through."""

    stepping = Signal(int)

    def __init__(self, category: Category, parent: QWidget) -> None:
        super().__init__(parent)
        self.category = category
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """Say how many events there are of it."""
        name = say(sentence(LABELS[self.category]))
        self.setText(f"{name} {count}")
        self.setAccessibleName(self.tr("Show {name}, {count}").format(name=name, count=count))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(font_px(12)).horizontalAdvance(self.text())
        return QSize(round(words + 2 * PAD_PX + 1), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.stepping.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(worn.accent, 1.5) if self.hasFocus() or self.underMouse() else QPen(worn.line)
        painter.setPen(edge)
        painter.setBrush(worn.surface if self.isChecked() else worn.ground)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, HEIGHT / 2 - 1, HEIGHT / 2 - 1)
        font = font_px(12)
        font.setStrikeOut(not self.isChecked())
        painter.setFont(font)
        painter.setPen(worn.text if self.isChecked() else worn.muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class TimelineChoice(QWidget):
    """The chips of what there is, and how much a choice of them hides.

    Arrow keys go from chip to chip, Space or Enter shows and hides, U shows all, Escape or Q goes
    back to the timeline.
    """

    changed = Signal()
    leaving = Signal()
    asked_new = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What the timeline shows"))
        self._flow = FlowLayout(self, gap=GAP_PX)
        self.new_chip, self.hidden_chip = ChipButton(self), ChipButton(self)
        self._flow.addWidget(self.new_chip)
        self.chips = {category: CategoryChip(category, self) for category in Category}
        for chip in self.chips.values():
            self._flow.addWidget(chip)
            chip.toggled.connect(self.changed)
            chip.stepping.connect(self._step)
            chip.installEventFilter(self)
        self._flow.addWidget(self.hidden_chip)
        self.new_chip.clicked.connect(self.asked_new)
        self.hidden_chip.clicked.connect(self.show_all)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def tell(self, timeline: Timeline, keep: bool) -> None:
        """Offer what a whole timeline holds; all of it is shown, unless a choice is to be kept."""
        if not keep:
            self._check_all()
        found = counts(timeline)
        for category, chip in self.chips.items():
            chip.setVisible(category in found)
            chip.set_count(found.get(category, 0))
        news = len(timeline.news)
        text = self.tr("{count} new since you last looked  N").format(count=news)
        self.new_chip.set_chip(Chip(Meaning.DUE, text, Glyph.DOT))
        self.new_chip.setVisible(news > 0)
        self._rove(next((chip for chip in self.chips.values() if not chip.isHidden()), None))

    def hidden(self) -> frozenset[Category]:
        """Return the categories that were chosen not to be shown."""
        return frozenset(c for c, chip in self.chips.items() if not chip.isChecked())

    def tell_hidden(self, count: int) -> None:
        """Say how many events the choice hides."""
        text = self.tr("{count} hidden by your choice · U shows all").format(count=count)
        self.hidden_chip.set_chip(Chip(Meaning.CAUTION, text))
        self.hidden_chip.setVisible(count > 0)

    def show_all(self) -> None:
        """Show what was hidden."""
        if self.hidden():
            self._check_all()
            self.changed.emit()

    def take_keys(self) -> None:
        """Go to the chip that had the keys last."""
        for chip in self.chips.values():
            if chip.focusPolicy() is Qt.FocusPolicy.StrongFocus and not chip.isHidden():
                chip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, chip: object, event: QEvent) -> bool:
        """Answer the keys that all chips have in common."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and isinstance(chip, CategoryChip):
            self._rove(chip)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_U:
                self.show_all()
                return True
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Q):
                self.leaving.emit()
                return True
        return False

    def _check_all(self) -> None:
        self.blockSignals(True)
        for chip in self.chips.values():
            chip.setChecked(True)
        self.blockSignals(False)

    def _step(self, by: int) -> None:
        there = [chip for chip in self.chips.values() if not chip.isHidden()]
        place = next((place for place, chip in enumerate(there) if chip.hasFocus()), 0)
        there[(place + by) % len(there)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _rove(self, chosen: CategoryChip | None) -> None:
        """Let Tab stop at one chip alone."""
        for chip in self.chips.values():
            strong = Qt.FocusPolicy.StrongFocus
            chip.setFocusPolicy(strong if chip is chosen else Qt.FocusPolicy.ClickFocus)
