"""The page on which a consultation is written."""

from PySide6.QtWidgets import QComboBox, QLineEdit

from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.views.records.record_page import RecordPage
from infrared_desktop.views.workplace import Workplace

_LONGEST_CONCERN = 500


def consultation_page(workplace: Workplace) -> RecordPage:
    """Make the page, which begins with the concern in the patient's words."""
    page = RecordPage(workplace, "consultation", Consultation)
    visit, concern = page.binder.input("visit_kind"), page.binder.input("main_concern")
    assert isinstance(visit, QComboBox) and isinstance(concern, QLineEdit)
    # A consultation always has its kind of visit: there is nothing to choose in "none".
    visit.removeItem(0)
    concern.setMaxLength(_LONGEST_CONCERN)
    page.first = concern
    return page
