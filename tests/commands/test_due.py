"""The verb `due`: what is on the list of a day, what is not and why; together they are all."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.commands import run_verb
from infrared_desktop.domain.follow_ups.due import HiddenReason
from infrared_desktop.domain.records.answers import Channel, ContactOutcome, FollowUpDecisionKind
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.scenes import TODAY, full_day, treated_patient


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    clinic = template.copy_to(tmp_path / "clinic")
    with closing(clinic):
        full_day(clinic)
        number = treated_patient(clinic, "B", NOW.replace(hour=15).time())
        key = next(r.key for r in clinic.follow_ups.of_patient(number) if r.key.startswith("T3"))
        snooze = FollowUpDecision(
            number, key, TODAY, FollowUpDecisionKind.SNOOZED, "away", TODAY + timedelta(60)
        )
        clinic.follow_ups.decide(snooze, RECEPTION, NOW)
        rules = clinic.front_desk.rules()
        clinic.front_desk.change_rules(replace(rules, most_contacts_a_week=1), CLINICIAN, NOW)
        at = NOW + timedelta(5)
        called = ContactAttempt(number, "T1:2", at, Channel.PHONE, ContactOutcome.REACHED)
        clinic.follow_ups.attempt(called, RECEPTION, at)
    return tmp_path / "clinic"


def told(capsys: pytest.CaptureFixture[str], folder: Path, days: int) -> dict[str, Any]:
    day = TODAY + timedelta(days)
    assert run_verb(["due", str(folder), "--on", str(day), "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("days", [0, 5, 6, 30, 4000])
def test_shown_and_hidden_are_all_and_each_says_why(
    capsys: pytest.CaptureFixture[str], folder: Path, days: int
) -> None:
    answer = told(capsys, folder, days)
    shown, hidden = answer["shown"], answer["hidden"]
    assert answer["totals"] == {
        "shown": len(shown),
        "hidden": len(hidden),
        "all": len(shown) + len(hidden),
    }
    keys = [(row["patient"], row["key"]) for row in shown + hidden]
    assert len(keys) == len(set(keys)) > 0
    assert all(row["why"] and "{" not in row["why"] for row in shown + hidden)
    assert all(row["reason"] in set(HiddenReason) for row in hidden)
    assert all(row["due"] <= answer["on"] for row in shown)


def test_the_states_and_the_reasons_are_those_of_the_day(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    early, late = told(capsys, folder, 6), told(capsys, folder, 30)
    reasons = {row["reason"] for row in early["hidden"]}
    assert {"resting", "upcoming", "kept"} <= reasons
    rests = {r["until"] for r in early["hidden"] if (r["reason"], r["patient"]) == ("resting", 2)}
    assert rests == {str(TODAY + timedelta(12))}
    (put_off,) = (row for row in late["hidden"] if row["reason"] == "snoozed")
    assert (put_off["state"], put_off["until"]) == ("snoozed", str(TODAY + timedelta(60)))
    assert "due" in {row["state"] for row in late["shown"]}
    assert any("Neck, front" in row["why"] for row in late["shown"])


def test_without_json_it_is_a_list_with_its_sum(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    answer = told(capsys, folder, 30)
    assert run_verb(["due", str(folder), "--on", str(TODAY + timedelta(30))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(answer["shown"]) + 1
    assert lines[-1].endswith(f"= {answer['totals']['all']} in all")


def test_a_wrong_day_is_answered_with_one_sentence(folder: Path) -> None:
    with pytest.raises(SystemExit) as end:
        run_verb(["due", str(folder), "--on", "31-12-2026", "--json"])
    assert end.value.code == 2
