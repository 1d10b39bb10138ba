"""What the clinic says of itself, what reception may see, when it locks, how long it keeps."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.clinic_facts import head_of, obstacles
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.phones import normal_phone, show_phone
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.form_screen import FormScreen, can_be_stored, in_narrow_panel
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.fields import CheckField
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_WIDTH = 480


class ClinicFactsForm(QWidget):
    """The inputs."""

    clinic_name: TextField
    phone: TextField
    reception_reads_records: CheckField
    reception_sees_photographs: CheckField

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "clinic_facts")


class ClinicFactsScreen(FormScreen):
    """A short form with a sample of what will stand on paper; only the owner may save it."""

    kind = "settings"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, workplace.may(Right.SET_UP))
        self._stored = self.clinic.staff.settings()
        self.form, self.sample = ClinicFactsForm(), QLabel()
        self.binder: Binder[Settings] = Binder(self.form, Settings)
        self._lay_out()
        self.binder.changed.connect(lambda _: self._show_what_follows())
        self.setFocusProxy(self.form.clinic_name)

    def show_stored(self) -> None:
        """Show what the clinic says about itself."""
        self._show(self.clinic.staff.settings())

    def is_changed(self) -> bool:
        """Say whether something is typed that is not stored."""
        return self.may_change and self._typed() != self._stored.record

    def store(self) -> None:
        """Save what is typed, unless it can't be."""
        if not (self.may_change and self._check()):
            return
        before, typed, desk = self._stored, self._typed(), self.clinic.staff
        by, now = self.workplace.by, self.workplace.now()
        try:
            stored = desk.change_settings(before, typed, by, now)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        self._show(stored)
        self.workplace.can_take_back(
            self.tr("the clinic's name and settings"), lambda: self._put_back(before.record)
        )
        words = self.tr("Saved. It holds from now on, also on every new paper.")
        self.banner.tell(Meaning.SUITABLE, words)

    def _put_back(self, settings: Settings) -> None:
        now, by, desk = self.workplace.now(), self.workplace.by, self.clinic.staff
        stored = desk.settings()
        facts = replace(
            stored.record,
            clinic_name=settings.clinic_name,
            phone=settings.phone,
            reception_sees_photographs=settings.reception_sees_photographs,
            asks_photographs=settings.asks_photographs,
            idle_lock_min=settings.idle_lock_min,
            reception_reads_records=settings.reception_reads_records,
            keep_years=settings.keep_years,
            keep_until_age=settings.keep_until_age,
        )
        desk.change_settings(stored, facts, by, now)

    def _check(self) -> bool:
        return self.binder.check() and can_be_stored(self.binder, obstacles(self._typed()))

    def _show(self, stored: Stored[Settings]) -> None:
        self._stored, settings = stored, stored.record
        shown = show_phone(settings.phone, settings.country)
        self.binder.show(replace(settings, phone=shown))
        self.binder.set_read_only(not self.may_change)
        self._show_what_follows()

    def _typed(self) -> Settings:
        settings = self.binder.record(self._stored.record)
        return replace(settings, phone=normal_phone(settings.phone, settings.country))

    def _show_what_follows(self) -> None:
        """Show the sample; who looks at photographs reads the record, so that tick comes first."""
        reads = self.form.reception_reads_records.get_value()
        self.form.reception_sees_photographs.setEnabled(self.may_change and reads)
        text = self.tr("At the head of each page: {head}")
        self.sample.setText(text.format(head=head_of(self._typed())))

    def _lay_out(self) -> None:
        told = self.tr(
            "What papers call the clinic, what reception sees, when it locks, how long records stay"
        )
        self.header.set_words(self.tr("Name and settings"), told)
        self.header.add_buttons([self.save] if self.may_change else [])
        self.sample.setProperty("role", "muted")
        self.sample.setWordWrap(True)
        self.lay_out(in_narrow_panel(_WIDTH, self.form, self.sample))
