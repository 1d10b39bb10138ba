"""Health: how each thing stands that the clinic relies on, and a way to check it now."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.standing import standings
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.health.checking import Found
from infrared_desktop.storage.health.clock import confirm_day, leap_of
from infrared_desktop.storage.health.keys import keys_of
from infrared_desktop.storage.health.parts import ACT, Part, last_check
from infrared_desktop.storage.health.versions import versions_of
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.backup.backup_work import BackupWork
from infrared_desktop.views.backup.fetching import Fetching
from infrared_desktop.views.backup.proving_again import ProvingAgain
from infrared_desktop.views.health.health_row import health_rows
from infrared_desktop.views.health.health_words import (
    Told,
    backups_told,
    clock_told,
    disk_told,
    keys_told,
    versions_told,
    when_words,
)
from infrared_desktop.views.health.health_work import HealthWork
from infrared_desktop.views.health.part_words import fetch_words, part_told
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.work_strip import WorkStrip
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class HealthScreen(Screen):
    """Nothing is changed by a check; what it found is a row in the audit log."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.header, self.strip = RecordHeader(), WorkStrip()
        self.work, self.backing_up = HealthWork(workplace, self), BackupWork()
        self.again = ProvingAgain(self, self.strip)
        self.fetching = Fetching(self, self.strip)
        self.check_all = QPushButton(self.tr("Check everything now  K"))
        self._found: dict[Part, Found] = {}
        self._is_day_doubted = self._is_told = False
        self.rows = health_rows()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.check_all)

    def open(self, place: Place) -> None:
        """Look at everything that is seen at a glance."""
        self._look()
        self.work.measure()

    def reload(self, change: Change | None = None) -> None:
        """Look again at what an act may have changed."""
        if change is None or change.act == ACT or change.kinds & {"staff", "settings"}:
            self._look()

    def tick(self) -> None:
        """Let the age of the last backup grow, and follow the clock."""
        self._guarded("backups", self._backups)
        self._guarded("clock", self._clock)

    def check_everything(self) -> None:
        """Check all that is read whole, one part after another."""
        if not (self.backing_up.is_on or self.again.is_on or self.fetching.is_on):
            self.work.begin(*Part)

    def back_up(self) -> None:
        """Make a backup, which is put back and checked."""
        if self._is_at_work():
            return
        self._begin(self.tr("Backing up, and putting it back to prove it …"))
        self.strip.cancel.hide()
        self.backing_up.begin(self.workplace)

    def prove_again(self) -> None:
        """Put the last backup of each place back once more, and read all of it."""
        found = standings(self.clinic.folder, self.clinic.ledger.key)
        proven = [each.proven for each in found if each.proven is not None]
        if proven and not self._is_at_work():
            self._let_ask(False)
            self.again.begin(proven)
        elif not proven:
            self.tell(Meaning.INFORMATION, self.tr("There is no proven backup yet. Back up now."))

    def fetch(self) -> None:
        """Put the photographs back that are lacking, from whichever backup holds them."""
        if not self._is_at_work():
            self._let_ask(False)
            self.fetching.begin()

    def _is_at_work(self) -> bool:
        return any(w.is_on for w in (self.work, self.backing_up, self.again, self.fetching))

    def _look(self) -> None:
        for part in Part:
            self._guarded(part, partial(self._part, part))
        for name, look in (
            ("backups", self._backups),
            ("keys", self._keys),
            ("versions", lambda: versions_told(versions_of(self.clinic))),
            ("clock", self._clock),
        ):
            self._guarded(name, look)

    def _guarded(self, name: str, look: Callable[[], Told]) -> None:
        """Say how it stands; what can't be read is said in its own row, and hides no other."""
        seen = when_words(self.workplace, self.workplace.now(), self.tr("Seen {when}"))
        try:
            told = look()
            self.rows[name].tell(replace(told, checked=seen) if told.checked is None else told)
        except KnownError as error:
            chip = Chip(Meaning.STOP, self.tr("cannot be read"))
            self.rows[name].tell(Told(chip, say(error.sentence)))

    def _part(self, part: Part) -> Told:
        last = last_check(self.clinic, part)
        if part is Part.PHOTOGRAPHS:
            self.rows[part].offer_also(fetch_words(last))
        return part_told(self.workplace, part, last, self._found.get(part))

    def _backups(self) -> Told:
        found = standings(self.clinic.folder, self.clinic.ledger.key)
        return backups_told(self.workplace, found)

    def _keys(self) -> Told:
        return keys_told(self.workplace, keys_of(self.clinic))

    def _clock(self) -> Told:
        leap = leap_of(self.clinic, self.workplace.now())
        told = clock_told(self.workplace, leap)
        self._is_day_doubted = told.chip.meaning is not Meaning.SUITABLE
        self.rows["clock"].offer(self.tr("The day is right") if self._is_day_doubted else "")
        return told

    def _on_clock_asked(self) -> None:
        """Look at the clock; where its day is doubted, this was the answer."""
        place = self.workplace
        try:
            if self._is_day_doubted:
                confirm_day(self.clinic, place.by, place.now())
        except KnownError as error:
            self.tell_error(error)
        self._look()

    def _on_begun(self, part: Part) -> None:
        text = self.tr("Checking: {part} …")
        self._begin(text.format(part=self.rows[part].title.text()))
        self.strip.cancel.show()

    def _begin(self, words: str) -> None:
        self.strip.begin(words, measured=True)
        self._let_ask(False)

    def _on_found(self, found: Found) -> None:
        self._found[found.part] = found
        self._guarded(found.part, partial(self._part, found.part))
        if found.findings and not self._is_told:
            text = self.tr("The check of the clinic found something: look at its health.")
            self.tell(Meaning.STOP, text)

    def _on_fetched(self) -> None:
        """Have the row say how it stands by now; what came of it was told already."""
        self._is_told = True
        self.work.begin(Part.PHOTOGRAPHS)

    def _on_failed(self, error: KnownError) -> None:
        self._end()
        self.tell_error(error)

    def _on_backed_up(self) -> None:
        self._end()
        self._guarded("backups", self._backups)

    def _end(self) -> None:
        self._is_told = False
        self._let_ask(True)
        self.strip.end(self)

    def _let_ask(self, free: bool) -> None:
        asking = (each for row in self.rows.values() for each in (row.button, row.also))
        for button in (self.check_all, *asking):
            button.setEnabled(free)

    def _connect(self) -> None:
        text, also = self.tr("Check everything now"), self.tr("verify integrity health sound")
        add_action(self, text, "K", self.check_everything, also)
        text = self.tr("Fetch missing photographs from the backups")
        add_action(self, text, "F", self.fetch, self.tr("lost damaged picture restore"))
        self.check_all.clicked.connect(self.check_everything)
        for part in Part:
            self.rows[part].asked.connect(partial(self.work.begin, part))
        self.rows["backups"].asked.connect(self.back_up)
        self.rows["backups"].also_asked.connect(self.prove_again)
        self.rows[Part.PHOTOGRAPHS].also_asked.connect(self.fetch)
        self.rows["disk"].asked.connect(self.work.measure)
        for name in ("keys", "versions"):
            self.rows[name].asked.connect(self._look)
        self.rows["clock"].asked.connect(self._on_clock_asked)
        self.strip.cancelled.connect(self.work.cancel)
        for work in (self.work, self.backing_up):
            work.progressed.connect(self.strip.progress)
            work.failed.connect(self._on_failed)
        self.work.begun.connect(self._on_begun)
        self.work.found.connect(self._on_found)
        self.work.measured.connect(lambda *seen: self._guarded("disk", partial(disk_told, *seen)))
        self.backing_up.done.connect(self._on_backed_up)
        self.again.ended.connect(self._on_backed_up)
        self.work.ended.connect(self._end)
        self.fetching.ended.connect(self._end)
        self.fetching.found.connect(self._on_fetched)

    def _lay_out(self) -> None:
        self.header.set_words(
            self.tr("Health"), self.tr("What the clinic relies on. A check changes nothing.")
        )
        self.check_all.setProperty("kind", "primary")
        self.header.add_buttons((self.check_all,))
        for button in (self.rows["backups"].button, self.rows["backups"].also):
            button.setHidden(self.workplace.settings.practice)
        page = QWidget()
        sight = Sight(page)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID)
        for row in self.rows.values():
            rows.addWidget(row)
        rows.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(self.strip)
        box.addWidget(sight, 1)
