"""Why a follow-up is on the list or not, in plain words: its rule, what hides and closes it."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.follow_ups.kinds import FollowUp, FollowUpKind, HiddenReason
from infrared_desktop.domain.follow_ups.standing import hidden_reason
from infrared_desktop.domain.follow_ups.worklist import is_escalated
from infrared_desktop.domain.records.answers import FollowUpDecisionKind
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.follow_up_deeds import Batch
from infrared_desktop.storage.desks.follow_ups import Struck
from infrared_desktop.views.follow_ups.follow_up_giving import taker_words
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.wording import say, say_day

_RULES = {
    FollowUpKind.ADVERSE_EVENT: "every reaction is seen to until the clinician closes it",
    FollowUpKind.TEST_SPOT: "every test spot is read when its wait is over",
    FollowUpKind.AFTERCARE_CALL: "a call 24 to 48 hours after each session",
    FollowUpKind.CHECK: "a check 72 hours after each session",
    FollowUpKind.CONTACT: "a contact two weeks after each session",
    FollowUpKind.REVIEW_1: "a review one month after the last session",
    FollowUpKind.REVIEW_3: "a review three months after the last session",
    FollowUpKind.REVIEW_6: "a review six months after the last session",
    FollowUpKind.MAINTENANCE: "a maintenance visit as long after the last session as planned",
    FollowUpKind.BOOK_SESSION: "the next session of each area of an open plan is booked",
    FollowUpKind.NO_SHOW: "a missed visit is followed by up to three contacts",
    FollowUpKind.VISIT_OUTCOME: "every past visit gets an outcome",
    FollowUpKind.NEXT_STEP: "what was agreed when a visit closed is come back to",
    FollowUpKind.MAKE_PLAN: "every area found suitable gets a plan",
    FollowUpKind.SETTLE_PLAN: "an open plan with nothing left to do is closed",
}
_BY_CONTACT = "It is done when the patient was reached, or was at the clinic since."
_BY_REVIEW = "It is done when the review is recorded. Until then a booked review hides it."
_CLOSES = {
    FollowUpKind.ADVERSE_EVENT: "It stays until the reaction is closed.",
    FollowUpKind.TEST_SPOT: "It is done when the test spot is read, or a newer one is made.",
    FollowUpKind.AFTERCARE_CALL: _BY_CONTACT,
    FollowUpKind.CHECK: _BY_CONTACT,
    FollowUpKind.CONTACT: _BY_CONTACT,
    FollowUpKind.REVIEW_1: _BY_REVIEW,
    FollowUpKind.REVIEW_3: _BY_REVIEW,
    FollowUpKind.REVIEW_6: _BY_REVIEW,
    FollowUpKind.MAINTENANCE: "It is done by the visit. Until then a booking hides it.",
    FollowUpKind.BOOK_SESSION: "It is done by the session. Until then a booking hides it.",
    FollowUpKind.NO_SHOW: "It is done by a new booking, or when the patient was here since.",
    FollowUpKind.VISIT_OUTCOME: "It stays until the visit has its outcome.",
    FollowUpKind.NEXT_STEP: "It is done by a contact, a booking or a visit since.",
    FollowUpKind.MAKE_PLAN: "It is done when the plan is made.",
    FollowUpKind.SETTLE_PLAN: "It stays until the plan is finished or given up.",
}
_HIDES = {
    HiddenReason.BOOKED: "Hidden: the visit is booked. If that is cancelled, this comes back.",
    HiddenReason.KEPT: "Hidden: it is done.",
    HiddenReason.DECLINED: "Hidden: the patient declined.",
    HiddenReason.UNREACHABLE: "Hidden: nobody was reached, as often as it was tried.",
    HiddenReason.NOT_NEEDED: "Hidden: somebody decided that it is not needed.",
    HiddenReason.SUPERSEDED: "Hidden: something later took its place.",
    HiddenReason.DO_NOT_CONTACT: "Hidden: the patient must not be contacted.",
    HiddenReason.UPCOMING: "Not due yet: it comes on {day}.",
    HiddenReason.SNOOZED: "Put off: it comes back on {day}.",
    HiddenReason.WAITING_TO_RETRY: "Tried lately: it comes back on {day}.",
    HiddenReason.RESTING: "Contacted often this week: it comes back on {day}.",
}


def rule_words(follow_up: FollowUp) -> str:
    """Return the rule that asks for it, with its code where it has one."""
    kind = follow_up.kind
    name = choices.label(kind)
    code = f"{kind.value}, {name}" if kind.value.startswith("T") else name
    return _words("Rule {code}: {rule}.").format(code=code, rule=_words(_RULES[kind]))


def reason_words(follow_up: FollowUp) -> str:
    """Return all that it is there for."""
    return " ".join(say(each).strip() for each in follow_up.reasons)


def closing_words(follow_up: FollowUp) -> str:
    """Return what would close it."""
    return _words(_CLOSES[follow_up.kind])


def hiding_words(follow_up: FollowUp, today: date) -> str:
    """Return why it is not on the list of a day; nothing for one that is."""
    reason = hidden_reason(follow_up, today)
    if reason is None:
        return ""
    return _words(_HIDES[reason]).format(day=say_day(follow_up.show_on))


def date_words(follow_up: FollowUp, today: date) -> str:
    """Return its days: due, overdue, and the clinician's."""
    text = _words("Due {due} · overdue from {overdue}")
    words = text.format(due=say_day(follow_up.due), overdue=say_day(follow_up.overdue_from))
    if follow_up.moved_from is not None:
        rule = say_day(follow_up.moved_from)
        words += " · " + _words("somebody chose that day, the rule says {day}").format(day=rule)
    if follow_up.escalates_on is None:
        return words
    is_theirs = is_escalated(follow_up, today)
    theirs = _words("the clinician's since {day}" if is_theirs else "the clinician's from {day}")
    return f"{words} · {theirs.format(day=say_day(follow_up.escalates_on))}"


