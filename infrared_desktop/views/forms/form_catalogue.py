"""Every form and the record that it edits; the contract tests enumerate this."""

from dataclasses import fields

from infrared_desktop.domain.photographs.exports import Handing
from infrared_desktop.domain.protocol.figures import FigureInput
from infrared_desktop.domain.records.care import (
    Addendum,
    AdverseEvent,
    AreaFinding,
    AreaOutcome,
    AreaSettings,
    Consultation,
    Plan,
    PlanArea,
    Review,
    Session,
    TestSpot,
)
from infrared_desktop.domain.records.consents import Consent, Handout, Withdrawal
from infrared_desktop.domain.records.diary import Appointment, Device, IntendedUse
from infrared_desktop.domain.records.history import (
    Allergy,
    HealthEntry,
    History,
    Implant,
    Medicine,
    PastTreatment,
)
from infrared_desktop.domain.records.people import Patient, Settings, Staff
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.domain.records.review_copies import CopyWish
from infrared_desktop.domain.records.rule_decisions import RuleDecision
from infrared_desktop.views.forms.desk_forms import DESK_FORMS
from infrared_desktop.views.forms.form_entry import FormEntry

# The findings have a form of their own; what is decided on them stands beside the rules.
_DECIDED = ("verdict", "verdict_reason", "precautions", "alternative_offered")
_NOT_DECIDED = tuple(each.name for each in fields(AreaFinding) if each.name not in _DECIDED)

# What the program said is kept by the screen as the consultation is signed.
_SAID_BY_PROGRAM = (
    "program_verdict",
    "program_rules",
    "program_titles",
    "program_evidence",
    "program_earliest",
)

# Why a session takes place all the same stands beside what speaks against it.
_NO_REASON = tuple(each.name for each in fields(Session) if each.name != "override_reason")

# What the file and the camera told of a photograph, and what is done with it elsewhere.
_SAID = ("area", "side", "view", "timepoint", "taken_on", "appointment_id", "note", "purposes")
_TAKEN = ("distance_cm", "light_setup", "make_up_free", "neutral_expression")
_OF_THE_FILE = tuple(each.name for each in fields(Photo) if each.name not in (*_SAID, *_TAKEN))

# What the check of the day asks in more words since; a session that has them shows them.
_OLDER_CHECK = ("skin_clean", "tan_checked")

# What the screen keeps as the session is signed.
_KEPT_BY_SCREEN = (
    "history_version",
    "consent_id",
    "consent_reconfirmed",
    "protocol_version",
)

# What a clinic decides once it works, not while it is founded.
_LATER = (
    "reception_sees_photographs",
    "asks_photographs",
    "idle_lock_min",
    "reception_reads_records",
    "keep_years",
    "keep_until_age",
)
# Name and telephone have a form of their own, besides the founding's.
_FACTS = (
    "clinic_name",
    "phone",
    "reception_sees_photographs",
    "asks_photographs",
    "idle_lock_min",
    "reception_reads_records",
    "keep_years",
    "keep_until_age",
)
_NO_FACTS = tuple(each.name for each in fields(Settings) if each.name not in _FACTS)

