"""What reads words: typed by a person, kept of a locked window, or told by another process."""

import os
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest

from infrared_desktop.documents.picture_orders import Opened, Refusal, receive_answer, send_answer
from infrared_desktop.domain.dates import DateOrder, parse_date, parse_day_of_year, parse_stretch
from infrared_desktop.domain.messages.texts import Template, check_text, fill, sms_parts
from infrared_desktop.domain.passphrases import judge_passphrase
from infrared_desktop.domain.phones import (
    is_impossible,
    normal_phone,
    phone_digits,
    phone_tail,
    show_phone,
)
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import MessageText
from infrared_desktop.storage.files.exchange import is_in_use
from infrared_desktop.storage.files.review_leave import leave_code, read_leave
from infrared_desktop.storage.files.vault import plain_recovery_key
from infrared_desktop.views.locking.kept import waiting
from infrared_desktop.views.locking.packing import pack
from infrared_desktop.views.locking.successor import heritage
from infrared_desktop.views.locking.unsaved import Unsaved
from infrared_desktop.views.screen import Place
from tests.camera import drawn, noted
from tests.clinics import NOW
from tests.faults.kinds import Parser, kind
from tests.faults.specimens import Specimens
from tests.scenes import TODAY, consultation


@kind("text of a message", 10_000)
def _message(_: Specimens) -> Parser:
    gaps = dict.fromkeys(("name", "clinic", "phone", "day", "areas", "time"), "{name}")

    def feed(content: bytes) -> None:
        text = content.decode(errors="replace")
        check_text(MessageText("T8", 1, Channel.EMAIL, "en", text))
        fill(Template(text, "", "en"), gaps)
        sms_parts(text)

    return Parser((b"Dear {name}, {{call}} {phone}.\nYours, {clinic}", b"{day} {areas}"), feed)


@kind("typed day", 10_000)
def _day(_: Specimens) -> Parser:
    def feed(content: bytes) -> None:
        text = content.decode(errors="replace")
        for order in DateOrder:
            parse_date(text, order, TODAY)
            parse_date(text, order, TODAY, birth=True)
            parse_day_of_year(text, order, TODAY, ahead=False)
        parse_stretch(text)

    days = ("14.3.71", "+2w", "2026-11-23", "14/3", "19710314", "3/1971", "1.12.-24.12.", "today")
    return Parser(tuple(day.encode() for day in days), feed)


@kind("typed telephone number", 2_000)
def _phone(_: Specimens) -> Parser:
    def feed(content: bytes) -> None:
        text = content.decode(errors="replace")
        for country in ("CA", "DE", "", "??"):
            show_phone(normal_phone(text, country), country)
            is_impossible(text, country)
        phone_digits(text)
        phone_tail(text)

    return Parser((b"+1 416 555 0123", b"0171/1234567 ext. 3", "٠١٢٣٤٥٦٧٨٩".encode()), feed)


@kind("typed search", 3_000)
def _search(at: Specimens) -> Parser:
    def feed(content: bytes) -> None:
        at.clinic.people.find(content.decode(errors="replace"), NOW)

    found = ("zörg", "ott 1971", '"zör*" OR NEAR(a b)', "4165550123", "#1", "+1 416", "王")
    return Parser(tuple(each.encode() for each in found), feed)


@kind("typed code of a leave", 5_000)
def _leave(at: Specimens) -> Parser:
    right = leave_code(at.copy.key, at.copy.header.copy_id, TODAY)

    def feed(content: bytes) -> None:
        typed = content.decode(errors="replace")
        if read_leave(at.copy, typed):
            assert plain_recovery_key(typed) == plain_recovery_key(right), "leave by a wrong code"

    return Parser((right.encode(), right.lower().replace("-", " ").encode()), feed)


@kind("typed passphrase", 300)
def _passphrase(_: Specimens) -> Parser:
    def feed(content: bytes) -> None:
        judge_passphrase(content.decode(errors="replace"), ["Clinic by the Lake"])

    return Parser((b"seven quiet lamps by the river", b"Tr0ub4dor&3"), feed)


@kind("work kept of a locked window", 8_000)
def _kept(_: Specimens) -> Parser:
    typed = (consultation(1), (TODAY, NOW, None), {"a": frozenset({1})}, b"x", 2.5)
    real = pack(Unsaved(Place("patient", 1), None, typed)).encode()

    def feed(content: bytes) -> None:
        desk = SimpleNamespace(waiting=lambda _by: content.decode(errors="replace"))
        place: Any = SimpleNamespace(clinic=SimpleNamespace(locked_work=desk), by=1)
        try:
            waiting(place)
        except ValueError:
            return  # which the window tells in words

    return Parser((real,), feed)


@kind("what a process leaves to the next", 6_000)
def _heritage(_: Specimens) -> Parser:
    def feed(content: bytes) -> None:
        with pytest.MonkeyPatch.context() as patch:
            told = content.replace(b"\0", b"").decode(errors="surrogateescape")
            patch.setitem(os.environ, "INFRARED_FOLLOWS", told)
            heritage()

    return Parser((b'["01d9d0cb", "Dr. Lindqvist"]',), feed)


@kind("answer of the process that opens pictures", 10_000)
def _answer(_: Specimens) -> Parser:
    corpus = []
    for answer in (Opened(b"pixels", 1, 1, 2, 2), Refusal.DAMAGED):
        stream = BytesIO()
        send_answer(stream, answer)
        corpus.append(stream.getvalue())

    def feed(content: bytes) -> None:
        try:
            receive_answer(BytesIO(content))
        except ValueError:
            return  # which ends as a sentence

    return Parser(tuple(corpus), feed)


@kind("picture", 1_500)
def _picture(at: Specimens) -> Parser:
    jpeg, png = noted(drawn(24, 16)), drawn(24, 16, kind="PNG")

    def feed(content: bytes) -> None:
        small = at.pictures.thumbnail(content)
        assert small.width_px > 0 and small.height_px > 0

    return Parser((jpeg, png), feed)


@kind("claim of a window", 3_000)
def _claim(at: Specimens) -> Parser:
    folder = at.room("claim")

    def feed(content: bytes) -> None:
        (folder / "window.lock").write_bytes(content)
        is_in_use(folder)

    return Parser((f"{os.getpid()}\ninfrared-desktop\nfront-desk\n".encode(),), feed)
