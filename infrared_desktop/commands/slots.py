"""The verb that finds free times for a patient's next visit."""

import argparse
import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from infrared_desktop.commands import arguments
from infrared_desktop.commands.unlocking import open_folder
from infrared_desktop.domain.booking.booking import Slot
from infrared_desktop.domain.booking.slot_reasons import why_not_best
from infrared_desktop.domain.booking.slot_search import Search, search_for
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.slot_finder import slots_of

if TYPE_CHECKING:
    from infrared_desktop.usage import Verbs

_MOST = 10


def add_to(verbs: "Verbs") -> None:
    """Add `slots`."""
    finding = verbs.add_parser("slots", help="find free times for a patient's next visit")
    finding.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    finding.add_argument("number", type=arguments.number, metavar="NUMBER")
    finding.add_argument(
        "--kind",
        type=arguments.visit_kind,
        required=True,
        metavar="KIND",
        help=", ".join(AppointmentKind),
    )
    finding.add_argument(
        "--on", type=arguments.day, metavar="DATE", help="as if it were the beginning of this day"
    )
    finding.add_argument("--json", action="store_true", help="for a script to read")
    finding.set_defaults(run=_slots)


def _slots(asked: argparse.Namespace) -> int:
    clinic, staff_id = open_folder(asked.folder, asked.verb)
    with closing(clinic):
        now = _moment(clinic, asked.on)
        search = _search(clinic, asked.number, asked.kind, staff_id, now)
        found = slots_of(clinic, search.wanted, now, _MOST)
        agenda = clinic.diary.agenda(search.wanted.best, search.wanted.best, now)
        later = why_not_best(search.wanted, found, agenda)
        why = " ".join(str(each) for each in (search.why, later) if each)
    told = _as_json(asked.number, search, why, found)
    if asked.json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        print("\n".join([why, *(f"{s.day} {s.starts:%H:%M}" for s in found)]))
    return 0


def _moment(clinic: Clinic, on: date | None) -> datetime:
    if on is None:
        return datetime.now(UTC)
    return datetime.combine(on, time(), ZoneInfo(clinic.settings.timezone)).astimezone(UTC)


def _search(clinic: Clinic, number: int, kind: AppointmentKind, by: int, now: datetime) -> Search:
    chart = clinic.people.open_chart(number, by, datetime.now(UTC))
    if chart.patient.state is State.INVALID:
        raise KnownError("Number {n} is not a patient any more.", n=number)
    rules = clinic.front_desk.rules()
    due = clinic.follow_ups.open_of_patient(number)
    zone = ZoneInfo(clinic.settings.timezone)
    return search_for(kind, chart, clinic.protocol, rules, due, now.astimezone(zone))


def _as_json(number: int, search: Search, why: str, found: tuple[Slot, ...]) -> dict[str, Any]:
    wanted = search.wanted
    return {
        "patient": number,
        "kind": wanted.visit.kind,
        "minutes": wanted.visit.minutes,
        "sites": [str(site) for site in wanted.visit.sites],
        "window": {
            "first": wanted.first.isoformat(),
            "best": wanted.best.isoformat(),
            "last": wanted.last.isoformat(),
        },
        "not_before": wanted.not_before.isoformat(timespec="minutes"),
        "why": why,
        "slots": [_slot(replace(wanted.visit, **vars(slot)), slot) for slot in found],
    }


def _slot(visit: Appointment, slot: Slot) -> dict[str, Any]:
    return {
        "day": slot.day.isoformat(),
        "starts": f"{visit.starts:%H:%M}",
        "ends": f"{visit.ends:%H:%M}",
        "clinician": slot.clinician_id,
        "room": slot.room_id,
        "device": slot.device_id,
    }
