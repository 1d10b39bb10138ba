"""The first steps of founding a clinic: the clinic and the person."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.clinic_facts import obstacles
from infrared_desktop.domain.dates import DateOrder, format_date
from infrared_desktop.domain.people.staff_names import obstacle, tidied
from infrared_desktop.domain.phones import normal_phone
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.views.entry import regions
from infrared_desktop.views.entry.step_page import StepPage, stack
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.inputs.typed_combo import TypedComboField
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.wording import locale_of, say, say_day


class ClinicForm(QWidget):
    """The inputs about the clinic."""

    clinic_name: TextField
    country: TypedComboField
    timezone: TypedComboField
    language: TypedComboField
    phone: TextField
    date_order: ChoiceField

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "founding_clinic")
        self.country.set_options(regions.countries(), regions.other_country_names())
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
        self.sample = words_label("muted")
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
        return good and self._check_facts()

    def _check_facts(self) -> bool:
        wrong = obstacles(self.settings())
        for field, why in reversed(wrong.items()):
            self.binder.set_error(field, say(why))
            self.binder.input(field).setFocus()
        return not wrong

    def settings(self) -> Settings:
        """Return what was chosen, with the telephone in the one spelling that is stored."""
        settings = self.binder.record(Settings("", ""))
        return replace(settings, phone=normal_phone(settings.phone, settings.country))

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
        language, country = self.form.language.get_value(), self.form.country.get_value()
        locale = locale_of(language or "en", country or "")
        words = self.tr("Today is written {short} or {long}.")
        short = format_date(self._today, DateOrder(order or DateOrder.DMY))
        self.sample.setText(words.format(short=short, long=say_day(self._today, locale=locale)))


class PersonForm(QWidget):
    """The inputs about the person."""

    name: TextField

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "founding_person")


class PersonPage(StepPage):
    """Who founds the clinic: its owner, as nobody else could add one afterwards."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("You"),
            self.tr(
                "You are the clinic's owner: you may do everything, and all that you record "
                "carries your name. Later you add colleagues, each with a role of their own."
            ),
        )
        self.form = PersonForm()
        self.binder = Binder(self.form, Staff)
        stack(self, self.form)

    def enter(self) -> None:
        self.form.name.setFocus()

    def check(self) -> bool:
        if not self.binder.check():
            return False
        if wrong := obstacle(self.staff().name, ()):
            self.binder.set_error("name", say(wrong))
            return False
        return True

    def staff(self) -> Staff:
        """Return the person."""
        typed = self.binder.record(Staff("", Role.OWNER))
        return replace(typed, name=tidied(typed.name))
