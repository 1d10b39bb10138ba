"""A patient's page: who it is, the timeline, and the same told as a list."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout

from infrared_desktop.domain.access.veil import without_bones
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import PlanStatus
from infrared_desktop.domain.records.chart import Chart, State
from infrared_desktop.domain.timeline.build import Timeline
from infrared_desktop.domain.timeline.model import Item, Ref
from infrared_desktop.domain.timeline.telling import NOBODY
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.gathered.timelines import with_versions
from infrared_desktop.views.actions import KeyGroup, add_action
from infrared_desktop.views.look.action_bar import ActionBar
from infrared_desktop.views.look.banner_lines import BannerLines
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.papers.consent_words import banner_chips
from infrared_desktop.views.papers.sheet_strike import SheetStrike
from infrared_desktop.views.people.closed_notice import ClosedNotice, words_on_nothing
from infrared_desktop.views.people.integrity_watch import IntegrityWatch
from infrared_desktop.views.people.missed_strike import MissedStrike
from infrared_desktop.views.people.parting_offer import PartingOffer
from infrared_desktop.views.people.patient_acts import patient_acts, say_who_can, treats
from infrared_desktop.views.people.patient_banner import PatientBanner
from infrared_desktop.views.people.patient_chart import reader_of, timeline_of
from infrared_desktop.views.people.patient_papers import papers_of
from infrared_desktop.views.people.ref_places import place_of_ref
from infrared_desktop.views.people.signatures import Signatures
from infrared_desktop.views.people.signed_menu import SignedMenu
from infrared_desktop.views.people.timeline_detail import TimelineDetail
from infrared_desktop.views.people.todays_visit import TodaysVisit
from infrared_desktop.views.people.told_below import ToldBelow
from infrared_desktop.views.people.unfinished import UnfinishedNotice
from infrared_desktop.views.rights.joined_notice import JoinedNotice
from infrared_desktop.views.rights.wish_notice import WishNotice
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.timeline.timeline_pane import TimelinePane
from infrared_desktop.views.workplace import Workplace


class PatientScreen(Screen):
    """Everything about one patient, in time."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.number, self._books = 0, not treats(workplace)
        self.patient_banner, self.closed, self.below = PatientBanner(), ClosedNotice(), ToldBelow()
        self.unfinished, self.joined = UnfinishedNotice(workplace), JoinedNotice(workplace)
        self.wish = WishNotice(workplace)
        self.watch, self.parting = IntegrityWatch(workplace, self), PartingOffer(self)
        self.pane = TimelinePane(workplace)
        self.timeline = self.pane.view
        self.lines, self.lines_panel = self.below.lines, self.below.words
        self.detail = TimelineDetail()
        self.signed = SignedMenu(self)
        self._chart: Chart | None = None
        self._reader, self._signatures = NOBODY, Signatures(workplace)
        self.nothing = EmptyState("today", *words_on_nothing(self._books))
        self._actions = self._make_actions()
        throw_away = self.tr("Throw unfinished work away")
        self.papers, self.drawn = papers_of(self, lambda: self.number, self.timeline.timeline)
        self._result = add_action(
            self, self.tr("Result over time, or words"), "G", self.below.toggle
        )
        self._discard = add_action(self, throw_away, "X", self.unfinished.ask_to_discard)
        say_who_can(self)
        self.missed, self.sheets = MissedStrike(self), SheetStrike(self).offer()
        TodaysVisit(self, lambda: self.number)
        self._is_moved, self.whole = False, QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.timeline)

    def open(self, place: Place) -> None:
        """Show a patient; the audit log keeps that the chart was opened."""
        assert place.patient is not None
        if self.clinic.people.get(place.patient).state is State.INVALID:
            raise KnownError("The registration of number {n} was taken back.", n=place.patient)
        self.number = place.patient
        self._reader = reader_of(self.workplace, self.number)
        chart = self.clinic.people.open_chart(self.number, self.workplace.by, self.workplace.now())
        self._show(chart)
        if any(plan.record.status is PlanStatus.OPEN for plan in chart.plans):
            self.timeline.show_plan()
        else:
            self.timeline.fit_all()
        self.parting.ask(place)

    def reload(self, change: Change | None = None) -> None:
        """Show the chart anew if an act touched this patient."""
        if not self.number or (change is not None and self.number not in change.patients):
            return
        chart = self.clinic.people.chart(self.number)
        if chart.patient.state is State.INVALID:
            self.going.emit(Place("people"))
        else:
            self._show(chart, keep_view=True)

    def part_keys(self) -> tuple[KeyGroup, ...]:
        """Name the keys of the timeline, unless there is nothing in it."""
        return (
            () if self.whole.isHidden() else (self.timeline.keys(), self.below.result.course.keys())
        )

    def _show(self, chart: Chart, keep_view: bool = False) -> None:
        today = self.workplace.today()
        follow_ups = self.clinic.follow_ups.open_of_patient(self.number)
        struck = self.clinic.people.struck(self.number)
        self.closed.look(self.workplace, self.number, chart.is_veiled)
        self.joined.look(self.number, chart.is_veiled)
        self.wish.look(self.number)
        heads, chart = chart, with_versions(self.clinic, chart)
        timeline = timeline_of(self.workplace, chart, follow_ups, struck, self._reader)
        country = self.workplace.settings.country
        self.unfinished.look(chart)
        self._discard.setEnabled(self.unfinished.is_there())
        chips = [*banner_chips(chart, self.workplace), *self.unfinished.chips()]
        self.patient_banner.show_chart(heads, follow_ups, today, country, chips)
        self._signatures.read(chart, struck)
        self.watch.look(chart, struck)
        self._chart = told = without_bones(chart)
        self.parting.look(chart)
        self.below.result.show_chart(told, today)
        self.below.set_possible(self.below.result.has_result())
        self._result.setEnabled(self.below.result.has_result())
        self.pane.show_timeline(timeline, chart.patient, keep_view)
        self._show_either(bool(timeline.items))
        self._share_height()

    def _tell(self, timeline: Timeline) -> None:
        """Tell in words what the timeline shows."""
        self.lines.set_timeline(timeline, self.timeline.selected_item())
        self.lines_panel.set_hint(self.tr("{count} entries").format(count=len(timeline.items)))
        self._show_item(self.timeline.selected_item())

    def _show_either(self, something: bool) -> None:
        self.whole.setVisible(something)
        self.nothing.setVisible(not something)
        self.setFocusProxy(self.timeline if something else self.nothing.action_button)

    def _show_item(self, item: Item | None) -> None:
        people = self._signatures.words(item) if item else ()
        wrong = self._signatures.wrong(item) if item else ()
        self.detail.show_item(item, self.workplace.today(), people, wrong, self._chart)

    def _open_ref(self, ref: Ref) -> None:
        if (place := place_of_ref(self.clinic, self.number, ref)) is not None:
            self.going.emit(place)

    def _make_actions(self) -> list[QAction]:
        """Add what can be done here; return what the bar shows, in as few words as fit there."""
        on_bar = []
        for act in patient_acts(self.workplace):
            action = add_action(self, act.text, act.key, partial(self._go, act.place), act.also)
            action.setIconText(act.short or act.text)
            on_bar += [action] if act.on_bar else []
        signed = add_action(self, self.tr("Open a signed record"), "O", self._list_signed)
        signed.setIconText(self.tr("Signed"))
        return [*on_bar, signed]

    def _list_signed(self) -> None:
        if self._chart is not None:
            self.signed.show_at(self.whole if self.whole.isVisible() else self.nothing, self._chart)

    def _go(self, name: str) -> None:
        self.going.emit(Place(name, self.number))

    def _connect(self) -> None:
        self.unfinished.going.connect(self.going)
        self.joined.going.connect(self.going)
        self.wish.going.connect(self.going)
        self.watch.found.connect(self.lines.set_altered)
        self.watch.found.connect(self.timeline.set_altered)
        self.unfinished.gone.connect(self.reload)
        self.below.toggling.connect(self.below.toggle)
        self.signed.chosen.connect(self.going)
        self.pane.shown.connect(self._tell)
        self.timeline.item_selected.connect(self.lines.select_item)
        self.timeline.item_selected.connect(self._show_item)
        self.lines.item_selected.connect(self.timeline.select_item)
        self.timeline.opened.connect(self._open_ref)
        self.lines.opened.connect(self._open_ref)
        self.nothing.acted.connect(lambda: self._go("booking" if self._books else "consultation"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Give the timeline the height of its lanes and the rest to the words, unless moved."""
        if (box := self.layout()) is not None:
            box.activate()
        room = self.whole.height()
        if not self._is_moved:
            wanted = self.pane.sizeHint().height() + 6  # its frame
            lanes = min(max(wanted, room * 45 // 100), room * 68 // 100)
            self.whole.setSizes([lanes, room - lanes])

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(GRID)
        self.bar = ActionBar(self._actions)
        tools.addWidget(self.bar, 1)
        for text, act in self._views():
            button = QPushButton(text)
            button.setProperty("kind", "quiet")
            button.clicked.connect(act)
            tools.addWidget(button)
        tools.addWidget(self.papers.button())
        self.whole.addWidget(self.pane)
        self.whole.addWidget(self._words_below())
        self.whole.setHandleWidth(GRID)
        self.whole.splitterMoved.connect(self._on_moved)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        about = BannerLines(self.closed, self.joined, self.wish, self.unfinished)
        for widget in (self.patient_banner, self.watch.seal, about, self.papers.banner):
            box.addWidget(widget)
        box.addLayout(tools)
        box.addWidget(self.whole, 1)
        box.addWidget(self.nothing, 1)

    def _words_below(self) -> QSplitter:
        detail = Panel()
        detail.body.addWidget(self.detail)
        below = QSplitter(Qt.Orientation.Horizontal)
        below.setHandleWidth(GRID)
        below.addWidget(detail)
        below.addWidget(self.below)
        below.setSizes([420, 720])
        return below

    def _on_moved(self) -> None:
        self._is_moved = True

    def _views(self) -> tuple[tuple[str, object], ...]:
        return (
            (self.tr("&All"), self.timeline.fit_all),
            (self.tr("Last &year"), self.timeline.show_last_year),
            (self.tr("T&his plan"), self.timeline.show_plan),
        )
