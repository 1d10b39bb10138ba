"""The audit log shows every row that was changed, removed, moved or cut off."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from infrared_desktop.domain.clock_trust import ClockState, judge_clock
from infrared_desktop.practice import make_practice_clinic
from infrared_desktop.storage.audit import anchor, verifier
from infrared_desktop.storage.audit.checking import Anchored, check
from infrared_desktop.storage.audit.log import COLUMNS, FIRST_COLUMNS, AuditLog, Entry
from infrared_desktop.storage.clinic import ACTS_BETWEEN_ANCHORS, Clinic, open_clinic
from infrared_desktop.storage.database import triggers
from infrared_desktop.storage.database.migrations import migrations
from infrared_desktop.storage.database.sqlcipher import Database, in_memory
from infrared_desktop.storage.health.keys import keys_of
from infrared_desktop.storage.health.parts import Checked, Part, last_check, note_check
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import CANARY, full_day, patient

KEY = bytes(32)
ROWS = 12
NEW = Entry(
    "2026-11-24T09:00:00.000+00:00",
    *(2, "patient-edited", "patient", 7, 3, 7, "cd", "current"),
    *("reception", "front-desk", -300, "U", "success", "asked"),
)


@pytest.fixture
def db() -> Iterator[Database]:
    with closing(in_memory()) as db:
        yield db


@pytest.fixture
def log() -> Iterator[AuditLog]:
    db = in_memory()
    migrations.apply(db)
    log = AuditLog(db, KEY)
    for number in range(ROWS):
        log.append(Entry("2026-11-23T09:00:00.000+00:00", 1, "patient-edited", "patient", number))
    for name in triggers.standing(db):
        db.execute(f"DROP TRIGGER [{name}]")
    yield log
    db.close()


def test_a_whole_chain_has_no_breaks(log: AuditLog) -> None:
    assert not list(log.breaks())
    assert log.head()[0] == ROWS


@pytest.mark.parametrize(
    "column",
    ["at", "staff_id", "act", "kind", "record_id", "version", "patient_id", "state", "mac"],
)
def test_a_changed_cell_is_found(log: AuditLog, column: str) -> None:
    log._db.execute(f"UPDATE audit SET {column} = '77' WHERE seq = 6")
    assert 6 in list(log.breaks())


def test_a_removed_row_is_found(log: AuditLog) -> None:
    log._db.execute("DELETE FROM audit WHERE seq = 6")
    assert list(log.breaks()) == [7]


def test_a_removed_first_row_is_found(log: AuditLog) -> None:
    log._db.execute("DELETE FROM audit WHERE seq = 1")
    assert list(log.breaks()) == [2]


def test_two_swapped_rows_are_found(log: AuditLog) -> None:
    for old, new in ((6, 99), (7, 6), (99, 7)):
        log._db.execute("UPDATE audit SET seq = ? WHERE seq = ?", (new, old))
    assert {6, 7} <= set(log.breaks())


def test_two_rows_swapped_between_two_clinics_are_found(log: AuditLog) -> None:
    with closing(in_memory()) as db:
        migrations.apply(db)
        other = AuditLog(db, KEY)
        for number in range(ROWS):
            other.append(Entry("2026-11-24T09:00:00.000+00:00", 2, "chart-opened", None, number))
        for name in triggers.standing(db):
            db.execute(f"DROP TRIGGER [{name}]")
        rows = [
            part.execute("SELECT * FROM audit WHERE seq = 6").fetchone() for part in (log._db, db)
        ]
        for part, row in ((log._db, rows[1]), (db, rows[0])):
            part.execute("DELETE FROM audit WHERE seq = 6")
            part.execute(f"INSERT INTO audit VALUES ({','.join('?' * len(row))})", row)
        assert list(log.breaks()) == list(other.breaks()) == [6, 7]


def test_a_row_made_with_another_key_is_found(log: AuditLog) -> None:
    AuditLog(log._db, bytes([1] * 32)).append(Entry("2026-11-23", 1, "forged"))
    assert list(log.breaks()) == [ROWS + 1]


# The MAC of a row that release 5 wrote after START under KEY: never to be computed anew.
OLD_ROW = (1, "2026-11-23T09:00:00.000+00:00", 1, "patient-edited", "patient", 7, 2, 7, "ab", "x")
OLD_MAC = "ac3e60fe77f5fa8ebde0fc9f7f5c147273ae21e157dcda0c0e90d2863cf94e66"


def test_rows_from_before_stay_sound_and_new_ones_follow_them(db: Database) -> None:
    migrations.apply(db, stop_before="m008_trust")
    db.execute(f"INSERT INTO audit VALUES ({','.join('?' * 11)})", (*OLD_ROW, OLD_MAC))
    migrations.apply(db)
    log = AuditLog(db, KEY)
    log.append(NEW)
    assert not list(log.breaks())
    assert log.told_of("patient", 7, 2) == (1, OLD_ROW[1], "x", "ab")
    assert list(log.sound_rows([7])) == [Entry(*OLD_ROW[1:]), NEW]


def test_an_old_row_cannot_be_given_what_it_never_said(db: Database) -> None:
    migrations.apply(db)
    names = ", ".join((*FIRST_COLUMNS, "mac"))
    row = (*OLD_ROW, OLD_MAC)
    db.execute(f"INSERT INTO audit ({names}) VALUES ({','.join('?' * 11)})", row)
    _drop_guards(db)
    db.execute("UPDATE audit SET reason = 'because'")
    assert list(AuditLog(db, KEY).breaks()) == [1]


@pytest.mark.parametrize("told", COLUMNS[len(FIRST_COLUMNS) :])
def test_what_a_row_says_besides_is_bound_too(db: Database, told: str) -> None:
    migrations.apply(db)
    log = AuditLog(db, KEY)
    log.append(NEW)
    _drop_guards(db)
    db.execute(f"UPDATE audit SET {told} = 9")
    assert list(log.breaks()) == [1]


def test_a_new_row_cannot_be_made_an_old_one(db: Database) -> None:
    migrations.apply(db)
    log = AuditLog(db, KEY)
    log.append(NEW)
    _drop_guards(db)
    emptied = ", ".join(f"{name} = NULL" for name in COLUMNS[len(FIRST_COLUMNS) :])
    db.execute(f"UPDATE audit SET {emptied}")
    assert list(log.breaks()) == [1]


@pytest.mark.parametrize("at", [1, 32, 64])
def test_every_sign_of_a_seal_counts(db: Database, at: int) -> None:
    migrations.apply(db)
    log = AuditLog(db, KEY)
    log.append(NEW)
    _drop_guards(db)
    assert list(log.breaks()) == []
    db.execute(f"UPDATE audit SET mac = substr(mac, 1, {at - 1}) || 'g' || substr(mac, {at + 1})")
    assert list(log.breaks()) == [1]
    assert [is_sound for *_, is_sound in verifier.rows_of(db, KEY)] == [False]


def test_each_row_says_the_role_the_pc_and_what_kind_of_act_it_was(clinic: Clinic) -> None:
    clinic.ledger.workstation = "front-desk"
    stored = clinic.people.register(patient(), RECEPTION, NOW)
    clinic.people.edit(stored, stored.record, CLINICIAN, NOW)
    clinic.people.open_chart(stored.id, CLINICIAN, NOW)
    told = "SELECT act, role, workstation, action, outcome FROM audit ORDER BY seq DESC LIMIT 3"
    assert list(clinic.ledger.db.execute(told)) == [
        ("chart-opened", "owner", "front-desk", "R", "success"),
        ("patient-edited", "owner", "front-desk", "U", "success"),
        ("patient-registered", "reception", "front-desk", "C", "success"),
    ]
    (offset,) = clinic.ledger.db.execute("SELECT DISTINCT utc_offset_min FROM audit").fetchone()
    assert -14 * 60 <= offset <= 14 * 60


def test_what_the_program_does_by_itself_is_told_as_such(clinic: Clinic) -> None:
    clinic.note("derived-anew", 0, NOW)
    last = "SELECT role, action FROM audit ORDER BY seq DESC LIMIT 1"
    assert clinic.ledger.db.execute(last).fetchone() == ("program", "E")


def test_rows_cut_off_while_their_records_stand_are_found(clinic: Clinic) -> None:
    full_day(clinic)
    _without_guards(clinic, "DELETE FROM audit WHERE seq > (SELECT max(seq) - 8 FROM audit)")
    assert any("is not what was stored" in str(found) for found in verify(clinic))


def test_rows_cut_off_with_their_records_are_found(clinic: Clinic, template: Template) -> None:
    clinic.people.register(patient(), RECEPTION, NOW)
    clinic.close()
    again = _reopened(clinic, template)
    _without_guards(
        again,
        "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
        "DELETE FROM patient",
        "DELETE FROM head WHERE kind = 'patient'",
        "DELETE FROM people_words WHERE rowid = 1",
        "DELETE FROM people_parts WHERE rowid = 1",
        "DELETE FROM match_key",
        "DELETE FROM people_order",
        "DELETE FROM follow_up",
    )
    assert [str(found) for found in verify(again)] == [
        "The audit log was cut short: this file is older than when it was last used here."
    ]
    again.close()
    once_more = _reopened(clinic, template)
    assert list(verify(once_more)), "closing must not cover it up"
    once_more.close()


def test_a_removed_anchor_is_found_and_never_made_good(clinic: Clinic, template: Template) -> None:
    (clinic.folder / "clinic.anchor").unlink()
    clinic.close()
    with closing(_reopened(clinic, template)) as again:
        for _ in range(2 * ACTS_BETWEEN_ANCHORS):
            again.note("searched", RECEPTION, NOW)
        assert ["clinic.anchor is gone" in str(told) for told in verify(again)] == [True]


@pytest.mark.parametrize(
    "content", ["", "{", '{"row": 1}', '{"row": 99999999999999999999, "mac": ""}']
)
def test_an_anchor_that_cannot_be_read_holds_nothing_and_is_never_made_good(
    clinic: Clinic, content: str
) -> None:
    path = clinic.folder / "clinic.anchor"
    path.write_text(content, encoding="utf-8")
    assert check(clinic.folder, clinic.ledger.audit).anchored is Anchored.CUT
    anchor.advance(clinic.folder, clinic.ledger.audit)
    assert path.read_text(encoding="utf-8") == content


def test_a_moment_that_no_program_writes_is_not_held_against_the_clock(clinic: Clinic) -> None:
    _without_guards(clinic, "UPDATE audit SET at = '2999-01-01T00:00:00' WHERE seq = 2")
    assert clinic.last_stored_at() == NOW


@pytest.mark.parametrize("at", ["9999-99-99T25:61:00.000+00:00", "", "tomorrow", "2999-01-01"])
def test_a_row_with_an_impossible_day_hides_no_clock_that_was_set_back(
    clinic: Clinic, at: str
) -> None:
    clinic.note("searched", RECEPTION, NOW + timedelta(hours=1))
    broken, _ = clinic.ledger.audit.head()
    clinic.note("searched", RECEPTION, NOW)
    _without_guards(clinic, f"UPDATE audit SET at = '{at}' WHERE seq = {broken}")
    assert clinic.last_stored_at() == NOW
    assert judge_clock(NOW - timedelta(hours=2), clinic.last_stored_at()) is ClockState.BACK
    assert check(clinic.folder, clinic.ledger.audit).broken == (broken,), "and it is told"


def test_a_row_with_an_impossible_day_keeps_no_page_of_the_health_from_opening(
    clinic: Clinic,
) -> None:
    clinic.note("unlocked", RECEPTION, NOW)
    clinic.note("chart-opened", RECEPTION, NOW)
    note_check(clinic, Part.AUDIT, 0, CLINICIAN, NOW)
    note_check(clinic, Part.AUDIT, 1, CLINICIAN, NOW + timedelta(days=1))
    newest, _ = clinic.ledger.audit.head()
    odd = "UPDATE audit SET at = '9999-99-99' WHERE "
    _without_guards(clinic, f"{odd} act IN ('unlocked', 'clinic-founded') OR seq = {newest}")
    assert clinic.staff.last_unlocked() == {}
    assert keys_of(clinic).recovery_made_at is None
    assert last_check(clinic, Part.AUDIT) == Checked(NOW, CLINICIAN, 0), "the last that reads"


def test_a_crash_leaves_few_acts_that_could_be_cut_off(clinic: Clinic, template: Template) -> None:
    for _ in range(ACTS_BETWEEN_ANCHORS):
        clinic.note("searched", RECEPTION, NOW)
    clinic.ledger.db.close()  # as after a crash: closing would anchor
    with closing(_reopened(clinic, template)) as again:
        _without_guards(again, "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
        assert any("cut short" in str(told) for told in verify(again))


def test_an_older_database_put_in_place_is_found(clinic: Clinic, template: Template) -> None:
    clinic.close()
    path = clinic.folder / "clinic.db"
    older = path.read_bytes()
    again = _reopened(clinic, template)
    again.people.register(patient(), RECEPTION, NOW)
    again.close()
    path.write_bytes(older)
    restored = _reopened(clinic, template)
    assert any("cut short" in str(found) for found in verify(restored))
    restored.close()


def test_the_audit_log_holds_no_clinical_text(clinic: Clinic) -> None:
    full_day(clinic)
    rows = list(clinic.ledger.db.execute("SELECT * FROM audit"))
    told = repr(rows)
    for secret in (CANARY, "Ottilie", "1971-03-14", "4165550123", "neck", "holiday", "mornings"):
        assert secret not in told
    assert len(rows) > 15


def test_every_act_says_who_and_when(clinic: Clinic) -> None:
    full_day(clinic)
    told = clinic.ledger.db.execute("SELECT DISTINCT staff_id, at FROM audit WHERE seq > 6")
    assert set(told) == {(1, "2026-11-23T09:00:00.000+00:00"), (2, "2026-11-23T09:00:00.000+00:00")}


def test_reading_a_chart_is_audited(clinic: Clinic) -> None:
    number = full_day(clinic)
    sql = "SELECT staff_id, kind, record_id, version, patient_id FROM audit WHERE act = ?"
    assert clinic.ledger.db.execute(sql, ["chart-opened"]).fetchall() == [
        (1, "patient", number, None, number)
    ]


def _reopened(clinic: Clinic, template: Template) -> Clinic:
    return open_clinic(clinic.folder, template.key, NOW)


def _without_guards(clinic: Clinic, *statements: str) -> None:
    db = clinic.ledger.db
    for name in triggers.standing(db):
        db.execute(f"DROP TRIGGER [{name}]")
    for statement in statements:
        db.execute(statement)
    triggers.recreate(db)


def _drop_guards(db: Database) -> None:
    for name in triggers.standing(db):
        db.execute(f"DROP TRIGGER [{name}]")


def test_a_practice_clinic_does_not_name_the_pc(tmp_path: Path) -> None:
    with closing(make_practice_clinic(tmp_path / "practice", 0, 1, NOW.date())) as clinic:
        clinic.note("derived-anew", 0, NOW)
        named = clinic.ledger.db.execute("SELECT DISTINCT workstation FROM audit").fetchall()
    assert named == [("practice",)]
