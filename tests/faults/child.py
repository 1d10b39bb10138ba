"""A process that works on a clinic until it is killed, saying aloud what was saved."""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from infrared_desktop.storage.clinic import Clinic, open_clinic
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import consultation, full_day, patient

KEY_VARIABLE = "INFRARED_TEST_KEY"


def die() -> None:
    """End this process at once, with nothing tidied up."""
    if os.name == "nt":
        os._exit(9)
    os.kill(os.getpid(), signal.SIGKILL)


def play_a_day(clinic: Clinic) -> None:
    """Play a whole day, then die in the middle of the next act."""
    full_day(clinic)
    with clinic.ledger.act("patient-registered", RECEPTION, NOW) as act:
        act.add(patient())
        print("killed now", flush=True)
        die()


def write_on(clinic: Clinic, writes: int) -> None:
    """Register, draft and sign in turn, and print what was saved after the act returned."""
    for _ in range(writes):
        stored = clinic.people.register(patient(f"Kill{os.getpid()}"), RECEPTION, NOW)
        print(f"patient {stored.id}", flush=True)
        now = datetime.now(UTC)
        draft = clinic.care.keep_draft(consultation(stored.id), RECEPTION, now)
        print(f"draft {draft.patient_id}", flush=True)
        signed = clinic.care.sign(consultation(stored.id), CLINICIAN, now)
        print(f"consultation {signed.id}", flush=True)


def main(words: list[str]) -> None:
    """Open the clinic that is named and work on it."""
    folder, task = words
    clinic = open_clinic(Path(folder), bytes.fromhex(os.environ[KEY_VARIABLE]), NOW)
    if task == "day":
        play_a_day(clinic)
    write_on(clinic, int(task))


if __name__ == "__main__":
    main(sys.argv[1:])
