"""A process that sends what waits, until it is done or killed."""

import sys
from datetime import datetime
from pathlib import Path

from infrared_desktop.views.door import Door
from infrared_desktop.views.messages.sending import send_waiting
from infrared_desktop.views.tasks import Task
from tests.clinics import RECEPTION

if __name__ == "__main__":
    folder, key, now = sys.argv[1:]
    door = Door(Path(folder), bytes.fromhex(key), RECEPTION, datetime.fromisoformat(now))
    send_waiting(Task(), door)
