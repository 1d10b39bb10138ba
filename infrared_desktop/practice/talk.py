"""What the practice clinic asks and says besides the findings, drawn from a die of its own."""

from dataclasses import replace
from random import Random

from infrared_desktop.domain.consultation.gaps import is_undressed
from infrared_desktop.domain.records.answers import Answer, BddOutcome, Verdict
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.consents import Alternative
from infrared_desktop.domain.records.treatment_answers import (
    Amount,
    BddTool,
    Chaperone,
    Precaution,
    Thickness,
)

_CARE = (Precaution.TEST_SPOT, Precaution.LOWER_FLUENCE, Precaution.PHOTOGRAPH)


def talked(record: Consultation) -> Consultation:
    """Return a consultation with the rest of what was asked; the same one always alike."""
    die = Random(f"talk:{record.patient_id}:{record.consulted_on}")
    screened = record.bdd_outcome in (BddOutcome.NEGATIVE, BddOutcome.POSITIVE)
    undressed = any(is_undressed(row.area) for row in record.areas)
    return replace(
        record,
        alternatives_discussed=_alternatives(die),
        bdd_tool=BddTool.COPS if screened else None,
        bdd_score=die.randint(4, 31) if screened and die.random() < 0.9 else None,
        chaperone=die.choice((Chaperone.PRESENT, Chaperone.DECLINED)) if undressed else None,
        interpreter="Her daughter, Portuguese" if die.random() < 0.03 else "",
        glogau=die.choice((1, 2, 2, 3, 3, 4)) if die.random() < 0.7 else None,
        skin_thickness=die.choice(tuple(Thickness)) if die.random() < 0.8 else None,
        subcutaneous_fat=die.choice(tuple(Amount)) if die.random() < 0.6 else None,
        volume_loss=die.choice((Answer.NO, Answer.NO, Answer.YES)) if die.random() < 0.6 else None,
        areas=tuple(_cared_for(die, row) for row in record.areas),
    )


def _alternatives(die: Random) -> tuple[Alternative, ...]:
    said = {Alternative.NOTHING, Alternative.SURGERY, die.choice(tuple(Alternative))}
    return tuple(each for each in Alternative if each in said)


def _cared_for(die: Random, row: AreaFinding) -> AreaFinding:
    if row.verdict is Verdict.PRECAUTIONS:
        care = {Precaution.PHOTOGRAPH, die.choice(_CARE)}
        return replace(row, precautions=tuple(each for each in Precaution if each in care))
    if row.verdict in (Verdict.REFERRED, Verdict.NOT_SUITABLE):
        return replace(row, alternative_offered="A surgeon's opinion on a lift")
    return row
