"""The clinic's own protocol: every figure with its ground, changed one by one, and approved."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.protocols import SHIPPED, shipped_name
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.clinic.approval_panel import ApprovalPanel
from infrared_desktop.views.clinic.figure_editor import FigureEditor
from infrared_desktop.views.clinic.figure_list import FigureList
from infrared_desktop.views.clinic.protocol_text import ProtocolText
from infrared_desktop.views.clinic.protocol_words import state_chip, state_words
from infrared_desktop.views.clinic.protocol_work import ProtocolWork
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.halves import SIDE_WIDTH
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.draft_news import DraftNews
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.workplace import Workplace


class ProtocolScreen(Screen):
    """Shows one protocol as a table or as text; its changes are a draft until approved."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.header, self.banner = RecordHeader(), Banner()
        self.list, self.text = FigureList(), ProtocolText()
        self.editor, self.approval = FigureEditor(), ApprovalPanel()
        self.use = QPushButton(self.tr("Treat by this one"))
        self.as_text, self.pages, self.side = QPushButton(), QStackedWidget(), QWidget()
        self.work = ProtocolWork(workplace, self)
        self.news = DraftNews(workplace, self.work.keeper, self.banner, self._show_copy)
        self._lay_out()
        self._make_actions()
        self._connect()
        self.setFocusProxy(self.list.search)

    def open(self, place: Place) -> None:
        """Show the protocol in use, or the one that this person has begun to change."""
        self.banner.settle()
        self.pages.setCurrentWidget(self.list)
        kept = self.work.take_up()
        if not self.work.may_change:
            self.banner.tell(Meaning.INFORMATION, self.tr("A clinician changes this; you read it."))
        if kept is not None:
            self.news.announce(
                kept, kept.record(ProtocolCopy), self.work.copy(self.work.draft.holds)
            )
            if self.work.is_older(kept):
                words = self.tr(
                    "Somebody approved another copy after you began. What differs from it is "
                    "shown as new: look it over before you approve, or drop it."
                )
                self.banner.tell(Meaning.CAUTION, words)
        if place.about is not None:
            self.list.go_to(str(place.about))

    def reload(self, change: Change | None = None) -> None:
        """Follow what others approve, while nothing is changed here."""
        relevant = change is None or bool(change.kinds & {"protocol_copy", "settings"})
        if relevant and not self.work.is_storing and not self.work.draft.is_changed:
            self.work.show_stored(self.work.draft.name or self.workplace.settings.protocol)

    def leave(self) -> bool:
        """Keep what is unfinished as a draft; stay while a copy is being stored."""
        if self.work.is_storing:
            self.banner.tell(Meaning.INFORMATION, self.tr("The copy is being stored. One moment."))
            return False
        self._flush()
        return self.news.keep()

    def approve(self) -> None:
        """Approve what is changed, once there is a reason."""
        self._flush()
        self.approval.ask()

    def take_over(self) -> None:
        """Take over the rules of the program's protocol that the copy lacks; they stay a draft."""
        self._flush()
        if self.work.may_change and self.work.draft.missing_rules:
            self.work.put(self.work.draft.with_missing_rules())
            self._show_editor()

    def go_to_flaw(self) -> None:
        """Go to the first thing that is wrong."""
        self._flush()
        draft = self.work.draft
        if not draft.flaws:
            return
        flaw = draft.flaws[0]
        figures = draft.figures if draft.is_readable else ()
        figure = next((each for each in figures if flaw in draft.flaws_of(each)), None)
        if figure is not None and self._is_table():
            self.list.go_to(figure.key)
            self.editor.binder.input("value").setFocus()
        else:
            self._show_as_text(True)
            self.text.go_to_line(flaw.line)

    def _show_copy(self, copy: ProtocolCopy) -> None:
        self.work.put(self.work.draft.with_text(copy.text))
        self._show_editor()

    def _drop(self) -> None:
        before = self.work.drop()
        self._show_editor()
        if before is not None:
            words, undo = self.tr("The changes were dropped."), self.tr("Undo")
            self.banner.tell(Meaning.INFORMATION, words, undo, lambda: self._show_copy(before))

    def _on_moved(self) -> None:
        draft = self.work.draft
        self.text.show_draft(draft)
        if draft.is_readable:
            self.list.show_draft(draft)
        elif self._is_table():
            self.pages.setCurrentWidget(self.text)
        self.editor.follow(draft)
        self._say_state()

    def _on_stored(self) -> None:
        self.approval.settle()
        self._show_editor()

    def _on_chosen(self, key: str) -> None:
        self.editor.flush()
        self.editor.show_figure(self.work.draft, key)

    def _show_editor(self) -> None:
        """Show the figure that is current anew, with nothing typed over it."""
        self.editor.forget()
        self.editor.show_figure(self.work.draft, str(self.list.figures.current_key() or ""))
        self._say_state()

    def _pick_shown(self) -> None:
        """Show the other protocol; what is changed on this one is approved or dropped before."""
        name = self.list.which.get_value() or self.work.draft.name
        self._flush()
        if self.work.draft.is_changed:
            self.list.which.set_value(self.work.draft.name)
            words = self.tr("Approve the changes first, or drop them.")
            self.banner.tell(Meaning.CAUTION, words)
        else:
            self.work.show_stored(name)
            self._show_editor()

    def _toggle_text(self) -> None:
        self._flush()
        self._show_as_text(self._is_table())

    def _show_as_text(self, as_text: bool) -> None:
        if not as_text and not self.work.draft.is_readable:
            self.banner.tell(Meaning.CAUTION, self.tr("Mend the text first: it can't be read yet."))
            return
        self.pages.setCurrentWidget(self.text if as_text else self.list)
        self._show_editor()
        (self.text.text if as_text else self.list.search).setFocus()

    def _is_table(self) -> bool:
        return self.pages.currentWidget() is self.list

    def _flush(self) -> None:
        self.editor.flush()
        self.text.flush()

    def _say_state(self) -> None:
        draft = self.work.draft
        if not draft.name:
            return
        self.list.which.set_value(draft.name)
        self.header.set_words(self.tr("Protocol"), state_words(self.workplace, draft.name))
        own = state_chip(self.clinic.protocols.newest(draft.name))
        self.header.set_chip(self.work.keeper.chip() or own)
        self.use.setVisible(not self.work.is_in_use and self.work.may_change)
        self.use.setEnabled(not draft.is_changed)
        text, table = self.tr("As text  Ctrl+E"), self.tr("As table  Ctrl+E")
        self.as_text.setText(text if self._is_table() else table)
        self.editor.setVisible(self._is_table())
        today = self.workplace.today()
        self.approval.show_draft(draft, self.editor.is_unreadable, today)

    def _make_actions(self) -> None:
        for text, keys, act in (
            (self.tr("Approve the changes"), "Ctrl+S", self.approve),
            (self.tr("Find a figure"), "Ctrl+F", self._find),
            (self.tr("Show the protocol as text, or as a table"), "Ctrl+E", self._toggle_text),
            (self.tr("Go to what is wrong"), "F8", self.go_to_flaw),
            (self.tr("Take over the rules that the copy lacks"), "", self.take_over),
        ):
            add_action(self, text, keys, act)

    def _find(self) -> None:
        if self._is_table() or self.work.draft.is_readable:
            self._show_as_text(False)
            self.list.search.selectAll()

    def _connect(self) -> None:
        self.work.moved.connect(self._on_moved)
        self.work.done.connect(self._on_stored)
        self.work.told.connect(self.banner.tell)
        self.work.works.connect(lambda works: self.side.setEnabled(not works))
        self.work.works.connect(lambda works: self.pages.setEnabled(not works))
        self.work.keeper.changed.connect(self._say_state)
        self.list.chosen.connect(self._on_chosen)
        self.list.search.taken.connect(lambda _: self.editor.binder.input("value").setFocus())
        self.list.figures.opened.connect(lambda _: self.editor.binder.input("value").setFocus())
        self.editor.edited.connect(self.work.put)
        self.editor.refused.connect(self._say_state)
        self.editor.confirming.connect(self.work.confirm)
        self.text.edited.connect(lambda text: self.work.put(self.work.draft.with_text(text)))
        self.approval.approving.connect(self.work.approve)
        self.approval.taking_over.connect(self.take_over)
        self.approval.dropping.connect(self._drop)
        self.approval.going_to_flaw.connect(self.go_to_flaw)
        self.news.left_behind.connect(self.going_back)
        self.list.which.changed.connect(self._pick_shown)
        self.use.clicked.connect(self.work.pick)
        self.as_text.clicked.connect(self._toggle_text)

    def _lay_out(self) -> None:
        self.list.which.set_options([(name, shipped_name(name)) for name in SHIPPED])
        self.header.add_buttons((self.use, self.as_text))
        for page in (self.list, self.text):
            self.pages.addWidget(page)
        may = self.work.may_change
        self.editor.set_read_only(not may)
        self.text.text.setReadOnly(not may)
        self.side.setFixedWidth(SIDE_WIDTH)
        beside = QVBoxLayout(self.side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2 * GRID)
        beside.addWidget(self.editor, 1)
        beside.addWidget(self.approval)
        beside.addStretch()
        self.approval.setVisible(may)  # once it has a parent, else it would be a window
        halves = QHBoxLayout()
        halves.setSpacing(2 * GRID)
        halves.addWidget(self.pages, 1)
        halves.addWidget(self.side)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addLayout(halves, 1)
