"""Which screen shows which place; each is imported when it is first gone to."""

from dataclasses import replace
from importlib import import_module

from infrared_desktop.domain.access.rights import Right, refusal_of
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.workplace import Workplace

# The name of a place, and the module and the class of the screen that shows it.
SCREENS = {
    "today": ("diary.today", "TodayScreen"),
    "unresolved": ("diary.unresolved", "UnresolvedScreen"),
    "people": ("people.people", "PeopleScreen"),
    "patient": ("people.patient", "PatientScreen"),
    "patient_form": ("people.patient_form", "PatientFormScreen"),
    "restricted": ("people.closed_chart", "BreakGlassScreen"),
    "restriction": ("people.restriction", "RestrictionScreen"),
    "patient_rights": ("rights.patient_rights", "PatientRightsScreen"),
    "erasure": ("rights.erasure", "ErasureScreen"),
    "rights_wish": ("rights.rights_wish", "RightsWishScreen"),
    "keeping": ("rights.keeping", "KeepingScreen"),
    "alike": ("rights.alike", "AlikeScreen"),
    "join": ("rights.joining", "JoinScreen"),
    "part": ("rights.parting", "PartScreen"),
    "import": ("people.import_list", "ImportScreen"),
    "consultation": ("consultation.consultation", "ConsultationScreen"),
    "follow_ups": ("follow_ups.follow_ups", "FollowUpsScreen"),
    "plan": ("consultation.plan", "PlanScreen"),
    "diary": ("diary.diary", "DiaryScreen"),
    "booking": ("diary.booking", "BookingScreen"),
    "series": ("diary.series", "SeriesScreen"),
    "session": ("sessions.session", "SessionScreen"),
    "review": ("results.review", "ReviewScreen"),
    "reaction": ("results.reaction", "ReactionScreen"),
    "history": ("history.history", "HistoryScreen"),
    "history_version": ("history.version", "HistoryVersionScreen"),
    "consent": ("papers.consent", "ConsentScreen"),
    "handout": ("papers.handout", "HandoutScreen"),
    "clinic": ("clinic.clinic", "ClinicScreen"),
    "clinic_facts": ("clinic.clinic_facts", "ClinicFactsScreen"),
    "staff": ("clinic.staff", "StaffScreen"),
    "own_key": ("clinic.own_key", "OwnKeyScreen"),
    "protocol": ("clinic.protocol", "ProtocolScreen"),
    "test_spot": ("consultation.test_spot", "TestSpotScreen"),
    "devices": ("clinic.devices", "DevicesScreen"),
    "waiting": ("waiting.waiting", "WaitingScreen"),
    "wish": ("waiting.wish", "WishScreen"),
    "desk_rules": ("clinic.desk_rules", "DeskRulesScreen"),
    "closures": ("clinic.closures", "ClosuresScreen"),
    "messages": ("messages.outbox", "OutboxScreen"),
    "message": ("messages.message", "MessageScreen"),
    "message_text": ("messages.message_text", "MessageTextScreen"),
    "mail_server": ("messages.mail_server", "MailServerScreen"),
    "reports": ("reports.reports", "ReportsScreen"),
    "outcomes": ("reports.outcome", "OutcomesScreen"),
    "photos": ("photos.photos", "PhotosScreen"),
    "compare": ("photos.compare", "CompareScreen"),
    "photo_export": ("photos.export", "PhotoExportScreen"),
    "photo_register": ("photos.register", "PhotoRegisterScreen"),
    "review_copies": ("review.review_copies", "ReviewCopiesScreen"),
    "leaving": ("leaving.leaving", "LeavingScreen"),
    "backups": ("backup.backups", "BackupsScreen"),
    "restore": ("backup.restore", "RestoreScreen"),
    "audit": ("audit.audit_log", "AuditScreen"),
    "health": ("health.health", "HealthScreen"),
}

