"""The marks of the desk: visits, contacts, messages, papers, photographs, and what is due."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, datetime, time

from infrared_desktop.domain.follow_ups.due import FollowUp, FollowUpKind
from infrared_desktop.domain.history.changes import version_steps
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus, Channel
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.messages import MessageStatus
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.domain.timeline.model import (
    Lane,
    LaneKind,
    Mark,
    MarkKind,
    Ref,
    lane_at,
)
from infrared_desktop.domain.timeline.sets import PhotoSet
from infrared_desktop.domain.timeline.telling import Telling

_AT_SITES = {
    FollowUpKind.REVIEW_1,
    FollowUpKind.REVIEW_3,
    FollowUpKind.REVIEW_6,
    FollowUpKind.ADVERSE_EVENT,
    FollowUpKind.TEST_SPOT,
}
# A visit of these kinds leaves a record of its own, which then stands on the timeline instead.
_TOLD_BY_RECORD = {
    AppointmentKind.CONSULTATION,
    AppointmentKind.SESSION,
    AppointmentKind.MAINTENANCE,
    AppointmentKind.REVIEW,
}
_MISSED = (AppointmentStatus.NO_SHOW, AppointmentStatus.CANCELLED)
_LEFT = (MessageStatus.TAKEN, MessageStatus.HANDED, MessageStatus.UNKNOWN)
_VISITS = Lane(LaneKind.VISITS)
_PHOTOGRAPHS = Lane(LaneKind.PHOTOGRAPHS)
_CONTACTS = Lane(LaneKind.CONTACTS)
_PAPERS = Lane(LaneKind.PAPERS)
_REMARKS = Lane(LaneKind.REMARKS)
_PLAIN = (), 0, (), False, False, False  # what a mark has between its record and its time
_Told = tuple[datetime, str, Channel]


def _at_sites(sites: Iterable[Site], otherwise: Lane) -> Iterable[Lane]:
    lanes = dict.fromkeys(lane_at(site.area, site.side) for site in sites)
    return lanes or (otherwise,)


def visit_marks(chart: Chart, telling: Telling) -> Iterator[Mark]:
    """Show booked and missed visits, and those that left no record of their own."""
    missed = {(each.record.appointment_id, each.record.day) for each in chart.absences}
    for stored in chart.appointments:
        visit, ref = stored.record, Ref("appointment", stored.id)
        by_absence = visit.status in _MISSED and (stored.id, visit.day) in missed
        if _is_told(visit, chart.is_veiled) and not by_absence:
            is_new, at = telling.is_new(stored), visit.starts
            for lane in _at_sites(visit.sites, _VISITS):
                yield Mark(lane, visit.day, MarkKind.VISIT, ref, visit, starts=at, is_new=is_new)


def _is_told(visit: Appointment, is_veiled: bool) -> bool:
    if visit.status is AppointmentStatus.FULFILLED:
        return is_veiled or visit.kind not in _TOLD_BY_RECORD
    return visit.status is not AppointmentStatus.ENTERED_IN_ERROR


def absence_marks(chart: Chart, telling: Telling) -> Iterator[Mark]:
    """Show visits that were missed, where they were booked: no later booking erases them."""
    sites = {stored.id: stored.record.sites for stored in chart.appointments}
    for stored in chart.absences:
        missed, ref, is_new = (
            stored.record,
            Ref("absence", stored.id),
            telling.is_new(stored),
        )
        day, at = missed.day, missed.starts
        for lane in _at_sites(sites.get(missed.appointment_id, ()), _VISITS):
            yield Mark(lane, day, MarkKind.ABSENCE, ref, missed, starts=at, is_new=is_new)


def contact_marks(chart: Chart, telling: Telling) -> Iterator[Mark]:
    """Show messages that left, and what else people did about follow-ups."""
    told: set[_Told] = set()
    clock, is_new = telling.clock, telling.is_new
    for message in chart.messages:
        said, ref = message.record, Ref("message", message.id)
        if said.status in _LEFT:
            # The contact that was noted as it left is the same event.
            told.add((message.at, said.follow_up_key, said.channel))
            day, at = clock(said.tried_at or said.written_at)
            new = is_new(message)
            yield Mark(_CONTACTS, day, MarkKind.MESSAGE, ref, said, starts=at, is_new=new)
    yield from _calls(chart.attempts, told, telling)
    for decision in chart.decisions:
        day, ref = decision.record.decided_on, Ref("follow_up_decision", decision.id)
        new = is_new(decision)
        yield Mark(_CONTACTS, day, MarkKind.DECISION, ref, decision.record, is_new=new)


def _calls(
    attempts: Sequence[Stored[ContactAttempt]], told: Set[_Told], telling: Telling
) -> Iterator[Mark]:
    """Show each attempt that no message tells of: there may be thousands, made as one."""
    make, kind, is_new = Mark._make, MarkKind.CONTACT, telling.is_new
    left = [
        each
        for each in attempts
        if not told or (each.at, each.record.follow_up_key, each.record.channel) not in told
    ]
    clocks = telling.clocks([each.record.attempted_at for each in left])
    for each, (day, at) in zip(left, clocks, strict=True):
        ref = Ref("contact_attempt", each.id)
        yield make((_CONTACTS, day, kind, ref, each.record, *_PLAIN, at, None, is_new(each)))


def paper_marks(chart: Chart, telling: Telling) -> Iterator[Mark]:
    """Show what was handed over, signed and taken back."""
    for sheet in chart.handouts:
        (day, at), ref = telling.clock(sheet.record.given_at), Ref("handout", sheet.id)
        new = telling.is_new(sheet)
        yield Mark(_PAPERS, day, MarkKind.HANDOUT, ref, sheet.record, starts=at, is_new=new)
    for stored in chart.consents:
        consent, ref, new = stored.record, Ref("consent", stored.id), telling.is_new(stored)
        (day, at), waits = telling.clock(consent.signed_at), stored.state is State.CURRENT
        yield Mark(_PAPERS, day, MarkKind.CONSENT, ref, consent, waits=waits, starts=at, is_new=new)
    for back in chart.withdrawals:
        day, ref, new = (
            back.record.withdrawn_on,
            Ref("withdrawal", back.id),
            telling.is_new(back),
        )
        yield Mark(_PAPERS, day, MarkKind.WITHDRAWAL, ref, back.record, is_new=new)


def history_marks(versions: Sequence[Stored[History]], telling: Telling) -> Iterator[Mark]:
    """Show each version of the history on the day that it was written."""
    for version, told in zip(versions, version_steps(versions), strict=True):
        (day, at), ref = telling.clock(version.at), Ref("history_version", version.version)
        new = telling.is_new(version)
        yield Mark(_PAPERS, day, MarkKind.HISTORY, ref, told, starts=at, is_new=new)


def photo_marks(chart: Chart, telling: Telling) -> Iterator[Mark]:
    """Show photographs of one day and one place as one mark, which knows each of them."""
    sets: dict[tuple[date, Lane], list[Stored[Photo]]] = defaultdict(list)
    for stored in chart.photos:
        photo = stored.record
        lane = lane_at(photo.area, photo.side) if photo.area else _PHOTOGRAPHS
        sets[photo.taken_on, lane].append(stored)
    for (day, lane), photos in sets.items():
        new, ref = (
            any(map(telling.is_new, photos)),
            Ref("photo", min(each.id for each in photos)),
        )
        clocks = sorted(_taken(each.record, telling) for each in photos)
        photos.sort(key=lambda each: (_taken(each.record, telling), each.id))
        at = next((at for known, at in clocks if known), None)
        about = PhotoSet(tuple(photos))
        yield Mark(lane, day, MarkKind.PHOTOS, ref, about, starts=at, is_new=new)


def _taken(photo: Photo, telling: Telling) -> tuple[bool, time]:
    """Return whether the time of a photograph is known, and it; a corrected day leaves none."""
    if photo.taken_at is not None:
        day, at = telling.clock(photo.taken_at)
        if day == photo.taken_on:
            return True, at
    return False, time()


def remark_marks(chart: Chart, telling: Telling) -> Iterator[Mark]:
    """Show what was written on review copies and came back."""
    for stored in chart.remarks:
        (day, at), ref = telling.clock(stored.record.written_at), Ref("remark", stored.id)
        new = telling.is_new(stored)
        yield Mark(_REMARKS, day, MarkKind.REMARK, ref, stored.record, starts=at, is_new=new)


def due_marks(follow_ups: Iterable[FollowUp]) -> Iterator[Mark]:
    """Show what is due, reviews at their sites and all else among the contacts."""
    for follow_up in follow_ups:
        if follow_up.kind is FollowUpKind.MAINTENANCE:
            continue
        sites = follow_up.sites if follow_up.kind in _AT_SITES else ()
        day, ref = max(follow_up.due, follow_up.show_on), Ref("follow_up", follow_up.key)
        for lane in _at_sites(sites, _CONTACTS):
            yield Mark(lane, day, MarkKind.DUE, ref, follow_up)
