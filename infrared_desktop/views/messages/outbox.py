"""The outbox: what waits, what a person must decide, and what has left, each with what is known."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabBar, QVBoxLayout

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.files.outbox_lock import only_sender
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.messages.letter_desk import LetterDesk
from infrared_desktop.views.messages.message_words import status_chip
from infrared_desktop.views.messages.next_try import again_words
from infrared_desktop.views.messages.outbox_acts import DOUBTFUL, OutboxActs
from infrared_desktop.views.messages.outbox_detail import OutboxDetail
from infrared_desktop.views.messages.outbox_run import OutboxRun
from infrared_desktop.views.messages.posted_question import PostedQuestion
from infrared_desktop.views.messages.quiet_hours import quiet_until
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace

OPEN = (
    MessageStatus.UNKNOWN,
    MessageStatus.REFUSED,
    MessageStatus.SENDING,
    MessageStatus.QUEUED,
)
_CLOSED = (MessageStatus.TAKEN, MessageStatus.HANDED, MessageStatus.WITHDRAWN)
_MOST = 500  # of what has left: the patient's page has all


class OutboxScreen(Screen):
    """Worked by keyboard; nothing here is called sent that nobody knows to have left."""

    section = "messages"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._messages: dict[int, Stored[Message]] = {}
        self.sum, self.banner, self.paper_banner = QLabel(), Banner(), Banner()
        self.tabs, self.list = QTabBar(), RowList(card=True)
        self.detail = OutboxDetail(workplace)
        self.run = OutboxRun(workplace)
        self.acts = OutboxActs(workplace, self)
        self.question = PostedQuestion(self.banner, self.acts.post)
        self.letters = LetterDesk(self, self._letters, self.paper_banner)
        self.empty = EmptyState(
            "mail",
            self.tr("Nothing waits here."),
            self.tr("Ctrl+M on a follow-up or a visit writes a message."),
        )
        self._lay_out()
        self._connect()
        self._make_keys()
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Show what waits, or a place's message among its like.

        A sender that ended early left messages whose end nobody knows.
        """
        self._note_cut_off()
        if place.record is not None:
            has_left = self.clinic.messages.get(place.record).record.status in _CLOSED
            self.tabs.setCurrentIndex(int(has_left))
        self.reload()
        self.list.select_key(place.record)

    def reload(self, change: Change | None = None) -> None:
        """Show the part as it stands."""
        messages = self.clinic.messages
        waiting = messages.outbox(*OPEN)
        every = (
            messages.outbox(*_CLOSED)[: -_MOST - 1 : -1] if self.tabs.currentIndex() else waiting
        )
        if every is waiting:
            every = sorted(every, key=lambda stored: (OPEN.index(stored.record.status), stored.id))
        self._messages = {stored.id: stored for stored in every}
        people = self.clinic.people.many(stored.record.patient_id for stored in every)
        names = {number: stored.record.display_name for number, stored in people.items()}
        self.list.set_rows([self._row(each, names[each.record.patient_id]) for each in every])
        self.list.setVisible(bool(every))
        self.empty.setVisible(not every)
        self._say_sum(waiting)
        self.question.follow(waiting)
        self._show_current()
        if not every and self.isVisible():
            self.tabs.setFocus()  # else the keys would leave the screen with the list

    def _row(self, stored: Stored[Message], name: str) -> Row:
        message = stored.record
        day = say_day(self.clinic.day(message.tried_at or message.written_at))
        parts = (choices.label(message.channel), message.address, day, self._may_leave(message))
        return Row(
            key=stored.id,
            title=name,
            chip=status_chip(message),
            note=" · ".join(filter(None, parts)),
        )

    def _may_leave(self, message: Message) -> str:
        """Say from when an e-mail may leave that waits in quiet hours."""
        waits = message.channel is Channel.EMAIL and message.status is MessageStatus.QUEUED
        until = quiet_until(self.workplace) if waits else ""
        return self.tr("may leave from {until}").format(until=until) if until else ""

    def _say_sum(self, waiting: list[Stored[Message]]) -> None:
        states = [stored.record.status for stored in waiting]
        doubtful = sum(state is not MessageStatus.QUEUED for state in states)
        text = self.tr("{waiting} wait to leave, {doubtful} for a person to decide")
        told = text.format(waiting=len(states) - doubtful, doubtful=doubtful)
        again = again_words(self.workplace, waiting)
        self.sum.setText(" · ".join(filter(None, (told, again.rstrip(".")))))
        self.tabs.setTabText(0, self.tr("To do  {count}").format(count=len(states)))
        self.letters.set_possible(bool(self._letters()))

    def _show_current(self) -> None:
        stored = self._current()
        self.detail.show_message(stored)
        self.detail.setVisible(stored is not None)
        status = stored.record.status if stored else None
        waits = status is MessageStatus.QUEUED
        is_letter = stored is not None and stored.record.channel is Channel.POST
        self.arrived.setVisible(status is MessageStatus.UNKNOWN)
        self.again.setVisible(status in DOUBTFUL)
        self.posted.setVisible(waits and is_letter)
        self.withdraw.setVisible(waits or status in DOUBTFUL)

    def _current(self) -> Stored[Message] | None:
        key = self.list.current_key()
        return self._messages.get(key) if isinstance(key, int) else None

    def _letters(self) -> list[Stored[Message]]:
        waiting = self.clinic.messages.outbox(MessageStatus.QUEUED)
        return [each for each in waiting if each.record.channel is Channel.POST]

    def _note_cut_off(self) -> None:
        messages = self.clinic.messages
        if self.run.is_on or not messages.outbox(MessageStatus.SENDING):
            return
        try:
            with only_sender(self.clinic.folder):
                messages.note_cut_off(self.workplace.by, self.workplace.now())
        except KnownError:
            return  # they are being sent right now

    def _open_patient(self) -> None:
        stored = self._current()
        if stored is not None:
            self.going.emit(Place("patient", stored.record.patient_id))

    def _say_progress(self, share: float) -> None:
        words = self.tr("E-mail is being handed to the mail server: {percent} %")
        told = words.format(percent=int(share * 100))
        self.banner.tell(Meaning.INFORMATION, told, self.tr("Stop"), self.run.cancel)

    def _on_said(self, meaning: Meaning, words: str) -> None:
        self.banner.settle()
        self.tell(meaning, words)

    def _make_keys(self) -> None:
        offer, acts = self._offer, self.acts

        def act(step: Callable[[Stored[Message]], None]) -> None:
            stored = self._current()
            if stored is not None:
                step(stored)

        offer(self.tr("Send what waits"), "S", lambda: self.run.start()).setProperty(
            "kind", "primary"
        )
        button = self.letters.button()
        button.setText(self.tr("Print the letters  Ctrl+P"))
        self.detail.add_offer(button)
        self.arrived = offer(self.tr("It arrived"), "Y", lambda: act(acts.note_arrived))
        self.again = offer(self.tr("Try again"), "A", lambda: act(acts.let_again))
        self.posted = offer(self.tr("It was posted"), "H", lambda: act(acts.post))
        self.withdraw = offer(self.tr("Withdraw"), "W", lambda: act(acts.withdraw))
        add_action(self, self.tr("All printed letters were posted"), "P", self.question.answer)
        turn = self.tabs.setCurrentIndex
        add_action(self, self.tr("Show what is to do"), "1", lambda: turn(0))
        add_action(self, self.tr("Show what has left"), "2", lambda: turn(1))

    def _offer(self, text: str, key: str, act: Callable[[], object]) -> QPushButton:
        add_action(self, text, key, act)
        return self.detail.offer(f"{text}  {key}", act)

    def _connect(self) -> None:
        self.list.current_changed.connect(lambda _: self._show_current())
        self.list.opened.connect(lambda _: self._open_patient())
        self.tabs.currentChanged.connect(lambda _: self.reload())
        self.run.progressed.connect(self._say_progress)
        self.run.said.connect(self._on_said)
        self.acts.refused.connect(self.tell_error)
        self.letters.made.connect(self.question.ask)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Messages"))
        title.setProperty("role", "title")
        self.sum.setProperty("role", "muted")
        self.tabs.setAccessibleName(self.tr("Part"))
        self.tabs.addTab(self.tr("To do"))
        self.tabs.addTab(self.tr("Has left"))
        self.list.setAccessibleName(self.tr("Messages"))
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        for widget in (title, self.sum):
            head.addWidget(widget)
        head.addStretch()
        panel = Panel(footer=self.tr("Enter opens the patient"))
        panel.body.addWidget(self.tabs)
        panel.body.addWidget(self.list, 1)
        panel.body.addWidget(self.empty, 1)
        panels = QHBoxLayout()
        panels.setSpacing(2 * GRID)
        panels.addWidget(panel, 3)
        panels.addWidget(self.detail, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        for banner in (self.banner, self.paper_banner):
            box.addWidget(banner)
        box.addLayout(panels, 1)
