"""What Qt says of its own offscreen platform is left out, and nothing else."""

import os
import subprocess
import sys

CHILD = """
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication, QWidget
from tests.offscreen import leave_out_its_words

leave_out_its_words()
app = QApplication([])
window = QWidget()
window.show()
window.setMinimumSize(400, 300)
app.processEvents()
qWarning("something is wrong")
"""


def test_all_is_passed_on_but_for_what_is_said_of_every_window() -> None:
    command, environment = (
        [sys.executable, "-c", CHILD],
        os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    assert done.stderr.splitlines() == ["something is wrong"]
