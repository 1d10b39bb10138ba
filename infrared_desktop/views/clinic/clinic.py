"""Clinic: what the clinic set about itself, a page for each subject."""

from datetime import date

from PySide6.QtWidgets import QLabel, QVBoxLayout

from infrared_desktop.domain.clinic_facts import head_of
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.clinic.device_words import device_chip
from infrared_desktop.views.clinic.protocol_words import state_chip, state_words
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.screens import may_open
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace


class ClinicScreen(Screen):
    """The pages of the clinic's settings; each is a place of its own."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.list = RowList(card=True)
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.opened.connect(lambda name: self.going.emit(Place(str(name))))
        title = QLabel(self.tr("Clinic"))
        title.setProperty("role", "title")
        self.panel = Panel(workplace.settings.clinic_name, footer=self.tr("Enter opens"))
        self.panel.body.addWidget(self.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(title)
        box.addWidget(self.panel, 1)
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Show the pages."""
        self.reload()

    def reload(self, change: Change | None = None) -> None:
        """Show each page with how things stand there."""
        self.panel.set_title(self.workplace.settings.clinic_name)
        pages = (
            self._protocol(),
            self._devices(),
            *self._desk(),
            *self._messages(),
            self._register(),
            self._review_copies(),
            self._leaving(),
            self._backups(),
            self._health(),
            self._facts(),
            self._staff(),
            self._own_key(),
            self._audit(),
            self._alike(),
            self._keeping(),
        )
        self.list.set_rows([each for each in pages if may_open(str(each.key), self.workplace)])

    def _staff(self) -> Row:
        people = [each for each in self.clinic.staff.all() if each.record.active]
        one = self.tr("One person works here: roles, passphrases, the recovery key")
        many = self.tr("{count} people work here: roles, passphrases, the recovery key")
        text = one if len(people) == 1 else many
        due = Chip(Meaning.CAUTION, self.tr("lock and unlock"))
        return Row(
            key="staff",
            title=self.tr("Staff and keys"),
            note=text.format(count=len(people)),
            chip=due if self.clinic.staff.is_rekeying_due() else None,
        )

    def _own_key(self) -> Row:
        note = self.tr("What opens the clinic for you")
        return Row(key="own_key", title=self.tr("Your passphrase"), note=note)

    def _register(self) -> Row:
        return Row(
            key="photo_register",
            title=self.tr("Photographs that left"),
            note=self.tr("The register: when, whose, what for, to whom, under which consent"),
        )

    def _review_copies(self) -> Row:
        waiting = len(self.clinic.review_copies.drafts())
        one, many = self.tr("1 remark came back"), self.tr("{count} remarks came back")
        text = one if waiting == 1 else many.format(count=waiting)
        return Row(
            key="review_copies",
            title=self.tr("Review copies"),
            note=self.tr("Take patients with you to read elsewhere, and take remarks in"),
            chip=Chip(Meaning.DUE, text) if waiting else None,
        )

    def _backups(self) -> Row:
        return Row(
            key="backups",
            title=self.tr("Backups"),
            note=self.tr("Where they go, and when the last one was put back and checked"),
        )

    def _health(self) -> Row:
        return Row(
            key="health",
            title=self.tr("Health"),
            note=self.tr("Whether all that the clinic relies on is sound, and when it was checked"),
        )

    def _leaving(self) -> Row:
        return Row(
            key="leaving",
            title=self.tr("Take everything along"),
            note=self.tr("All records and photographs as files that need no program to be read"),
        )

    def _facts(self) -> Row:
        settings = self.workplace.settings
        lacks = Chip(Meaning.CAUTION, self.tr("no telephone"))
        return Row(
            key="clinic_facts",
            title=self.tr("Name and settings"),
            note=head_of(settings),
            chip=None if settings.phone else lacks,
        )

    def _audit(self) -> Row:
        note = self.tr("Who did and read what, and whether anything of that was changed")
        return Row(key="audit", title=self.tr("Audit log"), note=note)

    def _alike(self) -> Row:
        note = self.tr("Pairs of patients who look like one person: to be joined or told apart")
        return Row(key="alike", title=self.tr("Who may be registered twice"), note=note)

    def _keeping(self) -> Row:
        note = self.tr("What patients asked for of their record, and whose need not be kept")
        today, by = self.workplace.today(), self.workplace.by
        waiting = len(self.clinic.front_desk.wishes_waiting(today, by))
        text = self.tr("{count} to decide").format(count=waiting)
        return Row(
            key="keeping",
            title=self.tr("Wishes and keeping"),
            note=note,
            chip=Chip(Meaning.DUE, text) if waiting else None,
        )

    def _desk(self) -> list[Row]:
        today = self.workplace.today()
        closures = self.clinic.front_desk.closures(today, date.max)
        text = self.tr("Next: {day}, {why}")
        coming = closures[0].record if closures else None
        return [
            Row(
                key="desk_rules",
                title=self.tr("Hours and visits"),
                note=self.tr("Opening hours, lengths and buffers, overlaps, reminders"),
            ),
            Row(
                key="closures",
                title=self.tr("Closing days"),
                note=text.format(day=say_day(coming.first), why=coming.why)
                if coming
                else self.tr("None from today on"),
            ),
        ]

    def _protocol(self) -> Row:
        name = self.workplace.settings.protocol
        return Row(
            key="protocol",
            title=self.tr("Protocol"),
            note=state_words(self.workplace, name),
            chip=state_chip(self.clinic.protocols.newest(name)),
        )

    def _devices(self) -> Row:
        today = self.workplace.today()
        devices = [stored.record for stored in self.clinic.diary.devices()]
        chips = [device_chip(each, today) for each in devices]
        worst = [chip for chip in chips if chip.meaning is not Meaning.SUITABLE]
        names = " · ".join(device.name for device in devices)
        return Row(
            key="devices",
            title=self.tr("Devices"),
            note=names or self.tr("None is in the register yet."),
            chip=next(iter(worst or chips), None),
        )

    def _messages(self) -> tuple[Row, Row]:
        own = sum(bool(stored.record.text.strip()) for stored in self.clinic.messages.texts())
        told = self.tr("{count} of the clinic's own, the rest as the program brings them")
        texts = Row(
            key="message_text", title=self.tr("Texts of messages"), note=told.format(count=own)
        )
        server = self.clinic.messages.server()
        lacks = Chip(Meaning.INFORMATION, self.tr("none named"))
        told = f"{server.record.sender} · {server.record.host}" if server else ""
        mail = Row(
            key="mail_server",
            title=self.tr("Mail server"),
            note=told or self.tr("Without it the program sends no e-mail."),
            chip=None if server else lacks,
        )
        return texts, mail
