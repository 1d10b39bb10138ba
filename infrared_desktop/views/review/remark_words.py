"""How a remark is told: in a row of a list, and what it is about."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Chart, State
from infrared_desktop.domain.records.review_copies import Remark
from infrared_desktop.domain.timeline.model import Item
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.wording import say_day

SIGNED = ("consultation", "session", "review", "handout", "consent")


def remark_row(remark: Remark, day: str) -> Row:
    """Return the row of a remark that was written on a day."""
    first = remark.text.strip().splitlines()[0] if remark.text.strip() else ""
    return Row(key=remark.remark_id, title=first, note=day, spoken=f"{day}: {remark.text}")


def about_of(chart: Chart, item: Item | None) -> tuple[str, int | None]:
    """Return the signed record that an entry of the timeline stands for; ("", None) for none."""
    ref = item.ref if item else None
    if ref is None or ref.kind not in SIGNED:
        return "", None
    records = getattr(chart, KINDS[ref.kind].chart_field)
    signed = (each.id for each in records if each.state is State.SIGNED)
    return (ref.kind, ref.id) if ref.id in signed and isinstance(ref.id, int) else ("", None)


def about_words(chart: Chart, kind: str, number: int | None) -> str:
    """Name the record that a remark is about, with its day where it has one."""
    if not kind or kind not in KINDS:
        return ""
    of_kind = KINDS[kind]
    records = getattr(chart, of_kind.chart_field or "", ())
    day = next(
        (
            getattr(each.record, of_kind.day_field)
            for each in records
            if each.id == number and of_kind.day_field
        ),
        None,
    )
    word = dict(_kinds()).get(kind, kind)
    return f"{word}, {say_day(day)}" if day else word


def _kinds() -> Iterator[tuple[str, str]]:
    yield "consultation", QCoreApplication.translate("RemarkWords", "Consultation")
    yield "session", QCoreApplication.translate("RemarkWords", "Session")
    yield "review", QCoreApplication.translate("RemarkWords", "Review")
    yield "handout", QCoreApplication.translate("RemarkWords", "Sheet handed out")
    yield "consent", QCoreApplication.translate("RemarkWords", "Consent")
    yield "photo", QCoreApplication.translate("RemarkWords", "Photograph")
