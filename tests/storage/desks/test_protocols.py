"""Protocols: the newest approved copy holds, records keep theirs, and what is due follows."""

from datetime import date

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol.facts import of_protocol
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.protocols import (
    SHIPPED,
    load_protocol,
    shipped_name,
    shipped_text,
)
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import treated_patient

TEXT = shipped_text("titan")
LATER = TEXT.replace("aftercare_call_days = { value = 1,", "aftercare_call_days = { value = 2,")


def a_copy(
    text: str = LATER, name: str = "titan", reason: str = "Our own experience"
) -> ProtocolCopy:
    return ProtocolCopy(name, text, CLINICIAN, date(2026, 11, 23), reason)


def dues(clinic: Clinic, number: int) -> dict[str, date]:
    """Return when each follow-up of a patient is due."""
    return {row.key: row.due for row in clinic.follow_ups.of_patient(number)}


def test_the_shipped_protocol_holds_until_a_copy_is_approved(clinic: Clinic) -> None:
    assert clinic.protocol is load_protocol("titan") and clinic.protocol.title == "Titan 1"
    clinic.protocols.approve(a_copy(), CLINICIAN, NOW)
    assert clinic.protocol.follow_ups.aftercare_call_days == 2
    assert clinic.protocols.text("titan") == LATER


def test_a_copy_from_before_a_rule_said_more_still_opens_and_keeps_its_own_words(
    clinic: Clinic,
) -> None:
    older = "\n".join(line for line in LATER.splitlines() if not line.startswith("sun = {"))
    older = older.replace("Natural tan, last sun", "Our words, last sun")
    with pytest.raises(KnownError, match=r"wordings\.sun"):
        clinic.protocols.approve(a_copy(older), CLINICIAN, NOW)
    with clinic.ledger.act("protocol-approved", CLINICIAN, NOW) as act:
        act.add(a_copy(older), State.SIGNED)  # as the program of those days took it
    rule = next(one for one in clinic.protocol.rules if one.code == "C09")
    assert rule.wordings["natural"].sentence.startswith("Our words, last sun")
    shipped = next(one for one in load_protocol("titan").rules if one.code == "C09")
    assert rule.wordings["sun"] == shipped.wordings["sun"]
    assert clinic.protocol.follow_ups.aftercare_call_days == 2


def test_a_record_can_tell_by_which_of_all_protocols_it_was_made(clinic: Clinic) -> None:
    clinic.protocols.approve(a_copy(), CLINICIAN, NOW)
    clinic.protocols.approve(
        a_copy(shipped_text("other-infrared"), "other-infrared"), CLINICIAN, NOW
    )
    clinic.protocols.approve(a_copy(TEXT), CLINICIAN, NOW)
    assert clinic.protocol.title == "Titan 1, clinic copy 2"
    by_title = clinic.protocols.by_title()
    assert set(by_title) == {
        "Titan 1", "Titan 1, clinic copy 1", "Titan 1, clinic copy 2",
        "Other infrared device 1", "Other infrared device 1, clinic copy 1",
    }  # fmt: skip
    assert by_title["Titan 1, clinic copy 1"].follow_ups.aftercare_call_days == 2
    assert by_title["Titan 1, clinic copy 2"].follow_ups.aftercare_call_days == 1


