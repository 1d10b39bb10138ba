"""What each role may do: every right is granted here, row by row, and what is not is denied."""

from enum import StrEnum

from infrared_desktop.domain.records.answers import Role

PROGRAM = 0  # the author of what the program does by itself


class Right(StrEnum):
    """A kind of act that is allowed or denied as a whole."""

    SIT_DOWN = "sit_down"
    READ = "read"
    READ_RECORD = "read_record"
    SEE_PHOTOS = "see_photos"
    BREAK_GLASS = "break_glass"
    REGISTER = "register"
    JOIN = "join"
    RESTRICT = "restrict"
    LIFT_OTHERS = "lift_others"
    ERASE = "erase"
    BOOK = "book"
    CONTACT = "contact"
    DRAFT = "draft"
    TAKE_HISTORY = "take_history"
    REPORT_REACTION = "report_reaction"
    CLOSE_REACTION = "close_reaction"
    SIGN = "sign"
    ADD = "add"
    STRIKE = "strike"
    PLAN = "plan"
    TEST = "test"
    DECIDE = "decide"
    HAND_OUT = "hand_out"
    PREPARE_CONSENT = "prepare_consent"
    TAKE_CONSENT = "take_consent"
    STRIKE_PAPER = "strike_paper"
    KEEP_PHOTOS = "keep_photos"
    COMPARE_PHOTOS = "compare_photos"
    GIVE_PHOTOS = "give_photos"
    PRINT_LISTS = "print_lists"
    PRINT_RECORD = "print_record"
    TAKE_ALONG = "take_along"
    EXPORT_CLINIC = "export_clinic"
    KEEP_DESK = "keep_desk"
    KEEP_HOURS = "keep_hours"
    KEEP_DEVICES = "keep_devices"
    KEEP_PROTOCOL = "keep_protocol"
    SET_UP = "set_up"
    KEEP_STAFF = "keep_staff"
    BACK_UP = "back_up"
    CHECK = "check"
    RESTORE = "restore"
    RESTORE_BY_KEY = "restore_by_key"
    AUDIT = "audit"
    FOUND = "found"
    DERIVE = "derive"
    PRACTISE = "practise"


_EVERYBODY = frozenset(
    {
        Right.SIT_DOWN,
        Right.READ,
        Right.REGISTER,
        Right.BOOK,
        Right.CONTACT,
        Right.DRAFT,
        Right.TAKE_HISTORY,
        Right.REPORT_REACTION,
        Right.HAND_OUT,
        Right.PREPARE_CONSENT,
        Right.KEEP_PHOTOS,
        Right.PRINT_LISTS,
        Right.KEEP_DESK,
        Right.BACK_UP,
    }
)
_WHO_TREATS = _EVERYBODY | {
    Right.READ_RECORD,
    Right.SEE_PHOTOS,
    Right.BREAK_GLASS,
    Right.JOIN,
    Right.RESTRICT,
    Right.CLOSE_REACTION,
    Right.SIGN,
    Right.ADD,
    Right.STRIKE,
    Right.PLAN,
    Right.TEST,
    Right.DECIDE,
    Right.TAKE_CONSENT,
    Right.STRIKE_PAPER,
    Right.COMPARE_PHOTOS,
    Right.GIVE_PHOTOS,
    Right.PRINT_RECORD,
    Right.TAKE_ALONG,
    Right.KEEP_HOURS,
    Right.KEEP_DEVICES,
    Right.KEEP_PROTOCOL,
    Right.CHECK,
}
GRANTED: dict[Role, frozenset[Right]] = {
    Role.RECEPTION: _EVERYBODY,
    Role.CLINICIAN: _WHO_TREATS,
    Role.OWNER: _WHO_TREATS
    | {
        Right.LIFT_OTHERS,
        Right.ERASE,
        Right.EXPORT_CLINIC,
        Right.SET_UP,
        Right.KEEP_STAFF,
        Right.RESTORE,
        Right.AUDIT,
    },
}
# What reception holds besides where the owner lets it read the medical record.
IF_RECEPTION_READS = frozenset({Right.READ_RECORD})
# And where she lets it look at photographs as well, which are a part of the record.
IF_RECEPTION_SEES = frozenset({Right.SEE_PHOTOS})
# What the program does by itself, as the author 0: it signs nothing. 0 is the recovery key's number
# as well, which puts a backup back: the way out when nobody's passphrase is known.
PROGRAM_RIGHTS = frozenset(
    {Right.SIT_DOWN, Right.BACK_UP, Right.RESTORE_BY_KEY, Right.DERIVE, Right.PRACTISE}
)
# Of whoever founds a clinic, as long as nobody is on its staff.
FOUNDER_RIGHTS = frozenset({Right.FOUND})

