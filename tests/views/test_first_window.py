"""The way to the unlock page imports nothing that can wait; see docs/decisions/0009."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clinics import Template

# The program's own way to its window, up to the point where it would wait for a person.
CHILD = """
import builtins, json, os, sys
from PySide6 import QtCore
from PySide6.QtWidgets import QApplication, QLineEdit

def leave(*_):
    QApplication.processEvents()
    shown = [each for each in QApplication.allWidgets() if each.isVisible()]
    names = [each.accessibleName() for each in shown if isinstance(each, QLineEdit)]
    # Bindings make the namespace when it is first asked for; to look for it must not ask.
    namespaces = [name for name in ("Qt",) if name in vars(QtCore)]
    found = {"inputs": names, "modules": sorted(sys.modules), "namespaces": namespaces}
    found["importer"] = builtins.__import__.__name__
    print(json.dumps(found), flush=True)
    os._exit(0)

QApplication.exec = leave
from infrared_desktop.__main__ import main
main(["--folder", sys.argv[1]])
"""
CAN_WAIT = (
    "PySide6.QtUiTools",
    "infrared_desktop.views.forms",
    "infrared_desktop.views.frame",
    "infrared_desktop.views.inputs.choices",
    "infrared_desktop.domain.records.care",
    "infrared_desktop.storage.clinic",
    "sqlite_utils",
    "sqlcipher3",
    "cryptography",
    "phonenumbers",
    "zxcvbn",
    "platform",
    "dataclasses",
    "datetime",
)


@pytest.fixture
def seen(template: Template, tmp_path: Path) -> dict[str, list[str]]:
    """Return what stands on the first page, and what was imported until then."""
    folder = tmp_path / "clinic"
    template.copy_to(folder).close()
    command = [sys.executable, "-c", CHILD, str(folder)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=100)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_the_unlock_page_is_shown_before_anything_that_can_wait(
    seen: dict[str, list[str]],
) -> None:
    assert seen["inputs"] == ["Passphrase"]
    assert "infrared_desktop.views.entry.unlock" in seen["modules"]
    early = [name for name in seen["modules"] if name.startswith(CAN_WAIT)]
    assert (early, seen["namespaces"]) == ([], [])


def test_nothing_reads_the_source_of_what_is_imported(seen: dict[str, list[str]]) -> None:
    assert seen["importer"] != "__feature_import__"
