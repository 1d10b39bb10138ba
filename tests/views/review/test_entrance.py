"""From the entrance of the program a review copy is found and read."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from infrared_desktop.start import Options
from infrared_desktop.storage.review.making import MadeCopy
from infrared_desktop.views import application, crash
from infrared_desktop.views.entry.founding import FoundingPage
from infrared_desktop.views.review import opening_page
from infrared_desktop.views.review.opening_page import OpeningPage
from infrared_desktop.views.review.review_window import ReviewWindow
from tests.review_scenes import seat_in


def test_an_entrance_leads_to_a_copy(
    dressed: QApplication,
    copy: MadeCopy,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opening_page, "usual_seat", lambda: seat_in(tmp_path / "laptop"))
    entrance = application._window(Options(False, tmp_path / "nothing"), taken=False)
    entrance.show()
    page = entrance.centralWidget()
    assert isinstance(page, FoundingPage)
    assert page.review.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy.path), ""))
    page.review.click()
    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, ReviewWindow))
    assert isinstance(window.centralWidget(), OpeningPage)
    assert not entrance.isVisible()
    assert str(copy.path.name) in window.centralWidget().card.lead.text()
    for each in (entrance, window):
        each.close()
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    crash.listen(lambda _: False)
