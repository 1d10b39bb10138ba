"""What the practice clinic says besides its findings is there, plausible and always the same."""

from infrared_desktop.domain.consultation.gaps import is_undressed
from infrared_desktop.domain.records.answers import Verdict
from infrared_desktop.domain.records.areas import Region, region_of
from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.practice.talk import talked
from infrared_desktop.storage.clinic import Clinic


def test_every_consultation_tells_what_was_talked_about(practice: Clinic) -> None:
    signed = [stored.record for stored in practice.ledger.books.all(Consultation)]
    assert all(record.alternatives_discussed for record in signed)
    assert any(record.bdd_score is not None for record in signed)
    assert all(record.bdd_tool for record in signed if record.bdd_score is not None)
    for record in signed:
        undressed = any(is_undressed(row.area) for row in record.areas)
        assert (record.chaperone is not None) is undressed
        assert talked(record) == record


def test_with_care_names_the_care_and_of_an_arm_the_patient_was_told(practice: Clinic) -> None:
    signed = [stored.record for stored in practice.ledger.books.all(Consultation)]
    careful = [
        (record.patient_id, row)
        for record in signed
        for row in record.areas
        if row.verdict is Verdict.PRECAUTIONS
    ]
    assert careful and all(row.precautions for _, row in careful)
    with_arms = {who for who, row in careful if region_of(row.area) is Region.ARM}
    assert with_arms
    for number in with_arms:
        chart = practice.people.chart(number)
        assert "R-AREA-ARM" in [one.record.code for one in chart.rule_decisions]
