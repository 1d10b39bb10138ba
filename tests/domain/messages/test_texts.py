"""A text that the program can't fill is refused by name; every kind has one, in each language."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.messages.texts import (
    APPOINTMENT,
    ATTEMPTS,
    KINDS,
    Template,
    check_text,
    fill,
    find_template,
    gaps_of,
    sms_parts,
)
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import MessageText
from infrared_desktop.storage.files.message_texts import shipped_texts

SHIPPED = shipped_texts()
VALUES = {gap: f"<{gap}>" for gap in gaps_of(APPOINTMENT)}


def own(text: str = "Own, {name}", **fields: object) -> MessageText:
    known = {"kind": "T8", "attempt": 1, "channel": Channel.SMS, "language": "en", "text": text}
    return MessageText(**(known | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", sorted(SHIPPED))
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_texts_that_can_be_filled(language: str, kind: str) -> None:
    for attempt in ATTEMPTS:
        for channel in Channel:
            template = SHIPPED[language].template(kind, attempt, channel)
            text = MessageText(kind, attempt, channel, language, template.text, template.subject)
            check_text(text)
            filled = fill(template, VALUES)
            assert not filled.missing and not re.search(r"[{}]", filled.text + filled.subject)
            assert bool(filled.subject) == (channel in (Channel.EMAIL, Channel.POST))


def test_languages_are_built_alike() -> None:
    english = SHIPPED["en"]
    for other in SHIPPED.values():
        assert other.reasons.keys() == english.reasons.keys() == set(KINDS)
        assert other.subjects.keys() == english.subjects.keys()
        for channel in Channel:
            assert other.frames[channel].keys() == english.frames[channel].keys()


def test_a_text_to_a_telephone_names_no_treatment() -> None:
    told = [*SHIPPED["en"].reasons.values(), *SHIPPED["de"].reasons.values()]
    assert not re.search(r"infra|laser|skin|Haut|neck|treat|Behandl", " ".join(told))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dear {surname}", "{surname}"),
        ("At {time}", "{time}"),
        ("Dear {name!r}", "{name}"),
        ("Dear {name:>20}", "{name}"),
        ("Dear {name.__class__}", "{name.__class__}"),
        ("Dear {}", "{}"),
        ("Dear {0}", "{0}"),
        ("Dear {name", "brace"),
        ("Dear name}", "brace"),
        ("x" * 6000, "5000"),
    ],
)
def test_a_text_that_cannot_be_filled_is_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(KnownError, match=re.escape(said)):
        check_text(own(text))


def test_a_reminder_may_name_the_time_and_a_brace_may_be_meant() -> None:
    check_text(own("At {time}", kind=APPOINTMENT))
    check_text(own("{{name}} for {name}"))
    assert fill(Template("{{name}} for {name}", "", "en"), VALUES).text == "{name} for <name>"


def test_a_subject_is_one_line() -> None:
    with pytest.raises(KnownError, match="one line"):
        check_text(own(subject="A\nBcc: x@example.org"))


@given(st.text(max_size=30))
def test_what_is_filled_in_is_left_as_it_is(name: str) -> None:
    filled = fill(Template("a{name}b", "", "en"), {"name": name})
    assert filled.text == f"a{name}b"


def test_what_is_not_known_is_named() -> None:
    filled = fill(Template("{name}: {phone}", "{clinic}", "en"), {"name": "A", "phone": " "})
    assert filled.missing == ("phone", "clinic")


def test_the_clinics_own_text_comes_first_in_the_language_that_was_wanted() -> None:
    texts = [own(), own("Tout propre", language="fr"), own("Eigen", language="de", attempt=2)]

    def found(*languages: str, attempt: int = 1) -> Template:
        return find_template("T8", attempt, Channel.SMS, languages, texts, SHIPPED)

    assert found("en").text == "Own, {name}" and found("en").is_own
    assert found("fr").language == "fr"
    assert (found("de").language, found("de").is_own) == ("de", False)
    assert found("de", attempt=2).text == "Eigen"
    assert found("it", "de").language == "de"  # the clinic's own language stands in
    assert found("it").language == "en"


def test_the_third_text_serves_for_all_later_attempts() -> None:
    third = [own("Last", attempt=3)]
    for attempt in (3, 4, 17):
        assert find_template("T8", attempt, Channel.SMS, ["en"], third, SHIPPED).text == "Last"
    assert find_template("T8", 0, Channel.SMS, ["en"], [own()], SHIPPED).is_own


def test_an_own_text_that_was_emptied_lets_the_programs_own_hold_again() -> None:
    assert not find_template("T8", 1, Channel.SMS, ["en"], [own(" ")], SHIPPED).is_own


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ж" * 70, 1),
        ("ж" * 71, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("", 1),
    ],
)
def test_the_parts_of_a_short_message_are_counted(text: str, parts: int) -> None:
    assert sms_parts(text) == parts
