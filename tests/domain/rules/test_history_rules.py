"""Nothing on record falls beside the rules: brands, creams by their place, and what is rare."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.consultation.suitability import Fired
from infrared_desktop.domain.history.medicine_names import NAMES, names_of
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import Answer, Verdict
from infrared_desktop.domain.records.areas import Area, Side, Site, overlaps
from infrared_desktop.domain.records.history_answers import (
    HealthCondition,
    ImplantKind,
    MedicineKind,
    TreatmentKind,
)
from infrared_desktop.domain.rules.rules import Effect
from tests.domain.consultations import TITAN, TODAY
from tests.domain.protocol.test_other_infrared import OTHER
from tests.domain.scenes import Scene, at, had, ill, takes, wears

OTHER_KIND = MedicineKind.OTHER
HERBAL = MedicineKind.HERBAL


def fired(scene: Scene, code: str, protocol: Protocol = TITAN) -> Fired | None:
    """Return what a rule says of a scene; None where it is silent."""
    found = (one for one in scene.seen(protocol).fired if one.code == code and not one.missing)
    return next(found, None)


@pytest.mark.parametrize("name", ["Roaccutane", "роаккутан 20 мг", "CURACNÉ", "Accutane"])
def test_a_brand_of_isotretinoin_kept_as_other_puts_off_until_somebody_looks(name: str) -> None:
    found = fired(takes(OTHER_KIND, name=name), "C10")
    assert found is not None and found.effect is Effect.DEFER and found.open
    assert f"{name} (isotretinoin?)" in str(found.evidence)


def test_a_brand_with_its_last_day_waits_as_the_substance_does() -> None:
    stopped = date(2026, 5, 23)
    brand = fired(takes(OTHER_KIND, name="Roaccutane", stopped_on=stopped), "C10")
    plain = fired(takes(MedicineKind.ISOTRETINOIN, stopped_on=stopped), "C10")
    assert brand is not None and plain is not None and brand.earliest == plain.earliest


@given(st.sampled_from([(kind, name) for kind in NAMES for name in names_of(kind)]))
def test_each_name_kept_as_other_fires_what_its_kind_fires(
    named: tuple[MedicineKind, str],
) -> None:
    kind, name = named
    assert takes(OTHER_KIND, name=name).codes() == takes(kind, name=name).codes()


@given(
    st.sampled_from(Area),
    st.sampled_from([None, *Side]),
    st.sampled_from(Area),
    st.sampled_from([None, *Side]),
)
def test_what_is_put_on_the_skin_counts_where_it_is_put(
    put: Area, put_side: Side | None, area: Area, side: Side | None
) -> None:
    medicine = takes(MedicineKind.TOPICAL_RETINOID, area=put, side=put_side)
    scene = replace(medicine, site=at(area, side).site)
    assert ("C11" in scene.codes()) is overlaps(Site(put, put_side), Site(area, side))


def test_without_an_area_a_cream_counts_everywhere_and_a_tablet_always_does() -> None:
    assert "C11" in takes(MedicineKind.EXFOLIANT).codes()
    tablet = takes(MedicineKind.ISOTRETINOIN, area=Area.KNEE, side=Side.LEFT)
    assert "C10" in tablet.codes()


@pytest.mark.parametrize("protocol", [TITAN, OTHER], ids=["titan", "other"])
def test_every_kind_on_record_is_spoken_of_by_some_rule(protocol: Protocol) -> None:
    scenes: dict[StrEnum, Scene] = {
        **{kind: ill(kind, controlled=Answer.NO) for kind in HealthCondition},
        **{kind: takes(kind) for kind in MedicineKind},
        **{kind: wears(kind) for kind in ImplantKind},
        **{kind: had(kind, TODAY) for kind in TreatmentKind},
    }
    plain = {one.code for one in Scene().seen(protocol).fired}
    silent = [
        kind
        for kind, scene in scenes.items()
        if {one.code for one in scene.seen(protocol).fired} <= plain
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("scene", "effect"),
    [
        (ill(HealthCondition.OTHER, detail="Ménière"), Effect.COUNSEL),
        (ill(HealthCondition.OTHER, detail="Ménière", in_area=Answer.YES), Effect.CAUTION),
        (ill(HealthCondition.HERNIA, in_area=Answer.NO), Effect.COUNSEL),
        (takes(OTHER_KIND, name="ramipril"), Effect.COUNSEL),
        (wears(ImplantKind.OTHER, detail="port"), Effect.COUNSEL),
        (wears(ImplantKind.OTHER, area=Area.NECK_FRONT), Effect.CAUTION),
        (wears(ImplantKind.OTHER, area=Area.KNEE, side=Side.LEFT), None),
        (wears(ImplantKind.OTHER, cleared_on=TODAY), None),
        (had(TreatmentKind.OTHER, product="cupping"), Effect.COUNSEL),
        (had(TreatmentKind.OTHER, area=Area.NECK_FRONT), Effect.CAUTION),
        (takes(OTHER_KIND, name="Marcumar"), None),
        (takes(OTHER_KIND, name="ramipril", stopped_on=TODAY), None),
    ],
)
def test_what_no_rule_knows_is_told_and_weighs_more_in_the_area(
    scene: Scene, effect: Effect | None
) -> None:
    found = fired(scene, "R-OTHER")
    assert (found.effect if found else None) is effect


def test_a_note_changes_no_verdict_and_names_what_lies_here_first() -> None:
    assert takes(HERBAL, name="fish oil").seen().verdict is Verdict.SUITABLE
    both = ill(HealthCondition.OTHER, detail="Ménière")
    plate = wears(ImplantKind.OTHER, detail="port", area=Area.NECK_FRONT).history
    found = fired(both.after(history={**both.history, **plate}), "R-OTHER")
    assert found is not None and "port, Ménière" in str(found.evidence)


def test_a_medicine_is_no_longer_told_from_the_day_it_was_stopped() -> None:
    tomorrow = takes(OTHER_KIND, name="ramipril", stopped_on=TODAY + timedelta(days=1))
    assert fired(tomorrow, "R-OTHER") is not None
