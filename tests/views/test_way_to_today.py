"""Today is shown before anything is imported that only an act, a record or a paper needs."""

import json
import os
import subprocess
import sys
from datetime import time, timedelta

import pytest

from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.scenes import TODAY, treated_patient, visit

# A person's own way: the window, the passphrase, and then Today as it stands an hour later.
CHILD = """
import json, os, sys
from datetime import datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication

app = QApplication([])
from infrared_desktop.start import Options
from infrared_desktop.views.look.theme import apply_theme
from infrared_desktop.views.window import Window

folder, name, passphrase, moment = sys.argv[1:]
apply_theme(app)
window = Window(Options(False, Path(folder)), lambda: datetime.fromisoformat(moment))
window.show()
from infrared_desktop.storage import vault
window.enter(vault.unlock(Path(folder), name, passphrase))
app.processEvents()
screen = window.frame.screen_shown
shown = {"visits": screen.visits.rows().rowCount(), "due": screen.due.rows().rowCount()}
print(json.dumps(shown | {"modules": sorted(sys.modules)}), flush=True)
os._exit(0)
"""
CAN_WAIT = (
    "PySide6.QtPrintSupport",
    "PySide6.QtUiTools",
    "infrared_desktop.documents",
    "infrared_desktop.exchange",
    "infrared_desktop.views.records",
    # What derives the follow-ups, once something was done.
    "infrared_desktop.domain.follow_ups",
    # What reads a protocol, and reads a record by one.
    "infrared_desktop.domain.protocol.",
    "infrared_desktop.domain.rules",
    "infrared_desktop.domain.conditions",
    "infrared_desktop.domain.tables",
    "infrared_desktop.domain.consent_terms",
    "tomllib",
    # Photographs and copies that left; of them a chart needs the records alone.
    "infrared_desktop.domain.photo_exports",
    "infrared_desktop.domain.photo_guess",
    "infrared_desktop.domain.photo_sets",
    "infrared_desktop.storage.photo_files.",
    "infrared_desktop.storage.photos.",
    "infrared_desktop.storage.review_",
    "infrared_desktop.views.photos",
    "exifread",
    # Whom a freed time would suit, where nobody waits.
    "infrared_desktop.domain.waiting_match",
    "infrared_desktop.storage.waiting_list",
    "icalendar",
    "segno",
    # A second SQLite, which sqlite-utils names a type of.
    "_sqlite3.",
    # What sqlite-utils would look for plugins with.
    "importlib.metadata",
    "phonenumbers",
    "zxcvbn",
)


@pytest.fixture(scope="module")
def seen(template: Template, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return what stands on Today, and what was imported until then."""
    folder = tmp_path_factory.mktemp("today") / "clinic"
    clinic = template.copy_to(folder)
    number = treated_patient(clinic)
    clinic.diary.book(visit(number, TODAY + timedelta(days=1), time(9)), RECEPTION, NOW)
    name = clinic.staff.get(CLINICIAN).record.name
    clinic.close()
    words = [str(folder), name, PASSPHRASE, (NOW + timedelta(days=1)).isoformat()]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", CHILD, *words]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=30)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_today_is_shown_without_what_can_wait(seen: dict[str, list[str]]) -> None:
    assert (seen["visits"], seen["due"] != 0) == (1, True)
    # With a dot at the end, so that a module is named without those that begin like it.
    early = [name for name in seen["modules"] if f"{name}.".startswith(CAN_WAIT)]
    assert early == []
