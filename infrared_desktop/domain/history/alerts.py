"""What of a medical history must be in sight: how old it is, allergies, and what stops a lamp."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from infrared_desktop.domain.history.gaps import never_asked
from infrared_desktop.domain.history.medicine_names import kind_meant
from infrared_desktop.domain.history.words import Say, row_words, said
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.history import History, Medicine
from infrared_desktop.domain.records.history_answers import ImplantKind, MedicineKind, Pregnancy
from infrared_desktop.domain.sentences import Sentence, sentence

_ELECTRONIC = (ImplantKind.PACEMAKER, ImplantKind.DEFIBRILLATOR, ImplantKind.NEUROSTIMULATOR)
_STILL_TAKEN = (MedicineKind.ISOTRETINOIN, MedicineKind.PDT_AGENT, MedicineKind.CANCER_TREATMENT)
_PREGNANT = (Pregnancy.PREGNANT, Pregnancy.POSSIBLE)


class Freshness(Enum):
    """Whether a history can be relied on at a visit."""

    MISSING = auto()
    STALE = auto()
    TO_CONFIRM = auto()
    PARTLY = auto()  # asked today, but not everything
    TODAY = auto()


@dataclass(frozen=True)
class HistoryAge:
    """How old a history is on a day, and in words."""

    freshness: Freshness
    words: Sentence


def history_age(history: History | None, today: date, stale_days: int) -> HistoryAge:
    """Say how old a history is; it is asked anew at each visit (clinical reference R-STALE)."""
    if history is None:
        return HistoryAge(Freshness.MISSING, sentence("history: not taken"))
    days = (today - history.known_on).days
    if days <= 0:
        taken = history.confirmed_on != history.known_on
        words = "history: taken today" if taken else "history: confirmed today"
        if count := len(never_asked(history)):
            words = "history: of today, {count} not asked"
            return HistoryAge(Freshness.PARTLY, sentence(words, count=count))
        return HistoryAge(Freshness.TODAY, sentence(words))
    template = "history: 1 day old" if days == 1 else "history: {days} days old"
    freshness = Freshness.STALE if days > stale_days else Freshness.TO_CONFIRM
    return HistoryAge(freshness, sentence(template, days=days))


def age_in_sight(chart: Chart, today: date, stale_days: int) -> HistoryAge:
    """Say how old a patient's history is; of two that were joined none can be relied on yet."""
    if len({stored.id for stored in chart.histories}) > 1:
        return HistoryAge(Freshness.STALE, sentence("two histories, not brought together"))
    counts = chart.history
    return history_age(counts.record if counts else None, today, stale_days)


def allergy_words(history: History | None, say: Say = str) -> Sentence:
    """Say what a patient is allergic to; that nobody asked is said as such."""
    if history is None or history.allergies is None:
        return sentence("allergies not asked")
    if not history.allergies:
        return sentence("no known allergies")
    told = "; ".join(said(row_words(row), say) for row in history.allergies)
    return sentence("allergic: {told}", told=told)


def alerts(history: History | None) -> tuple[Sentence, ...]:
    """Say what else must be in sight before a treatment."""
    if history is None:
        return ()
    told = []
    if history.pregnancy in _PREGNANT:
        words = "pregnant" if history.pregnancy is Pregnancy.PREGNANT else "pregnancy possible"
        told.append(sentence(words))
    told += [_word(row.kind) for row in history.implants or () if row.kind in _ELECTRONIC]
    taken = (row for row in history.medicines or () if row.stopped_on is None)
    told += [_medicine(row) for row in taken if kind_meant(row) in _STILL_TAKEN]
    return tuple(told)


def _medicine(row: Medicine) -> Sentence:
    kind = plain_label(kind_meant(row))
    return sentence("{label}" if kind_meant(row) is row.kind else "{label}?", label=kind)


def _word(kind: ImplantKind) -> Sentence:
    return sentence("{label}", label=plain_label(kind))
