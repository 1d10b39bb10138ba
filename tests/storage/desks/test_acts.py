"""An act is stored as a whole, or nothing of it; who listens is told once, afterwards."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import consultation, full_day, patient, stored_now, treated_patient


def test_an_error_in_the_middle_leaves_nothing(clinic: Clinic) -> None:
    before = stored_now(clinic)
    with (
        pytest.raises(ZeroDivisionError),
        clinic.ledger.act("patient-registered", RECEPTION, NOW) as act,
    ):
        act.add(patient())
        act.note("patient", 1, 1)
        raise ZeroDivisionError
    assert stored_now(clinic) == before
    assert clinic.people.register(patient(), RECEPTION, NOW).id == 1


@pytest.mark.parametrize("broken", ["_index", "_refresh"])
def test_an_error_while_deriving_leaves_nothing(
    clinic: Clinic, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError

    before = stored_now(clinic)
    step = next(d for d in clinic.ledger.derivations if d.__name__ == broken)
    others = [d for d in clinic.ledger.derivations if d is not step]
    monkeypatch.setattr(clinic.ledger, "derivations", [*others, fail])
    with pytest.raises(ZeroDivisionError):
        clinic.people.register(patient(), RECEPTION, NOW)
    assert stored_now(clinic) == before


def test_a_record_of_nobody_is_refused(clinic: Clinic) -> None:
    before = stored_now(clinic)
    with pytest.raises(KnownError, match="There is no patient 9"):
        clinic.care.sign(consultation(9), CLINICIAN, NOW)
    assert stored_now(clinic) == before


def test_listeners_are_told_once_after_the_commit(clinic: Clinic) -> None:
    heard: list[Change] = []

    def listen(change: Change) -> None:
        assert not clinic.ledger.db.conn.in_transaction
        heard.append(change)

    stop = clinic.subscribe(listen)
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    assert heard == [Change("patient-registered", frozenset({"patient"}), frozenset({number}))]
    with pytest.raises(KnownError):
        clinic.people.register(patient("", given_name=""), RECEPTION, NOW)
    assert len(heard) == 1
    stop()
    clinic.people.register(patient(), RECEPTION, NOW)
    assert len(heard) == 1


def test_a_listener_may_act_itself(clinic: Clinic) -> None:
    def listen(change: Change) -> None:
        if change.act == "patient-registered":
            clinic.note("searched", RECEPTION, NOW)

    clinic.subscribe(listen)
    clinic.people.register(patient(), RECEPTION, NOW)
    assert _acts(clinic)[-2:] == ["patient-registered", "searched"]


def test_an_act_inside_another_is_refused_and_undoes_neither(clinic: Clinic) -> None:
    with clinic.ledger.act("patient-registered", RECEPTION, NOW) as act:
        act.add(patient())
        with pytest.raises(RuntimeError, match="inside another"):
            clinic.note("searched", RECEPTION, NOW)
    assert clinic.people.count() == 1


def test_an_act_that_wrote_nothing_is_audited_all_the_same(clinic: Clinic) -> None:
    clinic.note("searched", RECEPTION, NOW)
    assert _acts(clinic)[-1] == "searched"


def _fill_disk(clinic: Clinic) -> Callable[[], None]:
    db = clinic.ledger.db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    return lambda: db.execute("PRAGMA max_page_count = 1000000") and None


def test_a_full_disk_is_a_sentence_and_passes(clinic: Clinic) -> None:
    full_day(clinic)
    heard: list[Change] = []
    clinic.subscribe(heard.append)
    free_space = _fill_disk(clinic)
    before, settings = stored_now(clinic), clinic.settings
    with pytest.raises(KnownError, match="no room left on the disk"):
        clinic.people.take_in([patient(f"P{n}", note="x" * 900) for n in range(99)], RECEPTION, NOW)
    with pytest.raises(KnownError, match="no room left on the disk"):
        longer = clinic.staff.settings()
        address = "y" * 90_000
        renamed = replace(settings, clinic_name=address)
        clinic.staff.change_settings(longer, renamed, CLINICIAN, NOW)
    assert (stored_now(clinic), clinic.settings, heard) == (before, settings, [])
    assert not list(verify(clinic))
    free_space()
    assert treated_patient(clinic, "Later", time(15))
    assert not list(verify(clinic))


def test_new_settings_hold_at_once(clinic: Clinic) -> None:
    renamed = replace(clinic.settings, clinic_name="Clinic on the Hill")
    clinic.staff.change_settings(clinic.staff.settings(), renamed, CLINICIAN, NOW)
    assert clinic.settings.clinic_name == "Clinic on the Hill"


def test_two_programs_do_not_write_at_once(clinic: Clinic, template: Template) -> None:
    with closing(open_clinic(clinic.folder, template.key, NOW)) as other:
        other.ledger.db.execute("PRAGMA busy_timeout = 20")
        with clinic.ledger.act("patient-registered", RECEPTION, NOW) as act:
            act.add(patient())
            with pytest.raises(KnownError, match="so nothing was changed"):
                other.people.register(patient(), RECEPTION, NOW)
        assert other.people.register(patient(), RECEPTION, NOW).id == 2
        assert clinic.people.count() == 2


def test_a_folder_that_vanishes_is_noticed(clinic: Clinic, tmp_path: Path) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    away = tmp_path / "away"
    clinic.folder.rename(away)
    with pytest.raises(KnownError, match="has gone, or was swapped"):
        clinic.people.register(patient("Lost"), RECEPTION, NOW)
    away.rename(clinic.folder)
    assert clinic.people.count() == number
    assert clinic.people.register(patient("Kept"), RECEPTION, NOW).id == number + 1


def test_a_file_that_was_swapped_is_noticed(clinic: Clinic, template: Template) -> None:
    (clinic.folder / "clinic.db").unlink()
    shutil.copy(template.folder / "clinic.db", clinic.folder)
    with pytest.raises(KnownError, match="has gone, or was swapped"):
        clinic.people.register(patient("Lost"), RECEPTION, NOW)


def _acts(clinic: Clinic) -> list[str]:
    return [act for (act,) in clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]
