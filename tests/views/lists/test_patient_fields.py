"""A patient's fields have one name, on the screen and on paper."""

from dataclasses import fields, replace

from infrared_desktop.documents.captions import LEFT_OUT
from infrared_desktop.documents.values import Values
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.views.lists.patient_fields import label_of
from tests.documents.records import filled, whole


def test_a_field_is_called_the_same_on_the_screen_and_on_paper() -> None:
    patient = replace(filled(Patient), do_not_contact=True)
    on_paper = [caption for caption, _ in Values(whole()).facts(patient)]
    names = [each.name for each in fields(Patient) if each.name not in LEFT_OUT]
    assert sorted(on_paper) == sorted(map(label_of, names))
