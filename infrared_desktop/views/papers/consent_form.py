"""The form of a consent: what was talked through, what was answered, and the signature."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.records.answers import Answer, Reaction
from infrared_desktop.domain.records.consents import Consent, Signer
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs import choices, ticks_field
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.strikes import Strikes
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.papers.signature_pad import SignaturePad
from infrared_desktop.views.records.seal import Seal
from infrared_desktop.views.wording import say

_PHOTOS = ("photo_record", "photo_education", "photo_marketing")
_TICKED = ("risks_discussed", "alternatives_discussed")
_AGREED = (  # what somebody puts the name to
    *_TICKED,
    *("off_label_explained", "no_guarantee", "cost_quoted"),
    *("photo_record", "photo_education", "photo_marketing"),
)


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
        self.pad, self.second_pad = self._pad("signature"), self._pad("co_signature")
        self.state, self.why, self.signed_line = QLabel(), QLabel(), QLabel()
        self.seal, self.strikes = Seal(), Strikes(self.fields)
        caption = self.fields.findChild(QLabel, "signer_relation_label")
        assert isinstance(caption, QLabel)
        self._relation: tuple[QWidget, ...] = (caption, self.binder.input("signer_relation"))
        self.clear, self.clear_second = self._clearing(self.pad), self._clearing(self.second_pad)
        self.proposal = QLabel()
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

    def ask_second(self, is_asked: bool) -> None:
        """Ask one under age to sign besides the guardian, or nobody."""
        self.fields.second.setVisible(is_asked)  # type: ignore[attr-defined]
        of_two, alone = self.tr("Signature of the guardian"), self.tr("Signature")
        self.fields.signature_label.setText(of_two if is_asked else alone)  # type: ignore[attr-defined]
        self.pad.setAccessibleName(of_two if is_asked else alone)

    def propose(self, words: str) -> None:
        """Say where choices come from that are ticked before anybody ticked them here."""
        self.proposal.setText(words)
        self.proposal.setVisible(bool(words))

    def lock_pads(self, words: str) -> None:
        """Take no strokes and say why; no words take strokes again."""
        for pad in (self.pad, self.second_pad):
            pad.lock(words)

    def clear_pad(self) -> None:
        """Clear the signature that has the keys, else the first."""
        (self.second_pad if self.second_pad.hasFocus() else self.pad).clear()

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
        for pad, button in ((self.pad, self.clear), (self.second_pad, self.clear_second)):
            button.setVisible(pad.is_open() and bool(pad.get_value()))
        is_guardian = self.binder.input("signer").get_value() == Signer.GUARDIAN  # type: ignore[attr-defined]
        for widget in self._relation:
            widget.setVisible(is_guardian)
        if _field == "signed_paper":
            self.binder.set_error("signature", "")
            self.binder.set_error("co_signature", "")
        if _field in _AGREED:
            self._void_signatures()
        if _field:
            self.changed.emit()

    def _void_signatures(self) -> None:
        """Clear what was drawn: nobody has signed what is changed afterwards."""
        for name, pad in (("signature", self.pad), ("co_signature", self.second_pad)):
            if pad.is_open() and pad.get_value():
                pad.clear()
                words = self.tr("The consent was changed after this was drawn. Sign it again.")
                self.binder.set_error(name, words)

    def _pad(self, name: str) -> SignaturePad:
        pad = self.binder.input(name)
        assert isinstance(pad, SignaturePad)
        return pad

    def _clearing(self, pad: SignaturePad) -> QPushButton:
        button = QPushButton(self.tr("Clear the signature  Del"))
        button.setProperty("kind", "quiet")
        button.clicked.connect(pad.clear)
        return button

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

    def _cell(self, name: str) -> QVBoxLayout:
        cell = self.fields.findChild(QLayout, f"{name}_cell")
        assert isinstance(cell, QVBoxLayout)
        return cell

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
        self.proposal.setProperty("role", "caption")
        for label in (self.state, self.why, self.signed_line, self.proposal):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for each in (self.seal, self.state, self.why, self.fields, self.signed_line):
            box.addWidget(each)
        box.addStretch(1)
        right = Qt.AlignmentFlag.AlignRight
        self._cell("signature").addWidget(self.clear, 0, right)
        self._cell("co_signature").addWidget(self.clear_second, 0, right)
        self._cell("alternatives_discussed").addWidget(self.proposal)
        self.sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
