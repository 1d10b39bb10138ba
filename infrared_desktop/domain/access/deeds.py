"""Every act that the clinic knows by name: what it does, which group it is of, and its words.

An act that is not in this table is not an act of this program.
"""

from dataclasses import dataclass
from enum import StrEnum


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
    """One act: what it does, its group, and the words that people read, not yet translated."""

    action: Action
    group: Group
    words: str


CREATE, READ, UPDATE, DELETE, EXECUTE = Action

DEEDS: dict[str, Deed] = {
    # Entry
    "clinic-founded": Deed(CREATE, Group.CLINIC, "Clinic founded"),
    "program-started": Deed(EXECUTE, Group.ENTRY, "Program started"),
    "program-stopped": Deed(EXECUTE, Group.ENTRY, "Program ended"),
    "unlocked": Deed(EXECUTE, Group.ENTRY, "Unlocked with the passphrase"),
    "unlocked-with-recovery-key": Deed(EXECUTE, Group.ENTRY, "Unlocked with the recovery key"),
    "unlock-failed": Deed(EXECUTE, Group.ENTRY, "A wrong passphrase was typed"),
    "locked": Deed(EXECUTE, Group.ENTRY, "Locked"),
    "clock-changed": Deed(EXECUTE, Group.ENTRY, "The clock of the PC was seen to have changed"),
    "looked-again": Deed(
        EXECUTE, Group.ENTRY, "Passphrase typed again before a step that needs it"
    ),
    # Staff
    "staff-added": Deed(CREATE, Group.STAFF, "Person added to the staff"),
    "staff-changed": Deed(UPDATE, Group.STAFF, "Person of the staff changed"),
    "role-changed": Deed(UPDATE, Group.STAFF, "Role changed"),
    "staff-disabled": Deed(UPDATE, Group.STAFF, "Person may no longer unlock"),
    "staff-enabled": Deed(UPDATE, Group.STAFF, "Person may unlock again"),
    "passphrase-changed": Deed(UPDATE, Group.STAFF, "Own passphrase changed"),
    "passphrase-reset": Deed(UPDATE, Group.STAFF, "Passphrase reset with a one-time code"),
    "recovery-key-changed": Deed(UPDATE, Group.STAFF, "Recovery key changed"),
    "database-rekeyed": Deed(UPDATE, Group.STAFF, "Database encrypted under a new key"),
    # Clinic
    "settings-changed": Deed(UPDATE, Group.CLINIC, "Clinic settings changed"),
    "desk-rules-changed": Deed(UPDATE, Group.CLINIC, "Rules of the desk changed"),
    "closure-added": Deed(CREATE, Group.CLINIC, "Days closed added"),
    "closure-taken-back": Deed(UPDATE, Group.CLINIC, "Days closed taken back"),
    "room-added": Deed(CREATE, Group.CLINIC, "Room added"),
    "device-added": Deed(CREATE, Group.CLINIC, "Device added"),
    "device-changed": Deed(UPDATE, Group.CLINIC, "Device changed"),
    "device-taken-back": Deed(UPDATE, Group.CLINIC, "Device taken back"),
    "protocol-approved": Deed(CREATE, Group.CLINIC, "Protocol approved"),
    "protocol-picked": Deed(UPDATE, Group.CLINIC, "Protocol chosen"),
    "message-text-changed": Deed(UPDATE, Group.CLINIC, "Text for messages changed"),
    "mail-server-changed": Deed(UPDATE, Group.CLINIC, "Mail server changed"),
    "derived-anew": Deed(EXECUTE, Group.CLINIC, "Follow-ups and search made anew by the program"),
    "practice": Deed(CREATE, Group.CLINIC, "Practice patients made up"),
    # Reading
    "chart-opened": Deed(READ, Group.READING, "Chart opened"),
    "history-opened": Deed(READ, Group.READING, "Medical history opened"),
    "photograph-seen": Deed(READ, Group.READING, "Photograph looked at in full"),
    "searched": Deed(READ, Group.READING, "People searched"),
    "restricted-chart-opened": Deed(READ, Group.READING, "Restricted chart opened with a reason"),
    # Patients
    "patient-registered": Deed(CREATE, Group.PATIENTS, "Patient registered"),
    "patient-edited": Deed(UPDATE, Group.PATIENTS, "Patient's details changed"),
    "list-imported": Deed(CREATE, Group.PATIENTS, "List of patients imported"),
    "import-taken-back": Deed(UPDATE, Group.PATIENTS, "Import of a list taken back"),
    "patients-merged": Deed(UPDATE, Group.PATIENTS, "Two numbers joined as one patient"),
    "merge-taken-back": Deed(UPDATE, Group.PATIENTS, "Joined numbers parted again"),
    "record-restricted": Deed(UPDATE, Group.PATIENTS, "Record restricted"),
    "restriction-lifted": Deed(UPDATE, Group.PATIENTS, "Restriction of a record lifted"),
    "erasure-refused": Deed(CREATE, Group.PATIENTS, "Erasure refused"),
    "erasure-waits": Deed(CREATE, Group.PATIENTS, "Erasure put off until the record may go"),
    "erasure-erased": Deed(DELETE, Group.PATIENTS, "Patient erased"),
    # Visits
    "visit-booked": Deed(CREATE, Group.VISITS, "Visit booked"),
    "visits-booked": Deed(CREATE, Group.VISITS, "Several visits booked"),
    "visits-taken-back": Deed(UPDATE, Group.VISITS, "Several bookings taken back"),
    "visit-moved": Deed(UPDATE, Group.VISITS, "Visit moved or changed"),
    "visit-handed-over": Deed(UPDATE, Group.VISITS, "Visit given to the right patient"),
    "visit-step-undone": Deed(UPDATE, Group.VISITS, "Step of a visit taken back"),
    "visit-arrived": Deed(UPDATE, Group.VISITS, "Patient arrived"),
    "visit-in_treatment": Deed(UPDATE, Group.VISITS, "Treatment began"),
    "visit-fulfilled": Deed(UPDATE, Group.VISITS, "Visit closed as done"),
    "visit-noshow": Deed(UPDATE, Group.VISITS, "Visit closed: the patient did not come"),
    "visit-cancelled": Deed(UPDATE, Group.VISITS, "Visit cancelled"),
    "visit-entered-in-error": Deed(UPDATE, Group.VISITS, "Visit marked as entered in error"),
    "absence-struck": Deed(UPDATE, Group.VISITS, "Missed visit struck through"),
    "next-step-agreed": Deed(CREATE, Group.VISITS, "Next step agreed"),
    "next-step-undone": Deed(UPDATE, Group.VISITS, "Next step taken back"),
    "wish-added": Deed(CREATE, Group.VISITS, "Put on the waiting list"),
    "wish-waiting": Deed(UPDATE, Group.VISITS, "Wish on the waiting list changed"),
    "wish-booked": Deed(UPDATE, Group.VISITS, "Wish on the waiting list booked"),
    "wish-withdrawn": Deed(UPDATE, Group.VISITS, "Taken off the waiting list"),
    "waiting-taken-back": Deed(UPDATE, Group.VISITS, "Step of the waiting list taken back"),
    "time-offered": Deed(CREATE, Group.VISITS, "Free time offered"),
    "offer-open": Deed(UPDATE, Group.VISITS, "Offer of a time opened again"),
    "offer-accepted": Deed(UPDATE, Group.VISITS, "Offered time accepted"),
    "offer-declined": Deed(UPDATE, Group.VISITS, "Offered time declined"),
    "offer-expired": Deed(UPDATE, Group.VISITS, "Offer of a time ran out"),
    "offer-accepted-undone": Deed(UPDATE, Group.VISITS, "Accepted offer taken back"),
    # Records
    "draft-kept": Deed(UPDATE, Group.RECORDS, "Draft kept"),
    "draft-discarded": Deed(DELETE, Group.RECORDS, "Draft thrown away"),
    "history-taken": Deed(CREATE, Group.RECORDS, "Medical history taken"),
    "history-confirmed": Deed(UPDATE, Group.RECORDS, "Medical history confirmed"),
    "consultation-signed": Deed(CREATE, Group.RECORDS, "Consultation signed"),
    "session-signed": Deed(CREATE, Group.RECORDS, "Session signed"),
    "review-signed": Deed(CREATE, Group.RECORDS, "Review signed"),
    "addendum-signed": Deed(CREATE, Group.RECORDS, "Addendum signed"),
    "plan-made": Deed(CREATE, Group.RECORDS, "Plan made"),
    "plan-changed": Deed(UPDATE, Group.RECORDS, "Plan changed"),
    "adverse-event-reported": Deed(CREATE, Group.RECORDS, "Reaction reported"),
    "adverse-event-followed": Deed(UPDATE, Group.RECORDS, "Reaction followed"),
    "adverse-event-closed": Deed(UPDATE, Group.RECORDS, "Reaction closed"),
    "rule-overridden": Deed(CREATE, Group.RECORDS, "Rule overridden"),
    "rule-re-examined": Deed(CREATE, Group.RECORDS, "Rule re-examined"),
    "rule-letter": Deed(CREATE, Group.RECORDS, "Letter on a rule noted"),
    "rule-acknowledged": Deed(CREATE, Group.RECORDS, "Rule acknowledged"),
    "test-spot-made": Deed(CREATE, Group.RECORDS, "Test spot made"),
    "test-spot-read": Deed(UPDATE, Group.RECORDS, "Test spot read"),
    "consultation-invalidated": Deed(UPDATE, Group.RECORDS, "Consultation struck through"),
    "plan-invalidated": Deed(UPDATE, Group.RECORDS, "Plan struck through"),
    "session-invalidated": Deed(UPDATE, Group.RECORDS, "Session struck through"),
    "adverse_event-invalidated": Deed(UPDATE, Group.RECORDS, "Reaction struck through"),
    "review-invalidated": Deed(UPDATE, Group.RECORDS, "Review struck through"),
    "history-invalidated": Deed(UPDATE, Group.RECORDS, "Medical history struck through"),
    "rule_decision-invalidated": Deed(UPDATE, Group.RECORDS, "Decision on a rule struck through"),
    "test_spot-invalidated": Deed(UPDATE, Group.RECORDS, "Test spot struck through"),
    "remarks-taken-in": Deed(CREATE, Group.RECORDS, "Remarks of a review copy taken in"),
    "remark-taken-up": Deed(UPDATE, Group.RECORDS, "Remark taken up"),
    "remark-tied": Deed(UPDATE, Group.RECORDS, "Remark tied to a record"),
    "remark-dismissed": Deed(UPDATE, Group.RECORDS, "Remark dismissed"),
    "remark-reopened": Deed(UPDATE, Group.RECORDS, "Remark opened again"),
    # Papers
    "outline-given": Deed(CREATE, Group.PAPERS, "Outline of the treatment handed out"),
    "instructions-given": Deed(CREATE, Group.PAPERS, "Instructions handed out"),
    "aftercare-given": Deed(CREATE, Group.PAPERS, "After-care paper handed out"),
    "handout-invalidated": Deed(UPDATE, Group.PAPERS, "Handed-out paper struck through"),
    "consent-prepared": Deed(CREATE, Group.PAPERS, "Consent prepared"),
    "consent-signed": Deed(CREATE, Group.PAPERS, "Consent signed"),
    "consent-confirmed": Deed(UPDATE, Group.PAPERS, "Consent confirmed"),
    "consent-withdrawn": Deed(CREATE, Group.PAPERS, "Consent withdrawn"),
    "consent-invalidated": Deed(UPDATE, Group.PAPERS, "Consent struck through"),
    "withdrawal-invalidated": Deed(UPDATE, Group.PAPERS, "Withdrawal of a consent struck through"),
    # Photographs
    "photographs-added": Deed(CREATE, Group.PHOTOGRAPHS, "Photographs added"),
    "photographs-taken-back": Deed(UPDATE, Group.PHOTOGRAPHS, "Added photographs taken back"),
    "photographs-described": Deed(UPDATE, Group.PHOTOGRAPHS, "Photographs described"),
    "photographs-moved": Deed(UPDATE, Group.PHOTOGRAPHS, "Photographs given to the right patient"),
    "photographs-moved-back": Deed(UPDATE, Group.PHOTOGRAPHS, "Photographs given back"),
    "photographs-struck": Deed(UPDATE, Group.PHOTOGRAPHS, "Photographs struck through"),
    "photographs-aligned": Deed(UPDATE, Group.PHOTOGRAPHS, "Photographs laid onto one another"),
    "photographs-given-up": Deed(DELETE, Group.PHOTOGRAPHS, "Damaged photographs given up"),
    "photographs-called-back": Deed(UPDATE, Group.PHOTOGRAPHS, "Photographs called back"),
    "photographs-to-be-called-back": Deed(
        CREATE, Group.PHOTOGRAPHS, "Photographs marked to be called back"
    ),
    "photographs-not-exported": Deed(
        UPDATE, Group.PHOTOGRAPHS, "Export of photographs did not happen"
    ),
    "photo-invalidated": Deed(UPDATE, Group.PHOTOGRAPHS, "Photograph struck through"),
    # Follow ups
    "contact-attempted": Deed(CREATE, Group.FOLLOW_UPS, "Attempt to reach a patient noted"),
    "contact-attempt-invalidated": Deed(
        UPDATE, Group.FOLLOW_UPS, "Attempt to reach a patient struck through"
    ),
    "contact_attempt-invalidated": Deed(
        UPDATE, Group.FOLLOW_UPS, "Attempt to reach a patient struck through"
    ),
    "follow-up-snoozed": Deed(CREATE, Group.FOLLOW_UPS, "Follow-up put off"),
    "follow-up-not_needed": Deed(CREATE, Group.FOLLOW_UPS, "Follow-up marked as not needed"),
    "follow-up-declined": Deed(CREATE, Group.FOLLOW_UPS, "Follow-up declined by the patient"),
    "follow-up-reopened": Deed(CREATE, Group.FOLLOW_UPS, "Follow-up opened again"),
    "follow-up-moved": Deed(CREATE, Group.FOLLOW_UPS, "Follow-up moved"),
    "follow-up-assigned": Deed(CREATE, Group.FOLLOW_UPS, "Follow-up given to a person"),
    "follow-up-batch": Deed(CREATE, Group.FOLLOW_UPS, "Several follow-ups settled at once"),
    "follow-up-batch-taken-back": Deed(UPDATE, Group.FOLLOW_UPS, "Several follow-ups opened again"),
    "message-written": Deed(CREATE, Group.FOLLOW_UPS, "Message written"),
    "message-handed": Deed(UPDATE, Group.FOLLOW_UPS, "Message noted as sent by hand"),
    "message-queued": Deed(UPDATE, Group.FOLLOW_UPS, "Message waits to be sent"),
    "message-sending": Deed(UPDATE, Group.FOLLOW_UPS, "Message is being sent"),
    "message-taken": Deed(UPDATE, Group.FOLLOW_UPS, "Message taken by the mail server"),
    "message-unknown": Deed(UPDATE, Group.FOLLOW_UPS, "Nobody knows whether a message left"),
    "message-refused": Deed(UPDATE, Group.FOLLOW_UPS, "Message refused by the mail server"),
    "message-withdrawn": Deed(UPDATE, Group.FOLLOW_UPS, "Message taken back"),
    # Leaving
    "record-printed": Deed(EXECUTE, Group.LEAVING, "Whole record of a patient printed"),
    "record-exported": Deed(EXECUTE, Group.LEAVING, "Whole record of a patient exported"),
    "clinic-exported": Deed(EXECUTE, Group.LEAVING, "Whole clinic exported"),
    "diary-printed": Deed(EXECUTE, Group.LEAVING, "Diary printed"),
    "diary-exported": Deed(EXECUTE, Group.LEAVING, "Diary exported as a calendar"),
    "day-pack-made": Deed(EXECUTE, Group.LEAVING, "Papers for the day made"),
    "follow-up-list-made": Deed(EXECUTE, Group.LEAVING, "List of follow-ups printed"),
    "follow-up-list-saved": Deed(EXECUTE, Group.LEAVING, "List of follow-ups saved as a file"),
    "report-exported": Deed(EXECUTE, Group.LEAVING, "Report saved as a file"),
    "photo-register-made": Deed(EXECUTE, Group.LEAVING, "Register of photographs printed"),
    "photo-register-saved": Deed(EXECUTE, Group.LEAVING, "Register of photographs saved as a file"),
    "photographs-exported": Deed(EXECUTE, Group.LEAVING, "Photographs exported"),
    "review-copy-made": Deed(EXECUTE, Group.LEAVING, "Review copy made"),
    "review-copy-failed": Deed(UPDATE, Group.LEAVING, "Review copy did not come about"),
    "review-copy-leave": Deed(EXECUTE, Group.LEAVING, "Leave to read a review copy given"),
    # Safety
    "backup-made": Deed(EXECUTE, Group.SAFETY, "Backup made and proven"),
    "backup-failed": Deed(EXECUTE, Group.SAFETY, "Backup failed"),
    "backup-place-changed": Deed(UPDATE, Group.SAFETY, "Place of the backups changed"),
    "restored": Deed(EXECUTE, Group.SAFETY, "Restored from a backup"),
    "restore-undone": Deed(EXECUTE, Group.SAFETY, "Restore taken back"),
    "audit-viewed": Deed(READ, Group.SAFETY, "Audit log looked at"),
    "audit-checked": Deed(EXECUTE, Group.SAFETY, "Audit log checked"),
    "audit-exported": Deed(EXECUTE, Group.SAFETY, "Audit log exported"),
}
