"""Who did what stands in the timeline, and who signed it when."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.care import Addendum, Consultation, Plan, Review, Session
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.timeline.model import Item, Ref
from infrared_desktop.domain.timeline.refs import refs_of
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.views.records.seal import alarm_words, signature_words, strike_words
from infrared_desktop.views.wording import say_day, say_moment
from infrared_desktop.views.workplace import Workplace


class Signatures:
    """Finds the record behind a mark of the timeline, and names its people."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._charts: tuple[Chart, ...] = ()

    def read(self, chart: Chart, struck: Chart) -> None:
        """Take the records of a chart, and those that were struck through."""
        self._charts = (chart, struck)

    def words(self, item: Item) -> tuple[str, ...]:
        """Say who did it and who signed or wrote it when; nothing for what is only planned."""
        stored = self._find(item.ref)
        if stored is None:
            return ()
        return (*self._people(stored.record), self._signature(stored))

    def wrong(self, item: Item) -> tuple[str, ...]:
        """Say that a record was altered, or who struck it through and why; mostly nothing."""
        return tuple(dict.fromkeys(chain.from_iterable(map(self._wrong, refs_of(item)))))

    def _wrong(self, ref: Ref) -> tuple[str, ...]:
        stored = self._find(ref)
        if stored is None:
            return ()
        added = [each for each in self._charts[0].addenda if _is_about(each, ref)]
        place = self._workplace
        told = (alarm_words(place, stored), strike_words(place, stored, added))
        return tuple(words for words in told if words)

    def _find(self, ref: Ref) -> Stored[Any] | None:
        # Looked for when it is asked: to know them all by heart takes a long chart's page its time.
        return next((stored for chart in self._charts for stored in _found(chart, ref)), None)

    def _people(self, record: object) -> Iterator[str]:
        if isinstance(record, Session):
            yield _words("Operator: {name}").format(name=self._name(record.operator_id))
            if record.supervisor_id is not None:
                text = _words("Supervised by {name}")
                yield text.format(name=self._name(record.supervisor_id))
        elif isinstance(record, Consultation | Review | Plan):
            yield _words("Clinician: {name}").format(name=self._name(record.clinician_id))

    def _signature(self, stored: Stored[Any]) -> str:
        if self._workplace.clinic.care.signature(stored) is not None:
            return signature_words(self._workplace, stored).splitlines()[0]
        signed = _words("Signed by {name} on {day} at {at}")
        noted = _words("Noted by {name} on {day} at {at}")
        return (signed if stored.state is State.SIGNED else noted).format(
            name=self._name(stored.by),
            day=say_day(self._workplace.clinic.day(stored.at)),
            at=say_moment(stored.at, self._workplace.settings.timezone),
        )

    def _name(self, staff_id: int) -> str:
        return self._workplace.clinic.staff.get(staff_id).record.name


def _found(chart: Chart, ref: Ref) -> Iterator[Stored[Any]]:
    if ref.kind == "history_version":
        yield from (each for each in chart.histories if each.version == ref.id)
    elif ref.kind in KINDS and KINDS[ref.kind].chart_field:
        records: tuple[Stored[Any], ...] = getattr(chart, KINDS[ref.kind].chart_field)
        yield from (each for each in records if each.id == ref.id)


def _is_about(addendum: Stored[Addendum], ref: Ref) -> bool:
    return (addendum.record.about_kind, addendum.record.about_id) == ref


def _words(text: str) -> str:
    return QCoreApplication.translate("Signatures", text)
