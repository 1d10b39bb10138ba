"""Which screen shows which place; each is imported when it is first gone to."""

from infrared_desktop.views.screen import Screen
from infrared_desktop.views.workplace import Workplace


def make_screen(name: str, workplace: Workplace) -> Screen:
    """Make the screen of a place by its name."""
    match name:
        case "today":
            from infrared_desktop.views.today import TodayScreen

            return TodayScreen(workplace)
        case "people":
            from infrared_desktop.views.people import PeopleScreen

            return PeopleScreen(workplace)
        case "patient":
            from infrared_desktop.views.patient import PatientScreen

            return PatientScreen(workplace)
        case "patient_form":
            from infrared_desktop.views.patient_form import PatientFormScreen

            return PatientFormScreen(workplace)
        case "import":
            from infrared_desktop.views.import_list import ImportScreen

            return ImportScreen(workplace)
        case "consultation":
            from infrared_desktop.views.consultation import ConsultationScreen

            return ConsultationScreen(workplace)
        case "follow_ups":
            from infrared_desktop.views.follow_ups import FollowUpsScreen

            return FollowUpsScreen(workplace)
        case "plan":
            from infrared_desktop.views.plan import PlanScreen

            return PlanScreen(workplace)
        case "diary":
            from infrared_desktop.views.diary import DiaryScreen

            return DiaryScreen(workplace)
        case "booking":
            from infrared_desktop.views.booking import BookingScreen

            return BookingScreen(workplace)
        case "session":
            from infrared_desktop.views.session import SessionScreen

            return SessionScreen(workplace)
        case "review":
            from infrared_desktop.views.review import ReviewScreen

            return ReviewScreen(workplace)
        case "reaction":
            from infrared_desktop.views.reaction import ReactionScreen

            return ReactionScreen(workplace)
    raise ValueError(f"no screen is called {name}")
