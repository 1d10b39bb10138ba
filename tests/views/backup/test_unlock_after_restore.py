"""A restore that the power cut short is finished before somebody is asked for a passphrase."""

import json
import shutil

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.folder import EXCHANGE
from infrared_desktop.views.entry.unlock import UnlockPage


def test_the_keys_that_were_put_back_are_asked_for(
    qtbot: QtBot, dressed: QApplication, clinic: Clinic
) -> None:
    clinic.close()
    folder, coming = clinic.folder, clinic.folder / "restored-1"
    coming.mkdir()
    for name in ("clinic.db", "clinic.keys", "clinic.anchor"):
        shutil.copyfile(folder / name, coming / name)
    (folder / "clinic.keys").unlink()  # as far as it had come
    plan = {"coming": "restored-1", "kept": "kept-1", "comes": ["clinic.keys"], "goes": []}
    (folder / EXCHANGE).write_text(json.dumps(plan), encoding="utf-8")
    page = UnlockPage(folder)
    qtbot.addWidget(page)
    assert page.form.person.count() > 0
    assert not (folder / EXCHANGE).exists()
