"""Every act that the clinic knows by name: what it does, which group it is of, and its words.

An act that is not in this table is not an act of this program.
"""

from dataclasses import dataclass
from enum import StrEnum

from infrared_desktop.domain.access.rights import Right


class Action(StrEnum):
    """What an act does, by the codes of FHIR R5 AuditEvent.action."""

    CREATE = "C"
    READ = "R"
    UPDATE = "U"
    DELETE = "D"
    EXECUTE = "E"


class Group(StrEnum):
    """The groups by which the audit log is looked through."""

    ENTRY = "entry"
    STAFF = "staff"
    CLINIC = "clinic"
    READING = "reading"
    RESTRICTED = "restricted"
    PATIENTS = "patients"
    VISITS = "visits"
    RECORDS = "records"
    PAPERS = "papers"
    PHOTOGRAPHS = "photographs"
    FOLLOW_UPS = "follow_ups"
    LEAVING = "leaving"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: what it does, its group, the words that people read, and the right it needs."""

    action: Action
    group: Group
    words: str
    right: Right


# Acts that tell of something that did not come about.
FAILURES = frozenset(
    {
        "unlock-failed",
        "code-refused",
        "backup-failed",
        "backup-lost",
        "review-copy-failed",
        "photographs-not-exported",
        "export-failed",
    }
)
CREATE, READ, UPDATE, DELETE, EXECUTE = Action

DEEDS: dict[str, Deed] = {
    # Entry
    "clinic-founded": Deed(CREATE, Group.CLINIC, "Clinic founded", Right.FOUND),
    "program-started": Deed(EXECUTE, Group.ENTRY, "Program started", Right.SIT_DOWN),
    "program-stopped": Deed(EXECUTE, Group.ENTRY, "Program ended", Right.SIT_DOWN),
    "unlocked": Deed(EXECUTE, Group.ENTRY, "Unlocked with the passphrase", Right.SIT_DOWN),
    "unlocked-with-recovery-key": Deed(
        EXECUTE, Group.ENTRY, "Unlocked with the recovery key", Right.SIT_DOWN
    ),
    "verb-unlocked": Deed(EXECUTE, Group.ENTRY, "Unlocked on the command line", Right.SIT_DOWN),
    "unlocked-untold": Deed(
        EXECUTE, Group.ENTRY, "Unlocked while the log could not be told", Right.SIT_DOWN
    ),
    "code-typed": Deed(EXECUTE, Group.ENTRY, "A one-time code was typed", Right.SIT_DOWN),
    "code-refused": Deed(EXECUTE, Group.ENTRY, "A one-time code was refused", Right.SIT_DOWN),
    "unlock-failed": Deed(EXECUTE, Group.ENTRY, "A wrong passphrase was typed", Right.SIT_DOWN),
    "locked": Deed(EXECUTE, Group.ENTRY, "Locked", Right.SIT_DOWN),
    "typed-work-back": Deed(
        UPDATE, Group.ENTRY, "What was typed before the lock came back", Right.SIT_DOWN
    ),
    "clock-changed": Deed(
        EXECUTE, Group.ENTRY, "The clock of the PC was seen to have changed", Right.SIT_DOWN
    ),
    "clock-confirmed": Deed(
        EXECUTE, Group.ENTRY, "The day of the PC was called right", Right.SIT_DOWN
    ),
    "looked-again": Deed(
        EXECUTE, Group.ENTRY, "Passphrase typed again before a step that needs it", Right.SIT_DOWN
    ),
    # Staff
    "staff-added": Deed(CREATE, Group.STAFF, "Person added to the staff", Right.KEEP_STAFF),
    "role-changed": Deed(UPDATE, Group.STAFF, "Role changed", Right.KEEP_STAFF),
    "staff-disabled": Deed(UPDATE, Group.STAFF, "Person may no longer unlock", Right.KEEP_STAFF),
    "staff-enabled": Deed(UPDATE, Group.STAFF, "Person may unlock again", Right.KEEP_STAFF),
    "passphrase-changed": Deed(UPDATE, Group.STAFF, "Own passphrase changed", Right.SIT_DOWN),
    "passphrase-given": Deed(
        CREATE, Group.STAFF, "Person typed a first passphrase", Right.KEEP_STAFF
    ),
    "passphrase-reset": Deed(
        UPDATE, Group.STAFF, "Passphrase reset with a one-time code", Right.KEEP_STAFF
    ),
    "recovery-key-begun": Deed(EXECUTE, Group.STAFF, "New recovery key begun", Right.KEEP_STAFF),
    "recovery-key-changed": Deed(UPDATE, Group.STAFF, "Recovery key changed", Right.KEEP_STAFF),
    "rekeying-begun": Deed(
        EXECUTE, Group.STAFF, "Encrypting the database anew begun", Right.KEEP_STAFF
    ),
    "database-rekeyed": Deed(
        UPDATE, Group.STAFF, "Database encrypted under a new key", Right.KEEP_STAFF
    ),
    # Clinic
    "settings-changed": Deed(UPDATE, Group.CLINIC, "Clinic settings changed", Right.SET_UP),
    "desk-rules-changed": Deed(UPDATE, Group.CLINIC, "Rules of the desk changed", Right.KEEP_HOURS),
    "closure-added": Deed(CREATE, Group.CLINIC, "Days closed added", Right.KEEP_DESK),
    "closure-taken-back": Deed(UPDATE, Group.CLINIC, "Days closed taken back", Right.KEEP_DESK),
    "room-added": Deed(CREATE, Group.CLINIC, "Room added", Right.KEEP_HOURS),
    "device-added": Deed(CREATE, Group.CLINIC, "Device added", Right.KEEP_DEVICES),
    "device-changed": Deed(UPDATE, Group.CLINIC, "Device changed", Right.KEEP_DEVICES),
    "device-taken-back": Deed(UPDATE, Group.CLINIC, "Device taken back", Right.KEEP_DEVICES),
    "protocol-approved": Deed(CREATE, Group.CLINIC, "Protocol approved", Right.KEEP_PROTOCOL),
    "protocol-picked": Deed(UPDATE, Group.CLINIC, "Protocol chosen", Right.KEEP_PROTOCOL),
    "message-text-changed": Deed(
        UPDATE, Group.CLINIC, "Text for messages changed", Right.KEEP_DESK
    ),
    "mail-server-changed": Deed(UPDATE, Group.CLINIC, "Mail server changed", Right.SET_UP),
    "derived-anew": Deed(
        EXECUTE, Group.CLINIC, "Follow-ups and search made anew by the program", Right.DERIVE
    ),
    "practice": Deed(CREATE, Group.CLINIC, "Practice patients made up", Right.PRACTISE),
    # Reading
    "chart-opened": Deed(READ, Group.READING, "Chart opened", Right.READ),
    "history-opened": Deed(READ, Group.READING, "Medical history opened", Right.READ_RECORD),
    "photograph-seen": Deed(READ, Group.READING, "Photograph looked at in full", Right.SEE_PHOTOS),
    "searched": Deed(READ, Group.READING, "People searched", Right.READ),
    "restricted-chart-opened": Deed(
        READ, Group.RESTRICTED, "Restricted chart opened with a reason", Right.BREAK_GLASS
    ),
    # Patients
    "patient-registered": Deed(CREATE, Group.PATIENTS, "Patient registered", Right.REGISTER),
    "patient-edited": Deed(UPDATE, Group.PATIENTS, "Patient's details changed", Right.REGISTER),
    "list-imported": Deed(CREATE, Group.PATIENTS, "List of patients imported", Right.REGISTER),
    "import-taken-back": Deed(
        UPDATE, Group.PATIENTS, "Import of a list taken back", Right.REGISTER
    ),
    "patients-merged": Deed(
        UPDATE, Group.PATIENTS, "Two numbers joined as one patient", Right.JOIN
    ),
    "merge-taken-back": Deed(UPDATE, Group.PATIENTS, "Joined numbers parted again", Right.JOIN),
    "patients-told-apart": Deed(
        UPDATE, Group.PATIENTS, "Two who look alike told apart", Right.JOIN
    ),
    "told-apart-taken-back": Deed(
        UPDATE, Group.PATIENTS, "Telling two apart taken back", Right.JOIN
    ),
    "record-restricted": Deed(UPDATE, Group.RESTRICTED, "Record restricted", Right.RESTRICT),
    "restriction-lifted": Deed(
        UPDATE, Group.RESTRICTED, "Restriction of a record lifted", Right.RESTRICT
    ),
    "erasure-asked": Deed(CREATE, Group.PATIENTS, "Wish to be erased noted", Right.REGISTER),
    "erasure-withdrawn": Deed(
        CREATE, Group.PATIENTS, "Wish to be erased taken back", Right.REGISTER
    ),
    "erasure-refused": Deed(CREATE, Group.PATIENTS, "Erasure refused", Right.ERASE),
    "erasure-waits": Deed(
        CREATE, Group.PATIENTS, "Erasure put off until the record may go", Right.ERASE
    ),
    "restriction-asked": Deed(
        CREATE, Group.PATIENTS, "Wish for a closed chart noted", Right.REGISTER
    ),
    "restriction-withdrawn": Deed(
        CREATE, Group.PATIENTS, "Wish for a closed chart taken back", Right.REGISTER
    ),
    "restriction-refused": Deed(
        CREATE, Group.PATIENTS, "Wish for a closed chart refused", Right.RESTRICT
    ),
    "copy-asked": Deed(CREATE, Group.PATIENTS, "Wish for a copy noted", Right.REGISTER),
    "copy-withdrawn": Deed(CREATE, Group.PATIENTS, "Wish for a copy taken back", Right.REGISTER),
    "copy-refused": Deed(CREATE, Group.PATIENTS, "Wish for a copy refused", Right.PRINT_RECORD),
    "copy-done": Deed(CREATE, Group.PATIENTS, "Wish for a copy settled", Right.PRINT_RECORD),
    "joining-asked": Deed(CREATE, Group.PATIENTS, "Wish to be joined noted", Right.REGISTER),
    "joining-withdrawn": Deed(
        CREATE, Group.PATIENTS, "Wish to be joined taken back", Right.REGISTER
    ),
    "joining-refused": Deed(CREATE, Group.PATIENTS, "Wish to be joined refused", Right.JOIN),
    "erasure-erased": Deed(DELETE, Group.PATIENTS, "Patient erased", Right.ERASE),
    # Visits
    "visit-booked": Deed(CREATE, Group.VISITS, "Visit booked", Right.BOOK),
    "visits-booked": Deed(CREATE, Group.VISITS, "Several visits booked", Right.BOOK),
    "visits-taken-back": Deed(UPDATE, Group.VISITS, "Several bookings taken back", Right.BOOK),
    "visit-moved": Deed(UPDATE, Group.VISITS, "Visit moved or changed", Right.BOOK),
    "visit-handed-over": Deed(UPDATE, Group.VISITS, "Visit given to the right patient", Right.BOOK),
    "visit-step-undone": Deed(UPDATE, Group.VISITS, "Step of a visit taken back", Right.BOOK),
    "visit-arrived": Deed(UPDATE, Group.VISITS, "Patient arrived", Right.BOOK),
    "visit-in_treatment": Deed(UPDATE, Group.VISITS, "Treatment began", Right.BOOK),
    "visit-fulfilled": Deed(UPDATE, Group.VISITS, "Visit closed as done", Right.BOOK),
    "visit-noshow": Deed(
        UPDATE, Group.VISITS, "Visit closed: the patient did not come", Right.BOOK
    ),
    "visit-cancelled": Deed(UPDATE, Group.VISITS, "Visit cancelled", Right.BOOK),
    "visit-entered-in-error": Deed(
        UPDATE, Group.VISITS, "Visit marked as entered in error", Right.BOOK
    ),
    "absence-struck": Deed(UPDATE, Group.VISITS, "Missed visit struck through", Right.BOOK),
    "next-step-agreed": Deed(CREATE, Group.VISITS, "Next step agreed", Right.BOOK),
    "next-step-undone": Deed(UPDATE, Group.VISITS, "Next step taken back", Right.BOOK),
    "wish-added": Deed(CREATE, Group.VISITS, "Put on the waiting list", Right.BOOK),
    "wish-waiting": Deed(UPDATE, Group.VISITS, "Wish on the waiting list changed", Right.BOOK),
    "wish-booked": Deed(UPDATE, Group.VISITS, "Wish on the waiting list booked", Right.BOOK),
    "wish-withdrawn": Deed(UPDATE, Group.VISITS, "Taken off the waiting list", Right.BOOK),
    "waiting-taken-back": Deed(
        UPDATE, Group.VISITS, "Step of the waiting list taken back", Right.BOOK
    ),
    "time-offered": Deed(CREATE, Group.VISITS, "Free time offered", Right.BOOK),
    "offer-open": Deed(UPDATE, Group.VISITS, "Offer of a time opened again", Right.BOOK),
    "offer-accepted": Deed(UPDATE, Group.VISITS, "Offered time accepted", Right.BOOK),
    "offer-declined": Deed(UPDATE, Group.VISITS, "Offered time declined", Right.BOOK),
    "offer-expired": Deed(UPDATE, Group.VISITS, "Offer of a time ran out", Right.BOOK),
    "offer-accepted-undone": Deed(UPDATE, Group.VISITS, "Accepted offer taken back", Right.BOOK),
    # Records
    "draft-kept": Deed(UPDATE, Group.RECORDS, "Draft kept", Right.DRAFT),
    "draft-discarded": Deed(DELETE, Group.RECORDS, "Draft thrown away", Right.DRAFT),
    "history-taken": Deed(CREATE, Group.RECORDS, "Medical history taken", Right.TAKE_HISTORY),
    "history-confirmed": Deed(
        UPDATE, Group.RECORDS, "Medical history confirmed", Right.TAKE_HISTORY
    ),
    "consultation-signed": Deed(CREATE, Group.RECORDS, "Consultation signed", Right.SIGN),
    "session-signed": Deed(CREATE, Group.RECORDS, "Session signed", Right.SIGN),
    "review-signed": Deed(CREATE, Group.RECORDS, "Review signed", Right.SIGN),
    "addendum-signed": Deed(CREATE, Group.RECORDS, "Addendum signed", Right.ADD),
    "plan-made": Deed(CREATE, Group.RECORDS, "Plan made", Right.PLAN),
    "plan-changed": Deed(UPDATE, Group.RECORDS, "Plan changed", Right.PLAN),
    "adverse-event-reported": Deed(
        CREATE, Group.RECORDS, "Reaction reported", Right.REPORT_REACTION
    ),
    "adverse-event-followed": Deed(
        UPDATE, Group.RECORDS, "Reaction followed", Right.REPORT_REACTION
    ),
    "adverse-event-closed": Deed(UPDATE, Group.RECORDS, "Reaction closed", Right.CLOSE_REACTION),
    "rule-overridden": Deed(CREATE, Group.RECORDS, "Rule overridden", Right.DECIDE),
    "rule-re-examined": Deed(CREATE, Group.RECORDS, "Rule re-examined", Right.DECIDE),
    "rule-letter": Deed(CREATE, Group.RECORDS, "Letter on a rule noted", Right.DECIDE),
    "rule-acknowledged": Deed(CREATE, Group.RECORDS, "Rule acknowledged", Right.DECIDE),
    "test-spot-made": Deed(CREATE, Group.RECORDS, "Test spot made", Right.TEST),
    "test-spot-read": Deed(UPDATE, Group.RECORDS, "Test spot read", Right.TEST),
    "consultation-invalidated": Deed(
        UPDATE, Group.RECORDS, "Consultation struck through", Right.STRIKE
    ),
    "plan-invalidated": Deed(UPDATE, Group.RECORDS, "Plan struck through", Right.PLAN),
    "session-invalidated": Deed(UPDATE, Group.RECORDS, "Session struck through", Right.STRIKE),
    "adverse_event-invalidated": Deed(
        UPDATE, Group.RECORDS, "Reaction struck through", Right.REPORT_REACTION
    ),
    "review-invalidated": Deed(UPDATE, Group.RECORDS, "Review struck through", Right.STRIKE),
    "history-invalidated": Deed(
        UPDATE, Group.RECORDS, "Medical history struck through", Right.STRIKE
    ),
    "rule_decision-invalidated": Deed(
        UPDATE, Group.RECORDS, "Decision on a rule struck through", Right.DECIDE
    ),
    "test_spot-invalidated": Deed(UPDATE, Group.RECORDS, "Test spot struck through", Right.TEST),
    "remarks-taken-in": Deed(
        CREATE, Group.RECORDS, "Remarks of a review copy taken in", Right.DRAFT
    ),
    "remark-taken-up": Deed(UPDATE, Group.RECORDS, "Remark taken up", Right.ADD),
    "remark-tied": Deed(UPDATE, Group.RECORDS, "Remark tied to a record", Right.ADD),
    "remark-dismissed": Deed(UPDATE, Group.RECORDS, "Remark dismissed", Right.ADD),
    "remark-reopened": Deed(UPDATE, Group.RECORDS, "Remark opened again", Right.ADD),
    # Papers
    "outline-given": Deed(
        CREATE, Group.PAPERS, "Outline of the treatment handed out", Right.HAND_OUT
    ),
    "instructions-given": Deed(CREATE, Group.PAPERS, "Instructions handed out", Right.HAND_OUT),
    "aftercare-given": Deed(CREATE, Group.PAPERS, "After-care paper handed out", Right.HAND_OUT),
    "handout-invalidated": Deed(
        UPDATE, Group.PAPERS, "Handed-out paper struck through", Right.HAND_OUT
    ),
    "consent-prepared": Deed(CREATE, Group.PAPERS, "Consent prepared", Right.PREPARE_CONSENT),
    "consent-signed": Deed(CREATE, Group.PAPERS, "Consent signed", Right.TAKE_CONSENT),
    "consent-confirmed": Deed(UPDATE, Group.PAPERS, "Consent confirmed", Right.TAKE_CONSENT),
    "consent-withdrawn": Deed(CREATE, Group.PAPERS, "Consent withdrawn", Right.PREPARE_CONSENT),
    "consent-invalidated": Deed(
        UPDATE, Group.PAPERS, "Consent struck through", Right.PREPARE_CONSENT
    ),
    "withdrawal-invalidated": Deed(
        UPDATE, Group.PAPERS, "Withdrawal of a consent struck through", Right.PREPARE_CONSENT
    ),
    # Photographs
    "photographs-added": Deed(CREATE, Group.PHOTOGRAPHS, "Photographs added", Right.KEEP_PHOTOS),
    "photographs-taken-back": Deed(
        UPDATE, Group.PHOTOGRAPHS, "Added photographs taken back", Right.KEEP_PHOTOS
    ),
    "photographs-described": Deed(
        UPDATE, Group.PHOTOGRAPHS, "Photographs described", Right.KEEP_PHOTOS
    ),
    "photographs-moved": Deed(
        UPDATE, Group.PHOTOGRAPHS, "Photographs given to the right patient", Right.KEEP_PHOTOS
    ),
    "photographs-moved-back": Deed(
        UPDATE, Group.PHOTOGRAPHS, "Photographs given back", Right.KEEP_PHOTOS
    ),
    "photographs-struck": Deed(
        UPDATE, Group.PHOTOGRAPHS, "Photographs struck through", Right.KEEP_PHOTOS
    ),
    "photographs-aligned": Deed(
        UPDATE, Group.PHOTOGRAPHS, "Photographs laid onto one another", Right.COMPARE_PHOTOS
    ),
    "photograph-fetched": Deed(
        UPDATE, Group.PHOTOGRAPHS, "Lost photograph fetched from a backup", Right.CHECK
    ),
    "photographs-given-up": Deed(
        DELETE, Group.PHOTOGRAPHS, "Damaged photographs given up", Right.KEEP_PHOTOS
    ),
    "photographs-called-back": Deed(
        UPDATE, Group.PHOTOGRAPHS, "Photographs called back", Right.CONTACT
    ),
    "photographs-to-be-called-back": Deed(
        CREATE, Group.PHOTOGRAPHS, "Photographs marked to be called back", Right.CONTACT
    ),
    "photographs-not-exported": Deed(
        UPDATE, Group.PHOTOGRAPHS, "Export of photographs did not happen", Right.GIVE_PHOTOS
    ),
    "photo-invalidated": Deed(UPDATE, Group.PHOTOGRAPHS, "Photograph struck through", Right.STRIKE),
    # Follow ups
    "contact-attempted": Deed(
        CREATE, Group.FOLLOW_UPS, "Attempt to reach a patient noted", Right.CONTACT
    ),
    "contact-attempt-invalidated": Deed(
        UPDATE, Group.FOLLOW_UPS, "Attempt to reach a patient struck through", Right.CONTACT
    ),
    "contact_attempt-invalidated": Deed(
        UPDATE, Group.FOLLOW_UPS, "Attempt to reach a patient struck through", Right.CONTACT
    ),
    "follow-up-snoozed": Deed(CREATE, Group.FOLLOW_UPS, "Follow-up put off", Right.CONTACT),
    "follow-up-not_needed": Deed(
        CREATE, Group.FOLLOW_UPS, "Follow-up marked as not needed", Right.CONTACT
    ),
    "follow-up-declined": Deed(
        CREATE, Group.FOLLOW_UPS, "Follow-up declined by the patient", Right.CONTACT
    ),
    "follow-up-reopened": Deed(CREATE, Group.FOLLOW_UPS, "Follow-up opened again", Right.CONTACT),
    "follow-up-moved": Deed(CREATE, Group.FOLLOW_UPS, "Follow-up moved", Right.CONTACT),
    "follow-up-assigned": Deed(
        CREATE, Group.FOLLOW_UPS, "Follow-up given to a person", Right.CONTACT
    ),
    "follow-up-batch": Deed(
        CREATE, Group.FOLLOW_UPS, "Several follow-ups settled at once", Right.CONTACT
    ),
    "follow-up-batch-taken-back": Deed(
        UPDATE, Group.FOLLOW_UPS, "Several follow-ups opened again", Right.CONTACT
    ),
    "message-written": Deed(CREATE, Group.FOLLOW_UPS, "Message written", Right.CONTACT),
    "message-handed": Deed(
        UPDATE, Group.FOLLOW_UPS, "Message noted as sent by hand", Right.CONTACT
    ),
    "message-queued": Deed(UPDATE, Group.FOLLOW_UPS, "Message waits to be sent", Right.CONTACT),
    "message-sending": Deed(UPDATE, Group.FOLLOW_UPS, "Message is being sent", Right.CONTACT),
    "message-taken": Deed(
        UPDATE, Group.FOLLOW_UPS, "Message taken by the mail server", Right.CONTACT
    ),
    "message-unknown": Deed(
        UPDATE, Group.FOLLOW_UPS, "Nobody knows whether a message left", Right.CONTACT
    ),
    "message-refused": Deed(
        UPDATE, Group.FOLLOW_UPS, "Message refused by the mail server", Right.CONTACT
    ),
    "message-withdrawn": Deed(UPDATE, Group.FOLLOW_UPS, "Message taken back", Right.CONTACT),
    # Leaving
    "record-printed": Deed(
        EXECUTE, Group.LEAVING, "Whole record of a patient printed", Right.PRINT_RECORD
    ),
    "paper-printed": Deed(
        EXECUTE, Group.LEAVING, "Sheet or consent of a patient printed", Right.HAND_OUT
    ),
    "record-exported": Deed(
        EXECUTE, Group.LEAVING, "Whole record of a patient exported", Right.PRINT_RECORD
    ),
    "clinic-exported": Deed(EXECUTE, Group.LEAVING, "Whole clinic exported", Right.EXPORT_CLINIC),
    "export-failed": Deed(UPDATE, Group.LEAVING, "Export did not come about", Right.PRINT_RECORD),
    "diary-printed": Deed(EXECUTE, Group.LEAVING, "Diary printed", Right.PRINT_LISTS),
    "diary-exported": Deed(
        EXECUTE, Group.LEAVING, "Diary exported as a calendar", Right.PRINT_LISTS
    ),
    "day-pack-made": Deed(EXECUTE, Group.LEAVING, "Papers for the day made", Right.PRINT_LISTS),
    "follow-up-list-made": Deed(
        EXECUTE, Group.LEAVING, "List of follow-ups printed", Right.PRINT_LISTS
    ),
    "follow-up-list-saved": Deed(
        EXECUTE, Group.LEAVING, "List of follow-ups saved as a file", Right.PRINT_LISTS
    ),
    "report-exported": Deed(EXECUTE, Group.LEAVING, "Report saved as a file", Right.PRINT_LISTS),
    "photo-register-made": Deed(
        EXECUTE, Group.LEAVING, "Register of photographs printed", Right.PRINT_LISTS
    ),
    "photo-register-saved": Deed(
        EXECUTE, Group.LEAVING, "Register of photographs saved as a file", Right.PRINT_LISTS
    ),
    "photographs-exported": Deed(EXECUTE, Group.LEAVING, "Photographs exported", Right.GIVE_PHOTOS),
    "review-copy-made": Deed(EXECUTE, Group.LEAVING, "Review copy made", Right.TAKE_ALONG),
    "review-copy-failed": Deed(
        UPDATE, Group.LEAVING, "Review copy did not come about", Right.TAKE_ALONG
    ),
    "review-copy-leave": Deed(
        EXECUTE, Group.LEAVING, "Leave to read a review copy given", Right.TAKE_ALONG
    ),
    # Safety
    "backup-made": Deed(EXECUTE, Group.SAFETY, "Backup made and proven", Right.BACK_UP),
    "backup-failed": Deed(EXECUTE, Group.SAFETY, "Backup failed", Right.BACK_UP),
    "backup-proven": Deed(EXECUTE, Group.SAFETY, "Backup proven again, and sound", Right.BACK_UP),
    "backup-lost": Deed(
        EXECUTE, Group.SAFETY, "Backup looked at again, and damaged or gone", Right.BACK_UP
    ),
    "health-checked": Deed(EXECUTE, Group.SAFETY, "Part of the clinic checked", Right.CHECK),
    "backup-place-changed": Deed(
        UPDATE, Group.SAFETY, "Place of the backups changed", Right.SET_UP
    ),
    "restored": Deed(EXECUTE, Group.SAFETY, "Restored from a backup", Right.RESTORE),
    "restored-with-recovery-key": Deed(
        EXECUTE,
        Group.SAFETY,
        "Restored from a backup with the recovery key",
        Right.RESTORE_BY_KEY,
    ),
    "restore-undone": Deed(EXECUTE, Group.SAFETY, "Restore taken back", Right.RESTORE),
    "kept-removed": Deed(
        DELETE, Group.SAFETY, "What a restore or an upgrade had kept removed", Right.RESTORE
    ),
    "audit-viewed": Deed(READ, Group.SAFETY, "Audit log looked at", Right.AUDIT),
    "audit-checked": Deed(EXECUTE, Group.SAFETY, "Audit log checked", Right.AUDIT),
    "audit-exported": Deed(EXECUTE, Group.SAFETY, "Audit log exported", Right.AUDIT),
}
