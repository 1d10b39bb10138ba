"""A patient who is there for a visit, and the screen that records it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar, Generic, Self, TypeVar

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from infrared_desktop.domain.records.care import AreaFinding, PlanArea
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.closing.next_step import NextStepDialog
from infrared_desktop.views.closing.visit_record import VisitRecordScreen
from tests import scenes
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.told_once import scene
from tests.views.answering import Hand
from tests.views.desk import Desk

S = TypeVar("S", bound=VisitRecordScreen)


@dataclass
class RecordRoom(Generic[S]):
    """A subclass names the place of its screen; `screen` is that screen while it is shown."""

    place: ClassVar[str]

    desk: Desk
    patient: int
    plan_id: int
    visit: Stored[Appointment]

    @property
    def screen(self) -> S:
        screen: S = self.desk.screen
        assert isinstance(screen, VisitRecordScreen)
        return screen

    @property
    def head(self) -> Hand:
        return Hand(self.desk.qtbot, self.screen.page.binder)

    @property
    def row(self) -> Hand:
        return Hand(self.desk.qtbot, self.screen.page.rows.binder)

    @property
    def chart(self) -> Chart:
        return self.desk.clinic.people.chart(self.patient)

    def open(self) -> Self:
        """Open the screen for the visit."""
        self.desk.go(self.place, self.patient, self.visit.id)
        return self

    def label(self, name: str) -> str:
        label = self.screen.page.findChild(QLabel, name)
        assert isinstance(label, QLabel)
        return label.text()

    def cell(self, column: int) -> str:
        return str(self.screen.page.rows.table.model().index(0, column).data())

    def sign(self) -> None:
        self.desk.press("Ctrl+Return", times=2)


@scene
def treated(
    clinic: Clinic, day: date, finding: AreaFinding, sessions: int = 2, **last: Any
) -> tuple[int, int]:
    """Play a patient's way to the first session on a day; return the patient and the plan."""
    number = clinic.people.register(scenes.patient("Côté"), RECEPTION, NOW).id
    words = "The neck looks tired"
    found = scenes.consultation(number, areas=(finding,), main_concern=words)
    clinic.care.sign(replace(found, consulted_on=day - timedelta(9)), CLINICIAN, NOW)
    areas = (PlanArea(finding.area, sessions=sessions),)
    plan = clinic.care.plan(scenes.plan(number, areas=areas), CLINICIAN, NOW)
    clinic.care.sign(scenes.session(number, day, plan_id=plan.id, **last), CLINICIAN, NOW)
    return number, plan.id


def question(desk: Desk) -> QWidget:
    """Wait for the question of what comes next, and return it."""
    desk.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), NextStepDialog))
    window = QApplication.activeWindow()
    assert window is not None
    return window
