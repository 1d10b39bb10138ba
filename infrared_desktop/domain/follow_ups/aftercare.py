"""The care after a session: call, check and contact, and adverse events until they are closed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from infrared_desktop.domain.follow_ups.deeds import People
from infrared_desktop.domain.follow_ups.facts import Facts, Task, after, named
from infrared_desktop.domain.follow_ups.kinds import (
    FollowUp,
    FollowUpKind,
    FollowUpSchedule,
    HiddenReason,
)
from infrared_desktop.domain.records.answers import Endpoint
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Session
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.skin_cautions import skin_type
from infrared_desktop.domain.schedule.schedule import sites_of, touches
from infrared_desktop.domain.sentences import sentence

_ABNORMAL = {Endpoint.BLANCHING, Endpoint.GREY_WHITE, Endpoint.BLISTER}
_DARK_FROM = 4  # the skin types IV to VI (clinical reference 7.3)
_CALL = "Session {session_no} at {sites} on {done}: a call 24 to 48 hours after."
_CHECK = "Session {session_no} at {sites} on {done}: a check 72 hours after."
_CHECK_ENDPOINT = (
    "Session {session_no} at {sites} on {done}: a check 72 hours after. "
    "It is a must, because the skin's endpoint was abnormal."
)
_CHECK_FLUENCE = (
    "Session {session_no} at {sites} on {done}: a check 72 hours after. "
    "It is a must, because the fluence was increased."
)
_CHECK_SKIN = (
    "Session {session_no} at {sites} on {done}: a check 72 hours after. "
    "It is a must, because the skin type is IV to VI."
)
_CONTACT = "Session {session_no} at {sites} on {done}: a contact two weeks after."


def adverse_events(facts: Facts) -> Iterator[Task]:
    """Keep each adverse event in sight until it is closed; severity 2 is for the clinician."""
    for stored in facts.chart.adverse_events:
        event = stored.record
        due = after(event.noted_on, facts.schedule.adverse_event_days)
        yield Task(
            f"adverse_event:{stored.id}",
            FollowUpKind.ADVERSE_EVENT,
            due,
            after(due, 1),
            sentence(
                "Adverse event of severity {severity} at {sites}, noted on {noted_on}: "
                "to be seen to until it is closed.",
                sites=named([event.site]),
                severity=event.severity,
                noted_on=event.noted_on,
            ),
            escalates_on=due if event.severity >= 2 else None,
            session_id=event.session_id,
            sites=(event.site,),
            fact=HiddenReason.KEPT if event.closed_on else None,
            lasting=True,
            internal=True,
        )


class _Basis(NamedTuple):
    """All that the tasks after a session come from, but for whether the patient was seen since."""

    session: Stored[Session]
    number: int
    must: str
    schedule: FollowUpSchedule


class _Aftercare(NamedTuple):
    """What is asked for after one session."""

    basis: _Basis
    rows: tuple[FollowUp, ...]
    last_due: date
    keys: frozenset[str]

    def is_settled(self, people: People) -> bool:
        """Say whether only another visit settled it, and nobody did anything about it."""
        by_visit = all(row.hidden is HiddenReason.SUPERSEDED for row in self.rows)
        return by_visit and people.keys.isdisjoint(self.keys)

    def still_holds(self, basis: _Basis, facts: Facts, people: People) -> bool:
        """Say whether deriving it anew would come to the same."""
        untouched = people.keys.isdisjoint(self.keys)
        return facts.seen_from(self.last_due) and untouched and self.basis == basis


def _aftercare(basis: _Basis, rows: tuple[FollowUp, ...]) -> _Aftercare:
    keys = frozenset(row.key for row in rows)
    return _Aftercare(basis, rows, max(row.due for row in rows), keys)


Settled = dict[int, _Aftercare]
"""By the session's id, what comes after it where another visit settled it."""


