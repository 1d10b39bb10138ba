"""The front desk's forms: next steps, follow-ups, waiting list, messages, and the desk's rules."""

from dataclasses import fields

from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.diary import NextStep
from infrared_desktop.domain.records.messages import MailServer, Message, MessageText
from infrared_desktop.domain.records.waiting import Wish
from infrared_desktop.domain.schedule.desk_rules import Closure, DeskRules, OpenHours, VisitRule
from infrared_desktop.views.forms.form_entry import FormEntry

# What the desk and the mail server know of a message besides its words.
_TYPED = ("channel", "subject", "text")
_NOT_TYPED = tuple(each.name for each in fields(Message) if each.name not in _TYPED)

DESK_FORMS = (
    FormEntry("next_step", NextStep, not_on_form=("patient_id", "decided_on", "appointment_id")),
    FormEntry(
        "attempt",
        ContactAttempt,
        not_on_form=("patient_id", "follow_up_key", "attempted_at", "batch", "found_wrong"),
    ),
    FormEntry(
        "follow_up_decision",
        FollowUpDecision,
        not_on_form=("patient_id", "follow_up_key", "decided_on", "batch", "role", "staff_id"),
    ),
    FormEntry(
        "wish",
        Wish,
        not_on_form=("patient_id", "wished_on", "appointment_id", "status"),
        owner="infrared_desktop.views.waiting.wish_form",
    ),
    FormEntry("message", Message, not_on_form=_NOT_TYPED),
    FormEntry("message_text", MessageText),
    FormEntry("mail_server", MailServer, owner="infrared_desktop.views.messages.mail_server"),
    FormEntry(
        "desk_rules",
        DeskRules,
        owner="infrared_desktop.views.clinic.desk_rules",
    ),
    FormEntry("open_hours", OpenHours),
    FormEntry("visit_rule", VisitRule, not_on_form=("kind",)),
    FormEntry("closure", Closure),
)