CATALOGUE = (
    FormEntry("patient", Patient, not_on_form=("external_id",)),
    FormEntry(
        "founding_clinic",
        Settings,
        not_on_form=(
            "practice",
            "protocol",
            "opens_at",
            "closes_at",
            *_LATER,
        ),
        owner="infrared_desktop.views.inputs.typed_combo",
    ),
    FormEntry("clinic_facts", Settings, not_on_form=_NO_FACTS),
    FormEntry("founding_person", Staff, not_on_form=("role", "active")),
    FormEntry("staff", Staff, not_on_form=("active",)),
    FormEntry(
        "consultation",
        Consultation,
        not_on_form=(
            "patient_id",
            "consulted_on",
            "clinician_id",
            "protocol_version",
            "history_version",
        ),
        owner="infrared_desktop.views.consultation.findings_editor",
    ),
    FormEntry(
        "finding",
        AreaFinding,
        not_on_form=(*_DECIDED, *_SAID_BY_PROGRAM),
        owner="infrared_desktop.views.inputs.grade_field",
    ),
    FormEntry("decision", AreaFinding, not_on_form=_NOT_DECIDED),
    FormEntry(
        "rule_decision", RuleDecision, not_on_form=("patient_id", "code", "kind", "area", "side")
    ),
    FormEntry("review_copy", CopyWish),
    FormEntry("addendum", Addendum, not_on_form=("patient_id", "about_kind", "about_id")),
    FormEntry(
        "plan",
        Plan,
        not_on_form=("patient_id", "consultation_id"),
        owner="infrared_desktop.views.consultation.plan_areas",
    ),
    FormEntry("plan_area", PlanArea),
    FormEntry(
        "booking",
        Appointment,
        not_on_form=("patient_id", "status", "arrived_at", "started_at", "ended_at"),
        owner="infrared_desktop.views.inputs.sites_field",
    ),
    FormEntry(
        "session",
        Session,
        not_on_form=(
            "patient_id",
            "plan_id",
            "appointment_id",
            "override_reason",
            *_OLDER_CHECK,
            *_KEPT_BY_SCREEN,
        ),
        owner="infrared_desktop.views.sessions.session",
    ),
    FormEntry(
        "area_settings",
        AreaSettings,
        owner="infrared_desktop.views.sessions.settings_editor",
    ),
    FormEntry(
        "test_spot",
        TestSpot,
        not_on_form=("patient_id", "done_at", "read_due_at", "read_at"),
        owner="infrared_desktop.views.sessions.settings_editor",
    ),
    FormEntry(
        "device",
        Device,
        not_on_form=("tightening_is_intended",),
        owner="infrared_desktop.views.clinic.device_form",
    ),
    FormEntry("intended_use", IntendedUse, owner="infrared_desktop.views.clinic.uses_editor"),
    FormEntry("session_reason", Session, not_on_form=_NO_REASON),
    FormEntry("figure", FigureInput),
    FormEntry(
        "review",
        Review,
        not_on_form=(
            "patient_id",
            "clinician_id",
            "plan_id",
        ),
        owner="infrared_desktop.views.results.outcomes_editor",
    ),
    FormEntry(
        "area_outcome",
        AreaOutcome,
        owner="infrared_desktop.views.inputs.grade_field",
    ),
    FormEntry("adverse_event", AdverseEvent, not_on_form=("patient_id", "session_id")),
    FormEntry(
        "history",
        History,
        not_on_form=("patient_id", "taken_on", "confirmed_on"),
        owner="infrared_desktop.views.history.editors",
    ),
    FormEntry("history_condition", HealthEntry),
    FormEntry("history_medicine", Medicine),
    FormEntry("history_allergy", Allergy),
    FormEntry("history_implant", Implant),
    FormEntry("history_treatment", PastTreatment),
    FormEntry(
        "outline",
        Handout,
        not_on_form=(
            "patient_id",
            "kind",
            "given_at",
            "text",
            "codes",
            "protocol_version",
            "appointment_id",
        ),
        owner="infrared_desktop.views.papers.outline_form",
    ),
    FormEntry(
        "consent",
        Consent,
        not_on_form=(
            "patient_id",
            "handout_id",
            "document_hash",
            "informed_at",
            "cooling_off_ends_at",
            "signed_at",
            "sites",
            "language",
            "protocol_version",
            "valid_until",
        ),
        owner="infrared_desktop.views.papers.consent_form",
    ),
    FormEntry("withdrawal", Withdrawal, not_on_form=("patient_id", "consent_id")),
    FormEntry(
        "handout",
        Handout,
        not_on_form=(
            "patient_id",
            "given_at",
            "text",
            "sites",
            "codes",
            "protocol_version",
            "cost_quoted",
        ),
        owner="infrared_desktop.views.inputs.language_field",
    ),
    FormEntry("photo_export", Handing),
    FormEntry("photo", Photo, not_on_form=_OF_THE_FILE),
    *DESK_FORMS,
)
