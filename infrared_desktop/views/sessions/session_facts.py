"""What a session's screen asks of the chart: its plan, what comes first, what needs a reason."""

from collections.abc import Mapping, Sequence
from datetime import time, tzinfo

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import PlanStatus
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Plan, Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment, Device
from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.domain.sessions.gaps import is_contradicted
from infrared_desktop.domain.sessions.gates import Gate
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.sessions.session_panel import is_blocked


def asks_why(record: Session, found: Sequence[Gate]) -> bool:
    """Say whether a session needs a written reason before it can be signed."""
    contradicted = any(map(is_contradicted, record.areas))
    unshielded = not record.eye_protection
    return is_blocked(found) or unshielded or contradicted or bool(record.override_reason)


def plan_of(chart: Chart, visit: Stored[Appointment] | None) -> Stored[Plan] | None:
    """Return the plan that a visit belongs to; without a visit, the newest open one."""
    wanted = visit.record.plan_id if visit else None
    if wanted is not None:
        return next((plan for plan in chart.plans if plan.id == wanted), None)
    plans = [plan for plan in chart.plans if plan.record.status is PlanStatus.OPEN]
    return max(plans, key=lambda plan: (plan.record.planned_on, plan.id), default=None)


def sites_to_treat(
    visit: Stored[Appointment] | None, windows: Sequence[Window]
) -> tuple[Site, ...]:
    """Return the sites that a visit was booked for, else those that the plan has left."""
    if visit is not None and visit.record.sites:
        return visit.record.sites
    return tuple(window.site for window in windows)


def device_of(visit: Stored[Appointment] | None, devices: Sequence[Stored[Device]]) -> int | None:
    """Return the device that a visit was booked with, else the only one in service."""
    if visit is not None and visit.record.device_id is not None:
        return visit.record.device_id
    ready = [each.id for each in devices if each.record.in_service]
    return ready[0] if len(ready) == 1 else None


def begun_at(visit: Stored[Appointment] | None, zone: tzinfo) -> time | None:
    """Return when the treatment began by the desk's own note, to the minute."""
    started = visit.record.started_at if visit else None
    begun = started.astimezone(zone).time() if started else None
    return begun.replace(second=0, microsecond=0) if begun else None


def offer_choices(binder: Binder[Session], clinic: Clinic, devices: Mapping[int, Device]) -> None:
    """Offer who may treat, with what, and where."""
    people = [(str(each.id), each.record.name) for each in clinic.staff.clinicians()]
    rooms = [(str(each.id), each.record.name) for each in clinic.diary.rooms()]
    made = [(str(number), device.name) for number, device in devices.items()]
    team = dict.fromkeys(("operator_id", "assistant_id", "supervisor_id"), people)
    for field, options in {**team, "device_id": made, "room_id": rooms}.items():
        combo = binder.input(field)
        assert isinstance(combo, ComboField)
        combo.set_options(options)


def older_check(record: Session) -> str:
    """Say the two answers that a session had before the day's questions were kept one by one."""
    pairs = (
        (_words("Skin clean"), record.skin_clean),
        (_words("Tan looked for"), record.tan_checked),
    )
    return " · ".join(f"{name}: {choices.label(given)}" for name, given in pairs if given)


def older_protocol(clinic: Clinic, record: Session) -> Protocol | None:
    """Return the protocol that a session was given by, where it is not the one in use."""
    if record.protocol_version == clinic.protocol.title:
        return None
    return clinic.protocols.by_title().get(record.protocol_version)


def _words(text: str) -> str:
    return QCoreApplication.translate("SessionFacts", text)
