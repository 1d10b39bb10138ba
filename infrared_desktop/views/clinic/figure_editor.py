"""One figure of a protocol: its value, what it rests on, what was shipped, and who approved it."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol.draft import ProtocolDraft
from infrared_desktop.domain.protocol.figures import Figure, FigureInput, written
from infrared_desktop.domain.toml.tables import Tag
from infrared_desktop.views.clinic.protocol_words import figure_title
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.lists.grounds import tag_words
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say, say_day

_QUIET_MS = 300
_TEXT_HEIGHT, _LINE_HEIGHT = 88, 40


class FigureEditor(Panel):
    """Edits one figure; `edited` gives the draft with what was typed, wrong or right.

    What is of another kind than the figure can't be put in: that is said under the field, and
    `is_unreadable` until it is mended.
    """

    edited = Signal(object)  # ProtocolDraft
    refused = Signal()
    confirming = Signal(object)  # Figure

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.form = QWidget()
        load_form(self.form, "figure")
        self.binder: Binder[FigureInput] = Binder(self.form, FigureInput)
        self.shipped, self.approved = QLabel(), QLabel()
        self.take_shipped = QPushButton(self.tr("Take the shipped one"))
        self.confirm = QPushButton(self.tr("Approve as it is"))
        self._draft: ProtocolDraft | None = None
        self._key = ""
        self.is_unreadable = False
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._put_together()
        self._connect()

    def show_figure(self, draft: ProtocolDraft, key: str) -> None:
        """Show a figure of a draft; what is typed about it already stays."""
        if key == self._key:
            return
        self._draft, self._key, self.is_unreadable = draft, key, False
        figure = self._figure()
        self.form.setEnabled(figure is not None)
        if figure is not None:
            self.set_title(figure_title(figure))
            is_text = isinstance(figure.value, str) and " " in figure.value
            self.binder.input("value").setFixedHeight(_TEXT_HEIGHT if is_text else _LINE_HEIGHT)
            self.binder.show(FigureInput(written(figure.value), figure.source, figure.tag))
        self._tell_about()

    def follow(self, draft: ProtocolDraft) -> None:
        """Say anew what is wrong; what is typed stays."""
        self._draft = draft
        self._tell_about()

    def forget(self) -> None:
        """Forget what is typed and was not taken over."""
        self._quiet.stop()
        self._key, self.is_unreadable = "", False

    def set_read_only(self, read_only: bool) -> None:
        """Let the figures be read, not changed."""
        self.binder.set_read_only(read_only)
        for button in (self.take_shipped, self.confirm):
            button.setVisible(not read_only)

    def flush(self) -> None:
        """Take over at once what was typed."""
        if self._quiet.isActive():
            self._quiet.stop()
            self._take()

    def _take(self) -> None:
        figure, draft = self._figure(), self._draft
        if figure is None or draft is None:
            return
        typed = self.binder.values()
        try:
            draft = draft.with_typed(figure, typed["value"])
        except KnownError as error:
            self.is_unreadable = True
            self.binder.set_error("value", say(error.sentence))
            self.refused.emit()
            return
        self.is_unreadable = False
        self.edited.emit(draft.with_ground(figure, typed["source"], typed["tag"] or figure.tag))

    def _take_shipped(self) -> None:
        self._quiet.stop()
        figure, draft = self._figure(), self._draft
        if figure is not None and draft is not None:
            changed = draft.as_shipped(figure)
            self.edited.emit(changed)
            self.forget()
            self.show_figure(changed, figure.key)

    def _figure(self) -> Figure | None:
        return self._draft.figure(self._key) if self._draft and self._draft.is_readable else None

    def _tell_about(self) -> None:
        figure, draft = self._figure(), self._draft
        self.confirm.setEnabled(figure is not None)
        if figure is None or draft is None:
            return
        shipped = draft.shipped_figure(figure.key)
        unlike = draft.is_unlike_shipped(figure)
        self.take_shipped.setEnabled(unlike and shipped is not None)
        self.shipped.setText(_shipped_words(shipped, unlike))
        self.approved.setText(_approval_words(figure))
        self._tell_flaws(figure, draft)

    def _tell_flaws(self, figure: Figure, draft: ProtocolDraft) -> None:
        self.binder.clear_errors()
        for flaw in draft.flaws_of(figure):
            last = flaw.key.rpartition(".")[2]
            about = last if last in ("source", "tag") else "value"
            self.binder.set_error(about, self.tr("This {problem}.").format(problem=flaw.problem))

    def _put_together(self) -> None:
        tag = self.binder.input("tag")
        assert isinstance(tag, ComboField)
        tag.set_options([(each.value, tag_words(each.value)) for each in Tag])
        for label in (self.shipped, self.approved):
            label.setProperty("role", "caption")
            label.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self.take_shipped, self.confirm):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        inner.setSpacing(12)
        for widget in (self.form, self.shipped, self.approved):
            inner.addWidget(widget)
        inner.addLayout(buttons)
        inner.addStretch(1)
        self.sight = Sight(inside)
        self.sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.sight)

    def _connect(self) -> None:
        self.binder.changed.connect(lambda _: self._quiet.start())
        self._quiet.timeout.connect(self._take)
        self.take_shipped.clicked.connect(self._take_shipped)
        self.confirm.clicked.connect(self._confirm)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.sight.isAncestorOf(now):
            self.sight.ensureWidgetVisible(now, 0, 3 * GRID)

    def _confirm(self) -> None:
        self.flush()
        figure = self._figure()
        if figure is not None and not self.is_unreadable:
            self.confirming.emit(figure)


def _words(text: str) -> str:
    return QCoreApplication.translate("FigureEditor", text)


def _shipped_words(shipped: Figure | None, unlike: bool) -> str:
    if shipped is None:
        return _words("The program brings no such figure: the clinic added it.")
    if not unlike:
        return _words("As the program brings it.")
    text = _words("The program brings: {value} ({ground}; {source})")
    return text.format(
        value=written(shipped.value), ground=tag_words(shipped.tag), source=shipped.source
    )


def _approval_words(figure: Figure) -> str:
    if not figure.approved_by or figure.approved_on is None:
        return _words("Nobody in the clinic has approved it yet.")
    text = _words("Approved by {who} on {day}.")
    return text.format(who=figure.approved_by, day=say_day(figure.approved_on))