def after_sessions(facts: Facts, people: People, settled: Settled) -> Iterator[FollowUp]:
    """Ask for call, check and contact after each session (T1 to T3, clinical reference 7.3).

    What is settled for good is taken from there, and put there, as long as it is still the same.
    """
    past, is_dark = _Past(), (skin_type(facts.chart) or 0) >= _DARK_FROM
    for session in facts.chart.sessions:
        sites = sites_of(session.record)
        number = past.number(session.record, sites)
        must = _check_reason(past, session.record, is_dark)
        basis = _Basis(session, number, must, facts.schedule)
        known = settled.get(session.id)
        if known is None or not known.still_holds(basis, facts, people):
            held = _Held(session, sites, named(sites), number)
            tasks = (_call(facts, held), _check(facts, held, must), _contact(facts, held))
            known = _aftercare(basis, tuple(map(people.join, tasks)))
            if known.is_settled(people):
                settled[session.id] = known
        yield from known.rows
        past.add(session.record, sites)


@dataclass(frozen=True)
class _Held:
    """A session with its sites, their names, and which one of its plan it is."""

    stored: Stored[Session]
    sites: tuple[Site, ...]
    names: str
    number: int

    @property
    def day(self) -> date:
        return self.stored.record.performed_on


class _Past:
    """What went before the session at hand."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[int | None, Site]] = Counter()
        self._fluences: dict[Site, float] = {}

    def number(self, session: Session, sites: tuple[Site, ...]) -> int:
        """Return which session of its plan this is; of several sites the furthest counts."""
        return 1 + max((self._counts[session.plan_id, s] for s in sites), default=0)

    def fluence_rose(self, session: Session) -> bool:
        """Say whether any site gets more than it got the last time."""
        return any(
            row.fluence_j_cm2 > before
            for row in session.areas
            if row.fluence_j_cm2 is not None
            for site, before in self._fluences.items()
            if touches(site, row.site)
        )

    def add(self, session: Session, sites: tuple[Site, ...]) -> None:
        """Go on to the next session."""
        self._counts.update((session.plan_id, site) for site in sites)
        for row in session.areas:
            if row.fluence_j_cm2 is not None:
                self._fluences[row.site] = row.fluence_j_cm2


def _call(facts: Facts, held: _Held) -> Task:
    schedule = facts.schedule
    due = after(held.day, schedule.aftercare_call_days)
    overdue = after(held.day, schedule.aftercare_call_overdue_days)
    return _task(facts, held, FollowUpKind.AFTERCARE_CALL, due, overdue, _CALL)


def _check(facts: Facts, held: _Held, must: str) -> Task:
    due = after(held.day, facts.schedule.check_days)
    overdue = after(held.day, facts.schedule.check_overdue_days)
    return _task(facts, held, FollowUpKind.CHECK, due, overdue, must or _CHECK, bool(must))


def _contact(facts: Facts, held: _Held) -> Task:
    due = after(held.day, facts.schedule.contact_days)
    overdue = after(due, facts.schedule.contact_grace_days)
    return _task(facts, held, FollowUpKind.CONTACT, due, overdue, _CONTACT)


def _check_reason(past: _Past, session: Session, is_dark: bool) -> str:
    """Say why the 72-hour check is a must; empty where it is not."""
    if any(_ABNORMAL & set(row.endpoints or ()) for row in session.areas):
        return _CHECK_ENDPOINT
    if past.fluence_rose(session):
        return _CHECK_FLUENCE
    return _CHECK_SKIN if is_dark else ""


def _task(
    facts: Facts,
    held: _Held,
    kind: FollowUpKind,
    due: date,
    overdue: date,
    template: str,
    mandatory: bool = False,
) -> Task:
    return Task(
        f"{kind}:{held.stored.id}",
        kind,
        due,
        overdue,
        sentence(template, session_no=held.number, sites=held.names, done=held.day),
        escalates_on=overdue if mandatory else None,
        plan_id=held.stored.record.plan_id,
        session_id=held.stored.id,
        sites=held.sites,
        fact=HiddenReason.SUPERSEDED if facts.seen_from(due) else None,
        done_when_reached=True,
        mandatory=mandatory,
    )
