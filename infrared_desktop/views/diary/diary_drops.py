"""What would come of dropping something here, and what is stored when it is dropped."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from infrared_desktop.domain.booking.booking import MarkedSlot, cautions, needs_reason
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import TREATING, Appointment
from infrared_desktop.domain.schedule.agenda import Obstacle
from infrared_desktop.domain.sessions.gates import Gate
from infrared_desktop.views.diary.booking_defaults import wall_clock
from infrared_desktop.views.diary.booking_undo import keep_booking
from infrared_desktop.views.diary.day_grip import Deed, Grip, Verdict
from infrared_desktop.views.diary.day_layout import time_of
from infrared_desktop.views.diary.diary_sheet import Sheet
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_NOBODY = 0  # whom a span is marked for before a patient is chosen
_LINES = 3


class DiaryDrops(QObject):
    """Judges what is carried over a sheet of the diary, and stores a visit that is dropped."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._chart: Chart | None = None
        self._judged: tuple[Sheet, Grip, Verdict] | None = None

    def judge(self, sheet: Sheet, grip: Grip) -> Verdict:
        """Say what speaks against a place; it is asked for with every repaint."""
        known = self._judged
        if known is None or known[0] is not sheet or known[1] != grip:
            self._judged = known = (sheet, grip, self._verdict(sheet, grip))
        return known[2]

    def wanted(self, sheet: Sheet, grip: Grip) -> Appointment:
        """Return the visit as it would stand; a marked span is a visit of nobody yet."""
        column = sheet.day.columns[grip.column]
        day, starts = sheet.look.day_of(column), time_of(grip.starts)
        visit = grip.visit.record if grip.visit else _empty(day, grip)
        things: dict[str, Any] = {}
        if not sheet.look.is_week:
            things[f"{sheet.look.grouping}_id"] = sheet.look.thing_of(column)
        return replace(visit, day=day, starts=starts, minutes=grip.minutes, **things)

    def slot(self, sheet: Sheet, grip: Grip) -> MarkedSlot:
        """Return the span that is marked, to be booked."""
        column = sheet.day.columns[grip.column]
        things = {f"{sheet.look.grouping}_id": sheet.look.thing_of(column)}
        day = sheet.look.day_of(column)
        return MarkedSlot(day, time_of(grip.starts), **things, minutes=grip.minutes)

    def asks_for_reason(self, sheet: Sheet, grip: Grip) -> bool:
        """Say whether a visit would come so soon that the form has to ask why."""
        wanted = self.wanted(sheet, grip)
        return not wanted.note and needs_reason(self._cautions(grip, wanted))

    def keep(self, stored: Stored[Appointment], wanted: Appointment) -> Stored[Appointment]:
        """Store a visit in its new place; raise KnownError where the clinic refuses it."""
        return keep_booking(self._workplace, stored, wanted)

    def warnings(self, sheet: Sheet, grip: Grip) -> list[str]:
        """Return what speaks against a place and does not keep anybody from it."""
        wanted = self.wanted(sheet, grip)
        found = [say(each.sentence) for each in self._obstacles(sheet, grip) if not each.refuses]
        return found + [say(gate.sentence) for gate in self._cautions(grip, wanted)]

    def _verdict(self, sheet: Sheet, grip: Grip) -> Verdict:
        obstacles = self._obstacles(sheet, grip)
        refused = [say(each.sentence) for each in obstacles if each.refuses]
        warned = self.warnings(sheet, grip)
        wanted, now = self.wanted(sheet, grip), wall_clock(self._workplace)
        if (wanted.day, wanted.starts) < (now.date(), now.time()):
            warned.append(self.tr("This time has passed already."))
        stops = bool(refused) or self.asks_for_reason(sheet, grip)
        said = [*refused, *warned]
        meaning = Meaning.CAUTION if said else Meaning.INFORMATION
        hint = self._hint(grip)
        return Verdict(Meaning.STOP if stops else meaning, (*said[:_LINES], hint))

    def _obstacles(self, sheet: Sheet, grip: Grip) -> list[Obstacle]:
        wanted = self.wanted(sheet, grip)
        ignored = grip.visit.id if grip.visit else None
        found = sheet.agenda.obstacles(wanted, ignored)
        # What a visit lacked before it was picked up, or is not known yet, is no matter of place.
        return [each for each in found if each.code != "lacks"]

    def _cautions(self, grip: Grip, wanted: Appointment) -> list[Gate]:
        """Return what a treating visit's day speaks against, where that or the device changes."""
        if grip.visit is None or wanted.kind not in TREATING:
            return []
        before = grip.visit.record
        if (wanted.day, wanted.device_id) == (before.day, before.device_id):
            return []
        chart, clinic = self._chart_of(wanted.patient_id), self._workplace.clinic
        plan = next((plan for plan in chart.plans if plan.id == wanted.plan_id), None)
        devices = {each.id: each.record for each in clinic.diary.devices()}
        device = devices.get(wanted.device_id or 0)
        return cautions(wanted, chart, clinic.protocol.windows, plan, device)

    def _chart_of(self, number: int) -> Chart:
        if self._chart is None or self._chart.patient.id != number:
            self._chart = self._workplace.clinic.people.chart(number)
        return self._chart

    def forget(self) -> None:
        """Read the patient anew when something is carried next."""
        self._chart = self._judged = None

    def _hint(self, grip: Grip) -> str:
        if grip.deed is Deed.MARK:
            return self.tr("↑ ↓ length · ← → column · Enter books it · Esc leaves it")
        return self.tr(
            "Arrows move · Shift+↑ ↓ length · PgUp PgDn turn on · Enter drops · Esc leaves it · "
            "M opens the form"
        )


def _empty(day: Any, grip: Grip) -> Appointment:
    consultation = AppointmentKind.CONSULTATION
    return Appointment(_NOBODY, consultation, day, time_of(grip.starts), grip.minutes)
