"""The first steps of founding a clinic: the clinic, the person, the passphrase."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.answers import Role
from infrared_desktop.domain.dates import format_date
from infrared_desktop.domain.passphrases import Strength, judge_passphrase
from infrared_desktop.domain.people import DateOrder, Settings, Staff
from infrared_desktop.storage.key_file import RECOVERY
from infrared_desktop.views import regions, tasks
from infrared_desktop.views.binder import Binder
from infrared_desktop.views.choice_field import ChoiceField
from infrared_desktop.views.field_errors import show_error
from infrared_desktop.views.fields import CheckField, TextField
from infrared_desktop.views.forms import load_form
from infrared_desktop.views.passphrase_field import PassphraseField, show_while_ticked
from infrared_desktop.views.strength_meter import StrengthMeter
from infrared_desktop.views.theme import GRID
from infrared_desktop.views.typed_combo import TypedComboField
from infrared_desktop.views.wording import say


class StepPage(QWidget):
    """One step: it says what it asks for, and whether it has it."""

    settled = Signal()  # a check that had to wait is over and went well

    def __init__(self, title: str, lead: str) -> None:
        super().__init__()
        self.title, self.lead = title, lead

    def enter(self) -> None:
        """Put the keys into the first input."""
        self.focusNextChild()

    def check(self) -> bool:
        """Say beside the inputs what is missing; return whether nothing is."""
        return True


class ClinicForm(QWidget):
    """The inputs about the clinic."""

    clinic_name: TextField
    country: TypedComboField
    timezone: TypedComboField
    language: TypedComboField
    date_order: ChoiceField

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "founding_clinic")
        self.country.set_options(regions.countries(), regions.own_country_names())
        self.language.set_options(regions.languages(), regions.own_language_names())
        self.timezone.set_options(regions.timezones())


class ClinicPage(StepPage):
    """Name and place of the clinic; the country proposes how its days are written."""

    def __init__(self, today: date) -> None:
        super().__init__(
            self.tr("Your clinic"),
            self.tr(
                "Infrared Desktop keeps patients, plans and follow-ups on this computer only, "
                "encrypted, and needs no internet."
            ),
        )
        self._today = today
        self._answered: set[str] = set()
        self.form = ClinicForm()
        self.binder = Binder(self.form, Settings)
        self.sample = muted_label()
        stack(self, self.form, self.sample)
        self.form.country.set_value(regions.own_country() or None)
        self._propose()
        self.binder.changed.connect(self._on_changed)

    def enter(self) -> None:
        self.form.clinic_name.setFocus()

    def check(self) -> bool:
        good = self.binder.check()
        # The record has a value for these where none is given, but here each must be chosen.
        for name in ("language", "timezone"):
            if good and not self.binder.values()[name]:
                self.binder.set_error(name, self.tr("This is needed."))
                self.binder.input(name).setFocus()
                good = False
        return good

    def settings(self) -> Settings:
        """Return what was chosen."""
        return self.binder.record(Settings("", ""))

    def _on_changed(self, field: str) -> None:
        if field != "country":
            self._answered.add(field)
        self._propose()

    def _propose(self) -> None:
        """Fill what nobody has answered with what is usual in the country."""
        country = self.form.country.get_value()
        if country:
            self._offer("language", regions.usual_language(country))
            language = self.form.language.get_value() or "en"
            self._offer("date_order", regions.usual_date_order(country, language))
        self._offer("timezone", regions.usual_timezone(country or ""))
        self._show_sample()

    def _offer(self, field: str, value: str) -> None:
        if field not in self._answered:
            getattr(self.form, field).set_value(value)
            self.binder.set_error(field, "")

    def _show_sample(self) -> None:
        order = self.form.date_order.get_value()
        self.sample.setVisible(order is not None)
        language = QLocale(self.form.language.get_value() or "en")
        day = QDate(self._today.year, self._today.month, self._today.day)
        words = self.tr("Today is written {short} or {long}.")
        short = format_date(self._today, DateOrder(order or DateOrder.DMY))
        self.sample.setText(words.format(short=short, long=language.toString(day, "d MMM yyyy")))


class PersonForm(QWidget):
    """The inputs about the person."""

    name: TextField
    role: ChoiceField

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "founding_person")


class PersonPage(StepPage):
    """Who founds the clinic."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("You"),
            self.tr("All that you record carries your name. Colleagues are added later."),
        )
        self.form = PersonForm()
        self.binder = Binder(self.form, Staff)
        self.form.role.set_value(Role.OWNER)
        stack(self, self.form)

    def enter(self) -> None:
        self.form.name.setFocus()

    def check(self) -> bool:
        if not self.binder.check():
            return False
        if self.staff().name == RECOVERY:
            self.binder.set_error("name", self.tr("The program uses this name. Add another word."))
            return False
        return True

    def staff(self) -> Staff:
        """Return the person."""
        return self.binder.record(Staff("", Role.OWNER))


class PassphraseForm(QWidget):
    """The inputs of a new passphrase."""

    passphrase: PassphraseField
    meter: StrengthMeter
    again: PassphraseField
    show_typed: CheckField

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "founding_passphrase")
        show_while_ticked(self.show_typed, self.passphrase, self.again)


class PassphrasePage(StepPage):
    """A passphrase that is strong enough, typed twice; it is judged beside the window."""

    def __init__(self, own_words: Callable[[], tuple[str, ...]]) -> None:
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
        lost = muted_label()
        lost.setText(
            self.tr(
                "If you forget it, only the recovery key of the next step opens the clinic. If "
                "both are lost, nobody can open it any more: there is no back door."
            )
        )
        stack(self, self.form, lost)

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


def muted_label() -> QLabel:
    """Make a label for quiet sentences."""
    label = QLabel()
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label


def stack(page: QWidget, *parts: QWidget) -> None:
    """Lay the parts of a step below each other."""
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2 * GRID)
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
