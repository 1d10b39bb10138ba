"""A record of any kind with every field filled, each by what it alone says."""

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from itertools import count
from typing import Any, Union, get_args, get_origin, get_type_hints

from infrared_desktop.documents.captions import CAPTIONS
from infrared_desktop.domain.papers.whole_record import WholeRecord
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.people import Patient, Settings
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.storage.desks.protocols import load_protocol

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def filled(record_type: type[Any]) -> Any:
    """Return a record whose every field says something, texts and numbers each their own."""
    numbers = count(3)
    hints = get_type_hints(record_type)
    values = {field.name: _filled(hints[field.name], numbers) for field in fields(record_type)}
    return record_type(**values)


def _filled(kind: Any, numbers: Iterator[int]) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        return _filled(next(part for part in get_args(kind) if part is not type(None)), numbers)
    if get_origin(kind) is tuple:
        return (_filled(get_args(kind)[0], numbers),)
    if kind is Sentence:
        return sentence("words {figure}", figure=next(numbers))
    if is_dataclass(kind):
        return filled(kind)  # type: ignore[arg-type]
    return _plain(kind, next(numbers))


def _plain(kind: Any, number: int) -> Any:
    if issubclass(kind, Enum):
        return list(kind)[-1]
    plain = {
        bool: True,
        int: number,
        float: number + 0.5,
        datetime: NOW + timedelta(days=number),
        date: date(2026, 1, 1) + timedelta(days=number),
        time: time(8, number % 60),
    }
    return plain.get(kind, f"words{number}")


def stored(record: Any, number: int = 1, state: State = State.SIGNED, **about: Any) -> Stored[Any]:
    """Return a record as if it were stored."""
    return replace(Stored(number, 1, state, 1, NOW, "0" * 64, record), **about)


def whole(**versions: Any) -> WholeRecord:
    """Return the record of a patient with some versions by kind."""
    patient = stored(Patient("Okafor", "Adaeze", date(1980, 1, 2)), 7, State.CURRENT)
    settings = Settings("Clinic by the Lake", "SE", timezone="UTC")
    protocol = load_protocol("titan")
    return WholeRecord(
        Chart(patient), settings, versions, read_protocols=lambda: {protocol.title: protocol}
    )


def kinds_on_paper() -> list[type[Any]]:
    """Return every record type that has captions."""
    return list(CAPTIONS)
