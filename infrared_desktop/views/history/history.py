"""A patient's medical history: taken, changed, or confirmed at a visit; every version kept."""

from collections.abc import Callable
from dataclasses import replace

from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.history.changes import rebased
from infrared_desktop.domain.history.joining import together
from infrared_desktop.domain.history.row_gaps import Weight
from infrared_desktop.domain.history.words import fact, fact_said
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.history import History
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.history.stale import HistoryStale
from infrared_desktop.views.history.writing import HistoryWriting
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.draft_news import DraftNews
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class HistoryScreen(HistoryWriting):
    """Writes one history; what is written is a draft until it is saved as the next version."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.news = DraftNews(workplace, self.keeper, self.banner, self.show_anew)
        self.stale = HistoryStale(workplace, self.banner, self._put_on_top)
        self._stores = False
        self._make_actions()
        self.panel.confirming.connect(self.confirm)
        self.beside.adding.connect(self._bring_together)
        self.news.left_behind.connect(self.going_back)
        self.header.save.clicked.connect(self.store)

    def open(self, place: Place) -> None:
        """Show a patient's history, or what was begun on it, at the field that was asked for.

        The audit log keeps that it was read.
        """
        self._open(place)
        assert place.patient is not None
        self.clinic.history.note_reading(place.patient, self.workplace.by, self.workplace.now())
        if place.about:
            self.setFocusProxy(self.page.input_of(place.about))

    def _open(self, place: Place) -> None:
        if place.patient is None:
            raise KnownError("This needs its patient. Open the patient first.")
        self.chart = self.clinic.people.chart(place.patient)
        self.banner.settle()
        draft = self.keeper.find(History, place.patient, None)
        newest = self.chart.history
        if draft is None:
            self.show_anew(newest.record if newest else self.blank())
            return
        self.stored = self.version(draft.appointment_id)
        self.show_on_top(draft.record(History))
        self.keeper.begin(draft)
        if newest and newest != self.stored:
            self.stale.tell(self.stored, newest)
        else:
            blank = newest.record if newest else self.blank()
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
            self.refresh()
        elif self.is_changed():
            self.stale.tell(self.stored, newest)
        else:
            self.show_anew(newest.record)

    def leave(self) -> bool:
        """Keep what is unfinished as a draft; stay where it can't be kept."""
        return self.news.keep()

    def store(self) -> None:
        """Save what is written as the next version; where something cannot be, go there instead."""
        wrong = [gap for gap in self.gaps if gap.weight is Weight.WRONG]
        if trouble := self.page.unreadable():
            self.banner.tell(Meaning.CAUTION, trouble)
        elif wrong:
            self.page.go_to(wrong[0])
            self.banner.tell(Meaning.CAUTION, say(wrong[0].words))
        elif not self.is_changed():
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
        self.show_anew(done.record)
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
        mine, contested = rebased(self.stored_record(), self.record(), theirs.record)
        text = self.tr("Somebody else wrote: {words}")
        told = {each: text.format(words=_told(theirs.record, each)) for each in contested}
        try:
            self.keeper.discard()
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        self.stored = theirs
        self.show_on_top(mine)
        self.on_changed()
        self.page.show_contested(told)

    def _bring_together(self, other: Stored[History]) -> None:
        """Add to what is written here what only the other history says; it is not stored yet."""
        both, contested = together(self.record(), other.record)
        text = self.tr("The other history says: {words}")
        told = {each: text.format(words=_told(other.record, each)) for each in contested}
        self.show_on_top(both)
        self.on_changed()
        self.page.show_contested(told)

    def _read_other(self) -> None:
        place = self.beside.place(self.chart.patient.id) if self.chart else None
        if place is not None:
            self.going.emit(place)
        else:
            self.banner.tell(Meaning.INFORMATION, self.tr("This patient has one history."))

    def _why_not(self) -> str:
        if self.stored is None:
            return self.tr("There is no history to confirm yet. Take it, then save it.")
        if self.is_changed():
            return self.tr("Something was changed. Save it with Ctrl+S instead.")
        return self.tr("Ask each of the questions beside the form first.")

    def _make_actions(self) -> None:
        for text, keys, act in (
            (self.tr("Save the history"), "Ctrl+S", self.store),
            (self.tr("Nothing has changed"), "Ctrl+Return", self.confirm),
            (self.tr("None of these, in this group or the next"), "Ctrl+0", self.page.tick_none),
            (self.tr("Go to the next thing to ask or to mend"), "F8", self.go_to_gap),
            (self.tr("Read the history of a joined number"), "Ctrl+Shift+Y", self._read_other),
        ):
            add_action(self, text, keys, act)


def _told(record: History, field: str) -> str:
    return fact_said(fact(record, field), say)
