"""Every name of a medicine means its kind, however it is written."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.history.alerts import alerts
from infrared_desktop.domain.history.medicine_names import (
    NAMES,
    kind_meant,
    kind_of_name,
    medicine_name,
    names_of,
)
from infrared_desktop.domain.people.folding import fold
from infrared_desktop.domain.records.history import Medicine
from infrared_desktop.domain.records.history_answers import MedicineKind as Drug
from tests.domain.consultations import history

LISTED = [(name, kind) for kind in NAMES for name in names_of(kind)]


def test_every_kind_but_other_has_names_and_no_name_is_listed_twice() -> None:
    assert set(NAMES) == set(Drug) - {Drug.OTHER}
    folded = [fold(name) for name, _ in LISTED]
    assert len(set(folded)) == len(folded) and all(folded)


def test_each_name_means_its_kind_alone_and_beside_its_dose() -> None:
    for name, kind in LISTED:
        assert kind_of_name(name) is kind, name
        assert kind_of_name(f"{name} 20 mg daily") is kind, name


@given(
    st.sampled_from(LISTED),
    st.sampled_from([str.upper, str.lower, str.title, str]),
    st.sampled_from(["NFC", "NFD", "NFKC"]),
    st.sampled_from(["{}", " {} ", "{}®", "{}, 1–0–1", "takes {} still"]),
)
def test_a_name_is_known_in_any_case_accent_and_company(
    listed: tuple[str, Drug], case: Callable[[str], str], form: str, company: str
) -> None:
    name, kind = listed
    assert kind_of_name(unicodedata.normalize(form, company.format(case(name)))) is kind


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Isotretinoína", Drug.ISOTRETINOIN),
        ("ISOTRETINOIN-RATIOPHARM", Drug.ISOTRETINOIN),
        ("Роаккутан 20 мг", Drug.ISOTRETINOIN),
        ("curacne", Drug.ISOTRETINOIN),
        ("Isotretinoin gel", Drug.TOPICAL_RETINOID),
        ("tretinoin 0.05 %", Drug.TOPICAL_RETINOID),
        ("St. Johns Wort", Drug.ST_JOHNS_WORT),
        ("prednisolone", Drug.STEROID),
        ("Glykolsaeure", None),
        ("levothyroxine", None),
        ("metformin", None),
        ("passing", None),
        ("", None),
    ],
)
def test_what_people_write_means_what_it_means_and_no_more(typed: str, kind: Drug | None) -> None:
    assert kind_of_name(typed) is kind


@given(st.text())
def test_any_text_at_all_is_looked_up(text: str) -> None:
    assert kind_of_name(text) in (None, *Drug)


def test_only_what_is_kept_as_other_or_herbal_is_taken_for_what_its_name_means() -> None:
    assert kind_meant(Medicine(Drug.OTHER, "Roaccutane")) is Drug.ISOTRETINOIN
    assert kind_meant(Medicine(Drug.HERBAL, "Laif 900")) is Drug.ST_JOHNS_WORT
    assert kind_meant(Medicine(Drug.TOPICAL_RETINOID, "isotretinoin")) is Drug.TOPICAL_RETINOID
    assert kind_meant(Medicine(Drug.OTHER, "ramipril")) is Drug.OTHER


def test_a_guess_is_said_as_a_question() -> None:
    assert medicine_name(Medicine(Drug.OTHER, "Roaccutane")) == "Roaccutane (isotretinoin?)"
    assert medicine_name(Medicine(Drug.ISOTRETINOIN, "Roaccutane")) == "Roaccutane"
    assert medicine_name(Medicine(Drug.ISOTRETINOIN)) == "isotretinoin"


def test_a_brand_kept_as_other_is_in_sight_before_a_treatment() -> None:
    taken = history(medicines=(Medicine(Drug.OTHER, "Roaccutane"),))
    assert list(map(str, alerts(taken))) == ["isotretinoin?"]
