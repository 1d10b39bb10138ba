"""The verb `slots`: free times inside the window, the first ten, as a script reads them."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from infrared_desktop.commands import run_verb
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.desk_rules import ClashRule, Closure, DeskRules, ResourceRule
from infrared_desktop.domain.schedule.schedule import Resource
from infrared_desktop.storage.clinic import open_clinic
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, Template
from tests.scenes import TODAY, patient, plan, session, visit

BEST = TODAY + timedelta(30)


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    clinic = template.copy_to(tmp_path / "clinic")
    with closing(clinic):
        clinic.people.take_in([patient("A"), patient("B")], CLINICIAN, NOW)
        planned = clinic.care.plan(plan(1), CLINICIAN, NOW)
        clinic.care.sign(session(1, plan_id=planned.id), CLINICIAN, NOW)
        clinic.diary.book(visit(2, BEST, time(8)), CLINICIAN, NOW)
    return tmp_path / "clinic"


def asked(
    capsys: pytest.CaptureFixture[str], folder: Path, kind: str, on: date = TODAY, number: int = 1
) -> dict[str, object]:
    words = ["slots", str(folder), str(number), "--kind", kind, "--on", str(on), "--json"]
    assert run_verb(words) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_the_first_ten_lie_in_the_window_on_its_best_day_and_can_be_booked(
    folder: Path, template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(capsys, folder, "session")
    assert found["window"] == {"first": "2026-12-21", "best": "2026-12-23", "last": "2027-02-23"}
    slots = found["slots"]
    assert isinstance(slots, list) and len(slots) == 10
    assert [(slot["day"], slot["starts"]) for slot in slots][:2] == [
        ("2026-12-23", "09:00"),
        ("2026-12-23", "09:15"),
    ]
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        for slot in slots[:1]:
            at = time.fromisoformat(slot["starts"])
            things = [slot[name] for name in ("clinician", "room", "device")]
            day = date.fromisoformat(slot["day"])
            wanted = Appointment(1, AppointmentKind.SESSION, day, at, 60, *things)
            clinic.diary.book(wanted, CLINICIAN, NOW)


def test_why_the_best_day_has_no_time_is_said(
    folder: Path, template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(capsys, folder, "session")
    assert found["why"] == "Nearest to 2026-12-23, from 2026-12-21 to 2027-02-23."
    late = asked(capsys, folder, "session", date(2026, 12, 20))
    assert str(late["why"]).endswith("what comes before the visit takes that long.")
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        shut = Closure(BEST, BEST, "staff outing")
        closed = clinic.front_desk.close(shut, CLINICIAN, NOW)
        told = str(asked(capsys, folder, "session")["why"])
        assert told.endswith(" On 2026-12-23 the clinic is closed: staff outing.")
        clinic.front_desk.take_back_closure(closed, CLINICIAN, NOW)
        clinic.diary.book(visit(2, BEST, time(9), minutes=600), CLINICIAN, NOW)
    taken = asked(capsys, folder, "session")
    assert str(taken["why"]).endswith(" On 2026-12-23 no time is left.")
    assert {slot["day"] for slot in taken["slots"]} == {"2026-12-24"}  # type: ignore[attr-defined]


def test_a_time_too_soon_for_an_instruction_is_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    late = asked(capsys, folder, "session", date(2027, 2, 15))
    assert late["slots"] == [] and str(late["not_before"]) > "2027-02-23"
    gone = asked(capsys, folder, "session", date(2027, 3, 1))
    assert gone["slots"] == [] and gone["why"] == "The window ended on 2027-02-23."


def test_somebody_without_a_plan_has_no_session_and_can_be_seen_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    none = asked(capsys, folder, "session", number=2)
    assert none["slots"] == [] and "No plan of this patient" in str(none["why"])
    seen = asked(capsys, folder, "consultation", number=2)
    assert isinstance(seen["slots"], list)
    assert {slot["day"] for slot in seen["slots"]} == {"2026-11-23"}


def test_what_is_no_kind_or_nobody_is_refused_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as wrong:
        run_verb(["slots", str(folder), "1", "--kind", "party"])
    assert wrong.value.code == 2
    told = capsys.readouterr().err
    assert "party is none of consultation, test_spot, session, " in told and "Kind" not in told
    assert run_verb(["slots", str(folder), "99", "--kind", "session"]) == 1
    assert len((told + capsys.readouterr().err).splitlines()) == 2


def test_visits_that_overlap_after_a_restore_are_named_by_verify_and_nothing_is_damaged(
    folder: Path, template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    ahead = date.today() + timedelta(400)  # noqa: DTZ011
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        wide = tuple(ResourceRule(what, ClashRule.WARN) for what in Resource)
        clinic.front_desk.change_rules(DeskRules(conflicts=wide), CLINICIAN, NOW)
        clinic.diary.book(visit(1, ahead), CLINICIAN, NOW)
        clinic.diary.book(visit(2, ahead, time(10, 30)), CLINICIAN, NOW)
    assert run_verb(["verify", str(folder)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == (
        f"Visits 2 and 3 overlap on {ahead} at 10:30 (clinician, room, device): move one of them."
    )
    assert told[-1].startswith("The clinic is sound")


def test_a_device_out_of_service_is_proposed_to_nobody(
    folder: Path, template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(capsys, folder, "session")["slots"]
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        for device in clinic.diary.devices():
            out = replace(device.record, in_service=False)
            clinic.devices.change(device, out, CLINICIAN, NOW)
    assert asked(capsys, folder, "session")["slots"] == []


def test_who_was_taken_back_is_no_patient(
    folder: Path, template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        taken_in = clinic.people.take_in([patient("C")], CLINICIAN, NOW)
        clinic.people.take_back(taken_in, CLINICIAN, NOW)
    words = ["slots", str(folder), str(taken_in[0].id), "--kind", "review"]
    assert run_verb(words) == 1
    assert "is not a patient any more" in capsys.readouterr().err


def test_the_log_says_whose_chart_was_read_for_it(
    folder: Path, template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(capsys, folder, "session", number=2)
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        sql = "SELECT patient_id, staff_id FROM audit WHERE act = 'chart-opened'"
        assert list(clinic.ledger.db.execute(sql)) == [(2, CLINICIAN)]