# What somebody is told who lacks a right; each says who has it, and what became of the work.
REFUSALS: dict[Right, str] = {
    Right.READ_RECORD: (
        "A clinician reads the medical record. Nothing was opened; the owner decides whether "
        "reception reads it as well."
    ),
    Right.SEE_PHOTOS: (
        "A clinician looks at photographs. Nothing was shown; the owner decides whether reception "
        "looks at them as well."
    ),
    Right.JOIN: (
        "A clinician joins two numbers of one patient, or parts them. Nothing was changed; note "
        "the wish among the rights of the patient."
    ),
    Right.RESTRICT: (
        "A clinician keeps a chart closed, or lifts that. Nothing was changed; note the wish "
        "among the rights of the patient."
    ),
    Right.SIGN: "A clinician signs this. Your draft stays as it is.",
    Right.ADD: "A clinician adds to a signed record. Nothing was saved; tell one what to add.",
    Right.STRIKE: "A clinician strikes a signed record through. Nothing was changed; tell one.",
    Right.STRIKE_PAPER: (
        "A clinician strikes what somebody else handed over. Nothing was changed; tell one."
    ),
    Right.LIFT_OTHERS: (
        "Only the owner, or who restricted this chart or treated the patient, lifts it. Nothing "
        "was changed; ask one of them."
    ),
    Right.PLAN: "A clinician makes and changes plans. Nothing was changed; ask one to do it.",
    Right.TEST: "A clinician makes and reads test spots. Nothing was saved yet.",
    Right.DECIDE: ("Only a clinician decides about a rule. Nothing was changed; ask one to do it."),
    Right.CLOSE_REACTION: (
        "A clinician closes a reaction. Nothing was saved; Ctrl+S saves how it goes on."
    ),
    Right.TAKE_CONSENT: "A clinician takes a consent. Nothing was saved yet.",
    Right.GIVE_PHOTOS: "A clinician hands photographs out. Nothing left; ask one to do it.",
    Right.TAKE_ALONG: "A clinician takes patients along. Nothing was written; ask one.",
    Right.KEEP_DEVICES: (
        "Only a clinician or the owner can change the device register. Nothing was changed."
    ),
    Right.KEEP_PROTOCOL: (
        "Only a clinician or the owner can change what the clinic treats by. Nothing was changed."
    ),
    Right.SET_UP: "Only the owner can change what stands here. Nothing was changed.",
    Right.KEEP_STAFF: (
        "Only the owner changes who works here, and their keys. Nothing was changed."
    ),
    Right.PRINT_RECORD: (
        "A clinician prints or exports a whole record. Nothing was written; ask one to do it."
    ),
    Right.EXPORT_CLINIC: (
        "Only the owner takes everything along. Nothing was written; ask the owner."
    ),
    Right.RESTORE: (
        "Only the owner puts a backup back, or whoever has the recovery key. Nothing was changed."
    ),
    Right.AUDIT: "Only the owner looks through the audit log. Nothing was shown; ask the owner.",
}
_ONLY_OWNER = "Only the owner can do this. Nothing was changed; ask the owner to do it."
_ONLY_TREATING = "Only a clinician or the owner can do this. Nothing was changed; ask one of them."
_ONLY_PROGRAM = "Only the program does this by itself. Nothing was changed."


def granted(
    role: Role, reception_reads: bool = False, reception_sees: bool = False
) -> frozenset[Right]:
    """Return the rights of a role, by what the owner lets reception read and look at."""
    rights = GRANTED.get(role, frozenset())
    if role is not Role.RECEPTION or not reception_reads:
        return rights
    return rights | IF_RECEPTION_READS | (IF_RECEPTION_SEES if reception_sees else frozenset())


def may(
    role: Role, right: Right, reception_reads: bool = False, reception_sees: bool = False
) -> bool:
    """Say whether a role holds a right."""
    return right in granted(role, reception_reads, reception_sees)


def refusal_of(right: Right) -> str:
    """Return the sentence for somebody who lacks a right."""
    if right in REFUSALS:
        return REFUSALS[right]
    if may(Role.CLINICIAN, right):
        return _ONLY_TREATING
    return _ONLY_OWNER if may(Role.OWNER, right) else _ONLY_PROGRAM
