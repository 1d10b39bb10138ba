"""Every code of the audit log is left where it ought to be: acts of desks, and what is here."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.commands import run_verb
from infrared_desktop.domain.access.deeds import CREATE, DEEDS, UPDATE
from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.practice import make_practice_clinic
from infrared_desktop.storage.access.rekeying import Order, rekey
from infrared_desktop.storage.access.seat import (
    keep_way,
    note_code,
    note_entry,
    note_exit,
    note_second_look,
    tell_tries,
)
from infrared_desktop.storage.access.tries import Tries
from infrared_desktop.storage.backup import set_aside
from infrared_desktop.storage.backup.fetching import fetch
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.restoring import restore, undo_restore
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.desks.given_up import clear_away
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.storage.health.clock import confirm_day, leap_of, note_leap
from infrared_desktop.storage.health.parts import Part, note_check
from infrared_desktop.storage.leaving import making as leaving
from infrared_desktop.views import paper_desk
from infrared_desktop.views.diary.day_pack_desk import DayPackDesk
from infrared_desktop.views.diary.diary_print import DiaryPrint
from infrared_desktop.views.follow_ups import follow_up_desk
from infrared_desktop.views.lists.searches import searches_of
from infrared_desktop.views.photos import register_desk
from infrared_desktop.views.reports import reports
from infrared_desktop.views.screen import STORED
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.every_act import ACTS
from tests.photo_scenes import kept
from tests.scenes import TODAY, consent, outline, patient
from tests.views.desk import Desk

NAME = "Dr. Åsa Lindqvist"
ORDER = Order(NAME, PASSPHRASE, CLINICIAN, NOW)


@dataclass
class Kit:
    """A window at work with one patient, a free folder, and the keys."""

    desk: Desk
    free: Path
    template: Template
    patch: pytest.MonkeyPatch

    @property
    def clinic(self) -> Clinic:
        return self.desk.clinic

    def closed(self) -> tuple[Path, bytes]:
        """Return another clinic that nobody has open, and its key."""
        self.template.copy_to(self.free / "closed").close()
        return self.free / "closed", self.template.key

    def backed_up(self) -> tuple[Path, bytes, Path]:
        """Return such a clinic with a backup of it."""
        folder, key = self.closed()
        (self.free / "stick").mkdir()
        return folder, key, back_up(Source(folder, key), self.free / "stick", NOW).path

    def verb(self, *words: str) -> tuple[Path, bytes]:
        """Run a verb on a clinic that nobody has open."""
        folder, key = self.closed()
        (self.free / "place").mkdir()
        run_verb([words[0], str(folder), *(each.format(free=self.free) for each in words[1:])])
        return folder, key


Left = tuple[Path, bytes] | None  # the clinic that has the row, if it is another one
ROWS: dict[str, Callable[[Kit], Any]] = {
    "clinic-founded": lambda kit: kit.closed(),
    "program-started": lambda k: note_entry(k.clinic.ledger, k.clinic.folder, 1, True, NOW),
    "unlocked": lambda k: note_entry(k.clinic.ledger, k.clinic.folder, 1, True, NOW, again=True),
    "unlocked-with-recovery-key": lambda k: note_entry(
        k.clinic.ledger, k.clinic.folder, 1, False, NOW, again=True
    ),
    "verb-unlocked": lambda kit: kit.verb("due"),
    "unlocked-untold": lambda kit: _kept(kit, "unlocked-untold", "verify"),
    "code-typed": lambda kit: _kept(kit, "code-typed", "window"),
    "code-refused": lambda k: note_code(k.clinic.ledger, k.clinic.folder, 1, "due", NOW),
    "unlock-failed": lambda kit: _tried(kit),
    "program-stopped": lambda kit: note_exit(kit.clinic.ledger, CLINICIAN, NOW),
    "looked-again": lambda kit: note_second_look(
        kit.clinic.ledger, CLINICIAN, Unlocked(kit.template.key, CLINICIAN, NAME), NOW
    ),
    "clock-changed": lambda kit: _leapt(kit),
    "clock-confirmed": lambda kit: confirm_day(kit.clinic, CLINICIAN, NOW),
    "rekeying-begun": lambda kit: _rekeyed(kit),
    "database-rekeyed": lambda kit: _rekeyed(kit),
    "derived-anew": lambda kit: _derived(kit),
    "practice": lambda kit: _practised(kit),
    "searched": lambda kit: _searched(kit),
    "consent-prepared": lambda kit: _prepared(kit),
    "photographs-given-up": lambda k: clear_away(
        k.clinic.ledger, k.clinic.photos.files, [k.clinic.photos.files.put(b"new")], 1, NOW
    ),
    "photograph-fetched": lambda kit: _fetched(kit),
    "record-printed": lambda kit: _saved_paper(kit, "patient", 1),
    "paper-printed": lambda kit: _saved_sheet(kit),
    "record-exported": lambda k: leaving.export(k.clinic, k.free / "out", 1, NOW, 1),
    "clinic-exported": lambda k: leaving.export(k.clinic, k.free / "out", 1, NOW),
    "export-failed": lambda kit: _failed_export(kit),
    "diary-printed": lambda kit: _asked(kit, "diary", "Print the day or week", DiaryPrint),
    "diary-exported": lambda kit: kit.verb(
        "diary", "{free}/a.ics", "--from", str(TODAY), "--to", str(TODAY)
    ),
    "day-pack-made": lambda kit: _asked(kit, "today", "Day pack of tomorrow", DayPackDesk),
    "follow-up-list-made": lambda kit: _follow_ups(kit)._wish(),
    "follow-up-list-saved": lambda kit: _follow_ups(kit)._save_table(),
    "report-exported": lambda kit: _reported(kit),
    "photo-register-made": lambda kit: _register(kit)._wish(),
    "photo-register-saved": lambda kit: _register(kit)._save_table(),
    "backup-made": lambda kit: kit.verb("backup", "{free}/place"),
    "backup-failed": lambda kit: kit.verb("backup", "{free}/gone"),
    "backup-proven": lambda kit: _proven_again(kit, is_damaged=False),
    "backup-lost": lambda kit: _proven_again(kit, is_damaged=True),
    "health-checked": lambda kit: note_check(kit.clinic, Part.AUDIT, 0, CLINICIAN, NOW),
    "backup-place-changed": lambda kit: _place_added(kit),
    "restored": lambda kit: _restored(kit, CLINICIAN),
    "restored-with-recovery-key": lambda kit: _restored(kit, PROGRAM),
    "restore-undone": lambda kit: _undone(kit),
    "kept-removed": lambda kit: _removed(kit),
    "audit-viewed": lambda kit: kit.desk.go("audit"),
    "audit-checked": lambda kit: kit.verb("audit"),
    "audit-exported": lambda kit: kit.verb("audit", "--json"),
}


def test_every_code_has_a_row() -> None:
    of_desks = {called.code for _, called in ACTS}
    assert of_desks | ROWS.keys() == DEEDS.keys(), "say where this code is left"
    assert not of_desks & ROWS.keys()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of menus, offscreen
@pytest.mark.parametrize("code", ROWS)
def test_a_code_is_left_once_where_it_ought_to_be(
    desk: Desk, tmp_path: Path, template: Template, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", NAME)
    desk.clinic.people.register(patient(), RECEPTION, NOW)
    (tmp_path / "free").mkdir()
    kit = Kit(desk, tmp_path / "free", template, monkeypatch)
    before = _count(desk.clinic, code)
    left = ROWS[code](kit)
    if isinstance(left, tuple) and isinstance(left[0], Path):
        with closing(open_clinic(*left, NOW)) as other:
            _check_times(code, _count(other, code))
            assert not list(other.ledger.audit.breaks())
    else:
        _check_times(code, _count(desk.clinic, code) - before)
        assert not list(desk.clinic.ledger.audit.breaks())


def _check_times(code: str, times: int) -> None:
    """Hold a code to one row; what stores records leaves one for each."""
    stores = DEEDS[code].action in (CREATE, UPDATE)
    assert times == 1 or (stores and times > 1)


def _count(clinic: Clinic, code: str) -> int:
    sql = "SELECT count(*) FROM audit WHERE act = ? AND outcome <> 'refused'"
    return int(clinic.ledger.db.execute(sql, (code,)).fetchone()[0])


def _tried(kit: Kit) -> None:
    Tries(kit.clinic.folder).failed(RECEPTION)
    tell_tries(kit.clinic.ledger, kit.clinic.folder, NOW)


def _kept(kit: Kit, act: str, what: str) -> None:
    keep_way(kit.clinic.folder, RECEPTION, what, act)
    tell_tries(kit.clinic.ledger, kit.clinic.folder, NOW)


def _leapt(kit: Kit) -> Left:
    folder, key = kit.closed()
    ahead = NOW + timedelta(days=90)
    with closing(open_clinic(folder, key, ahead)) as clinic:
        clinic.note("searched", CLINICIAN, ahead)
        leap = leap_of(clinic, ahead)
        assert leap is not None
        note_leap(clinic, leap, CLINICIAN, ahead)
    return folder, key


def _rekeyed(kit: Kit) -> Left:
    folder, _ = kit.closed()
    return folder, rekey(folder, ORDER)


def _derived(kit: Kit) -> Left:
    folder, key = kit.closed()
    with closing(open_clinic(folder, key, NOW)) as clinic:
        clinic.ledger.db.execute("PRAGMA user_version = 1")
    return folder, key


def _practised(kit: Kit) -> Left:
    with closing(make_practice_clinic(kit.free / "practice", 8, 1, TODAY)) as clinic:
        return kit.free / "practice", clinic.ledger.key


def _searched(kit: Kit) -> None:
    heard = searches_of(kit.desk.frame.workplace)
    heard.heard("Zör", 1)
    heard.tell()


def _prepared(kit: Kit) -> None:
    given = kit.clinic.papers.hand_out(outline(1), CLINICIAN, NOW)
    kit.clinic.papers.consent(consent(given), RECEPTION, NOW)


def _failed_export(kit: Kit) -> None:
    def full(*_: object) -> None:
        raise KnownError("The disk is full.")

    kit.patch.setattr(leaving, "hand_over", full)
    with pytest.raises(KnownError, match="full"):
        leaving.export(kit.clinic, kit.free / "out", CLINICIAN, NOW)


def _saved_paper(kit: Kit, *place: Any) -> None:
    paper = kit.free / "paper.pdf"
    kit.patch.setattr(paper_desk, "ask_for_place", lambda *_: paper)
    papers = kit.desk.go(*place).papers
    papers.save.trigger()
    kit.desk.qtbot.waitUntil(lambda: not papers.task.is_on, timeout=20_000)
    assert paper.exists()


def _saved_sheet(kit: Kit) -> None:
    given = kit.clinic.papers.hand_out(outline(1), CLINICIAN, NOW)
    _saved_paper(kit, "handout", 1, given.id, STORED)


def _asked(kit: Kit, place: str, text: str, kind: type[Any]) -> None:
    screen = kit.desk.go(place)
    next(each for each in screen.actions() if each.text() == text).trigger()
    found = screen.findChildren(kind)[0]
    found.menu.close()
    found._wish()


def _follow_ups(kit: Kit) -> Any:
    kit.patch.setattr(follow_up_desk, "ask_for_place", lambda *_: kit.free / "list.csv")
    return kit.desk.go("follow_ups").findChildren(follow_up_desk.FollowUpDesk)[0]


def _register(kit: Kit) -> Any:
    kit.patch.setattr(register_desk, "ask_for_place", lambda *_: kit.free / "list.csv")
    return kit.desk.go("photo_register").findChildren(register_desk.RegisterDesk)[0]


def _restored(kit: Kit, by: int) -> Left:
    folder, key, backup = kit.backed_up()
    restore(backup, folder, key, by, NOW)
    return folder, key


def _undone(kit: Kit) -> Left:
    folder, key, backup = kit.backed_up()
    kept = restore(backup, folder, key, CLINICIAN, NOW).kept
    assert kept is not None
    undo_restore(folder, kept, key, CLINICIAN, NOW)
    return folder, key


def _removed(kit: Kit) -> Left:
    folder, key, backup = kit.backed_up()
    kept = restore(backup, folder, key, CLINICIAN, NOW).kept
    assert kept is not None
    with closing(open_clinic(folder, key, NOW)) as clinic:
        set_aside.note_removal(clinic, kept, CLINICIAN, NOW)
    shutil.rmtree(kept)
    return folder, key


def _proven_again(kit: Kit, is_damaged: bool) -> None:
    screen = kit.desk.go("backups")
    with kit.desk.qtbot.waitSignal(screen.work.done, timeout=60_000):
        screen.back_up()
    kit.desk.qtbot.waitUntil(lambda: screen.listed.chosen is not None, timeout=60_000)
    if is_damaged:
        next(screen.listed.chosen.parent.glob("objects/*/*")).write_bytes(b"x")
    with kit.desk.qtbot.waitSignal(screen.again.work.done, timeout=60_000):
        screen.prove_again()


def _fetched(kit: Kit) -> None:
    clinic = kit.clinic
    (stored,) = clinic.photos.add([kept(clinic, 1)], CLINICIAN, NOW)
    source = Source(clinic.folder, clinic.ledger.key)
    back_up(source, kit.free, NOW)
    clinic.photos.files.path(stored.record.content).unlink()
    assert fetch(source, kit.free, [stored.record.content], CLINICIAN, NOW) == 1


def _place_added(kit: Kit) -> None:
    screen = kit.desk.go("backups")
    kit.patch.setattr(screen, "back_up", lambda: None)
    screen.add(kit.free)
    kit.desk.qtbot.waitUntil(lambda: screen.list.rows().rowCount() == 2, timeout=20_000)


def _reported(kit: Kit) -> None:
    screen = kit.desk.go("reports")
    kit.desk.qtbot.waitUntil(lambda: screen.figure.figure is not None, timeout=20_000)
    kit.patch.setattr(reports, "ask_for_place", lambda *_: kit.free / "rows.csv")
    kit.patch.setattr(reports.tasks, "run", lambda *_: None)  # what is written is tried elsewhere
    screen._save()
