"""A patient's page: who it is, the timeline, and the same told as a list."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout

from infrared_desktop.domain.answers import PlanStatus
from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.schedule import Window, next_windows
from infrared_desktop.domain.timeline import build
from infrared_desktop.domain.timeline_model import Item, Ref
from infrared_desktop.storage.acts import Change
from infrared_desktop.views.panel import Panel
from infrared_desktop.views.patient_banner import PatientBanner
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.theme import GRID
from infrared_desktop.views.timeline import TimelineView
from infrared_desktop.views.timeline_list import TimelineList
from infrared_desktop.views.timeline_text import item_text
from infrared_desktop.views.workplace import Workplace

_SCREENS = ("consultation", "session", "review", "plan")


class PatientScreen(Screen):
    """Everything about one patient, in time."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.number = 0
        self.patient_banner = PatientBanner()
        self.timeline = TimelineView()
        self.lines = TimelineList()
        self.detail = QLabel()
        self.detail.setWordWrap(True)
        self.detail.setMargin(2 * GRID)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.lines_panel = Panel(self.tr("The same in words"))
        self._actions = self._make_actions()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.timeline)

    def open(self, place: Place) -> None:
        """Show a patient; the audit log keeps that the chart was opened."""
        assert place.patient is not None
        self.number = place.patient
        chart = self.clinic.people.open_chart(self.number, self.workplace.by, self.workplace.now())
        self._show(chart)
        if any(plan.record.status is PlanStatus.OPEN for plan in chart.plans):
            self.timeline.show_plan()
        else:
            self.timeline.fit_all()

    def reload(self, change: Change | None = None) -> None:
        """Show the chart anew if an act touched this patient."""
        if self.number and (change is None or self.number in change.patients):
            self._show(self.clinic.people.chart(self.number), keep_view=True)

    def _show(self, chart: Chart, keep_view: bool = False) -> None:
        today = self.workplace.today()
        follow_ups = self.clinic.follow_ups.of_patient(self.number)
        zone = ZoneInfo(self.workplace.settings.timezone)
        timeline = build(chart, follow_ups, self._windows(chart), today, zone)
        self.patient_banner.show_chart(chart, follow_ups, today)
        self.timeline.set_timeline(timeline, keep_view)
        self.lines.set_timeline(timeline)
        self._show_item(self.timeline.selected_item())
        self.lines_panel.set_hint(self.tr("{count} entries").format(count=len(timeline.marks)))

    def _windows(self, chart: Chart) -> list[Window]:
        windows = self.clinic.protocol.windows
        return [w for plan in chart.plans for w in next_windows(plan, chart.sessions, windows)]

    def _show_item(self, item: Item | None) -> None:
        nothing = self.tr("Arrow keys step from event to event; + and − zoom; 0 shows all.")
        self.detail.setText(item_text(item, self.workplace.today()) if item else nothing)

    def _open_ref(self, ref: Ref) -> None:
        if ref.kind in _SCREENS and isinstance(ref.id, int):
            self.going.emit(Place(ref.kind, self.number, ref.id, about="stored"))
        elif ref.kind == "appointment" and isinstance(ref.id, int):
            visit = self.clinic.diary.get(ref.id).record
            self.going.emit(Place("diary", about=visit.day))
        elif ref.kind == "follow_up":
            self.going.emit(Place("follow_ups", about=(self.number, str(ref.id))))

    def _make_actions(self) -> list[QAction]:
        offers = (
            (self.tr("Consultation"), "V", "consultation"),
            (self.tr("Plan"), "L", "plan"),
            (self.tr("Book"), "B", "booking"),
            (self.tr("Session"), "S", "session"),
            (self.tr("Review"), "W", "review"),
            (self.tr("Report a reaction"), "R", "reaction"),
            (self.tr("Edit the person"), "E", "patient_form"),
        )
        actions = []
        for text, key, name in offers:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(
                lambda _=False, name=name: self.going.emit(Place(name, self.number))
            )
            self.addAction(action)
            actions.append(action)
        return actions

    def _connect(self) -> None:
        self.timeline.item_selected.connect(self.lines.select_item)
        self.timeline.item_selected.connect(self._show_item)
        self.lines.item_selected.connect(self.timeline.select_item)
        self.timeline.opened.connect(self._open_ref)
        self.lines.opened.connect(self._open_ref)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.patient_banner)
        head.addStretch()
        tools = QHBoxLayout()
        tools.setSpacing(GRID)
        for action in self._actions:
            tools.addWidget(_button(action))
        tools.addStretch()
        for text, act in self._views():
            button = QPushButton(text)
            button.setProperty("kind", "quiet")
            button.clicked.connect(act)
            tools.addWidget(button)
        detail = Panel()
        detail.body.addWidget(self.detail)
        self.lines_panel.body.addWidget(self.lines)
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(detail)
        below.addWidget(self.lines_panel)
        below.setSizes([500, 640])
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(self.timeline)
        whole.addWidget(below)
        whole.setSizes([420, 180])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(head)
        box.addLayout(tools)
        box.addWidget(whole, 1)

    def _views(self) -> tuple[tuple[str, object], ...]:
        return (
            (self.tr("&All"), self.timeline.fit_all),
            (self.tr("Last &year"), self.timeline.show_last_year),
            (self.tr("T&his plan"), self.timeline.show_plan),
        )


def _button(action: QAction) -> QPushButton:
    button = QPushButton(f"{action.text()}  {action.shortcut().toString()}")
    button.clicked.connect(action.trigger)
    return button
