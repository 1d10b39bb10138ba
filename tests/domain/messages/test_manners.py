"""Who said no is not written to, whatever else holds; nobody is contacted at night or too often."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.messages.mail_servers import is_this_computer, obstacles
from infrared_desktop.domain.messages.manners import (
    address_of,
    dialled,
    email_of,
    full_week,
    is_quiet,
    one_line,
    quiet_words,
    refusal,
)
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import MailSafety, MailServer
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.desk_rules import DeskRules

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def reached(**fields: object) -> Patient:
    known = {"phone": "+14165550123", "email": "a@example.org", "address": "1 Lake Road"}
    return Patient("Okafor", **(known | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize("channel", list(Channel))
def test_who_must_not_be_contacted_is_reached_by_no_way(channel: Channel) -> None:
    assert refusal(reached(), channel, "CA") is None
    told = refusal(reached(do_not_contact=True, may_contact_by=(channel,)), channel, "CA")
    assert "must not be contacted" in str(told)


@given(st.sets(st.sampled_from(Channel)), st.sampled_from(Channel))
def test_only_agreed_ways_are_open(agreed: set[Channel], channel: Channel) -> None:
    told = refusal(reached(may_contact_by=tuple(agreed)), channel, "CA")
    assert (told is None) == (channel in agreed)


@pytest.mark.parametrize(
    ("fields", "channel", "said"),
    [
        ({"phone": ""}, Channel.SMS, "No telephone number"),
        ({"email": ""}, Channel.EMAIL, "No e-mail address"),
        ({"address": " "}, Channel.POST, "No postal address"),
        ({"phone": "call her sister"}, Channel.PHONE, "“call her sister” can't be used"),
        ({"email": "a@b@c"}, Channel.EMAIL, "“a@b@c” can't be used"),
    ],
)
def test_an_address_that_cannot_be_used_is_told(
    fields: dict[str, str], channel: Channel, said: str
) -> None:
    assert said in str(refusal(reached(**fields), channel, "CA"))


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("416 555 0123", "CA", "+14165550123"),
        ("+44 20 7946 0958", "CA", "+442079460958"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("020 7946 0958", "CA", ""),
        ("+972 2-651 2345", "DE", "+97226512345"),
        ("(416) 555-0123 x12", "CA", "+14165550123"),
        ("٠٣٠ ١٢٣٤٥٦٧", "DE", "+49301234567"),
    ],
)
def test_numbers_of_every_country_are_dialled(typed: str, country: str, number: str) -> None:
    assert dialled(typed, country) == number


def test_the_second_number_stands_in_for_the_first() -> None:
    patient = reached(phone="ask at home", second_phone="+442079460958")
    assert address_of(patient, Channel.SMS, "CA") == "+442079460958"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" a.b+c@example.org ", "a.b+c@example.org"),
        ("a@münchen.example", "a@xn--mnchen-3ya.example"),
        ("a@localhost", ""),
        ("a@example.org\nBcc: b@example.org", ""),
        ("a@example.org, b@example.org", ""),
        ("A <a@example.org>", ""),
        ("jörg@example.org", ""),
        ("a..b@example.org", ""),
        ("a@example..org", ""),
        ("@example.org", ""),
        ("a@" + "x" * 70 + ".org", ""),
    ],
)
def test_only_one_plain_address_is_handed_to_a_server(typed: str, address: str) -> None:
    assert email_of(typed) == address


@given(st.text())
def test_a_name_stays_on_one_line(name: str) -> None:
    told = one_line(name)
    assert len(told.splitlines()) <= 1 and told == told.strip()


@pytest.mark.parametrize(
    ("begins", "until", "at", "quiet"),
    [
        (20, 9, 21, True),
        (20, 9, 8, True),
        (20, 9, 9, False),
        (20, 9, 20, True),
        (12, 14, 13, True),
        (12, 14, 14, False),
        (9, 9, 9, False),
    ],
)
def test_quiet_hours_may_pass_midnight(begins: int, until: int, at: int, quiet: bool) -> None:
    rules = DeskRules(quiet_from=time(begins), quiet_until=time(until))
    assert is_quiet(time(at), rules) is quiet
    assert (quiet_words(time(at), rules) is not None) is quiet


def test_a_week_holds_so_many_contacts_and_no_more() -> None:
    rules = DeskRules(most_contacts_a_week=2)
    old, new = NOW - timedelta(days=7), NOW - timedelta(days=6)
    assert full_week([old, new], NOW, rules, UTC) is None
    assert "2 times" in str(full_week([old, new, new], NOW, rules, UTC))
    # By days, as the follow-up list counts: not a few hours after the list shows it again.
    assert full_week([old + timedelta(hours=1), new], NOW, rules, UTC) is None
    ahead = NOW + timedelta(days=2)  # the clock was set back since
    assert full_week([ahead, new], NOW, rules, UTC) is not None


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, set()),
        ({"host": "mail example"}, {"host"}),
        ({"host": "mail.example.org\r\nRCPT"}, {"host"}),
        ({"host": ""}, {"host"}),
        ({"port": 0}, {"port"}),
        ({"port": 70_000}, {"port"}),
        ({"sender": "desk"}, {"sender"}),
        ({"user": "desk\n"}, {"user"}),
        ({"safety": MailSafety.LOCAL}, {"safety"}),
        ({"safety": MailSafety.LOCAL, "host": "127.0.0.1"}, set()),
        ({"safety": MailSafety.LOCAL, "host": "::1"}, set()),
    ],
)
def test_a_server_that_cannot_be_right_is_told(fields: dict[str, object], wrong: set[str]) -> None:
    known = {"host": "mail.example.org", "port": 465, "sender": "desk@example.org"}
    assert obstacles(MailServer(**(known | fields))).keys() == wrong  # type: ignore[arg-type]


def test_a_name_that_only_looks_like_this_computer_is_another() -> None:
    assert is_this_computer("LOCALHOST") and is_this_computer("127.9.9.9")
    assert not is_this_computer("localhost.example.org") and not is_this_computer("127.0.0.1.x.org")


def test_signs_that_nobody_sees_are_left_out_of_a_name() -> None:
    assert one_line("Ann\u202egro.elpmaxe\u200b \x00B") == "Anngro.elpmaxe B"
