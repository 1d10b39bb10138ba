"""Words about numbers that were joined: since when they are, and by whom."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Merge
from infrared_desktop.views.wording import say_day, say_moment
from infrared_desktop.views.workplace import Workplace


def since_words(workplace: Workplace, merge: Stored[Merge]) -> str:
    """Say when two numbers were joined, and by whom."""
    clinic = workplace.clinic
    text = QCoreApplication.translate("JoinedWords", "joined on {day} at {at} by {who}")
    return text.format(
        day=say_day(clinic.day(merge.at)),
        at=say_moment(merge.at, clinic.settings.timezone),
        who=clinic.staff.get(merge.by).record.name,
    )
