"""Today is shown before anything is imported that only an act, a record or a paper needs."""

import json
import os
import subprocess
import sys
from datetime import time, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.waiting import Wish
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.photo_scenes import kept
from tests.scenes import TODAY, next_step, patient, treated_patient, visit

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
from infrared_desktop.storage.files import vault
window.enter(vault.unlock(Path(folder), name, passphrase))
app.processEvents()
screen = window.frame.screen_shown
from infrared_desktop.views.waiting.opening_banner import OpeningBanner
app.processEvents()  # the day first, and then what fell free
shown = {
    "visits": screen.visits.rows().rowCount(),
    "due": screen.due.rows().rowCount(),
    "free": screen.findChild(OpeningBanner).text(),
}
print(json.dumps(shown | {"modules": sorted(sys.modules)}), flush=True)
os._exit(0)
"""
CAN_WAIT = (
    "PySide6.QtPrintSupport",
    "PySide6.QtUiTools",
    "infrared_desktop.documents",
    "infrared_desktop.exchange",
    "infrared_desktop.views.closing",
    "infrared_desktop.views.consultation",
    "infrared_desktop.views.history",
    "infrared_desktop.views.papers",
    "infrared_desktop.views.records",
    "infrared_desktop.views.results",
    "infrared_desktop.views.sessions",
    # What derives the follow-ups, once something was done.
    "infrared_desktop.domain.follow_ups.due",
    # What reads a protocol, and reads a record by one.
    "infrared_desktop.domain.protocol.protocol.",
    "infrared_desktop.domain.rules.rules",
    "infrared_desktop.domain.rules.conditions",
    "infrared_desktop.domain.toml.tables",
    "infrared_desktop.domain.protocol.consent_terms",
    # Photographs and copies that left; of them a chart needs the records alone.
    "infrared_desktop.domain.photographs.exports",
    "infrared_desktop.domain.photographs.guess",
    "infrared_desktop.domain.photographs.sets",
    "infrared_desktop.storage.files.photo_files.",
    "infrared_desktop.storage.desks.photos.",
    "infrared_desktop.storage.review.",
    "infrared_desktop.views.photos",
    "exifread",
    "dateutil.parser._parser",
    "icalendar",
    "segno",
    # A second SQLite, which sqlite-utils names a type of.
    "_sqlite3.",
    # What sqlite-utils would look for plugins with.
    "importlib.metadata",
    "phonenumbers",
    "zxcvbn",
)


# Whom a freed time would suit, where nobody waits for any.
IF_NOBODY_WAITS = (
    "infrared_desktop.domain.booking.waiting_match",
    "infrared_desktop.storage.gathered.waiting_list",
    "tomllib",
)


def let_a_time_fall_free(clinic: Clinic) -> None:
    """Put somebody on the waiting list for a session, and cancel a visit of somebody else."""
    other = clinic.people.register(patient("Bo", phone="+14165550199"), RECEPTION, NOW).id
    day = TODAY + timedelta(20)
    gone = clinic.diary.book(visit(1, day, time(10)), RECEPTION, NOW)
    wish = Wish(other, AppointmentKind.SESSION, TODAY, TODAY + timedelta(30))
    clinic.waiting.wish(wish, RECEPTION, NOW)
    clinic.diary.close(gone, AppointmentStatus.CANCELLED, next_step(1), RECEPTION, NOW)


@pytest.fixture(scope="module", params=[False, True], ids=["a plain day", "a time fell free"])
def seen(
    request: pytest.FixtureRequest, template: Template, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Return what stands on Today, and what was imported until then."""
    folder = tmp_path_factory.mktemp("today") / "clinic"
    clinic = template.copy_to(folder)
    number = treated_patient(clinic)
    clinic.diary.book(visit(number, TODAY + timedelta(days=1), time(9)), RECEPTION, NOW)
    clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    if request.param:
        let_a_time_fall_free(clinic)
    name = clinic.staff.get(CLINICIAN).record.name
    clinic.close()
    words = [str(folder), name, PASSPHRASE, (NOW + timedelta(days=1)).isoformat()]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", CHILD, *words]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=100)
    found: dict[str, Any] = json.loads(done.stdout)
    return found | {"fell_free": request.param}


def test_today_is_shown_without_what_can_wait(seen: dict[str, Any]) -> None:
    assert (seen["visits"], seen["due"] != 0) == (1, True)
    assert ("would take it" in seen["free"]) is seen["fell_free"]
    can_wait = CAN_WAIT if seen["fell_free"] else CAN_WAIT + IF_NOBODY_WAITS
    # With a dot at the end, so that a module is named without those that begin like it.
    early = [name for name in seen["modules"] if f"{name}.".startswith(can_wait)]
    assert early == []
