"""What waits at the desk in numbers and never in names, as a notification may show it."""

from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.follow_ups.kinds import FollowUpKind
from infrared_desktop.domain.follow_ups.worklist import Part
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.worklist import Wanted


@dataclass(frozen=True)
class DeskCounts:
    """How many follow-ups are due and patients have arrived."""

    due: int
    arrived: int

    def words(self) -> str:
        """Say both numbers; nothing where nothing waits."""
        due, arrived = _words("{count} follow-ups due"), _words("{count} arrived")
        if self.due == 1:
            due = _words("1 follow-up due")
        parts = ((due, self.due), (arrived, self.arrived))
        return ", ".join(text.format(count=count) for text, count in parts if count)


def count_desk(clinic: Clinic, today: date) -> DeskCounts:
    """Count what waits at a clinic on a day."""
    due = clinic.follow_ups.count(Wanted(Part.DUE, today))
    visits = clinic.diary.day(today)
    return DeskCounts(due, sum(v.record.status is AppointmentStatus.ARRIVED for v in visits))


def due_events(clinic: Clinic, today: date) -> frozenset[str]:
    """Return the follow-ups with an adverse event that are due; they stand first on the list."""
    rows = clinic.follow_ups.rows(Wanted(Part.DUE, today))
    return frozenset(r.key for r in takewhile(lambda r: r.kind is FollowUpKind.ADVERSE_EVENT, rows))


def _words(text: str) -> str:
    return QCoreApplication.translate("Reminders", text)
