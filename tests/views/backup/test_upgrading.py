"""A newer version takes over a clinic: backed up and proven beside the window, then opened."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.start import Options
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.database.migrations import OutdatedError
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views.backup.upgrading_page import UpgradingPage
from infrared_desktop.views.look.panel import EmptyState
from infrared_desktop.views.window import Window
from tests.clinics import CLINICIAN, NOW, Template
from tests.faults.stage import Stage, aged


@pytest.fixture
def old(template: Template, tmp_path: Path) -> Stage:
    """Return a clinic of the release before."""
    stage = Stage(tmp_path / "root", template.key, template.recovery_key)
    template.copy_to(stage.folder).close()
    aged(stage)
    return stage


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, old: Stage) -> Window:
    """Return the window before that clinic."""
    window = Window(Options(False, old.folder), clock=lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    return window


def test_the_clinic_is_opened_after_a_proven_backup(
    qtbot: QtBot, window: Window, old: Stage
) -> None:
    window.enter(Unlocked(old.key, CLINICIAN, "Dr. Åsa Lindqvist"))
    page = window.centralWidget()
    assert isinstance(page, UpgradingPage)
    assert "backed up first" in page.card.lead.text()
    qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
    assert len(list(old.root.rglob("*.proven"))) == 1
    window.leave_clinic()


def test_without_a_backup_it_stays_as_it_is(qtbot: QtBot, window: Window, old: Stage) -> None:
    (old.root / "Infrared Desktop backups").write_bytes(b"in the way")
    window.enter(Unlocked(old.key, CLINICIAN, "Dr. Åsa Lindqvist"))
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), EmptyState), timeout=20_000)
    page = window.centralWidget()
    assert isinstance(page, EmptyState)
    assert "the version from before still opens it" in page.advice_label.text()
    assert page.action_button.hasFocus()
    with pytest.raises(OutdatedError), closing(open_clinic(old.folder, old.key, NOW)):
        pass
