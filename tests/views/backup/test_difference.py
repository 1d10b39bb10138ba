"""What a restore would change is said in words: lost, erased, lacking, or another clinic's."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from infrared_desktop.storage.backup.comparing import PATIENTS, SIGNED, SUBJECTS, Amount, Comparison
from infrared_desktop.views.backup.backup_rows import at_words
from infrared_desktop.views.backup.difference import besides_words, lost_words, proven_words
from tests.clinics import NOW

NOTHING = {subject: Amount(0, None) for subject in SUBJECTS}
SAME = Comparison(NOW, NOTHING, NOTHING)
ZONE = "America/Toronto"


def test_what_would_be_lost_is_said(dressed: QApplication) -> None:
    assert "Nothing would be lost" in lost_words(SAME, ZONE)
    lost = lost_words(replace(SAME, lost_since=NOW, rows_lost=7), ZONE)
    assert "since 23 Nov 2026, 04:00 (entries of the audit log: 7)" in lost
    assert "can be put back" in lost
    more = NOTHING | {PATIENTS: Amount(2, NOW), SIGNED: Amount(1, NOW)}
    told = lost_words(replace(SAME, here=more, lost_since=NOW, rows_lost=7), ZONE)
    assert "(patients: 2, signed records: 1, entries of the audit log: 7)" in told
    assert "nothing is compared" in lost_words(replace(SAME, here=None), ZONE)


def test_what_else_matters_is_said(dressed: QApplication) -> None:
    assert besides_words(SAME) == ""
    told = besides_words(replace(SAME, is_other_clinic=True, erased_since=2, lacking=3))
    assert "ANOTHER clinic" in told
    assert "would come back: 2. Erase them again" in told
    assert "had lost by then: 3" in told


def test_who_gets_in_again_and_who_no_more_is_said(dressed: QApplication) -> None:
    told = besides_words(replace(SAME, gone_since=("Åsa", "Noor"), new_since=("Ravi",)))
    assert "could unlock again, by the passphrase of then: Åsa, Noor. Take them off" in told
    assert "would have no way in: Ravi. Add them again" in told


def test_no_more_is_claimed_than_was_done(dressed: QApplication) -> None:
    assert "scratch folder" in proven_words(SAME)
    assert "scratch" not in proven_words(replace(SAME, is_kept=True))
    assert "or not at all, so nothing is compared. Whatever lies here is kept" in lost_words(
        replace(SAME, here=None), ZONE
    )


def test_a_moment_is_of_one_clock(dressed: QApplication) -> None:
    late = NOW.replace(hour=3)
    assert at_words(late, ZONE) == "22 Nov 2026, 22:00"
    assert at_words(late, "Asia/Tokyo") == "23 Nov 2026, 12:00"
