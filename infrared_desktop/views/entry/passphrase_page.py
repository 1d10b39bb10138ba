"""The step in which a person chooses a passphrase."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from infrared_desktop.domain.passphrases import Strength, judge_passphrase
from infrared_desktop.views import tasks
from infrared_desktop.views.entry.step_page import StepPage, stack
from infrared_desktop.views.entry.strength_meter import StrengthMeter
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.inputs.fields import CheckField
from infrared_desktop.views.inputs.passphrase_field import PassphraseField, show_while_ticked
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.wording import say

register(PassphraseField)


class PassphraseForm(QWidget):
    """The inputs of a new passphrase."""

    passphrase_label: QLabel
    passphrase: PassphraseField
    meter: StrengthMeter
    again: PassphraseField
    show_typed: CheckField

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "founding_passphrase")
        show_while_ticked(self.show_typed, self.passphrase, self.again)


class PassphrasePage(StepPage):
    """A passphrase that is strong enough, typed twice; it is judged beside the window.

    `lost` says what is left to do where it is forgotten.
    """

    def __init__(self, own_words: Callable[[], tuple[str, ...]], lost: str = "") -> None:
        super().__init__(
            self.tr("Your passphrase"),
            self.tr("You type it each day. Four or five words that nobody expects are good."),
        )
        self._own_words = own_words
        self._judging = self._waiting = False
        self._judged: tuple[object, Strength] | None = None
        self.form = PassphraseForm()
        self.form.passphrase.textChanged.connect(self._on_typed)
        self.form.again.textChanged.connect(lambda: show_error(self.form.again, ""))
        if_lost = words_label("muted")
        if_lost.setText(
            lost
            or self.tr(
                "If you forget it, only the recovery key of the next step opens the clinic. If "
                "both are lost, nobody can open it any more: there is no back door."
            )
        )
        stack(self, self.form, if_lost)

    def enter(self) -> None:
        self.form.passphrase.setFocus()
        self._judge()

    def check(self) -> bool:
        if self._judged is None or self._judged[0] != self._question():
            self._waiting = True
            self._judge()
            return False
        if self._judged[1].problem is not None:
            show_error(self.form.passphrase, self.tr("A stronger one is needed."))
            self.form.passphrase.setFocus()
        elif self.form.again.text() != self.form.passphrase.text():
            show_error(self.form.again, self.tr("This is not the same as above."))
            self.form.again.setFocus()
        else:
            return True
        return False

    def passphrase(self) -> str:
        """Return the passphrase exactly as typed."""
        return self.form.passphrase.text()

    def _question(self) -> tuple[str, tuple[str, ...]]:
        return self.passphrase(), self._own_words()

    def _on_typed(self) -> None:
        show_error(self.form.passphrase, "")
        self._waiting = False
        self._judge()

    def _judge(self) -> None:
        # The word lists take a while to load and to search: one judgement at a time, beside.
        if self._judging:
            return
        self._judging = True
        asked = self._question()
        tasks.run(
            self,
            lambda _: judge_passphrase(*asked),
            lambda strength: self._on_judged(asked, strength),
            lambda error: self.form.meter.label.setText(say(error.sentence)),
        )

    def _on_judged(self, asked: tuple[str, tuple[str, ...]], strength: Strength) -> None:
        self._judging = False
        if asked != self._question():
            self._judge()
            return
        self._judged = asked, strength
        self.form.meter.tell(strength if asked[0] else None)
        if self._waiting:
            self._waiting = False
            if self.check():
                self.settled.emit()
