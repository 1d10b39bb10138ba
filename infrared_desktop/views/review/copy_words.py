"""How a copy that left is told in the register."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.review_copies import CopyScope, ReviewCopy
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace

_NAMED = 3


def copy_row(stored: Stored[ReviewCopy], workplace: Workplace) -> Row:
    """Return the row of a copy: when, who holds it, whom it holds, and whether it still opens."""
    copy, clinic = stored.record, workplace.clinic
    holder = clinic.staff.get(copy.holder_id).record.name
    title = _words("{day} · {holder}").format(day=say_day(clinic.day(copy.made_at)), holder=holder)
    is_over = copy.until < workplace.today()
    until = _words("over since {day}") if is_over else _words("opens until {day}")
    chip = Chip(
        Meaning.INFORMATION if is_over else Meaning.SUITABLE,
        until.format(day=say_day(copy.until)),
    )
    return Row(key=stored.id, title=title, note=_whom(copy, workplace), chip=chip)


def _whom(copy: ReviewCopy, workplace: Workplace) -> str:
    if copy.scope is not CopyScope.CHOSEN:
        return f"{choices.label(copy.scope)}: {len(copy.patients)}"
    known = workplace.clinic.people.many(copy.patients[:_NAMED])
    one = _words("{name}, no. {number:04}")
    names = "; ".join(
        one.format(name=stored.record.display_name, number=stored.id) for stored in known.values()
    )
    more = len(copy.patients) - _NAMED
    rest = _words("and {count} more").format(count=more)
    return f"{names} {rest}" if more > 0 else names


def _words(text: str) -> str:
    return QCoreApplication.translate("CopyWords", text)