# The right that each place needs (docs/decisions/0017): one that is not here opens for nobody.
NEEDS = {
    "today": Right.BOOK,
    "unresolved": Right.BOOK,
    "people": Right.READ,
    "patient": Right.READ,
    "patient_form": Right.REGISTER,
    "restricted": Right.BREAK_GLASS,
    "restriction": Right.RESTRICT,
    "patient_rights": Right.REGISTER,
    "erasure": Right.REGISTER,
    "rights_wish": Right.REGISTER,
    "keeping": Right.RESTRICT,
    "alike": Right.JOIN,
    "join": Right.JOIN,
    "part": Right.JOIN,
    "import": Right.REGISTER,
    "consultation": Right.READ_RECORD,
    "follow_ups": Right.CONTACT,
    "plan": Right.READ_RECORD,
    "diary": Right.BOOK,
    "booking": Right.BOOK,
    "series": Right.BOOK,
    "session": Right.READ_RECORD,
    "review": Right.READ_RECORD,
    "reaction": Right.REPORT_REACTION,
    "history": Right.READ_RECORD,
    "history_version": Right.READ_RECORD,
    "consent": Right.PREPARE_CONSENT,
    "handout": Right.HAND_OUT,
    "clinic": Right.READ,
    "clinic_facts": Right.READ,
    "staff": Right.KEEP_STAFF,
    "own_key": Right.SIT_DOWN,
    "protocol": Right.READ,
    "test_spot": Right.READ_RECORD,
    "devices": Right.READ,
    "waiting": Right.BOOK,
    "wish": Right.BOOK,
    "desk_rules": Right.READ,
    "closures": Right.KEEP_DESK,
    "messages": Right.CONTACT,
    "message": Right.CONTACT,
    "message_text": Right.KEEP_DESK,
    "mail_server": Right.READ,
    "reports": Right.READ,
    "outcomes": Right.READ_RECORD,
    "photos": Right.READ_RECORD,
    "compare": Right.READ_RECORD,
    "photo_export": Right.GIVE_PHOTOS,
    "photo_register": Right.PRINT_LISTS,
    "review_copies": Right.TAKE_ALONG,
    "leaving": Right.PRINT_RECORD,
    "backups": Right.BACK_UP,
    "restore": Right.RESTORE,
    "audit": Right.AUDIT,
    "health": Right.CHECK,
}


# Places that tell the audit log themselves that a chart was opened, and those with an own act.
_TELL_THEMSELVES = ("patient", "photos")
_TELL_OTHERWISE = ("history", "history_version")
# Places that who treats goes to with the record in mind, though the desk may open them as well.
_WITH_THE_RECORD = ("patient", "reaction", "consent", "photo_export", "leaving", "join", "part")


def may_open(name: str, workplace: Workplace) -> bool:
    """Say whether the person may open a place; what they may not is not offered to them."""
    return name in NEEDS and workplace.may(NEEDS[name])


def admit(place: Place, workplace: Workplace) -> Place:
    """Return the place to open: of a patient who was joined to another, the kept one's.

    Raise KnownError, with who can, where the person may not open it. ChartClosedError where it
    shows the record of a patient whose chart they may open with a reason.
    """
    if place.name not in NEEDS:
        raise KnownError("Nobody may open this page. Nothing was changed.")
    if not may_open(place.name, workplace):
        raise KnownError(refusal_of(NEEDS[place.name]))
    if place.patient is None:
        return place
    number = workplace.clinic.people.kept(place.patient)
    reading = workplace.clinic.ledger.reading
    if NEEDS[place.name] is Right.READ_RECORD:
        reading.require(number)
    elif place.name in _WITH_THE_RECORD:
        reading.require_reason(number)
    return replace(place, patient=number)


class ToldReading:
    """Tells the audit log of a record that is read on a way that passes no chart, once a way."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._told_of: int | None = None  # for as long as the window stays with that patient

    def tell(self, place: Place) -> None:
        """Tell of a place before it is shown; raise KnownError where it can't be told."""
        if place.patient != self._told_of:
            self._told_of = None
        if place.patient is None or place.name in _TELL_OTHERWISE:
            return
        if place.name not in _TELL_THEMSELVES:
            if self._told_of is not None or NEEDS[place.name] is not Right.READ_RECORD:
                return
            here = self._workplace
            here.clinic.people.open_chart(place.patient, here.by, here.now())
        self._told_of = place.patient


def make_screen(name: str, workplace: Workplace) -> Screen:
    """Make the screen of a place by its name."""
    return import_screen(name)(workplace)


def import_screen(name: str) -> type[Screen]:
    """Import the screen of a place with all that it needs."""
    module, class_name = SCREENS[name]
    found: type[Screen] = getattr(import_module(f"infrared_desktop.views.{module}"), class_name)
    return found
