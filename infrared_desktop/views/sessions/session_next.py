"""What follows a signed session: the plan's next one, or the first review after its last."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.follow_ups.due import FollowUpKind
from infrared_desktop.domain.records.care import Session
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.schedule.schedule import SessionWindows, Window, next_windows
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say_day

_REVIEWS = (FollowUpKind.REVIEW_1, FollowUpKind.REVIEW_3, FollowUpKind.REVIEW_6)


def windows_left(chart: Chart, record: Session, windows: SessionWindows) -> list[Window]:
    """Return the windows that the session's plan has left."""
    plans = [plan for plan in chart.plans if plan.id == record.plan_id]
    return [w for plan in plans for w in next_windows(plan, chart.sessions, windows)]


def next_place(clinic: Clinic, chart: Chart, record: Session) -> Place:
    """Return where to book the plan's next session, or the first review after its last one."""
    about = None
    if not windows_left(chart, record, clinic.protocol.windows):
        waiting = clinic.follow_ups.of_patient(chart.patient.id)
        reviews = [each for each in waiting if each.kind in _REVIEWS]
        about = min(reviews, key=lambda each: each.due, default=None)
    return Place("booking", chart.patient.id, record.plan_id, about)


def signed_words(windows: Sequence[Window]) -> tuple[str, str]:
    """Say what follows a session that was just signed, and what is offered."""
    sheet = _words("Ctrl+E hands out the after-care sheet.")
    if not windows:
        text = _words("Signed. This was the plan's last session: a review comes next.")
        return f"{text} {sheet}", _words("Book the review")
    first = min(windows, key=lambda window: window.earliest)
    text = _words("Signed. Session {number} of {planned} is best from {first} to {last}.").format(
        number=first.session_no,
        planned=first.planned,
        first=say_day(first.earliest),
        last=say_day(first.latest),
    )
    return f"{text} {sheet}", _words("Book session {number}").format(number=first.session_no)


def _words(text: str) -> str:
    return QCoreApplication.translate("SessionScreen", text)
