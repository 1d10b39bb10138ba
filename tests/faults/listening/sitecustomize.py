"""Tells of each socket that a Python process makes but those between processes of one computer.

Python loads it at the start of the walk and of every process that it starts, as its folder stands
in PYTHONPATH: so that a child is heard where no program traces it.
"""

import os
import sys
from pathlib import Path
from typing import Any

FILE = "INFRARED_SOCKETS"


def _heard(event: str, about: tuple[Any, ...]) -> None:
    if not event.startswith(("socket.__new__", "socket.get")):
        return
    import socket

    if event == "socket.__new__" and about[1] == getattr(socket, "AF_UNIX", None):
        return
    told = about[1] if event == "socket.__new__" else event
    with Path(os.environ[FILE]).open("a", encoding="utf-8") as file:
        file.write(f"{told}\n")


if FILE in os.environ:
    sys.addaudithook(_heard)