def tried_words(follow_up: FollowUp) -> str:
    """Return how often somebody tried; nothing for never."""
    if not follow_up.attempts:
        return ""
    text = _words("Tried once.") if follow_up.attempts == 1 else _words("Tried {count} times.")
    return text.format(count=follow_up.attempts)


def attempt_words(attempt: ContactAttempt, day: Callable[[datetime], date]) -> str:
    """Return an attempt with its day at the clinic."""
    how = f"{choices.label(attempt.channel)}, {choices.label(attempt.outcome)}"
    words = f"{say_day(day(attempt.attempted_at))} · {how}"
    return f"{words}: {attempt.note}" if attempt.note else words


def struck_words(struck: Struck, day: Callable[[datetime], date]) -> str:
    """Return an attempt that was struck through, and why."""
    text = _words("{call} – struck through: {reason}")
    return text.format(call=attempt_words(struck.attempt.record, day), reason=struck.reason)


def given_words(follow_up: FollowUp, name_of: Callable[[int], str]) -> str:
    """Return to whom it was given; nothing where to nobody."""
    if follow_up.staff_id is not None:
        return _words("Given to {name}.").format(name=name_of(follow_up.staff_id))
    if follow_up.role is None:
        return ""
    return _words("Given to: {role}.").format(role=choices.label(follow_up.role))


def batch_words(batch: Batch, day: Callable[[datetime], date]) -> str:
    """Return how much was noted at one go, and when."""
    text = _words("{count} entries that were noted together on {day}")
    return text.format(count=batch.count, day=say_day(day(batch.at)))


def decision_words(decision: FollowUpDecision, clinic: Clinic) -> str:
    """Return a decision with its day and reason."""
    what = decided_words(decision, clinic)
    if decision.kind is FollowUpDecisionKind.MOVED and decision.until:
        what = _words("due day moved to {day}").format(day=say_day(decision.until))
    words = f"{say_day(decision.decided_on)} · {what}"
    # To whom it is given is reason enough, where nobody wrote another.
    is_said = decision.reason == taker_words(decision, clinic)
    return words if is_said else f"{words}: {decision.reason}"


def decided_words(decision: FollowUpDecision, clinic: Clinic) -> str:
    """Return what was decided, and to whom it was given."""
    what = choices.label(decision.kind)
    if decision.kind is not FollowUpDecisionKind.ASSIGNED:
        return what
    return f"{what} {taker_words(decision, clinic)}"


def _words(text: str) -> str:
    return QCoreApplication.translate("FollowUpWords", text)
