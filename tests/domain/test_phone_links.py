"""A telephone opens what was written, whatever signs stand in it."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.phone_links import link_of
from infrared_desktop.domain.records.answers import Channel

TEXTS = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")))


@given(TEXTS, TEXTS)
def test_subject_and_text_come_out_as_they_went_in(subject: str, text: str) -> None:
    link = urlsplit(link_of(Channel.EMAIL, "a+b@example.org", subject, text))
    found = parse_qs(link.query, keep_blank_values=True)
    assert (unquote(link.path), found["subject"], found["body"]) == (
        "a+b@example.org",
        [subject],
        [text],
    )


def test_a_text_message_keeps_its_lines_and_signs() -> None:
    link = link_of(Channel.SMS, "+14165550123", text="Hello & good day?\n50 % #1 +😀")
    assert link == (
        "sms:+14165550123?body=Hello%20%26%20good%20day%3F%0D%0A50%20%25%20%231%20%2B%F0%9F%98%80"
    )


@pytest.mark.parametrize(
    ("channel", "address", "link"),
    [
        (Channel.PHONE, "+14165550123", "tel:+14165550123"),
        (Channel.PHONE, "", ""),
        (Channel.POST, "1 Lake Road", ""),
    ],
)
def test_a_call_is_a_number_and_a_letter_has_no_link(
    channel: Channel, address: str, link: str
) -> None:
    assert link_of(channel, address, "Hello", "Good day") == link
