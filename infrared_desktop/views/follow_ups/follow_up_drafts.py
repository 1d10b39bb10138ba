"""What an answer begins with, and whether it would change anything."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.answers import Channel, ContactOutcome, FollowUpDecisionKind
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.storage.desks.follow_ups import Listed
from infrared_desktop.views.follow_ups.follow_up_contact import agreed_ways
from infrared_desktop.views.follow_ups.follow_up_giving import NOBODY, given_to
from infrared_desktop.views.follow_ups.follow_up_words import closing_words, hiding_words
from infrared_desktop.views.workplace import Workplace

DATED = (FollowUpDecisionKind.SNOOZED, FollowUpDecisionKind.MOVED)


def call_about(listed: Listed, place: Workplace) -> ContactAttempt:
    """Return a call that is made now, by the way that the patient prefers of those agreed to."""
    ways = agreed_ways(listed.patient.record)
    preferred = listed.patient.record.preferred_channel or Channel.PHONE
    way = preferred if preferred in ways else ways[0]
    outcome = ContactOutcome.NO_ANSWER
    return ContactAttempt(listed.patient.id, listed.follow_up.key, place.now(), way, outcome)


def decision_about(
    listed: Listed, kind: FollowUpDecisionKind, place: Workplace
) -> FollowUpDecision:
    """Return a decision of today without a reason."""
    return FollowUpDecision(listed.patient.id, listed.follow_up.key, place.today(), kind, "")


def with_some_day(decision: FollowUpDecision, listed: Listed) -> FollowUpDecision:
    """Return a decision with a day that would change something, if any day does."""
    row = listed.follow_up
    later = max(row.due, row.show_on) + timedelta(1)
    return replace(decision, until=later) if decision.kind in DATED else decision


def as_its_kind_asks(decision: FollowUpDecision, taker: str | None) -> FollowUpDecision:
    """Return a decision with a day or a taker only where its kind asks for one."""
    if decision.kind not in DATED:
        decision = replace(decision, until=None)
    is_given = decision.kind is FollowUpDecisionKind.ASSIGNED
    return given_to(decision, taker or NOBODY) if is_given else decision


def why_useless(decision: FollowUpDecision, listed: Listed, chart: Chart, place: Workplace) -> str:
    """Say why a decision would leave everything as it is; nothing where it would not."""
    would = place.clinic.follow_ups.would_be(decision, chart, place.now())
    if would != listed.follow_up:
        return ""
    stands = hiding_words(would, place.today()) or closing_words(would)
    text = QCoreApplication.translate("FollowUpDrafts", "This would change nothing. {stands}")
    return text.format(stands=stands)
