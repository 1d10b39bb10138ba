"""Import a patient list: choose it, see what becomes of each row, store it, take it back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.exchange.patient_list import RowPlan, Verdict
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import EmptyState
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.work_strip import WorkStrip
from infrared_desktop.views.people.import_page import ImportPage
from infrared_desktop.views.people.import_rows import PlanView
from infrared_desktop.views.people.import_work import ImportWork, Stage
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.workplace import Workplace


class ImportScreen(Screen):
    """The screen of one list; nothing is stored before somebody has seen what would be."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.work = ImportWork(workplace, self._come)
        self.path = QLineEdit()
        self.browse = QPushButton(self.tr("&Choose a file"))
        self.banner = Banner()
        self.strip = WorkStrip()
        self.page = ImportPage()
        self.nothing = EmptyState(
            "import",
            self.tr("Which list?"),
            self.tr(
                "Export the patients from the other program as CSV or tab-separated text, "
                "then choose that file or drop it here. Nothing is stored before you have seen "
                "what would become of each row."
            ),
            self.tr("Choose a file"),
        )
        self._make_actions()
        self._lay_out()
        self._connect()
        self._show_stage()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.path)

    def open(self, place: Place) -> None:
        """Show the list that was chosen last, judged by who is here now."""
        self.work.refresh()

    def leave(self) -> bool:
        """Stay while people are stored: nothing else can be written meanwhile."""
        if self.work.stage.writes:
            told = self.tr("This is being stored. Wait until it is done, or cancel it.")
            self.banner.tell(Meaning.CAUTION, told)
        return not self.work.stage.writes

    def is_spare(self) -> bool:
        return self.work.stage is Stage.NOTHING

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) and not self.work.stage.writes:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            self._read(path)

    def _come(self) -> bool:
        """Come into sight, as when Ctrl+Z takes an import back from another screen."""
        if not self.isVisible():
            self.going.emit(Place("import"))
        return self.isVisible()

    def _read(self, path: Path) -> None:
        self.banner.settle()
        self.path.setText(str(path))
        self.work.read(path)

    def _read_typed(self) -> None:
        if self.path.text().strip():
            self._read(Path(self.path.text().strip()).expanduser())

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a patient list"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        lists, everything = self.tr("Lists (*.csv *.tsv *.txt *.tab)"), self.tr("All files (*)")
        dialog.setNameFilters([lists, everything])
        dialog.fileSelected.connect(lambda name: self._read(Path(name)))
        self._ask(dialog)

    def _save_left_out(self) -> None:
        if self.work.list is None:
            return
        path = self.work.list.path
        dialog = QFileDialog(self, self.tr("Save the rows left out"), str(path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self.tr("{name} left out").format(name=path.stem) + path.suffix)
        dialog.fileSelected.connect(lambda name: self.work.save_left_out(Path(name)))
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_stage(self) -> None:
        stage = self.work.stage
        words = {
            Stage.READING: self.tr("Reading the list"),
            Stage.PLANNING: self.tr("Looking who is here already"),
            Stage.STORING: self.tr("Storing the new people"),
            Stage.TAKING_BACK: self.tr("Taking the import back"),
        }
        if stage.works:
            if stage.writes:
                self.banner.settle()
            self.strip.begin(words[stage], measured=stage is not Stage.READING)
        self._show_stage()

    def _show_stage(self) -> None:
        stage, planned = self.work.stage, self.work.planned
        shows = self.work.list is not None
        self.strip.setVisible(stage.works)
        self.page.setVisible(shows)
        self.nothing.setVisible(not shows)
        self.page.set_open(stage in (Stage.PLANNING, Stage.PLANNED))
        for widget in (self.path, self.browse):
            widget.setEnabled(not stage.writes)
        new = planned.count(Verdict.NEW)
        one, many = self.tr("Import 1 person"), self.tr("Import {count} people")
        self.store.setText(one if new == 1 else many.format(count=new))
        self.store.setEnabled(stage is Stage.PLANNED and new > 0)
        self.store_button.setVisible(stage in (Stage.PLANNING, Stage.PLANNED))
        self.take_back.setEnabled(stage is Stage.STORED)
        self.back_button.setVisible(stage is Stage.STORED)
        self.save_rest.setEnabled(self.work.left_out_count > 0 and not stage.works)
        self.save_button.setVisible(self.save_rest.isEnabled())

    def _on_read(self) -> None:
        if self.work.list is not None:
            self.page.show_list(self.work.list)

    def _on_planned(self) -> None:
        assert self.work.list is not None
        today, country = self.workplace.today(), self.workplace.settings.country
        view = PlanView(self.work.list.table, self.work.planned, today, country)
        self.page.rows.show_plan(view)
        if self.path.hasFocus():
            self.page.rows.list.setFocus()

    def _on_page_changed(self) -> None:
        order = self.page.order.get_value()
        if order is not None:
            self.work.read_as(self.page.columns.columns.mapping(), DateOrder(order))

    def _open_like(self, plan: RowPlan) -> None:
        if plan.number is not None:
            self.going.emit(Place("patient", plan.number))

    def _make_actions(self) -> None:
        add_action(self, self.tr("Choose a list"), "Ctrl+O", self._choose)
        self.store = add_action(self, "", "Ctrl+Return", self.work.store)
        self.save_rest = add_action(
            self, self.tr("Save the rows left out"), "Ctrl+S", self._save_left_out
        )
        self.take_back = add_action(self, self.tr("Take the import back"), "", self.work.take_back)
        self.store_button = _button(self.store, "primary")
        self.save_button, self.back_button = _button(self.save_rest), _button(self.take_back)

    def _connect(self) -> None:
        self.path.returnPressed.connect(self._read_typed)
        self.browse.clicked.connect(self._choose)
        self.nothing.acted.connect(self._choose)
        self.strip.cancelled.connect(self.work.cancel)
        self.page.changed.connect(self._on_page_changed)
        self.page.rows.opened.connect(self._open_like)
        self.work.moved.connect(self._on_stage)
        self.work.read_anew.connect(self._on_read)
        self.work.planned_anew.connect(self._on_planned)
        self.work.progressed.connect(self.strip.progress)
        self.work.told.connect(self.banner.tell)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Import a patient list"))
        title.setProperty("role", "title")
        self.path.setPlaceholderText(self.tr("The file of the list, or drop it here"))
        self.path.setAccessibleName(self.tr("File of the list"))
        self.path.setMinimumHeight(36)
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(title)
        head.addStretch()
        for button in (self.save_button, self.back_button, self.store_button):
            head.addWidget(button)
        file = QHBoxLayout()
        file.setSpacing(2 * GRID)
        file.addWidget(self.path, 1)
        file.addWidget(self.browse)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        box.addLayout(file)
        for widget in (self.banner, self.strip):
            box.addWidget(widget)
        box.addWidget(self.page, 1)
        box.addWidget(self.nothing, 1)


def _button(action: QAction, kind: str = "") -> QPushButton:
    """Return a button that always says and does what its action does."""
    button = QPushButton()
    button.setProperty("kind", kind)
    button.clicked.connect(action.trigger)

    def follow() -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setText(f"{action.text()}  {keys}".strip())
        button.setEnabled(action.isEnabled())

    action.changed.connect(follow)
    follow()
    return button


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
