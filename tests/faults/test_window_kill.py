"""Killed while somebody types, the window had said "saved" of nothing that is not there after."""

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, Template
from tests.faults.figures import Note
from tests.faults.nursery import killed
from tests.faults.window_work import type_on


def test_what_the_window_showed_as_saved_is_there(
    template: Template, tmp_path: Path, often: Callable[[int, int], int], figures: Note
) -> None:
    folder, chance, kills, said = tmp_path / "clinic", random.Random(7), often(3, 30), 0
    template.copy_to(folder).close()
    drafts: dict[int, str] = {}
    for _ in range(kills):
        told = killed(type_on, folder, template.key, life=chance.uniform(0.0, 4.0))
        said += len(told)
        with closing(open_clinic(folder, template.key, NOW)) as clinic:
            assert not [str(found) for found in verify(clinic)]
            for kind, number in told:
                assert clinic.people.get(number).record.surname.startswith("Kill")
                if kind == "draft":
                    drafts[number] = f"Neck of {number}"
            kept = {draft.patient_id: draft for draft in clinic.care.drafts(CLINICIAN)}
            for patient, words in drafts.items():
                assert kept[patient].record(Consultation).main_concern == words
    figures("kill -9: window, typed into", tries=kills, said=said, lost=0, torn=0)
    assert said
