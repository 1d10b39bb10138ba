"""The form of a consent: what was talked through, what was answered, and the signature."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.answers import Answer, Reaction
from infrared_desktop.domain.consents import Consent
from infrared_desktop.domain.gaps import Gap
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs import choices, ticks_field
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.strikes import Strikes
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.records.seal import Seal
from infrared_desktop.views.records.signature_pad import SignaturePad
from infrared_desktop.views.wording import say

_PHOTOS = ("photo_record", "photo_education", "photo_marketing")
_TICKED = ("risks_discussed", "alternatives_discussed")


class ConsentForm(Panel):
    """Edits a consent; whatever has the keys is scrolled into sight."""

    changed = Signal()

    def __init__(self, clinicians: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.page = QWidget()
        self.sight = Sight(self.page)
        self.body.addWidget(self.sight)
        self.fields = QWidget(self.page)
        load_form(self.fields, "consent")
        self.binder: Binder[Consent] = Binder(self.fields, Consent)
        self.binder.changed.connect(self._on_changed)
        pad = self.binder.input("signature")
        assert isinstance(pad, SignaturePad)
        self.pad = pad
        self.state, self.why, self.signed_line = QLabel(), QLabel(), QLabel()
        self.seal, self.strikes = Seal(), Strikes(self.fields)
        self.clear = QPushButton(self.tr("Clear the signature  Del"))
        self.clear.clicked.connect(self.pad.clear)
        self._offer(clinicians)
        self._lay_out()
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def show_consent(self, consent: Consent, risks: Iterable[Reaction], read_only: bool) -> None:
        """Show a consent with the risks of its outline."""
        self._ticks("risks_discussed").set_options(
            [(risk.value, choices.label(risk)) for risk in risks]
        )
        self.binder.show(consent)
        self.binder.set_read_only(read_only)
        self.sight.verticalScrollBar().setValue(0)
        self._on_changed()

    def say_state(self, words: str, why: str) -> None:
        """Say how the consent stands, and below it on what that rests."""
        for label, text in ((self.state, words), (self.why, why)):
            label.setText(text)
            label.setVisible(bool(text))

    def show_seal(self, wrong: str, signed: str, is_struck: bool = False) -> None:
        """Say what is wrong, strike what cannot be relied on, and say who signed it."""
        self.seal.tell(wrong)
        self.strikes.set_shown(is_struck)
        self.signed_line.setText(signed)
        self.signed_line.setVisible(bool(signed))

    def consent(self, base: Consent) -> Consent:
        """Return the consent as it stands in the form."""
        return self.binder.record(base)

    def tick_all(self) -> None:
        """Tick all that was talked through, or nothing where all is ticked."""
        for name in _TICKED:
            self._ticks(name).tick_all()

    def show_gap(self, gap: Gap) -> None:
        """Go to what is missing, and say so beside it."""
        field = self.binder.input(gap.field)
        field.setFocus()
        self.binder.set_error(gap.field, say(gap.words))
        # The words push aside what is around them: look again once they have their place.
        QTimer.singleShot(0, self, lambda: self._follow(None, field))

    def _on_changed(self, _field: str = "") -> None:
        open_ = self.pad.is_open() and bool(self.pad.get_value())
        self.clear.setVisible(open_)
        if _field == "signed_paper":
            self.binder.set_error("signature", "")
        if _field:
            self.changed.emit()

    def _ticks(self, name: str) -> ticks_field.TicksField:
        field = self.binder.input(name)
        assert isinstance(field, ticks_field.TicksField)
        return field

    def _offer(self, clinicians: Iterable[tuple[str, str]]) -> None:
        taken_by = self.binder.input("taken_by_id")
        assert isinstance(taken_by, ComboField)
        taken_by.set_options(list(clinicians))
        taken_by.removeItem(0)  # somebody always takes it
        for name in _PHOTOS:
            field = self.binder.input(name)
            assert isinstance(field, ChoiceField)
            field.set_options([(a.value, choices.label(a)) for a in (Answer.YES, Answer.NO)])

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.page.isAncestorOf(now):
            self.sight.ensureWidgetVisible(now, 0, 3 * GRID)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self.page)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        box.setSpacing(12)
        self.state.setProperty("role", "strong")
        self.why.setProperty("role", "caption")
        self.signed_line.setProperty("role", "caption")
        for label in (self.state, self.why, self.signed_line):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for each in (self.seal, self.state, self.why, self.fields, self.signed_line):
            box.addWidget(each)
        box.addStretch(1)
        cell = self.fields.findChild(QLayout, "signature_cell")
        assert isinstance(cell, QVBoxLayout)
        self.clear.setProperty("kind", "quiet")
        cell.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignRight)
        self.sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
