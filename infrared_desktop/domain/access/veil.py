"""What the desk sees of a chart that is closed to who reads: what is not listed is left out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar

from infrared_desktop.domain.records.care import (
    Addendum,
    AreaFinding,
    AreaOutcome,
    AreaSettings,
    Consultation,
    Located,
    Review,
    Session,
)
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.history import History

R = TypeVar("R")
V = TypeVar("V", covariant=True)


@dataclass(frozen=True)
class Veiled(Stored[V], Generic[V]):
    """A record of which most is left out; no act stores a next version of one."""


@dataclass(frozen=True)
class VeiledChart(Chart):
    """A chart that is closed to who reads: what the desk works with, and the bare bones."""

    is_veiled: ClassVar[bool] = True


# The fields of a chart that the desk works with, whole.
OPEN = (
    *("patient", "plans", "appointments", "next_steps", "attempts", "decisions", "handouts"),
    *("consents", "withdrawals", "absences", "wishes", "offers", "messages", "photo_exports"),
    *("call_backs", "restrictions"),
)
# The kinds of record of these fields, and those that belong to nobody.
OPEN_KINDS = frozenset(
    {
        *("patient", "plan", "appointment", "next_step", "contact_attempt", "follow_up_decision"),
        *("handout", "consent", "withdrawal", "absence", "wish", "offer", "message"),
        *("photo_export", "call_back", "restriction", "signature"),
        *("settings", "staff", "room", "device", "protocol_copy", "desk_rules", "closure"),
        *("message_text", "mail_server", "review_copy", "erasure", "merge"),
    }
)


def desk_chart(chart: Chart) -> Chart:
    """Return a chart with what the desk works with, and the bare bones of the rest."""
    if chart.is_veiled:
        return chart
    return VeiledChart(
        **{name: getattr(chart, name) for name in OPEN},
        consultations=_bones(chart.consultations, _consultation),
        sessions=_bones(chart.sessions, _session),
        reviews=_bones(chart.reviews, _review),
        histories=_bones(chart.histories, _history),
        addenda=tuple(one for one in chart.addenda if is_of_the_desk("", one.record)),
    )


def without_bones(chart: Chart) -> Chart:
    """Return a veiled chart to be told: a record without its findings would read as none found."""
    if not chart.is_veiled:
        return chart
    return replace(chart, consultations=(), sessions=(), reviews=(), histories=())


def is_of_the_desk(kind: str, record: object) -> bool:
    """Say whether the desk works with a record, or with the one that an addendum adds to."""
    return (record.about_kind if isinstance(record, Addendum) else kind) in OPEN_KINDS


def _bones(records: tuple[Stored[R], ...], bare: Callable[[R], R]) -> tuple[Veiled[R], ...]:
    return tuple(
        Veiled(s.id, s.version, s.state, s.by, s.at, s.content_hash, bare(s.record))
        for s in records
    )


def _consultation(seen: Consultation) -> Consultation:
    return Consultation(
        seen.patient_id,
        seen.consulted_on,
        seen.clinician_id,
        seen.visit_kind,
        areas=_sites(AreaFinding, seen.areas),
    )


def _session(held: Session) -> Session:
    return Session(
        held.patient_id,
        held.performed_on,
        held.operator_id,
        held.plan_id,
        held.appointment_id,
        held.device_id,
        areas=_sites(AreaSettings, held.areas),
        consent_id=held.consent_id,
        room_id=held.room_id,
    )


def _review(held: Review) -> Review:
    return Review(
        held.patient_id,
        held.reviewed_on,
        held.clinician_id,
        held.plan_id,
        held.timepoint,
        areas=_sites(AreaOutcome, held.areas),
        next_review_on=held.next_review_on,
        maintenance_on=held.maintenance_on,
    )


def _history(taken: History) -> History:
    return History(taken.patient_id, taken.taken_on, taken.confirmed_on)


def _sites(row_type: Callable[..., Any], rows: tuple[Located, ...]) -> tuple[Any, ...]:
    return tuple(row_type(row.area, row.side) for row in rows)
