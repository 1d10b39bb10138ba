"""A process that backs up, or puts back, again and again until it is killed or refused."""

import os
import sys
from datetime import timedelta
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.restoring import restore
from infrared_desktop.storage.backup.trial import Source
from tests.clinics import CLINICIAN, NOW
from tests.faults.child import KEY_VARIABLE

LIMIT_VARIABLE = "INFRARED_TEST_LIMIT"


def limit_files(most: int) -> None:
    """Let no file grow beyond so many bytes, as on a full disk."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def main(words: list[str]) -> None:
    """Do what is asked: `backup FOLDER PLACE TIMES` or `restore FOLDER BACKUP TIMES`."""
    task, folder, other, times = words
    key = bytes.fromhex(os.environ[KEY_VARIABLE])
    if LIMIT_VARIABLE in os.environ:
        limit_files(int(os.environ[LIMIT_VARIABLE]))
    print("begun", flush=True)
    for turn in range(int(times)):
        now = NOW + timedelta(hours=turn)
        try:
            if task == "backup":
                print("proven", back_up(Source(Path(folder), key), Path(other), now).path)
            else:
                restore(Path(other), Path(folder), key, CLINICIAN, now)
                print("restored")
        except KnownError as error:
            print("refused", error)
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
