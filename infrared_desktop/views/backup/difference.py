"""What a backup holds beside what is there now, and in words what would be lost."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infrared_desktop.storage.backup.comparing import (
    AUDIT,
    PATIENTS,
    PHOTOGRAPHS,
    SIGNED,
    SUBJECTS,
    VISITS,
    Amount,
    Comparison,
)
from infrared_desktop.views.backup.backup_rows import at_words
from infrared_desktop.views.forms.record_table import Column, RecordTable
from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label


class Line(NamedTuple):
    """One subject of the table."""

    subject: str
    backup: str
    here: str


class Difference(QWidget):
    """A table of counts and newest moments, and the sentences that matter below it."""

    def __init__(self) -> None:
        super().__init__()
        columns = (
            Column[Line](self.tr("What"), lambda line: line.subject, strong=True, stretch=2),
            Column[Line](self.tr("What comes back"), lambda line: line.backup, stretch=3),
            Column[Line](self.tr("Here now"), lambda line: line.here, stretch=3),
        )
        self.proven = ChipLabel()
        self.table = RecordTable(columns)
        self.table.setAccessibleName(self.tr("What the backup holds, and what is here now"))
        self.lost, self.besides = words_label("strong"), words_label("")
        for words in (self.lost, self.besides):
            words.setAlignment(Qt.AlignmentFlag.AlignTop)  # right below the table, however wide
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        for each in (self.proven, self.table, self.lost, self.besides):
            box.addWidget(each)

    def show_comparison(self, found: Comparison, timezone: str) -> None:
        """Show what a comparison found."""
        self.proven.set_chip(Chip(Meaning.SUITABLE, proven_words(found)))
        self.table.records.set_records(
            [
                Line(
                    _subject(each),
                    _amount(found.backup[each], timezone),
                    _amount(found.here[each], timezone) if found.here else "–",
                )
                for each in SUBJECTS
            ]
        )
        self.table.updateGeometry()
        self.lost.setText(lost_words(found, timezone))
        told = besides_words(found)
        self.besides.setText(told)
        self.besides.setVisible(bool(told))


def proven_words(found: Comparison) -> str:
    """Say what was done to know that it is whole."""
    if found.is_kept:
        return _words("Every page of it was read: its records are whole")
    return _words("Put back in a scratch folder and checked: it is whole")


def lost_words(found: Comparison, timezone: str) -> str:
    """Say what a restore would take away, which is kept all the same."""
    if found.here is None:
        return _words(
            "What is here now does not open with the backup's key, or not at all, so nothing is "
            "compared. Whatever lies here is kept."
        )
    if found.lost_since is None:
        return _words("Nothing would be lost: the backup holds all that is here.")
    words = _words(
        "Would be lost: what was written since {at} ({counts}). It is kept in a folder beside, and "
        "can be put back."
    )
    counts = ", ".join(_fewer(found))
    return words.format(at=at_words(found.lost_since, timezone), counts=counts)


def _fewer(found: Comparison) -> Iterator[str]:
    """Say of what there is more here than in the backup; the log tells of all that was written."""
    each_of = {
        PATIENTS: _words("patients: {count}"),
        VISITS: _words("visits: {count}"),
        SIGNED: _words("signed records: {count}"),
        PHOTOGRAPHS: _words("photographs: {count}"),
    }
    for subject, words in each_of.items():
        more = found.here[subject].total - found.backup[subject].total if found.here else 0
        if more > 0:
            yield words.format(count=more)
    yield _words("entries of the audit log: {count}").format(count=found.rows_lost)


def besides_words(found: Comparison) -> str:
    """Say what else is to be known before a restore."""
    told = []
    if found.is_other_clinic:
        told.append(_words("This is the backup of ANOTHER clinic."))
    if found.erased_since:
        words = _words(
            "Patients who were erased since and would come back: {count}. Erase them again after."
        )
        told.append(words.format(count=found.erased_since))
    if found.gone_since:
        words = _words(
            "Who left since and could unlock again, by the passphrase of then: {names}. Take them "
            "off the staff again after."
        )
        told.append(words.format(names=", ".join(found.gone_since)))
    if found.new_since:
        words = _words(
            "Who came since and would have no way in: {names}. Add them again after, or have what "
            "is kept put back."
        )
        told.append(words.format(names=", ".join(found.new_since)))
    if found.lacking:
        words = _words("Photographs that the clinic itself had lost by then: {count}.")
        told.append(words.format(count=found.lacking))
    return " ".join(told)


def _amount(amount: Amount, timezone: str) -> str:
    if amount.newest is None:
        return f"{amount.total:,}"
    newest = _words("{count:,} · newest {at}")
    return newest.format(count=amount.total, at=at_words(amount.newest, timezone))


def _subject(subject: str) -> str:
    return {
        PATIENTS: _words("Patients"),
        VISITS: _words("Visits"),
        SIGNED: _words("Signed records"),
        PHOTOGRAPHS: _words("Photographs"),
        AUDIT: _words("Entries of the audit log"),
    }[subject]


def _words(text: str) -> str:
    return QCoreApplication.translate("Difference", text)
