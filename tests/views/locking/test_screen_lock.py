"""The window hears that the screen was locked, or that the PC goes to sleep (Linux desktops)."""

import os
import shutil
import subprocess
import sys

import pytest

CHILD = """
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from infrared_desktop.views.locking.screen_lock import ScreenLock

app = QCoreApplication([])
heard = []
lock = ScreenLock()
lock.locked.connect(lambda: heard.append(len(heard)))
bus = QDBusConnection.sessionBus()
lock.listen_on(bus, bus)
other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "other")

def say(interface, name, value):
    message = QDBusMessage.createSignal("/some/where", interface, name)
    message.setArguments([value])
    assert other.send(message)

for value in (True, False):
    say("org.gnome.ScreenSaver", "ActiveChanged", value)
    say("org.freedesktop.ScreenSaver", "ActiveChanged", value)
    say("org.freedesktop.login1.Manager", "PrepareForSleep", value)
    say("org.freedesktop.login1.Manager", "PrepareForShutdown", value)
QTimer.singleShot(500, app.quit)
app.exec()
print(len(heard))
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no bus to try")
def test_each_lock_and_each_sleep_is_heard_once() -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", CHILD]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
    assert done.stdout == "3\n"


@pytest.mark.skipif("sys.platform != 'linux'", reason="only Linux has a bus")
def test_without_a_bus_nothing_is_heard_and_nothing_said() -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        "from infrared_desktop.views.locking.screen_lock import ScreenLock; ScreenLock().listen()"
    )
    environment = os.environ | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=100)
    assert (done.stdout, done.stderr) == (b"", b"")