def test_everybodys_follow_ups_are_derived_anew_in_the_act_itself(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    before = dues(clinic, number)
    clinic.protocols.approve(a_copy(), CLINICIAN, NOW)
    after = dues(clinic, number)
    assert before != after
    assert list(clinic.follow_ups.misplaced()) == []


def test_a_copy_that_changes_no_day_derives_nothing(clinic: Clinic) -> None:
    treated_patient(clinic)
    heard: list[frozenset[int]] = []
    clinic.subscribe(lambda change: heard.append(change.patients))
    clinic.protocols.approve(a_copy(TEXT.replace("value = 300", "value = 250")), CLINICIAN, NOW)
    clinic.protocols.approve(a_copy(LATER, "other-infrared"), CLINICIAN, NOW)
    assert heard == [frozenset(), frozenset()]


def test_a_copy_that_fails_while_it_is_stored_changes_nothing(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    treated_patient(clinic)

    def fail() -> None:
        raise KnownError("The disk is full.")

    monkeypatch.setattr(clinic.ledger._place, "check", fail)
    with pytest.raises(KnownError, match="disk"):
        clinic.protocols.approve(a_copy(), CLINICIAN, NOW)
    monkeypatch.undo()
    assert clinic.protocol.title == "Titan 1" and clinic.protocols.copies() == []
    assert list(clinic.follow_ups.misplaced()) == []


@pytest.mark.parametrize(
    ("copy", "by", "said"),
    [
        (a_copy("nonsense"), CLINICIAN, r"titan\.toml can't be used: line 1: this is no TOML"),
        (a_copy(TEXT.replace("[windows]", "[windws]")), CLINICIAN, r"windws \(line 15\)"),
        (a_copy(reason="  "), CLINICIAN, "Say what was changed and why"),
        (a_copy(), RECEPTION, "Only a clinician or the owner"),
    ],
)
def test_what_is_no_protocol_or_has_no_reason_or_right_is_refused(
    clinic: Clinic, copy: ProtocolCopy, by: int, said: str
) -> None:
    with pytest.raises(KnownError, match=said):
        clinic.protocols.approve(copy, by, NOW)
    assert clinic.protocols.copies() == [] and clinic.protocol.title == "Titan 1"


def test_the_clinic_can_treat_by_another_protocol(clinic: Clinic) -> None:
    clinic.protocols.pick("other-infrared", CLINICIAN, NOW)
    assert clinic.protocol.title == "Other infrared device 1"
    assert clinic.settings.protocol == "other-infrared"
    with pytest.raises(KnownError, match="no protocol called zap"):
        clinic.protocols.pick("zap", CLINICIAN, NOW)
    with pytest.raises(KnownError, match="Only a clinician or the owner"):
        clinic.protocols.pick("titan", RECEPTION, NOW)
    assert clinic.settings.protocol == "other-infrared"


def test_picking_a_protocol_with_other_days_derives_anew(clinic: Clinic) -> None:
    treated_patient(clinic)
    other = shipped_text("other-infrared").replace(
        "review_1_days = { value = 30", "review_1_days = { value = 45"
    )
    clinic.protocols.approve(a_copy(other, "other-infrared"), CLINICIAN, NOW)
    assert list(clinic.follow_ups.misplaced()) == []
    clinic.protocols.pick("other-infrared", CLINICIAN, NOW)
    assert list(clinic.follow_ups.misplaced()) == []
    assert clinic.protocol.follow_ups.review_1_days == 45


def test_what_another_connection_approved_is_seen(clinic: Clinic) -> None:
    assert clinic.protocol.title == "Titan 1"
    heard = []
    end = clinic.subscribe(heard.append)
    clinic.protocols.approve(a_copy(), CLINICIAN, NOW)
    end()
    clinic.protocols._read["titan"] = load_protocol("titan")
    clinic.tell(heard[0])
    assert clinic.protocol.title == "Titan 1, clinic copy 1"


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_shipped_protocol_calls_itself_is_read_without_its_rules(name: str) -> None:
    assert shipped_name(name) == load_protocol(name).name


def test_every_shipped_protocol_can_be_read() -> None:
    assert [load_protocol(name).title for name in SHIPPED] == ["Titan 1", "Other infrared device 1"]


def test_approving_ends_the_draft_of_who_approves_and_no_other(clinic: Clinic) -> None:
    colleague = clinic.staff.add(Staff("Dr. Tomás Bielik", Role.CLINICIAN), CLINICIAN, NOW).id
    for by in (CLINICIAN, colleague):
        clinic.care.keep_draft(a_copy(), by, NOW)
    clinic.protocols.approve(a_copy(), CLINICIAN, NOW)
    assert [draft.staff_id for draft in clinic.care.drafts()] == [colleague]


@pytest.mark.parametrize("written", ["{ value = 45, ", "{ value = 4_5, "])
def test_when_a_history_is_old_is_known_before_the_protocol_is_read(
    clinic: Clinic, written: str
) -> None:
    shipped = load_protocol("titan").history.stale_days
    assert (clinic.protocols.stale_days(), clinic.protocols._read) == (shipped, {})
    text = shipped_text("titan").replace(
        f"stale_days = {{ value = {shipped}, ", f"stale_days = {written}"
    )
    clinic.protocols.approve(a_copy(text), CLINICIAN, NOW)
    clinic.protocols._forget()
    assert clinic.protocols.stale_days() == 45
    assert clinic.protocol.history.stale_days == 45


def test_what_the_waiting_list_asks_is_known_before_the_protocol_is_read(clinic: Clinic) -> None:
    shipped = of_protocol(load_protocol("titan"))
    assert (clinic.protocols.waiting_facts(), clinic.protocols._read) == (shipped, {})
    text = shipped_text("titan").replace(
        "earliest_days = { value = 28,", "earliest_days = { value = 29,"
    )
    clinic.protocols.approve(a_copy(text), CLINICIAN, NOW)
    assert clinic.protocols.waiting_facts().windows.earliest_days == 29
    clinic.protocols.approve(a_copy(text.replace("[windows]", "[ windows ]")), CLINICIAN, NOW)
    assert clinic.protocols.waiting_facts() == of_protocol(clinic.protocol)
