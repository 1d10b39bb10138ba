"""A patient's medical history: taken, changed, or confirmed at a visit; every version kept."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton

from infrared_desktop.domain.answers import Sex
from infrared_desktop.domain.chart import Chart, Stored
from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.history import History
from infrared_desktop.domain.history_alerts import Freshness, history_age
from infrared_desktop.domain.history_answers import Pregnancy
from infrared_desktop.domain.history_changes import changes, rebased
from infrared_desktop.domain.history_gaps import HistoryGap, history_gaps
from infrared_desktop.domain.history_row_gaps import Weight
from infrared_desktop.domain.history_words import fact, fact_said
from infrared_desktop.storage.acts import Change
from infrared_desktop.views.actions import add_action, claims_new
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.halves import lay_out_halves
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.people.patient_rows import patient_line
from infrared_desktop.views.records.draft_keeper import DraftKeeper
from infrared_desktop.views.records.draft_news import DraftNews
from infrared_desktop.views.records.history_chips import age_chip
from infrared_desktop.views.records.history_page import HistoryPage
from infrared_desktop.views.records.history_panel import HistoryPanel
from infrared_desktop.views.records.history_stale import HistoryStale
from infrared_desktop.views.records.record_header import RecordHeader
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class HistoryScreen(Screen):
    """Writes one history; what is written is a draft until it is saved as the next version."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.header, self.banner = RecordHeader(), Banner()
        self.page, self.panel = HistoryPage(), HistoryPanel(workplace)
        self.keeper = DraftKeeper(workplace, self)
        self.news = DraftNews(workplace, self.keeper, self.banner, self._show_anew)
        self.stale = HistoryStale(workplace, self.banner, self._put_on_top)
        self.chart: Chart | None = None
        self.stored: Stored[History] | None = None  # the version that is written on
        self.gaps: tuple[HistoryGap, ...] = ()
        self._stores, self._gone = False, -1
        self.missing = QPushButton()
        self.save = QPushButton(self.tr("Save  Ctrl+S"))
        self.save.setProperty("kind", "primary")
        self.save.setAccessibleName(self.tr("Save"))
        self.missing.setProperty("kind", "quiet")
        self.missing.setToolTip(self.tr("Go to the next (F8)"))
        self.header.add_buttons((self.missing, self.save))
        lay_out_halves(self, self.header, self.banner, self.page, self.panel)
        self.setFocusProxy(self.page.first)
        self._make_actions()
        self._connect()

    def open(self, place: Place) -> None:
        """Show a patient's history, or what this person has begun to write on it."""
        if place.patient is None:
            raise KnownError("This needs its patient. Open the patient first.")
        self.chart = self.clinic.people.chart(place.patient)
        self.banner.settle()
        draft = self.keeper.find(History, place.patient, None)
        newest = self.chart.history
        if draft is None:
            self._show_anew(newest.record if newest else self._blank())
            return
        self.stored = self._version(draft.appointment_id)
        self._show(draft.record(History))
        self.keeper.begin(draft)
        if newest and newest != self.stored:
            self.stale.tell(self.stored, newest)
        else:
            blank = newest.record if newest else self._blank()
            self.news.announce(draft, draft.record(History), blank)

    def reload(self, change: Change | None = None) -> None:
        """Follow what others store; what is written here stays."""
        if self.chart is None or self._stores:
            return
        number = self.chart.patient.id
        if change is not None and not (change.kinds and number in change.patients):
            return
        self.chart = self.clinic.people.chart(number)
        newest = self.chart.history
        if newest == self.stored or newest is None:
            self._refresh()
        elif self._is_changed():
            self.stale.tell(self.stored, newest)
        else:
            self._show_anew(newest.record)

    def leave(self) -> bool:
        """Keep what is unfinished as a draft; stay where it can't be kept."""
        return self.news.keep()

    def record(self) -> History:
        """Return the history as it stands on the screen."""
        return self.page.record()

    def store(self) -> None:
        """Save what is written as the next version; where something cannot be, go there instead."""
        wrong = [gap for gap in self.gaps if gap.weight is Weight.WRONG]
        if trouble := self.page.unreadable():
            self.banner.tell(Meaning.CAUTION, trouble)
        elif wrong:
            self.page.go_to(wrong[0])
            self.banner.tell(Meaning.CAUTION, say(wrong[0].words))
        elif not self._is_changed():
            self.banner.tell(Meaning.INFORMATION, self.tr("There is nothing new to save."))
        else:
            self._store()

    def confirm(self) -> None:
        """Store that the patient was asked and nothing has changed."""
        before = self.stored
        if before is None or not self.panel.may_confirm():
            self.banner.tell(Meaning.CAUTION, self._why_not())
            return
        day = self.workplace.today()
        done = self._act(
            lambda: self.clinic.history.confirm(
                before, day, self.workplace.by, self.workplace.now()
            )
        )
        if done:
            self._tell_done(before, self.tr("Confirmed: nothing has changed."))

    def event(self, event: QEvent) -> bool:
        if claims_new(event):
            self.page.group_with_keys().add()
            return True
        return super().event(event)

    def _store(self) -> None:
        before, today = self.stored, self.workplace.today()
        record = replace(self.record(), taken_on=today)
        done = self._act(
            lambda: self.clinic.history.take(
                record, self.workplace.by, self.workplace.now(), before
            )
        )
        if done:
            self._tell_done(before, self.tr("Saved as version {n}.").format(n=done.version))

    def _act(self, act: Callable[[], Stored[History]]) -> Stored[History] | None:
        """Do an act on the history; where it fails, what is written is kept as a draft."""
        self._stores = True
        try:
            done = act()
        except StaleError:
            self._tell_stale()
            return None
        except KnownError as error:
            self.keeper.keep()
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return None
        finally:
            self._stores = False
        self._show_anew(done.record)
        return done

    def _tell_done(self, before: Stored[History] | None, words: str) -> None:
        self.banner.tell(Meaning.SUITABLE, words, self.tr("Go back"), self.going_back.emit)
        self.banner.take_keys()
        after = self.stored
        if before is None or after is None:
            return
        history, place = self.clinic.history, self.workplace
        place.can_take_back(
            self.tr("the change of the history"),
            lambda: history.take(before.record, place.by, place.now(), after),
        )

    def _tell_stale(self) -> None:
        assert self.chart is not None
        self.keeper.keep()
        self.chart = self.clinic.people.chart(self.chart.patient.id)
        newest = self.chart.history
        if newest is not None:
            self.stale.tell(self.stored, newest)

    def _put_on_top(self, theirs: Stored[History]) -> None:
        """Put what is written here on top of what somebody else saved; it is not stored yet."""
        mine, contested = rebased(self._stored_record(), self.record(), theirs.record)
        told = [(field, fact_said(fact(theirs.record, field), say)) for field in contested]
        try:
            self.keeper.discard()
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        self.stored = theirs
        self._show(mine)
        self._on_changed()
        for field, words in told:
            text = self.tr("Somebody else wrote: {words}").format(words=words)
            self.page.binder.set_caution(field, text)

    def _show_anew(self, record: History) -> None:
        """Show a record on top of what is stored now."""
        assert self.chart is not None
        self.chart = self.clinic.people.chart(self.chart.patient.id)
        self.stored = self.chart.history
        self._show(record)

    def _show(self, record: History) -> None:
        assert self.chart is not None
        self.keeper.begin()
        self.keeper.visit = self.stored.version if self.stored else None
        self.page.show_history(record)
        versions = self.clinic.history.versions(self.stored) if self.stored else []
        terms = self.clinic.protocol.history
        age = history_age(self._stored_record(), self.workplace.today(), terms.stale_days)
        confirmed = age.freshness is Freshness.TODAY
        self.panel.show_stored(versions, terms.ask_each_visit, age_chip(age), confirmed)
        self._refresh()
        self.setFocusProxy(self.panel.first() or self.page.first)

    def _refresh(self) -> None:
        """Say anew what is amiss, what changed and what is still to ask."""
        assert self.chart is not None
        record, patient = self.record(), self.chart.patient
        self.gaps = history_gaps(record, patient.record, self.workplace.today())
        self.page.show_gaps(self.gaps)
        self.panel.show_work(self._stored_record(), record, self.gaps)
        line = patient_line(patient, self.workplace.today())
        self.header.set_words(self.tr("Medical history"), f"{patient.record.display_name} · {line}")
        one, many = self.tr("1 thing to ask or to mend"), self.tr("{count} to ask or to mend")
        self.missing.setText(one if len(self.gaps) == 1 else many.format(count=len(self.gaps)))
        self.missing.setVisible(bool(self.gaps))
        self.save.setEnabled(self._is_changed())
        self._show_safety()

    def _on_changed(self) -> None:
        if self.chart is None:
            return
        self._refresh()
        if self._is_changed():
            self.keeper.take(self.record())
            return
        try:
            self.keeper.discard()
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))

    def _show_safety(self) -> None:
        self.header.set_chip(self.keeper.chip())

    def _go_to_gap(self) -> None:
        """Go to the next thing that is to be asked or mended, after the last one gone to."""
        if self.gaps:
            self._gone = (self._gone + 1) % len(self.gaps)
            self.page.go_to(self.gaps[self._gone])

    def _go_to(self, target: HistoryGap | str) -> None:
        if isinstance(target, HistoryGap):
            self.page.go_to(target)
        else:
            self.page.go_to_field(target)

    def _is_changed(self) -> bool:
        return bool(changes(self._stored_record(), self.record()))

    def _stored_record(self) -> History | None:
        return self.stored.record if self.stored else None

    def _version(self, number: int | None) -> Stored[History] | None:
        newest = self.chart.history if self.chart else None
        versions = self.clinic.history.versions(newest) if newest else []
        return next((each for each in versions if each.version == number), None)

    def _blank(self) -> History:
        assert self.chart is not None
        is_male = self.chart.patient.record.sex is Sex.MALE
        return History(
            self.chart.patient.id,
            self.workplace.today(),
            pregnancy=Pregnancy.NOT_APPLICABLE if is_male else None,
        )

    def _why_not(self) -> str:
        if self.stored is None:
            return self.tr("There is no history to confirm yet. Take it, then save it.")
        if self._is_changed():
            return self.tr("Something was changed. Save it with Ctrl+S instead.")
        return self.tr("Ask each of the questions beside the form first.")

    def _make_actions(self) -> None:
        for text, keys, act in (
            (self.tr("Save the history"), "Ctrl+S", self.store),
            (self.tr("Nothing has changed"), "Ctrl+Return", self.confirm),
            (self.tr("None of these, in this group or the next"), "Ctrl+0", self.page.tick_none),
            (self.tr("Go to the next thing to ask or to mend"), "F8", self._go_to_gap),
        ):
            add_action(self, text, keys, act)

    def _connect(self) -> None:
        self.page.changed.connect(self._on_changed)
        self.panel.confirming.connect(self.confirm)
        self.panel.going_to.connect(self._go_to)
        self.keeper.changed.connect(self._show_safety)
        self.news.left_behind.connect(self.going_back)
        self.missing.clicked.connect(self._go_to_gap)
        self.save.clicked.connect(self.store)
