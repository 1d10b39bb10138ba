"""The plain words of the groups of acts, in the order in which they are offered."""

from infrared_desktop.domain.access.deeds import Group

GROUP_LABELS = {
    Group.ENTRY: "Unlocking and locking",
    Group.STAFF: "Staff and keys",
    Group.CLINIC: "Settings of the clinic",
    Group.READING: "Reading",
    Group.RESTRICTED: "Restricted charts",
    Group.PATIENTS: "Patients",
    Group.VISITS: "Visits and waiting list",
    Group.RECORDS: "Clinical records",
    Group.PAPERS: "Papers and consents",
    Group.PHOTOGRAPHS: "Photographs",
    Group.FOLLOW_UPS: "Follow-ups and messages",
    Group.LEAVING: "Printed, saved or sent out",
    Group.SAFETY: "Backups and the audit log",
}
