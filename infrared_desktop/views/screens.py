"""Which screen shows which place; each is imported when it is first gone to."""

from importlib import import_module

from infrared_desktop.views.screen import Screen
from infrared_desktop.views.workplace import Workplace

# The name of a place, and the module and the class of the screen that shows it.
SCREENS = {
    "today": ("diary.today", "TodayScreen"),
    "unresolved": ("diary.unresolved", "UnresolvedScreen"),
    "people": ("people.people", "PeopleScreen"),
    "patient": ("people.patient", "PatientScreen"),
    "patient_form": ("people.patient_form", "PatientFormScreen"),
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
}


def make_screen(name: str, workplace: Workplace) -> Screen:
    """Make the screen of a place by its name."""
    return import_screen(name)(workplace)


def import_screen(name: str) -> type[Screen]:
    """Import the screen of a place with all that it needs."""
    module, class_name = SCREENS[name]
    found: type[Screen] = getattr(import_module(f"infrared_desktop.views.{module}"), class_name)
    return found
